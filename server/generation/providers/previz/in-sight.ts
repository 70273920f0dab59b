/** Whether a figure may be seen in a frame: by the box around its body on the screen, with room for hair, hands and skirts. */
import { nearPlane } from '@oner/shared/camera/view.ts';
import type { PosedFigure } from '@oner/shared/stage/pose-figure.ts';
import { dot, subtract } from '@oner/shared/stage/vec3.ts';
import type { Frustum } from './screen-triangles.ts';

/** What hair, hands, skirts and held things reach beyond the body, m. */
const reach = 0.6;

export const mayBeSeen = ({ view, width, height, scaleX, scaleY }: Frustum, { hull }: PosedFigure): boolean => {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  let [before, behind] = [false, false];
  for (const point of hull) {
    const offset = subtract(point, view.position);
    const depth = dot(offset, view.forward);
    if (depth > -reach) before = true;
    // Around the lens the box on the screen says nothing.
    if (depth < nearPlane + reach) behind = true;
    else {
      const [x, y] = [dot(offset, view.right), dot(offset, view.up)];
      left = Math.min(left, (scaleX * (x - reach)) / depth);
      right = Math.max(right, (scaleX * (x + reach)) / depth);
      low = Math.min(low, (scaleY * (y - reach)) / depth);
      high = Math.max(high, (scaleY * (y + reach)) / depth);
    }
  }
  if (!before) return false;
  return behind || (left < width / 2 && right > -width / 2 && low < height / 2 && high > -height / 2);
};
