import { cueName } from '../fountain/cue.ts';
import type { BreakdownInput, SceneBlock } from './breakdown-input.ts';
import { isOffCamera, isOnlyHeard } from './scene-people.ts';

export type Speech = {
  readonly kind: 'speech';
  /** Empty when a line stands without a cue. */
  readonly speaker: string;
  /** Heard, not seen: a voice-over, someone off screen, a machine. */
  readonly offCamera: boolean;
  readonly blocks: readonly SceneBlock[];
  /** What is said, without parentheticals. */
  readonly words: string;
  /** The parentheticals. */
  readonly manner: string;
};
export type Action = { readonly kind: 'action'; readonly block: SceneBlock };
export type Beat = Speech | Action;

type Speaking = { -readonly [Key in keyof Speech]: Speech[Key] } & { blocks: SceneBlock[] };

const startSpeech = (cue: SceneBlock | null): Speaking => {
  const speaker = cue === null ? '' : cueName(cue.text);
  const offCamera = cue === null || isOffCamera(cue.text) || isOnlyHeard(speaker);
  return { kind: 'speech', speaker, offCamera, blocks: cue === null ? [] : [cue], words: '', manner: '' };
};

const isSpoken = (block: SceneBlock): boolean => /^(?:dialogue|parenthetical|lyric)$/.test(block.type);

/** The scene’s actions and speeches in order; what is not shot is left out. */
export const beatsOf = (input: BreakdownInput): readonly Beat[] => {
  const beats: Beat[] = [];
  let speech: Speaking | null = null;
  for (const block of input.blocks) {
    if (block.type === 'character') {
      speech = startSpeech(block);
      beats.push(speech);
    } else if (isSpoken(block) && block.text.trim() !== '') {
      if (speech === null) {
        speech = startSpeech(null);
        beats.push(speech);
      }
      speech.blocks.push(block);
      const part = block.type === 'parenthetical' ? 'manner' : 'words';
      speech[part] = `${speech[part]} ${block.text}`.trim();
    } else {
      if (block.type !== 'note' && block.type !== 'boneyard') speech = null;
      if (block.type === 'action' && block.text.trim() !== '') beats.push({ kind: 'action', block });
    }
  }
  return beats.filter((beat) => beat.kind === 'action' || beat.words !== '' || beat.manner !== '');
};
