/**
 * How much of each pixel a polygon covers, exactly, by signed areas that are summed along each row (as font renderers
 * do). Only the four operations: the same polygon gives the same numbers on every machine.
 */

/** Coverage 0..1 of the pixels of a box, row by row. */
export type Coverage = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** From one row to the next in `values`. */
  readonly stride: number;
  readonly values: Float32Array;
};

type Point = readonly [x: number, y: number];
type Field = { readonly values: Float32Array; readonly stride: number; readonly rows: number };

const add = (values: Float32Array, at: number, area: number): void => {
  values[at] = (values[at] ?? 0) + area;
};

/** What a piece of line within one row adds: `from` and `to` are its ends' x, `height` its signed height in the row. */
const addPiece = (values: Float32Array, row: number, piece: { from: number; to: number; height: number }): void => {
  const { height } = piece;
  const [x0, x1] = piece.from < piece.to ? [piece.from, piece.to] : [piece.to, piece.from];
  const first = Math.floor(x0);
  const end = Math.ceil(x1);
  if (end <= first + 1) {
    const share = (x0 + x1) / 2 - first;
    add(values, row + first, height - height * share);
    add(values, row + first + 1, height * share);
    return;
  }
  const perPixel = 1 / (x1 - x0);
  const lead = 1 - (x0 - first);
  const tail = x1 - end + 1;
  const firstArea = (perPixel * lead * lead) / 2;
  const lastArea = (perPixel * tail * tail) / 2;
  add(values, row + first, height * firstArea);
  if (end === first + 2) add(values, row + first + 1, height * (1 - firstArea - lastArea));
  else {
    const second = perPixel * (lead + 0.5);
    add(values, row + first + 1, height * (second - firstArea));
    for (let x = first + 2; x < end - 1; x += 1) add(values, row + x, height * perPixel);
    const before = second + (end - first - 3) * perPixel;
    add(values, row + end - 1, height * (1 - before - lastArea));
  }
  add(values, row + end, height * lastArea);
};

/** Adds a line that lies within the field's columns. */
const addLine = ({ values, stride, rows }: Field, from: Point, to: Point): void => {
  if (from[1] === to[1]) return;
  const [sign, a, b] = from[1] < to[1] ? [1, from, to] : [-1, to, from];
  const slope = (b[0] - a[0]) / (b[1] - a[1]);
  const low = Math.min(a[0], b[0]);
  const high = Math.max(a[0], b[0]);
  const atRow = (y: number): number => Math.min(high, Math.max(low, a[0] + (y - a[1]) * slope));
  const last = Math.min(rows, Math.ceil(b[1]));
  for (let y = Math.max(0, Math.floor(a[1])); y < last; y += 1) {
    const [top, bottom] = [Math.max(y, a[1]), Math.min(y + 1, b[1])];
    if (bottom <= top) continue;
    addPiece(values, y * stride, { from: atRow(top), to: atRow(bottom), height: sign * (bottom - top) });
  }
};

const atColumn = (from: Point, to: Point, x: number): Point => [
  x,
  from[1] + ((to[1] - from[1]) * (x - from[0])) / (to[0] - from[0]),
];

/** Adds any line: what is left of the field covers all of its row, what is right of it nothing. */
const addClipped = (field: Field, from: Point, to: Point): void => {
  const limit = field.stride - 2;
  const crossed = [0, limit].find((edge) => (from[0] < edge && to[0] > edge) || (from[0] > edge && to[0] < edge));
  if (crossed !== undefined) {
    const middle = atColumn(from, to, crossed);
    addClipped(field, from, middle);
    addClipped(field, middle, to);
  } else if (from[0] <= 0 && to[0] <= 0) addLine(field, [0, from[1]], [0, to[1]]);
  else if (from[0] < limit || to[0] < limit) addLine(field, from, to);
};

/** Turns signed areas into coverage, in place: the running sum of a row, by the non-zero rule. */
const sumRows = ({ values, stride, rows }: Field): void => {
  for (let y = 0; y < rows; y += 1) {
    let sum = 0;
    for (let at = y * stride; at < (y + 1) * stride; at += 1) {
      sum += values[at] ?? 0;
      values[at] = Math.min(1, Math.abs(sum));
    }
  }
};

/** The polygon's coverage of a picture of that size; null when it lies outside. `scale` turns its corners into pixels. */
export const coverageOf = (
  corners: Float64Array,
  picture: { readonly width: number; readonly height: number; readonly scale: number },
): Coverage | null => {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let index = 0; index + 1 < corners.length; index += 2) {
    const [x, y] = [(corners[index] ?? 0) * picture.scale, (corners[index + 1] ?? 0) * picture.scale];
    minX = Math.min(minX, x);
    maxX = Math.max(maxX, x);
    minY = Math.min(minY, y);
    maxY = Math.max(maxY, y);
  }
  const [left, top] = [Math.max(0, Math.floor(minX)), Math.max(0, Math.floor(minY))];
  const width = Math.min(picture.width, Math.ceil(maxX)) - left;
  const rows = Math.min(picture.height, Math.ceil(maxY)) - top;
  if (!(width > 0 && rows > 0)) return null;
  const stride = width + 2;
  const field: Field = { values: new Float32Array(stride * rows), stride, rows };
  const cornerAt = (index: number): Point => [
    (corners[index] ?? 0) * picture.scale - left,
    (corners[index + 1] ?? 0) * picture.scale - top,
  ];
  let before = cornerAt(corners.length - 2);
  for (let index = 0; index + 1 < corners.length; index += 2) {
    const corner = cornerAt(index);
    addClipped(field, before, corner);
    before = corner;
  }
  sumRows(field);
  return { left, top, width, height: rows, stride, values: field.values };
};
