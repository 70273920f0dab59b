/** Drawings over frames, as readers see them: immutable, and what did not change keeps its identity. */
import type { DrawingId, FrameId, LayerId, ShotId } from '../ids/ids.ts';

export type DrawingLayer = {
  readonly id: LayerId;
  readonly name: string;
  /** Fractional index from the lowest layer up. */
  readonly order: string;
  readonly visible: boolean;
  /** 0..1. */
  readonly opacity: number;
  /** Encoded (see `stroke-codec.ts`), in the order in which they were drawn. */
  readonly strokes: readonly Uint8Array[];
};

export type Drawing = {
  /** The frame that it was begun over. */
  readonly id: DrawingId;
  readonly shot: ShotId;
  /** The frame that it lies over now. */
  readonly base: FrameId;
  /** How much of that frame shows through to the white paper below, 0..1. */
  readonly baseOpacity: number;
  /** From the lowest up. */
  readonly layers: readonly DrawingLayer[];
};
