import type { ShotSpec } from '@oner/shared/generation/spec.ts';
import type { AssetId } from '@oner/shared/ids/ids.ts';
import type { MapLegend } from '@oner/shared/protocol/http/frame.ts';
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
  /** Meshes of the uploaded models that the set uses; a piece whose model is missing is drawn in its kind's own shape. */
  readonly models: ReadonlyMap<AssetId, Uint8Array>;
  /** Control maps of the staged frame, drawn when first asked for: any provider may be steered by them. */
  readonly maps: () => Promise<Result<ControlMaps, ProviderError>>;
};

/** Control maps as PNG, each of the frame's size, and what the segmentation's colours mean. */
export type ControlMaps = {
  /** Grey, near is white. */
  readonly depth: Uint8Array;
  /** Camera axes: red x right, green y up, blue towards the viewer. */
  readonly normal: Uint8Array;
  /** OpenPose, 18 key points, on black. */
  readonly pose: Uint8Array;
  /** One flat colour for each figure and piece; black is the place itself. */
  readonly segmentation: Uint8Array;
  /** Clean contours, white on black, without tone. */
  readonly line: Uint8Array;
  readonly legend: MapLegend;
};

export type GeneratedFrame = {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly width: number;
  readonly height: number;
  readonly model: string;
  readonly prompt: string;
  readonly seed: number | null;
  readonly maps: ControlMaps | null;
  /** Of a video: a still of it, of its size, and its length. */
  readonly video?: { readonly poster: Uint8Array; readonly posterMediaType: string; readonly durationMs: number };
  readonly warnings: readonly string[];
};

export type ProviderError = {
  readonly kind: 'invalid-request' | 'refused' | 'rate-limited' | 'unavailable' | 'failed' | 'cancelled';
  /** For people: what happened. */
  readonly detail: string;
  readonly retryable: boolean;
};

/** A picture that somebody waits for goes before those that hooks have drawn, and before clips. */
export type Urgency = 'waited-for' | 'in-bulk';

export type ProviderContext = {
  readonly urgency: Urgency;
  readonly signal: AbortSignal;
  /** 0 to 1. */
  readonly onProgress: (progress: number) => void;
};

/** The name of the provider that needs no key, and whose maps steer the others. */
export const builtIn = 'previz';

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
