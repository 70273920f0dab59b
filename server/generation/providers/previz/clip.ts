/** An animated clip of a shot: its frames are drawn by the pool, a few at a time, and joined in order. */
import { clipFps } from '@oner/shared/generation/spec-play.ts';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import type { StagedShot } from '@oner/shared/stage/scene.ts';
import type { ProviderContext } from '../../provider.ts';
import { frameSize, type PrevizError, type PrevizFrame, type PrevizRequest } from './frame-request.ts';
import type { Previz } from './previz.ts';
import { type AnimationFrame, animatedWebp } from './webp-animation.ts';

export const clipLimits = {
  /** Frames a second; fewer in a shot that would need more than `maxFrames`. */
  fps: clipFps,
  /** A minute at full rate. */
  maxFrames: 720,
  /** A shot without a duration runs so long, ms. */
  minMs: 500,
  /** The longer side, px. */
  longSide: 640,
  /** Frames that are asked for and not yet joined: what is kept in memory beside the packed ones. */
  atOnce: 8,
  /** All frames together, packed. */
  maxBytes: 64 * 1024 * 1024,
} as const;

export type ClipRequest = Pick<PrevizRequest, 'seed' | 'style' | 'models'> & {
  /** The staged shot at a share of its duration, 0..1. */
  readonly shotAt: (share: number) => StagedShot;
  /** The share of the duration that the poster shows. */
  readonly posterAt: number;
  readonly durationMs: number;
};

export type Clip = {
  /** Animated WebP. */
  readonly bytes: Uint8Array;
  readonly poster: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly durationMs: number;
  /** Frames a second. */
  readonly fps: number;
};

/** One picture of the clip and how long it stands. */
type Moment = { readonly shot: StagedShot; readonly durationMs: number };

const frameCount = (durationMs: number): number =>
  Math.min(clipLimits.maxFrames, Math.max(2, Math.round((durationMs / 1000) * clipLimits.fps)));

/** Equal steps from the first moment to the last; moments that show the same are one that stands longer. */
export const momentsOf = ({ shotAt, durationMs }: ClipRequest): readonly Moment[] => {
  const count = frameCount(durationMs);
  const startOf = (index: number): number => Math.round((index * durationMs) / count);
  const moments: Moment[] = [];
  let last = '';
  for (let index = 0; index < count; index++) {
    const shot = shotAt(index / (count - 1));
    const durationOf = startOf(index + 1) - startOf(index);
    const text = JSON.stringify(shot);
    const before = moments.at(-1);
    if (before && text === last)
      moments[moments.length - 1] = { ...before, durationMs: before.durationMs + durationOf };
    else moments.push({ shot, durationMs: durationOf });
    last = text;
  }
  return moments;
};

/** Shows which of the moments stands at a share of the duration. */
const momentAt = (moments: readonly Moment[], share: number, durationMs: number): number => {
  let end = 0;
  const index = moments.findIndex((moment) => {
    end += moment.durationMs;
    return end > share * durationMs;
  });
  return index < 0 ? moments.length - 1 : index;
};

type Drawing = Promise<Result<PrevizFrame, PrevizError>>;

/** Draws moments in order, `atOnce` of them under way at a time. Ends with the first that fails. */
const drawMoments = async (
  moments: readonly Moment[],
  draw: (moment: Moment) => Drawing,
  onDrawn: (index: number) => void,
): Promise<Result<readonly AnimationFrame[], PrevizError>> => {
  const frames: AnimationFrame[] = [];
  const underWay: Drawing[] = [];
  let bytes = 0;
  for (const [index, moment] of moments.entries()) {
    while (underWay.length < clipLimits.atOnce && index + underWay.length < moments.length)
      underWay.push(draw(moments[index + underWay.length] ?? moment));
    const drawn = await underWay.shift();
    if (!drawn?.ok) return fail(drawn?.error ?? { kind: 'cancelled' });
    bytes += drawn.value.bytes.length;
    if (bytes > clipLimits.maxBytes)
      return fail({ kind: 'render-failed', detail: `The clip is larger than ${clipLimits.maxBytes} bytes.` });
    frames.push({ bytes: drawn.value.bytes, durationMs: moment.durationMs });
    onDrawn(index);
  }
  return ok(frames);
};

/** The longer side is 640 px, the other even. */
const clipSize = (aspect: number): { readonly width: number; readonly height: number } =>
  aspect >= 1 ? frameSize(aspect, { width: clipLimits.longSide }) : frameSize(aspect, { height: clipLimits.longSide });

/** The same request gives the same bytes. Cancelled, it stops what it asked for. */
export const drawClip = async (
  previz: Pick<Previz, 'render'>,
  request: ClipRequest,
  context: ProviderContext,
): Promise<Result<Clip, PrevizError>> => {
  const durationMs = Math.max(clipLimits.minMs, Math.round(request.durationMs));
  const moments = momentsOf({ ...request, durationMs });
  const size = clipSize(moments[0]?.shot.camera.aspect ?? 1);
  const rest = new AbortController();
  const signal = AbortSignal.any([context.signal, rest.signal]);
  const { seed, style, models } = request;
  const draw = ({ shot }: Moment): Drawing =>
    previz.render(
      { shot, seed, style, ...size, ...(models ? { models } : {}) },
      { urgency: context.urgency, signal, onProgress: () => undefined },
    );
  const drawn = await drawMoments(moments, draw, (index) => context.onProgress((index + 1) / (moments.length + 1)));
  rest.abort();
  if (!drawn.ok) return drawn;
  const poster = drawn.value[momentAt(moments, request.posterAt, durationMs)];
  if (!poster) return fail({ kind: 'render-failed', detail: 'The clip has no frames.' });
  const fps = frameCount(durationMs) / (durationMs / 1000);
  return ok({ bytes: animatedWebp(size, drawn.value), poster: poster.bytes, ...size, durationMs, fps });
};
