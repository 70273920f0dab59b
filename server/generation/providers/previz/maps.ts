/** Control maps of a drawn frame: depth, normals, OpenPose figures, segmentation. Raw pixels of the frame's size. */
import { nearPlane } from '@oner/shared/camera/view.ts';
import type { MapLegend } from '@oner/shared/protocol/http/frame.ts';
import { originOf } from '@oner/shared/stage/mat4.ts';
import type { PosedFigure } from '@oner/shared/stage/pose-figure.ts';
import type { Vec3 } from '@oner/shared/stage/scene.ts';
import { type JointName, jointIndex } from '@oner/shared/stage/skeleton.ts';
import { dot, subtract } from '@oner/shared/stage/vec3.ts';
import type { RawImage } from './encode.ts';
import { previzLimits } from './frame-request.ts';
import type { DrawnFrame } from './render.ts';
import { type Frustum, type ScreenTriangles, shading } from './screen-triangles.ts';
import { f32, i32, u8 } from './typed-reads.ts';

const bins = 4096;

/** 1/depth below and above which half a percent of the drawn pixels lie: one close thing must not turn the rest black. */
const depthRange = (inverseDepth: Float32Array): { readonly far: number; readonly near: number } => {
  let most = 0;
  let drawn = 0;
  for (let pixel = 0; pixel < inverseDepth.length; pixel++) {
    const w = f32(inverseDepth, pixel);
    if (w > 0) drawn++;
    if (w > most) most = w;
  }
  if (drawn === 0) return { far: 0, near: 1 };
  const histogram = new Int32Array(bins);
  for (let pixel = 0; pixel < inverseDepth.length; pixel++) {
    const w = f32(inverseDepth, pixel);
    if (w <= 0) continue;
    const bin = Math.min(bins - 1, Math.floor((w / most) * bins));
    histogram[bin] = i32(histogram, bin) + 1;
  }
  const edge = drawn * 0.005;
  let [low, high, below, above] = [0, bins - 1, 0, 0];
  while (low < high && below + i32(histogram, low) <= edge) below += i32(histogram, low++);
  while (high > low && above + i32(histogram, high) <= edge) above += i32(histogram, high--);
  return { far: (low / bins) * most * 0.98, near: ((high + 1) / bins) * most };
};

/** Near is white; linear in 1/depth, which image models expect. */
export const depthMap = ({ buffers, width, height }: DrawnFrame): RawImage => {
  const { inverseDepth } = buffers;
  const { far, near } = depthRange(inverseDepth);
  const pixels = new Uint8Array(width * height);
  for (let pixel = 0; pixel < pixels.length; pixel++) {
    const w = f32(inverseDepth, pixel);
    if (w > 0) pixels[pixel] = Math.round(255 * Math.min(1, Math.max(0, (w - far) / (near - far))));
  }
  return { pixels, width, height, channels: 1 };
};

const byte = (component: number): number => Math.round(127.5 + 127.5 * component);

/** The normal of one triangle at any pixel of it, as bytes; what a flat one gives is reckoned once. */
class NormalReader {
  readonly bytes = new Uint8Array(3);
  readonly #triangles: ScreenTriangles;
  readonly #plane = new Float64Array(9);
  #triangle = -1;
  #flat = true;

  constructor(triangles: ScreenTriangles) {
    this.#triangles = triangles;
  }

  at(triangle: number, x: number, y: number): void {
    if (triangle !== this.#triangle) this.#turnTo(triangle);
    else if (this.#flat) return;
    if (this.#flat) return;
    const plane = this.#plane;
    const component = (first: number): number =>
      (plane[first] ?? 0) * x + (plane[first + 1] ?? 0) * y + (plane[first + 2] ?? 0);
    this.#set(component(0), component(3), component(6));
  }

  #turnTo(triangle: number): void {
    const { flatNormals, shades } = this.#triangles;
    this.#triangle = triangle;
    this.#flat = triangle === 0 || u8(shades, triangle) === shading.flat;
    if (triangle === 0) this.#set(0, 0, -1);
    else if (this.#flat) {
      const at = triangle * 3;
      this.#set(f32(flatNormals, at), f32(flatNormals, at + 1), f32(flatNormals, at + 2));
    } else for (let part = 0; part < 9; part++) this.#plane[part] = this.#triangles.normalPlane(triangle, part);
  }

  #set(nx: number, ny: number, nz: number): void {
    const scale = 1 / (Math.sqrt(nx * nx + ny * ny + nz * nz) || 1);
    this.bytes[0] = byte(nx * scale);
    this.bytes[1] = byte(ny * scale);
    this.bytes[2] = byte(-nz * scale);
  }
}

export const normalMap = ({ buffers, scene, width, height }: DrawnFrame): RawImage => {
  const reader = new NormalReader(scene.triangles);
  const { bytes } = reader;
  const pixels = new Uint8Array(width * height * 3);
  for (let pixel = 0, y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, pixel++) {
      reader.at(i32(buffers.triangle, pixel), x, y);
      pixels[pixel * 3] = bytes[0] ?? 0;
      pixels[pixel * 3 + 1] = bytes[1] ?? 0;
      pixels[pixel * 3 + 2] = bytes[2] ?? 0;
    }
  }
  return { pixels, width, height, channels: 3 };
};

/** The colour of a figure (from 1, in the scene's order) or of a piece, which come after all figures; 0 is black. */
export const segmentColour = (segment: number): readonly [number, number, number] => {
  // Bits are dealt to the channels from the top, as in the PASCAL VOC palette: different numbers, different colours.
  const channels = [0, 0, 0];
  for (let bit = 0; bit < 8; bit++)
    for (let channel = 0; channel < 3; channel++)
      channels[channel] = (channels[channel] ?? 0) | (((segment >> (bit * 3 + channel)) & 1) << (7 - bit));
  return [channels[0] ?? 0, channels[1] ?? 0, channels[2] ?? 0];
};

export const figureSegment = (index: number): number => index + 1;
export const pieceSegment = (index: number): number => previzLimits.maxFigures + index + 1;

export const segmentationMap = ({ buffers, scene, width, height }: DrawnFrame): RawImage => {
  const { triangles, firstFigure } = scene;
  const pixels = new Uint8Array(width * height * 3);
  let last = 0;
  let colour: readonly [number, number, number] = [0, 0, 0];
  for (let pixel = 0; pixel < width * height; pixel++) {
    const t = i32(buffers.triangle, pixel);
    const object = t === 0 ? 0 : i32(triangles.objects, t);
    if (object === 0) continue;
    if (object !== last)
      colour = segmentColour(object >= firstFigure ? figureSegment(object - firstFigure) : pieceSegment(object - 1));
    last = object;
    pixels[pixel * 3] = colour[0];
    pixels[pixel * 3 + 1] = colour[1];
    pixels[pixel * 3 + 2] = colour[2];
  }
  return { pixels, width, height, channels: 3 };
};

const hex = (colour: readonly number[]): string =>
  `#${colour.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;

/** Whom and what the segmentation map shows, by colour: figures first, each in the scene's order. */
export const segmentationLegend = ({ buffers, scene, shot }: DrawnFrame): MapLegend => {
  const { triangles, firstFigure, figures } = scene;
  const seen = new Uint8Array(firstFigure + figures.length);
  for (let pixel = 0; pixel < buffers.triangle.length; pixel++) {
    const t = i32(buffers.triangle, pixel);
    if (t !== 0) seen[i32(triangles.objects, t)] = 1;
  }
  const people = figures.flatMap(
    ({ object, posed }, index): MapLegend =>
      u8(seen, object) === 0
        ? []
        : [{ colour: hex(segmentColour(figureSegment(index))), kind: 'figure', name: posed.figure.name }],
  );
  const pieces = shot.scene.pieces.flatMap(
    ({ label, kind }, index): MapLegend =>
      u8(seen, index + 1) === 0
        ? []
        : [{ colour: hex(segmentColour(pieceSegment(index))), kind: 'piece', name: label ?? kind }],
  );
  return [...people, ...pieces];
};

/** A key point on the screen, px, or null behind the lens. */
export type KeyPoint = readonly [x: number, y: number] | null;

const toScreen = ({ view, width, height, scaleX, scaleY }: Frustum, point: Vec3): KeyPoint => {
  const offset = subtract(point, view.position);
  const depth = dot(offset, view.forward);
  if (depth < nearPlane) return null;
  return [width / 2 + (scaleX * dot(offset, view.right)) / depth, height / 2 - (scaleY * dot(offset, view.up)) / depth];
};

/** The 18 key points of OpenPose's COCO model, in its order. */
export const poseKeyPoints = (frustum: Frustum, posed: PosedFigure): readonly KeyPoint[] => {
  const joint = (name: JointName): Vec3 => originOf(posed.world[jointIndex[name]] ?? []);
  const { points } = posed;
  const neck: Vec3 = [
    (points.leftShoulder[0] + points.rightShoulder[0]) / 2,
    (points.leftShoulder[1] + points.rightShoulder[1]) / 2,
    (points.leftShoulder[2] + points.rightShoulder[2]) / 2,
  ];
  return [
    points.nose,
    neck,
    points.rightShoulder,
    joint('rightLowerArm'),
    joint('rightHand'),
    points.leftShoulder,
    joint('leftLowerArm'),
    joint('leftHand'),
    points.rightHip,
    points.rightKnee,
    joint('rightFoot'),
    points.leftHip,
    points.leftKnee,
    joint('leftFoot'),
    points.rightEye,
    points.leftEye,
    points.rightEar,
    points.leftEar,
  ].map((point) => toScreen(frustum, point));
};

/** Pairs of key points that a limb joins, in OpenPose's order; a limb has the colour of its number. */
const limbs = [
  [1, 2],
  [1, 5],
  [2, 3],
  [3, 4],
  [5, 6],
  [6, 7],
  [1, 8],
  [8, 9],
  [9, 10],
  [1, 11],
  [11, 12],
  [12, 13],
  [1, 0],
  [0, 14],
  [14, 16],
  [0, 15],
  [15, 17],
] as const;

/** Steps of 85 round the hue circle: (255, 0, 0), (255, 85, 0) … (255, 0, 85). */
const poseColour = (index: number): readonly [number, number, number] => {
  const [sector, rise] = [Math.floor(index / 3) % 6, (index % 3) * 85];
  const ramps = [
    [255, rise, 0],
    [255 - rise, 255, 0],
    [0, 255, rise],
    [0, 255 - rise, 255],
    [rise, 0, 255],
    [255, 0, 255 - rise],
  ] as const;
  return ramps[sector] ?? [255, 0, 0];
};

type Stroke = {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly radius: number;
  readonly colour: readonly [number, number, number];
};

const paintStroke = (image: RawImage, { from, to, radius, colour }: Stroke): void => {
  const { width, height, pixels } = image;
  const left = Math.max(0, Math.floor(Math.min(from[0], to[0]) - radius));
  const right = Math.min(width - 1, Math.ceil(Math.max(from[0], to[0]) + radius));
  const top = Math.max(0, Math.floor(Math.min(from[1], to[1]) - radius));
  const bottom = Math.min(height - 1, Math.ceil(Math.max(from[1], to[1]) + radius));
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const square = dx * dx + dy * dy || 1;
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const [px, py] = [x + 0.5 - from[0], y + 0.5 - from[1]];
      const share = Math.min(1, Math.max(0, (px * dx + py * dy) / square));
      if ((px - dx * share) ** 2 + (py - dy * share) ** 2 <= radius * radius) pixels.set(colour, (y * width + x) * 3);
    }
  }
};

export const poseMap = ({ scene, width, height }: DrawnFrame): RawImage => {
  const image: RawImage = { pixels: new Uint8Array(width * height * 3), width, height, channels: 3 };
  const radius = Math.max(2, Math.min(width, height) / 160);
  const people = scene.figures.map(({ posed }) => poseKeyPoints(scene.frustum, posed));
  for (const points of people) {
    for (const [index, [a, b]] of limbs.entries()) {
      const [from, to] = [points[a], points[b]];
      const [red, green, blue] = poseColour(index);
      if (from && to) paintStroke(image, { from, to, radius, colour: [red * 0.6, green * 0.6, blue * 0.6] });
    }
    for (const [index, point] of points.entries())
      if (point) paintStroke(image, { from: point, to: point, radius, colour: poseColour(index) });
  }
  return image;
};
