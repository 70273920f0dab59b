/** The `desk`: what the server alone writes, as readers see it. Times are ISO 8601 in UTC. */
import type { AssetId, BlockId, CommentId, DecisionId, FindingId, FrameId, ShotId, ThreadId } from '../ids/ids.ts';

/** Who did something: a member, a guest by link, or the server's own hand; `name` as it stood then. */
export type Author = { readonly id: string; readonly name: string };

export type FrameMaps = {
  readonly depth: AssetId;
  readonly normal: AssetId;
  readonly pose: AssetId;
  readonly segmentation: AssetId;
  /** Frames drawn before there were line maps have none. */
  readonly line?: AssetId;
};

export type Frame = {
  readonly id: FrameId;
  readonly shot: ShotId;
  readonly kind: 'image' | 'video';
  /** Of a video: a still picture of it, and how long it runs. */
  readonly poster?: AssetId;
  readonly durationMs?: number;
  readonly provider: string;
  readonly model: string;
  readonly asset: AssetId;
  readonly width: number;
  readonly height: number;
  /** The hash of the spec that it was made from, of a clip that of all that plays; null for uploads, which are never out of date. */
  readonly specHash: string | null;
  readonly prompt: string;
  readonly seed: number | null;
  readonly maps: FrameMaps | null;
  /** JSON: which colour of the segmentation map is whom or what. */
  readonly legend?: AssetId;
  readonly warnings: readonly string[];
  readonly by: Author;
  readonly at: string;
  readonly parent: FrameId | null;
};

/** Most words that an anchor quotes, UTF-16 units. */
export const maxAnchorWords = 1000;

export type ThreadAnchor = {
  readonly kind: 'shot' | 'frame' | 'script' | 'scene' | 'project';
  readonly id?: string;
  /** x, y, width, height in the frame, 0..1, origin top left. */
  readonly region?: readonly [number, number, number, number];
  readonly blocks?: readonly BlockId[];
  /** On the script: the words within the blocks that it is about, as they read then. */
  readonly words?: string;
  readonly timeMs?: number;
};

export type Comment = {
  readonly id: CommentId;
  readonly by: Author;
  readonly at: string;
  readonly body: string;
};

export type Thread = {
  readonly id: ThreadId;
  readonly anchor: ThreadAnchor;
  readonly status: 'open' | 'resolved';
  readonly by: Author;
  readonly at: string;
  readonly comments: readonly Comment[];
};

export type Decision = {
  readonly id: DecisionId;
  readonly shot: ShotId;
  readonly frame: FrameId | null;
  readonly verdict: 'approved' | 'changes';
  readonly note: string;
  readonly by: Author;
  readonly at: string;
};

export type Finding = {
  readonly id: FindingId;
  readonly rule: string;
  readonly severity: 'note' | 'warning' | 'error';
  readonly shots: readonly ShotId[];
  readonly blocks: readonly BlockId[];
  readonly message: string;
};

export type Desk = {
  readonly frames: ReadonlyMap<FrameId, Frame>;
  /** Frames of each shot, oldest first. */
  readonly framesByShot: ReadonlyMap<ShotId, readonly Frame[]>;
  readonly threads: ReadonlyMap<ThreadId, Thread>;
  readonly decisions: readonly Decision[];
  readonly findings: readonly Finding[];
};
