import { cueName } from '../fountain/cue.ts';
import type { BreakdownInput, SceneBlock } from './proposal.ts';

export type Speech = {
  readonly kind: 'speech';
  readonly speaker: string;
  readonly blocks: readonly SceneBlock[];
  /** What is said, without parentheticals. */
  readonly words: string;
};
export type Action = { readonly kind: 'action'; readonly block: SceneBlock };
export type Beat = Speech | Action;

/** The scene's actions and speeches in order; what is not shot is left out. */
export const beatsOf = (input: BreakdownInput): readonly Beat[] => {
  const beats: Beat[] = [];
  let speech: { kind: 'speech'; speaker: string; blocks: SceneBlock[]; words: string } | null = null;
  for (const block of input.blocks) {
    if (block.type === 'character') {
      speech = { kind: 'speech', speaker: cueName(block.text), blocks: [block], words: '' };
      beats.push(speech);
    } else if (speech !== null && /^(?:dialogue|parenthetical|lyric)$/.test(block.type)) {
      speech.blocks.push(block);
      if (block.type !== 'parenthetical') speech.words = `${speech.words} ${block.text}`.trim();
    } else {
      if (block.type !== 'note' && block.type !== 'boneyard') speech = null;
      if (block.type === 'action' && block.text.trim() !== '') beats.push({ kind: 'action', block });
    }
  }
  return beats;
};
