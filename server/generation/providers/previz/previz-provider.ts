import { playedAt, playOf } from '@oner/shared/generation/spec-play.ts';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import type { StagedShot } from '@oner/shared/stage/scene.ts';
import type { FrameRequest, GeneratedFrame, Provider, ProviderContext, ProviderError } from '../../provider.ts';
import { clipLimits, drawClip } from './clip.ts';
import { drawableShot } from './drawable-shot.ts';
import type { PrevizError, PrevizRequest } from './frame-request.ts';
import type { Previz } from './previz.ts';

const errorOf = (error: PrevizError): ProviderError => {
  switch (error.kind) {
    case 'invalid-request':
      return { kind: 'invalid-request', detail: error.detail, retryable: false };
    case 'cancelled':
      return { kind: 'cancelled', detail: 'It was cancelled.', retryable: true };
    case 'closed':
      return { kind: 'unavailable', detail: 'The server is going down.', retryable: true };
    case 'worker-crashed':
    case 'render-failed':
      return { kind: 'failed', detail: error.detail, retryable: true };
  }
};

type Drawn = Promise<Result<GeneratedFrame, ProviderError>>;

const handOf = (request: FrameRequest): Pick<PrevizRequest, 'seed' | 'style' | 'models'> => ({
  seed: `${request.specHash}:${request.seed ?? 0}`,
  style: request.spec.style,
  ...(request.models.size > 0 ? { models: new Map(request.models) } : {}),
});

const model = 'ink-1';

const drawImage = async (previz: Previz, request: FrameRequest, context: ProviderContext): Drawn => {
  const { shot, warnings } = drawableShot(request.spec.staged);
  const drawn = await previz.render({ shot, ...handOf(request), maps: true }, context);
  if (!drawn.ok) return fail(errorOf(drawn.error));
  const { bytes, mediaType, width, height, maps } = drawn.value;
  return ok({
    ...{ bytes, mediaType, width, height, model, prompt: '', seed: request.seed ?? 0, maps: maps ?? null },
    warnings: [...request.spec.warnings, ...warnings],
  });
};

const slowed = (fps: number): readonly string[] =>
  fps < clipLimits.fps - 0.01
    ? [`The clip has ${Math.round(fps * 10) / 10} frames a second: the shot is longer than a minute.`]
    : [];

const drawVideo = async (previz: Previz, request: FrameRequest, context: ProviderContext): Drawn => {
  const { spec } = request;
  const play = playOf(spec);
  const { durationMs, stillAt } = play;
  const shotAt = (share: number): StagedShot => drawableShot(playedAt(spec, play, share)).shot;
  const { warnings } = drawableShot(spec.staged);
  const drawn = await drawClip(previz, { ...handOf(request), durationMs, posterAt: stillAt, shotAt }, context);
  if (!drawn.ok) return fail(errorOf(drawn.error));
  const { bytes, poster, width, height, fps } = drawn.value;
  return ok({
    ...{ bytes, mediaType: 'image/webp', width, height, model, prompt: '', seed: request.seed ?? 0, maps: null },
    warnings: [...spec.warnings, ...warnings, ...slowed(fps)],
    video: { poster, posterMediaType: 'image/webp', durationMs: drawn.value.durationMs },
  });
};

/** The built-in provider: draws the staged shot itself, with its control maps, or a clip of its movement. It needs no key and ignores references. */
export const createPrevizProvider = (previz: Previz): Provider => ({
  name: 'previz',
  capabilities: { kinds: new Set(['image', 'video'] as const), references: false, controlMaps: true, seed: true },
  generate: (request, context) =>
    request.kind === 'video' ? drawVideo(previz, request, context) : drawImage(previz, request, context),
  close: () => previz.close(),
});
