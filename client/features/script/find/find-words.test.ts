import { readStory } from '@oner/shared/document/story-reader.ts';
import { storyDoc } from '@oner/shared/document/testing/story-fixture.ts';
import { describe, expect, it } from 'vitest';
import { type FindQuery, findNothing, findWords, firstFrom } from './find-words.ts';

const { blocks } = readStory(storyDoc());
const find = (words: string, query: Partial<FindQuery> = {}) => findWords(blocks, { ...findNothing, ...query, words });
const textsOf = (words: string, query: Partial<FindQuery> = {}): readonly string[] =>
  find(words, query).map(({ index, from, to }) => blocks[index]?.text.slice(from, to) ?? '');

describe('finding words in the script', () => {
  it('CLI-85 all places are found in the order of the script, whatever the case', () => {
    expect(textsOf('anna')).toEqual(['ANNA', 'ANNA']);
    expect(textsOf('ben')).toEqual(['BEN', 'Ben']);
    expect(textsOf('zebra')).toEqual([]);
    expect(textsOf('')).toEqual([]);
  });

  it('CLI-85 signs stand for themselves, and a space for any space', () => {
    expect(textsOf("(CONT'D)")).toEqual(["(CONT'D)"]);
    expect(new Set(textsOf('.'))).toEqual(new Set(['.']));
    expect(textsOf('rain  on')).toEqual(['Rain on']);
    expect(textsOf('a-b')).toEqual([]);
    expect(textsOf('[')).toEqual([]);
  });

  it('CLI-85 the next place is the first after where one is, and from the end on the first', () => {
    const found = find('anna');
    const [first, second] = found;
    expect(firstFrom(found, 0, 0)).toBe(0);
    expect(firstFrom(found, first?.index ?? 0, (first?.from ?? 0) + 1)).toBe(1);
    expect(firstFrom(found, (second?.index ?? 0) + 1, 0)).toBe(0);
  });

  it('CLI-108 whole words, the same case, one element or one person narrow it down', () => {
    expect(textsOf('a', { wholeWords: true })).toEqual(['a', 'A']);
    expect(textsOf('Ben', { matchCase: true })).toEqual(['Ben']);
    expect(find('anna', { element: 'character' }).map(({ index }) => blocks[index]?.type)).toEqual(['character']);
    expect(textsOf('e', { character: 'ANNA' })).toEqual(['e', 'e']);
    expect(textsOf('bridge', { character: 'ANNA' })).toEqual([]);
    expect(textsOf('bridge', { character: 'BEN', element: 'dialogue' })).toEqual(['bridge']);
  });
});
