import type { BlockType } from '../fountain/screenplay.ts';

type Timed = { readonly type: BlockType; readonly text: string };

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** Words as a reader counts them; in a script without spaces each two characters are counted as one. */
export const countWords = (text: string): number => {
  const characters = text.match(unspaced)?.length ?? 0;
  const spaced = text.replace(unspaced, ' ').match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu)?.length ?? 0;
  return spaced + Math.ceil(characters / 2);
};

const speechMs = (text: string, language: string): number => {
  const characters = text.match(unspaced)?.length ?? 0;
  const chinese = /^(?:zh|ja|ko)\b/i.test(language) || characters * 2 > text.length;
  if (chinese && characters > 0) {
    const others = countWords(text.replace(unspaced, ' '));
    return (characters / 4.5) * 1000 + others * 300 + 2000;
  }
  return countWords(text) * 300 + 1000;
};

const blockMs = ({ type, text }: Timed, language: string): number => {
  if (text.trim() === '') return 0;
  switch (type) {
    case 'sceneHeading':
      return 2000;
    case 'action':
    case 'centered':
      return countWords(text) * 200 + 500;
    case 'dialogue':
    case 'lyric':
    case 'parenthetical':
      return speechMs(text, language);
    case 'transition':
      return 1000;
    case 'character':
    case 'section':
    case 'synopsis':
    case 'note':
    case 'boneyard':
    case 'pageBreak':
      return 0;
  }
};

/** How long the words play, ms: the auto-duration of storyboards (heading 2 s; action 200 ms a word + 0.5 s; speech 300 ms a word + 1 s, Chinese 4.5 characters a second + 2 s). */
export const wordsDurationMs = (blocks: readonly Timed[], language: string): number =>
  Math.round(blocks.reduce((sum, block) => sum + blockMs(block, language), 0));
