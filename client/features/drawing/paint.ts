/** Strokes on a canvas: fills the same polygons as the server does. */
import { strokeOutline } from '@oner/shared/drawing/outline.ts';
import type { Stroke } from '@oner/shared/drawing/stroke.ts';
import { decodeStroke } from '@oner/shared/drawing/stroke-codec.ts';

export type Ground = {
  readonly context: CanvasRenderingContext2D;
  /** Width over height of the frame. */
  readonly aspect: number;
  /** Device pixels. */
  readonly height: number;
};

const pathOf = (stroke: Stroke, aspect: number): Path2D => {
  const corners = strokeOutline(stroke, aspect);
  const path = new Path2D();
  for (let index = 0; index + 1 < corners.length; index += 2) {
    const [x, y] = [corners[index] ?? 0, corners[index + 1] ?? 0];
    if (index === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  }
  path.closePath();
  return path;
};

const fill = ({ context, height }: Ground, stroke: Stroke, path: Path2D): void => {
  const [red, green, blue] = stroke.color;
  context.setTransform(height, 0, 0, height, 0, 0);
  context.globalCompositeOperation = stroke.tool === 'eraser' ? 'destination-out' : 'source-over';
  context.fillStyle = `rgb(${red} ${green} ${blue} / ${stroke.opacity})`;
  context.fill(path, 'nonzero');
};

export const paintStroke = (ground: Ground, stroke: Stroke): void =>
  fill(ground, stroke, pathOf(stroke, ground.aspect));

type Prepared = { readonly stroke: Stroke; readonly path: Path2D; readonly aspect: number };

/** Paints stored strokes; each is decoded and outlined once. */
export const createStoredPainter = () => {
  const prepared = new WeakMap<Uint8Array, Prepared>();
  return (ground: Ground, bytes: Uint8Array): void => {
    let known = prepared.get(bytes);
    if (known?.aspect !== ground.aspect) {
      const stroke = decodeStroke(bytes);
      if (stroke === null) return;
      known = { stroke, path: pathOf(stroke, ground.aspect), aspect: ground.aspect };
      prepared.set(bytes, known);
    }
    fill(ground, known.stroke, known.path);
  };
};
export type StoredPainter = ReturnType<typeof createStoredPainter>;
