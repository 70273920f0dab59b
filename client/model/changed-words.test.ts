import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedWords, type Stretch } from './changed-words.ts';

const textOf = (stretches: readonly Stretch[]): string => stretches.map(({ text }) => text).join('');

describe('words side by side', () => {
  it('CLI-142 show what each has that the other has not', () => {
    const { before, after } = changedWords('Rain on the glass.', 'Snow on the cold glass.');
    expect(before.filter(({ differs }) => differs).map(({ text }) => text)).toEqual(['Rain']);
    expect(after.filter(({ differs }) => differs).map(({ text }) => text.trim())).toEqual(['Snow', 'cold']);
  });

  it('CLI-142 are the whole of both', () => {
    const words = fc.array(fc.constantFrom('rain', '雨停了', 'she runs', '👩‍🚀', 'no', '\n'), { maxLength: 8 });
    fc.assert(
      fc.property(words, words, (a, b) => {
        const { before, after } = changedWords(a.join(' '), b.join(' '));
        expect(textOf(before)).toBe(a.join(' '));
        expect(textOf(after)).toBe(b.join(' '));
      }),
    );
  });
});
