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
