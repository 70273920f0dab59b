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
import type { PixelBuffers } from './rasterise.ts';
import type { DrawnFrame } from './render.ts';
import { type Frustum, shading } from './screen-triangles.ts';
import { f32, i32, u8 } from './typed-reads.ts';

const bins = 4096;
/** Every so manieth pixel of every so manieth row tells how far things are: enough of them for half a percent. */
const rangeStep = 3;

/** 1/depth below and above which half a percent of the drawn pixels lie: one close thing must not turn the rest black. */
const depthRange = ({ inverseDepth, width, height }: PixelBuffers): { readonly far: number; readonly near: number } => {
  const seen = new Float32Array(Math.ceil(width / rangeStep) * Math.ceil(height / rangeStep));
  let most = 0;
  let drawn = 0;
  for (let y = 0; y < height; y += rangeStep)
    for (let pixel = y * width; pixel < (y + 1) * width; pixel += rangeStep) {
      const w = f32(inverseDepth, pixel);
      if (w <= 0) continue;
      seen[drawn++] = w;
      if (w > most) most = w;
    }
  if (drawn === 0) return { far: 0, near: 1 };
  const histogram = new Int32Array(bins);
  for (let index = 0; index < drawn; index++) {
    const bin = Math.min(bins - 1, Math.floor((f32(seen, index) / most) * bins));
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
  const { far, near } = depthRange(buffers);
  const scale = 255 / (near - far);
  // Clamped arrays round and keep within 0 and 255.
  const pixels = new Uint8ClampedArray(width * height);
  for (let pixel = 0; pixel < pixels.length; pixel++) pixels[pixel] = (f32(inverseDepth, pixel) - far) * scale;
  return { pixels: new Uint8Array(pixels.buffer), width, height, channels: 1 };
};

/** Calls for each run of pixels of one row that show the same triangle; `to` is behind its last. */
const eachRun = (
  { triangle, width, height }: PixelBuffers,
  visit: (t: number, from: number, to: number) => void,
): void => {
  for (let y = 0; y < height; y++) {
    const end = (y + 1) * width;
    for (let to = y * width; to < end; ) {
      const from = to;
      const t = i32(triangle, from);
      do to++;
      while (to < end && i32(triangle, to) === t);
      visit(t, from, to);
    }
  }
};

/** The normals of one triangle over a run of pixels, as bytes. */
const paintSmooth = (
  pixels: Uint8Array,
  planes: Float32Array,
  run: { readonly t: number; readonly from: number; readonly to: number; readonly width: number },
): void => {
  const { t, from, to, width } = run;
  const p = t * 9;
  const [ax, ay, az] = [f32(planes, p), f32(planes, p + 3), f32(planes, p + 6)];
  const y = Math.floor(from / width);
  let x = from - y * width;
  const cx = f32(planes, p + 1) * y + f32(planes, p + 2);
  const cy = f32(planes, p + 4) * y + f32(planes, p + 5);
  const cz = f32(planes, p + 7) * y + f32(planes, p + 8);
  for (let at = from * 3; at < to * 3; at += 3, x++) {
    const nx = ax * x + cx;
    const ny = ay * x + cy;
    const nz = az * x + cz;
    const scale = 127.5 / (Math.sqrt(nx * nx + ny * ny + nz * nz) || 1);
    pixels[at] = 128 + nx * scale;
    pixels[at + 1] = 128 + ny * scale;
    pixels[at + 2] = 128 - nz * scale;
  }
};

const paintFlat = (pixels: Uint8Array, from: number, to: number, colour: readonly [number, number, number]): void => {
  const [red, green, blue] = colour;
  for (let at = from * 3; at < to * 3; at += 3) {
    pixels[at] = red;
    pixels[at + 1] = green;
    pixels[at + 2] = blue;
  }
};

/** A component of a unit normal as a byte: −1 is 0, 1 is 255. */
const byte = (component: number): number => Math.floor(128 + 127.5 * component);

export const normalMap = ({ buffers, scene, width, height }: DrawnFrame): RawImage => {
  const { flatNormals: n, normalPlanes, shades } = scene.triangles;
  const pixels = new Uint8Array(width * height * 3);
  const away = [byte(0), byte(0), byte(1)] as const;
  eachRun(buffers, (t, from, to) => {
    if (t === 0) paintFlat(pixels, from, to, away);
    else if (u8(shades, t) === shading.smooth) paintSmooth(pixels, normalPlanes, { t, from, to, width });
    else paintFlat(pixels, from, to, [byte(f32(n, t * 3)), byte(f32(n, t * 3 + 1)), byte(-f32(n, t * 3 + 2))]);
  });
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
  eachRun(buffers, (t, from, to) => {
    const object = t === 0 ? 0 : i32(triangles.objects, t);
    if (object === 0) return;
    if (object !== last)
      colour = segmentColour(object >= firstFigure ? figureSegment(object - firstFigure) : pieceSegment(object - 1));
    last = object;
    paintFlat(pixels, from, to, colour);
  });
  return { pixels, width, height, channels: 3 };
};

const hex = (colour: readonly number[]): string =>
  `#${colour.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;

/** Whom and what the segmentation map shows, by colour: figures first, each in the scene's order. */
export const segmentationLegend = ({ buffers, scene, shot }: DrawnFrame): MapLegend => {
  const { triangles, firstFigure, figures } = scene;
  const seen = new Uint8Array(firstFigure + figures.length);
  eachRun(buffers, (t) => {
    if (t !== 0) seen[i32(triangles.objects, t)] = 1;
  });
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
