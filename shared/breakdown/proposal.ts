import type { Angle, Framing, Movement, ShotSize } from '../camera/vocabulary.ts';
import type { BlockType } from '../fountain/screenplay.ts';
import type { BlockId } from '../ids/ids.ts';

/** A block of the scene as the breakdown reads it: its text without notes and boneyards. */
export type SceneBlock = { readonly id: BlockId; readonly type: BlockType; readonly text: string };

export type BreakdownInput = {
  readonly heading: {
    readonly setting: 'INT' | 'EXT' | 'INT/EXT' | null;
    readonly place: string;
    readonly time: string;
  };
  /** The scene's blocks in order, its heading first. */
  readonly blocks: readonly SceneBlock[];
  /** BCP 47, such as `en` or `zh-CN`. */
  readonly language: string;
  /** Names known from the whole script, as its cues write them. */
  readonly cast: readonly string[];
  /** The place of the scene before, to know whether this one is new; absent when it is the first. */
  readonly previousPlace?: string;
};

/** A place in the scene: a block and an offset in UTF-16 units into its text. */
export type ProposalPoint = { readonly block: BlockId; readonly offset: number };

export type ShotProposal = {
  readonly start: ProposalPoint;
  readonly end: ProposalPoint;
  readonly size: ShotSize;
  readonly angle: Angle;
  /** Degrees. */
  readonly roll: number;
  readonly framing: Framing;
  readonly movement: Movement;
  /** Focal length, mm. */
  readonly lens: number;
  /** Over the shoulder: the face we see, then the near figure. Point of view: whose eyes, then who is seen. */
  readonly subjects: readonly string[];
  readonly description: string;
  readonly dialogue: string;
  readonly durationMs: number;
};
