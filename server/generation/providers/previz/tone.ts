/** Greys of what is seen, without lines: set and figures in their light, hatching, haze; and how warm their light is. */

import { surfaceFlags } from '@oner/shared/stage/set/surface-flags.ts';
import { dot } from '@oner/shared/stage/vec3.ts';
import { type FigureLight, FigureShader } from './figure-shade.ts';
import type { FrameFigure } from './frame-scene.ts';
import { lightAt } from './practicals.ts';
import type { PixelBuffers } from './rasterise.ts';
import { type SetLight, SetShader } from './set-shade.ts';
import type { Tremor } from './tremor.ts';
import { f32, i32, u8 } from './typed-reads.ts';

export type ToneFacts = SetLight & {
  readonly buffers: PixelBuffers;
  readonly tremor: Tremor;
  readonly figures: readonly FrameFigure[];
  /** Whether what shines shines warm. */
  readonly warmGlow: boolean;
};

/** What is painted for each pixel: its grey, and how much of its colour is that of warm light, 0 to 255. */
export type Painting = { readonly tones: Uint8ClampedArray; readonly warmth: Uint8Array };

/** Grey that full hatching takes. */
const hatchInk = 30;
/** What shines at least so bright is a lamp or a lit window; what is darker is the night in a window. */
const lampGrey = 200;
/** How much of a lamp's light a figure takes. */
const figureShare = 1.15;

const figureLights = ({ figures, practicals, frustum: { view } }: ToneFacts): ReadonlyMap<number, FigureLight> =>
  new Map(
    figures.map(({ object, posed }) => {
      const { gain, warm, way } = lightAt(practicals, posed.points.chest);
      const turned = [dot(way, view.right), dot(way, view.up), dot(way, view.forward)] as const;
      return [object, { gain: gain * figureShare, warm: warm * figureShare, way: turned }];
    }),
  );

/** Grey and warmth of the sky for each row, by its height over the horizon in the middle of the frame. */
const skyRows = ({ frustum, ambience }: ToneFacts): { readonly tones: Float32Array; readonly warmth: Float32Array } => {
  const { view, height, scaleY } = frustum;
  const { skyTop, skyLow, skyWarmth } = ambience;
  const low = Float32Array.from({ length: height }, (_, y) => {
    const up = (height / 2 - y) / scaleY;
    const [x, rise, z] = [0, 1, 2].map((axis) => (view.forward[axis] ?? 0) + up * (view.up[axis] ?? 0));
    const t = 1 - Math.min(1, Math.max(0, (rise ?? 0) / (Math.hypot(x ?? 0, z ?? 0) * skyReach + 1e-6)));
    return t * t * (3 - 2 * t);
  });
  return {
    tones: low.map((share) => skyTop + (skyLow - skyTop) * share),
    warmth: low.map((share) => skyWarmth * share * share),
  };
};

/** Tangent of the height at which the sky is as at the zenith. */
const skyReach = 0.62;

/** Pixels of one row that show one triangle: from `from` to before `to`. */
export type Run = { t: number; y: number; from: number; to: number };

/** What shaders paint on, and with. */
export type Canvas = Painting & {
  readonly width: number;
  readonly inverseDepth: Float32Array;
  /** What distance fades towards: by 1/depth less than `near`, times `span`, at most `most`. */
  readonly haze: { readonly grey: number; readonly near: number; readonly span: number; readonly most: number };
  readonly hatching: Uint8Array;
  readonly hatchInk: number;
};

const canvasOf = ({ buffers, ambience, tremor, style }: ToneFacts, painting: Painting): Canvas => {
  const near = 1 / ambience.hazeFrom;
  const span = 1 / (near - 1 / ambience.hazeTo);
  return {
    ...painting,
    width: buffers.width,
    inverseDepth: buffers.inverseDepth,
    haze: { grey: ambience.haze, near, span, most: ambience.hazeMost },
    hatching: tremor.hatch,
    hatchInk: hatchInk * (0.4 + 0.6 * ambience.figureGain) * style.hatching,
  };
};

export const paintTones = (facts: ToneFacts, painting: Painting): void => {
  const { buffers, triangles } = facts;
  const { width, height, triangle } = buffers;
  const canvas = canvasOf(facts, painting);
  const set = new SetShader(facts);
  const figure = new FigureShader(facts, { figures: facts.figures, lights: figureLights(facts) });
  const sky = skyRows(facts);
  const fill = (run: Run, tone: number, warm: number): void => {
    painting.tones.fill(tone, run.y * width + run.from, run.y * width + run.to);
    painting.warmth.fill(warm, run.y * width + run.from, run.y * width + run.to);
  };
  const glow = (shining: Run): void => {
    const tone = u8(triangles.tones, shining.t);
    fill(shining, tone, facts.warmGlow && tone >= lampGrey ? 255 : 0);
  };
  const run: Run = { t: 0, y: 0, from: 0, to: 0 };
  for (let y = 0; y < height; y++) {
    const row = y * width;
    run.y = y;
    for (run.to = 0; run.to < width; ) {
      run.from = run.to;
      run.t = i32(triangle, row + run.from);
      do run.to++;
      while (run.to < width && i32(triangle, row + run.to) === run.t);
      const flags = u8(triangles.flags, run.t);
      if (run.t === 0) fill(run, f32(sky.tones, y), f32(sky.warmth, y));
      else if ((flags & surfaceFlags.glow) !== 0) glow(run);
      else if ((flags & surfaceFlags.figure) !== 0) figure.paint(run, canvas);
      else set.paint(run, canvas);
    }
  }
};
