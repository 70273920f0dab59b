import type { ScriptPoint } from '../document/story.ts';
import type { SceneBlock } from './breakdown-input.ts';

/** A sentence of a block, with where it stands. */
export type Sentence = { readonly text: string; readonly start: ScriptPoint; readonly end: ScriptPoint };

const sentence =
  /(?:\b(?:Mr|Mrs|Ms|Dr|St|Sgt|Lt|Capt|vs|No|[A-Z](?:\.[A-Z])+)\.|(?<=\d)\.(?=\d)|[^.!?。！？\n]|\n(?=\p{Ll}))+[.!?。！？…]*["”’'」）)]*|[.!?。！？…]+/gu;

const trimmed = (block: SceneBlock, text: string, index: number): Sentence => {
  const words = text.trim();
  const from = index + text.indexOf(words);
  return {
    text: words,
    start: { block: block.id, offset: from },
    end: { block: block.id, offset: from + words.length },
  };
};

/** A block’s sentences. One without letters is a single sentence, so that nothing is left uncovered; a blank one has none. */
export const sentencesOf = (block: SceneBlock): readonly Sentence[] => {
  const found = Array.from(block.text.matchAll(sentence))
    .filter((match) => /[\p{L}\p{N}]/u.test(match[0]))
    .map((match) => trimmed(block, match[0], match.index));
  return found.length > 0 || block.text.trim() === '' ? found : [trimmed(block, block.text, 0)];
};

/** Whether a scene is written in Chinese, by its words; only where they say nothing, by the project’s language. */
export const isChinese = (language: string, blocks: readonly Pick<SceneBlock, 'text'>[]): boolean => {
  const text = blocks.map((block) => block.text).join('');
  if (/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(text)) return false;
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const letters = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return han + letters === 0 ? /^zh\b/i.test(language) : han * 3 > letters;
};

/** The beginning of a text, cut between words. */
export const excerpt = (text: string, longest: number): string => {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= longest) return flat;
  const cut = flat.slice(0, longest);
  const space = cut.lastIndexOf(' ');
  return `${(space > longest / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:，；：—–-]+$/, '')}…`;
};
