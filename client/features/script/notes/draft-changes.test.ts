import type { BlockId } from '@oner/shared/ids/ids.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftChanges, wordsChanges } from './draft-changes.ts';

const block = { id: 'blk_1' as BlockId, type: 'action', text: 'Rain on the glass. Anna waits.' } as const;

describe('the draft of a paragraph', () => {
  it('SUG-10 each stretch of words that differs is a suggestion of its own', () => {
    expect(draftChanges(block, 'Snow on the glass. Anna still waits.', 'action')).toEqual([
      { kind: 'text', block: block.id, from: 0, before: 'Rain', text: 'Snow' },
      { kind: 'text', block: block.id, from: expect.any(Number), before: '', text: expect.stringContaining('still') },
    ]);
    expect(draftChanges(block, block.text, 'action')).toEqual([]);
    expect(draftChanges({ ...block, text: '雨落在窗上。' }, '雪落在窗上。', 'action')).toEqual([
      { kind: 'text', block: block.id, from: 0, before: '雨', text: '雪' },
    ]);
  });

  it('SUG-10 another element and further lines are suggestions besides', () => {
    expect(draftChanges(block, `${block.text}\nShe stands.\n\n`, 'centered')).toEqual([
      { kind: 'element', block: block.id, to: 'centered' },
      { kind: 'lines', after: block.id, lines: [{ type: 'action', text: 'She stands.' }] },
    ]);
  });

  it('SUG-10 made in the paragraph, the changes give the draft', () => {
    const words = fc.array(fc.constantFrom('Rain', 'Anna', 'the', '.', ' ', '  ', '雨', 'x'), { maxLength: 12 });
    fc.assert(
      fc.property(words, words, (a, b) => {
        const [before, after] = [a.join(''), b.join('')];
        let text = before;
        for (const change of [...wordsChanges(before, after)].reverse()) {
          expect(before.slice(change.from, change.from + change.before.length)).toBe(change.before);
          text = text.slice(0, change.from) + change.text + text.slice(change.from + change.before.length);
        }
        expect(text).toBe(after);
      }),
    );
  });
});
