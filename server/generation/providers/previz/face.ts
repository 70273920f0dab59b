/** Draws the faces on the finished tones: eyes that follow the gaze, brows, nose, mouth, by expression and size on screen. */
import { transposeDirection } from '@oner/shared/stage/mat4.ts';
import { subtract, unit } from '@oner/shared/stage/vec3.ts';
import type { Ambience } from './ambience.ts';
import { type FaceProjection, projectFace } from './face-projection.ts';
import {
  browOf,
  type FacePlan,
  type FacePoint,
  type FaceShape,
  facePlanOf,
  faceShapes,
  lidsOf,
  mouthOf,
  smoothCurve,
} from './face-shapes.ts';
import type { FrameFigure, FrameScene } from './frame-scene.ts';
import type { InkLayer } from './ink-layer.ts';
import type { PixelBuffers } from './rasterise.ts';
import type { Tremor } from './tremor.ts';

export type FaceFacts = {
  readonly scene: FrameScene;
  readonly buffers: PixelBuffers;
  readonly tremor: Tremor;
  readonly layer: InkLayer;
  readonly tones: Uint8ClampedArray;
  readonly ambience: Ambience;
};

/** Heads smaller than these on the screen lose features, px. */
const detail = { any: 13, eyes: 30, all: 64 } as const;

type Sketch = {
  readonly face: FaceProjection;
  readonly plan: FacePlan;
  readonly shape: FaceShape;
  /** Radius of a common line, px. */
  readonly pen: number;
  readonly headPixels: number;
  /** Grey of the lit skin. */
  readonly skin: number;
  readonly figure: FrameFigure;
};

/** Where the irises sit in the eyes, in eye half widths: the head turns to the gaze, the eyes go the rest of the way. */
const gazeOffset = ({ posed, mesh }: FrameFigure): FacePoint => {
  const { gaze } = posed.figure;
  const head = posed.world[mesh.head.joint];
  if (!(gaze && head)) return [0, 0];
  const [x, y, z] = unit(transposeDirection(head, subtract(gaze, posed.points.eyes)));
  const clamp = (value: number, limit: number): number => Math.max(-limit, Math.min(limit, value));
  return [clamp((x / Math.max(0.2, z)) * 0.9, 0.55), clamp((y / Math.max(0.2, z)) * 0.9, 0.3)];
};

const drawEye = (sketch: Sketch, side: number): void => {
  const { face, plan, shape, pen, skin } = sketch;
  const { upper, lower } = lidsOf(plan, shape, side);
  if (sketch.headPixels < detail.eyes) {
    face.stroke([upper[4] ?? [0, 0], upper[16] ?? [0, 0]], () => pen * 0.9, 1);
    return;
  }
  face.fill([...upper, ...[...lower].reverse()], Math.min(252, skin + 20));
  const [gx, gy] = gazeOffset(sketch.figure);
  const centre: FacePoint = [side * plan.eyeX + gx * plan.eyeHalf, plan.eyeY + 0.004 + gy * plan.eyeRise];
  const radius = plan.eyeRise * 0.76;
  const height = (curve: readonly FacePoint[], x: number): number => {
    const nearest = curve.reduce((best, point) => (Math.abs(point[0] - x) < Math.abs(best[0] - x) ? point : best));
    return nearest[1];
  };
  const disc = (size: number): FacePoint[] =>
    Array.from({ length: 20 }, (_, step): FacePoint => {
      const turn = (step / 20) * 2 * Math.PI;
      const x = centre[0] + Math.cos(turn) * size;
      const y = centre[1] + Math.sin(turn) * size;
      return [x, Math.max(height(lower, x), Math.min(height(upper, x), y))];
    });
  face.fill(disc(radius), sketch.headPixels > 220 ? 52 : 18);
  if (sketch.headPixels > 220) {
    face.fill(disc(radius * 0.5), 10);
    const glint: FacePoint = [centre[0] + radius * 0.36, centre[1] + radius * 0.3];
    face.fill(
      [
        [-1, 0],
        [0, -1],
        [1, 0],
        [0, 1],
      ].map(([x = 0, y = 0]): FacePoint => [glint[0] + x * radius * 0.22, glint[1] + y * radius * 0.22]),
      250,
    );
  }
  face.stroke(upper, (t) => pen * (0.72 + 0.62 * t * (1 + plan.lash * 0.4)), 1);
  if (sketch.headPixels > detail.all) face.stroke(lower.slice(6), () => pen * 0.45, 0.75);
  if (plan.lash > 0 && sketch.headPixels > detail.all) {
    const [x, y] = upper[upper.length - 1] ?? [0, 0];
    face.stroke(
      [
        [x - side * 0.02, y + 0.01],
        [x + side * 0.035, y + 0.03],
      ],
      (t) => pen * (0.8 - 0.6 * t) * plan.lash,
      1,
    );
  }
  if (sketch.headPixels > 200) {
    const fold = upper.slice(3, -2).map(([x, y]): FacePoint => [x, y + 0.032]);
    face.stroke(fold, () => pen * 0.42, 0.6);
  }
};

const drawBrow = ({ face, plan, shape, pen }: Sketch, side: number): void => {
  const weight = plan.browWeight;
  face.stroke(browOf(plan, shape, side), (t) => pen * weight * (2.15 - 1.35 * t), 1);
};

/** The ridge is drawn on the far side, then round the tip; both wings when seen from the front. */
const drawNose = ({ face, plan, pen, headPixels }: Sketch): void => {
  if (headPixels < detail.eyes) return;
  const { noseWide: wide, noseLong: long } = plan;
  const turn = face.turn;
  const side = turn > 0 ? 1 : -1;
  // Seen from the front only its lower half is drawn, on the side of the shadow.
  const isTurned = Math.abs(turn) > 0.16;
  const ridge: FacePoint[] = [
    ...(isTurned ? ([[0.06 * side, 0.25]] as const) : []),
    [(isTurned ? 0.035 : 0.05) * side, isTurned ? 0.13 : 0.14],
    [0.042 * side * wide, 0.045],
    [0.08 * side * wide, -0.03 - long],
    [0.066 * side * wide, -0.058 - long],
  ];
  face.stroke(smoothCurve(ridge, 6), (t) => pen * (0.35 + 0.75 * t), isTurned ? 1 : 0.85);
  const under = smoothCurve(
    [
      [0.066 * side * wide, -0.058 - long],
      [0.035 * side, -0.08 - long],
      [0, -0.084 - long],
      [-0.056 * side * wide, -0.068 - long],
    ],
    5,
  );
  face.stroke(under, (t) => pen * (1.1 - 0.55 * t), 1);
  if (headPixels < detail.all) return;
  for (const wing of [-1, 1]) {
    const curve = smoothCurve(
      [
        [0.088 * wing * wide, -0.008 - long],
        [0.109 * wing * wide, -0.042 - long],
        [0.084 * wing * wide, -0.066 - long],
      ],
      5,
    );
    face.stroke(curve, () => pen * 0.62, 0.9);
  }
};

const drawMouth = ({ face, plan, shape, pen, skin, headPixels }: Sketch): void => {
  const { middle, upper, lower } = mouthOf(plan, shape);
  if (headPixels < detail.eyes) {
    face.stroke(middle, () => pen * 0.75, 0.9);
    return;
  }
  if (plan.lips > 0 && headPixels > detail.eyes && shape.gap < 0.2)
    face.fill([...upper, ...[...lower].reverse()], skin - 42 * plan.lips, 0.75);
  if (shape.gap > 0) {
    const open = smoothCurve([...gapCurve(upper, lower, shape, plan)], 1);
    // A smile shows teeth; any other open mouth is dark.
    face.fill(open, shape.corners > 0.02 ? Math.min(252, skin + 16) : 40);
    face.stroke([...open, open[0] ?? [0, 0]], () => pen * 0.6, 0.9);
  }
  if (shape.gap <= 0.04) face.stroke(middle, (t) => pen * (0.75 + 0.62 * Math.sin(Math.PI * t)), 1);
  if (headPixels < detail.all) return;
  const lip = lower.slice(8, -8).map(([x, y]): FacePoint => [x, y - 0.012]);
  face.stroke(lip, () => pen * 0.5, 0.7);
};

/** The dark between parted lips: inside both. */
const gapCurve = (
  upper: readonly FacePoint[],
  lower: readonly FacePoint[],
  shape: FaceShape,
  plan: FacePlan,
): FacePoint[] => {
  const inner = (curve: readonly FacePoint[], lip: number): FacePoint[] =>
    curve.map(([x, y]): FacePoint => [x * 0.92, y + lip * (1 - Math.abs(x) / (shape.mouth || 1))]);
  const above = inner(upper, -0.03);
  const under = inner(lower, 0.035);
  return [...above, ...under.reverse()].map(([x, y]): FacePoint => [x, Math.max(y, plan.mouthY - 0.2)]);
};

/** The chin's edge over the neck: seen from before, the mesh has no fold there that would be inked. */
const drawChin = ({ face, pen, headPixels }: Sketch): void => {
  if (headPixels < detail.all) return;
  const edge = smoothCurve(
    [
      [-0.17, -0.42],
      [-0.09, -0.462],
      [0, -0.475],
      [0.09, -0.462],
      [0.17, -0.42],
    ],
    6,
  );
  face.stroke(edge, (t) => pen * (0.25 + 0.6 * Math.sin(Math.PI * t)), 0.9);
};

const drawAge = ({ face, plan, pen, headPixels }: Sketch): void => {
  if (plan.age === 0 || headPixels < detail.all) return;
  for (const side of [-1, 1]) {
    const cheek = smoothCurve(
      [
        [0.12 * side, -0.05],
        [0.185 * side, -0.13],
        [0.2 * side, -0.22],
      ],
      6,
    );
    face.stroke(cheek, () => pen * 0.5, 0.65 * plan.age);
    const bag = smoothCurve(
      [
        [0.15 * side, 0.175],
        [0.225 * side, 0.158],
        [0.3 * side, 0.185],
      ],
      6,
    );
    face.stroke(bag, () => pen * 0.42, 0.6 * plan.age);
  }
  for (const y of [0.5, 0.57])
    face.stroke(
      smoothCurve(
        [
          [-0.16, y],
          [0, y + 0.012],
          [0.16, y],
        ],
        6,
      ),
      () => pen * 0.4,
      0.5 * plan.age,
    );
};

const drawFace = (facts: FaceFacts, figure: FrameFigure): void => {
  const { headPixels, posed } = figure;
  const face = projectFace(facts, figure);
  if (!face) return;
  const { figureGain, floor } = facts.ambience;
  const sketch: Sketch = {
    face,
    plan: facePlanOf(posed.figure.body, posed.figure.name),
    shape: faceShapes[posed.figure.expression],
    pen: Math.min(3.2, Math.max(0.42, headPixels * 0.0052 + 0.28)),
    headPixels,
    skin: floor + posed.figure.look.skinTone * figureGain,
    figure,
  };
  for (const side of [-1, 1]) drawEye(sketch, side);
  for (const side of [-1, 1]) drawBrow(sketch, side);
  drawNose(sketch);
  drawMouth(sketch);
  drawChin(sketch);
  drawAge(sketch);
};

export const inkFaces = (facts: FaceFacts): void => {
  for (const figure of facts.scene.figures) if (figure.headPixels >= detail.any) drawFace(facts, figure);
};
