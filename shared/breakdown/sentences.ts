import type { ProposalPoint, SceneBlock } from './proposal.ts';

/** A sentence of a block, with where it stands. */
export type Sentence = { readonly text: string; readonly start: ProposalPoint; readonly end: ProposalPoint };

const sentence = /[^.!?。！？\n]+[.!?。！？…]*["”’'」）)]*|[.!?。！？…]+/g;

/** A block's sentences; a block without words has none. */
export const sentencesOf = (block: SceneBlock): readonly Sentence[] =>
  Array.from(block.text.matchAll(sentence)).flatMap((match) => {
    const text = match[0].trim();
    if (!/[\p{L}\p{N}]/u.test(text)) return [];
    const from = match.index + match[0].indexOf(text);
    return [{ text, start: { block: block.id, offset: from }, end: { block: block.id, offset: from + text.length } }];
  });

export const isChinese = (language: string): boolean => /^zh\b/i.test(language);

/** The beginning of a text, cut between words. */
export const excerpt = (text: string, longest: number): string => {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= longest) return flat;
  const cut = flat.slice(0, longest);
  const space = cut.lastIndexOf(' ');
  return `${(space > longest / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:，；：—–-]+$/, '')}…`;
};
