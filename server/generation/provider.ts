import type { ShotSpec } from '@oner/shared/generation/spec.ts';
import type { Result } from '@oner/shared/result/result.ts';

/** What a provider can do. What a request asks beyond that is ignored, and said in the frame's warnings. */
export type Capabilities = {
  readonly kinds: ReadonlySet<'image' | 'video'>;
  readonly references: boolean;
  readonly controlMaps: boolean;
  readonly seed: boolean;
};

export type FrameRequest = {
  readonly spec: ShotSpec;
  readonly specHash: string;
  readonly kind: 'image' | 'video';
  /** Null: the provider's own choice. */
  readonly seed: number | null;
};

/** Control maps as PNG, each of the frame's size. */
export type MapBytes = {
  readonly depth: Uint8Array;
  readonly normal: Uint8Array;
  readonly pose: Uint8Array;
  readonly segmentation: Uint8Array;
};

export type GeneratedFrame = {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly width: number;
  readonly height: number;
  readonly model: string;
  readonly prompt: string;
  readonly seed: number | null;
  readonly maps: MapBytes | null;
  readonly warnings: readonly string[];
};

export type ProviderError = {
  readonly kind: 'invalid-request' | 'refused' | 'rate-limited' | 'unavailable' | 'failed' | 'cancelled';
  /** For people: what happened. */
  readonly detail: string;
  readonly retryable: boolean;
};

export type ProviderContext = {
  readonly signal: AbortSignal;
  /** 0 to 1. */
  readonly onProgress: (progress: number) => void;
};

/** Something that draws a shot. It never writes to a document: the job runner posts what it gives. */
export type Provider = {
  readonly name: string;
  readonly capabilities: Capabilities;
  readonly generate: (
    request: FrameRequest,
    context: ProviderContext,
  ) => Promise<Result<GeneratedFrame, ProviderError>>;
  readonly close: () => Promise<void>;
};
