/** What a draft of a paragraph proposes: one suggestion for each stretch of words that differs. */
import { wordCuts } from '@oner/shared/document/merge-script-words.ts';
import type { BlockType } from '@oner/shared/fountain/screenplay.ts';
import type { BlockId } from '@oner/shared/ids/ids.ts';
import type { NewSuggestion } from '@oner/shared/protocol/http/suggestion.ts';
import { elementAfter } from '../editor/elements.ts';

export type DraftedBlock = { readonly id: BlockId; readonly type: BlockType; readonly text: string };

type WordsChange = { readonly from: number; readonly before: string; readonly text: string };

/** Stretches that differ, those with nothing but spaces between them as one. */
export const wordsChanges = (before: string, after: string): readonly WordsChange[] => {
  const joined: { from: number; to: number; text: string }[] = [];
  for (const { from, to, text } of wordCuts(before, after)) {
    const last = joined.at(-1);
    const between = last && before.slice(last.to, from);
    if (last && between !== undefined && between.trim() === '') {
      last.text += between + text;
      last.to = to;
    } else joined.push({ from, to, text });
  }
  return joined.map(({ from, to, text }) => ({ from, before: before.slice(from, to), text }));
};

/** The suggestions that a draft of a block amounts to; none when it says what the block says. */
export const draftChanges = (block: DraftedBlock, draft: string, to: BlockType): readonly NewSuggestion[] => {
  const [first = '', ...rest] = draft.replace(/\r\n?/g, '\n').split('\n');
  let type = to;
  const lines = rest
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => {
      type = elementAfter(type);
      return { type, text };
    });
  return [
    ...(to === block.type ? [] : [{ kind: 'element', block: block.id, to } as const]),
    ...wordsChanges(block.text, first).map((change) => ({ kind: 'text', block: block.id, ...change }) as const),
    ...(lines.length === 0 ? [] : [{ kind: 'lines', after: block.id, lines } as const]),
  ];
};
