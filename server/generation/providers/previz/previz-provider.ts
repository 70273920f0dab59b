import { fail, ok } from '@oner/shared/result/result.ts';
import type { Provider, ProviderError } from '../../provider.ts';
import type { PrevizError } from './frame-request.ts';
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

/** The built-in provider: draws the staged shot itself, with its control maps. It needs no key and ignores references. */
export const createPrevizProvider = (previz: Previz): Provider => ({
  name: 'previz',
  capabilities: { kinds: new Set(['image'] as const), references: false, controlMaps: true, seed: true },
  generate: async (request, context) => {
    const seed = request.seed ?? 0;
    const drawn = await previz.render(
      { shot: request.spec.staged, seed: `${request.specHash}:${seed}`, style: 'ink', maps: true },
      context,
    );
    if (!drawn.ok) return fail(errorOf(drawn.error));
    const { bytes, mediaType, width, height, maps } = drawn.value;
    return ok({
      bytes,
      mediaType,
      width,
      height,
      model: 'ink-1',
      prompt: '',
      seed,
      maps: maps ?? null,
      warnings: request.spec.warnings,
    });
  },
  close: () => previz.close(),
});
