/** Whether a frame is looser than its size, as it is where a narrow frame has no room for the head. */
import type { PosedFigure } from '../stage/pose-figure.ts';
import type { Camera } from '../stage/scene.ts';
import { cutLineOf, isCutSize } from './cut-lines.ts';
import { isUpright } from './fit.ts';
import type { CameraWarning } from './solution.ts';
import { projectPoint, viewOf } from './view.ts';
import type { ShotSize } from './vocabulary.ts';

/** A cut line this far off its place is off, half frame heights: 2 hundredths of the frame. */
const tolerance = 0.04;

export const loosenedBy = (camera: Camera, posed: PosedFigure, size: ShotSize): readonly CameraWarning[] => {
  if (!isCutSize(size)) return [];
  const view = viewOf(camera);
  const line = cutLineOf(posed, size, view.up);
  if (!isUpright(view, line)) return [];
  const [top, cut] = [projectPoint(view, line.top)[1], projectPoint(view, line.cut)[1]];
  if (Math.abs(cut - line.cutAt) < tolerance) return [];
  return [{ kind: 'size-loosened', asked: size, factor: (line.topAt - line.cutAt) / Math.max(0.05, top - cut) }];
};
