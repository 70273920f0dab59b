/** Paints the visible layers of a drawing over a picture, pixel by pixel; pure. */
import { strokeOutline } from '@oner/shared/drawing/outline.ts';
import type { Stroke } from '@oner/shared/drawing/stroke.ts';
import { decodeStroke } from '@oner/shared/drawing/stroke-codec.ts';
import { type Coverage, coverageOf } from './rasterise.ts';

export type Painting = {
  readonly width: number;
  readonly height: number;
  /** The picture below: red, green, blue, 0..255, row by row. */
  readonly base: Uint8Array;
  /** How much of it shows through to white paper, 0..1. */
  readonly baseOpacity: number;
  /** Those that are visible, from the lowest up. */
  readonly layers: readonly { readonly opacity: number; readonly strokes: readonly Uint8Array[] }[];
};

/** A layer's own picture: red, green, blue times opacity, and opacity. Only `top` to `bottom` was drawn on. */
type LayerPicture = { readonly values: Float32Array; top: number; bottom: number };

const paper = 255;

const blend = (picture: LayerPicture, width: number, stroke: Stroke, coverage: Coverage): void => {
  const { values } = picture;
  const erases = stroke.tool === 'eraser';
  const [red, green, blue] = stroke.color;
  for (let row = 0; row < coverage.height; row += 1) {
    let from = row * coverage.stride;
    let at = ((coverage.top + row) * width + coverage.left) * 4;
    for (let column = 0; column < coverage.width; column += 1, from += 1, at += 4) {
      const share = (coverage.values[from] ?? 0) * stroke.opacity;
      if (share === 0) continue;
      const kept = 1 - share;
      const added = erases ? 0 : share;
      values[at] = (values[at] ?? 0) * kept + red * added;
      values[at + 1] = (values[at + 1] ?? 0) * kept + green * added;
      values[at + 2] = (values[at + 2] ?? 0) * kept + blue * added;
      values[at + 3] = (values[at + 3] ?? 0) * kept + added;
    }
  }
  picture.top = Math.min(picture.top, coverage.top);
  picture.bottom = Math.max(picture.bottom, coverage.top + coverage.height);
};

const startPaper = ({ base, baseOpacity }: Painting): Float32Array => {
  const page = new Float32Array(base.length);
  for (let at = 0; at < page.length; at += 1) page[at] = paper + ((base[at] ?? 0) - paper) * baseOpacity;
  return page;
};

const roundOff = (page: Float32Array): Uint8Array<ArrayBuffer> => {
  const pixels = new Uint8Array(page.length);
  for (let at = 0; at < page.length; at += 1) pixels[at] = Math.round(page[at] ?? 0);
  return pixels;
};

/** The finished picture: red, green, blue, row by row. */
export const paintDrawing = (painting: Painting): Uint8Array<ArrayBuffer> => {
  const { width, height } = painting;
  const page = startPaper(painting);
  const layer: LayerPicture = { values: new Float32Array(width * height * 4), top: height, bottom: 0 };
  for (const { opacity, strokes } of painting.layers) {
    for (const bytes of strokes) {
      const stroke = decodeStroke(bytes);
      if (stroke === null) continue;
      const coverage = coverageOf(strokeOutline(stroke, width / height), { width, height, scale: height });
      if (coverage !== null) blend(layer, width, stroke, coverage);
    }
    layOver(page, layer, { width, opacity });
  }
  return roundOff(page);
};

/** Lays the layer over the page and leaves it clear for the next one. */
const layOver = (
  page: Float32Array,
  layer: LayerPicture,
  { width, opacity }: { readonly width: number; readonly opacity: number },
): void => {
  const { values } = layer;
  for (let pixel = layer.top * width; pixel < layer.bottom * width; pixel += 1) {
    const [from, to] = [pixel * 4, pixel * 3];
    const kept = 1 - (values[from + 3] ?? 0) * opacity;
    for (let channel = 0; channel < 3; channel += 1) {
      page[to + channel] = (page[to + channel] ?? 0) * kept + (values[from + channel] ?? 0) * opacity;
    }
  }
  values.fill(0);
  layer.top = Number.MAX_SAFE_INTEGER;
  layer.bottom = 0;
};
