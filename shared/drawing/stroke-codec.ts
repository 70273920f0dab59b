/**
 * Strokes as bytes: a head of format, tool, colour, opacity and width, then the points' co-ordinates as differences, column by
 * column. About five bytes a point. What cannot be read is no stroke, and stays where it is.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { fail, ok, type Result } from '../result/result.ts';
import { drawingLimits, type Stroke, type StrokePoint, strokeTools } from './stroke.ts';

/** The first byte; another is a format that this code does not know. */
const format = 1;
/** Steps of a co-ordinate in the frame: a twelfth of a pixel at 1280. */
const coordinateSteps = 16_384;
const widthSteps = 65_536;
const shareSteps = 255;
/** Co-ordinates are kept within this far of the frame. */
const reach = 1;

export type StrokeError =
  | { readonly kind: 'no-points' }
  | { readonly kind: 'too-many-points'; readonly max: number }
  | { readonly kind: 'too-many-bytes'; readonly max: number };

/** What is no number is the least. */
const clamp = (value: number, min: number, max: number): number => (value > min ? Math.min(value, max) : min);
const share = (value: number): number => Math.round(clamp(value, 0, 1) * shareSteps);
const coordinate = (value: number): number => Math.round(clamp(value, -reach, 1 + reach) * coordinateSteps);
const byte = (value: number): number => Math.round(clamp(value, 0, 255));

const writeColumn = (encoder: encoding.Encoder, values: readonly number[]): void => {
  let last = 0;
  for (const value of values) {
    encoding.writeVarInt(encoder, value - last);
    last = value;
  }
};

const readColumn = (decoder: decoding.Decoder, count: number): number[] => {
  let last = 0;
  return Array.from({ length: count }, () => {
    last += decoding.readVarInt(decoder);
    return last;
  });
};

/** Out-of-range values are brought into range; the number of points is not. */
export const encodeStroke = (stroke: Stroke): Result<Uint8Array, StrokeError> => {
  const { points } = stroke;
  if (points.length === 0) return fail({ kind: 'no-points' });
  if (points.length > drawingLimits.maxStrokePoints)
    return fail({ kind: 'too-many-points', max: drawingLimits.maxStrokePoints });
  const encoder = encoding.createEncoder();
  const width = clamp(stroke.width, drawingLimits.minWidth, drawingLimits.maxWidth);
  const head = [format, strokeTools.indexOf(stroke.tool), ...stroke.color.map(byte), share(stroke.opacity)];
  for (const value of head) encoding.writeUint8(encoder, value);
  encoding.writeVarUint(encoder, Math.round(width * widthSteps));
  encoding.writeVarUint(encoder, points.length);
  writeColumn(
    encoder,
    points.map(({ x }) => coordinate(x)),
  );
  writeColumn(
    encoder,
    points.map(({ y }) => coordinate(y)),
  );
  writeColumn(
    encoder,
    points.map(({ pressure }) => share(pressure)),
  );
  const bytes = encoding.toUint8Array(encoder);
  return bytes.length > drawingLimits.maxStrokeBytes
    ? fail({ kind: 'too-many-bytes', max: drawingLimits.maxStrokeBytes })
    : ok(bytes);
};

const readPoints = (decoder: decoding.Decoder): readonly StrokePoint[] | null => {
  const count = decoding.readVarUint(decoder);
  if (count < 1 || count > drawingLimits.maxStrokePoints) return null;
  const [xs, ys, pressures] = [readColumn(decoder, count), readColumn(decoder, count), readColumn(decoder, count)];
  return xs.map((x, index) => ({
    x: clamp(x / coordinateSteps, -reach, 1 + reach),
    y: clamp((ys[index] ?? 0) / coordinateSteps, -reach, 1 + reach),
    pressure: clamp((pressures[index] ?? 0) / shareSteps, 0, 1),
  }));
};

/** Null for what is no stroke of a known format. */
export const decodeStroke = (bytes: Uint8Array): Stroke | null => {
  if (bytes.length > drawingLimits.maxStrokeBytes) return null;
  const decoder = decoding.createDecoder(bytes);
  try {
    if (decoding.readUint8(decoder) !== format) return null;
    const tool = strokeTools[decoding.readUint8(decoder)];
    const color = [decoding.readUint8(decoder), decoding.readUint8(decoder), decoding.readUint8(decoder)] as const;
    const opacity = decoding.readUint8(decoder) / shareSteps;
    const width = decoding.readVarUint(decoder) / widthSteps;
    const points = readPoints(decoder);
    // the decoder reads zeros beyond the end
    if (tool === undefined || points === null || decoder.pos !== bytes.length) return null;
    return { tool, color, opacity, width: clamp(width, drawingLimits.minWidth, drawingLimits.maxWidth), points };
  } catch {
    // numbers that never end: the decoder's only way of saying so
    return null;
  }
};

/** The stroke as it reads once it is stored: what the artist sees before and after is one picture. */
export const storedStroke = (stroke: Stroke): Stroke | null => {
  const bytes = encodeStroke(stroke);
  return bytes.ok ? decodeStroke(bytes.value) : null;
};
