import { describe, expect, it } from 'vitest';
import { readFountain } from './read-fountain.ts';
import { writeFountain } from './write-fountain.ts';

const titlePage = (text: string) => readFountain(text).titlePage;
const blocks = (text: string) =>
  readFountain(text).blocks.map(({ type, runs }) => `${type}: ${runs.map((run) => run.text).join('')}`);

describe('the title page', () => {
  const text = `Title:
    _**BRICK & STEEL**_
    _**FULL RETIRED**_
Credit: Written by
Draft date: 1/27/2012
Contact:
\tNext Level: Productions
\t1588 Mission Dr.
My own key: kept: as it is

FADE IN:
`;

  it('FTN-4 has keys with spaces, values of several lines, colons inside values, and unknown keys', () => {
    expect(titlePage(text)).toEqual([
      { key: 'Title', values: ['_**BRICK & STEEL**_', '_**FULL RETIRED**_'] },
      { key: 'Credit', values: ['Written by'] },
      { key: 'Draft date', values: ['1/27/2012'] },
      { key: 'Contact', values: ['Next Level: Productions', '1588 Mission Dr.'] },
      { key: 'My own key', values: ['kept: as it is'] },
    ]);
    expect(blocks(text)).toEqual(['action: FADE IN:']);
  });

  it('FTN-4 survives being written', () => {
    expect(titlePage(writeFountain(readFountain(text)))).toEqual(titlePage(text));
  });

  it.each([
    ['FADE IN:\n\nINT. BAR - DAY', 'action: FADE IN:'],
    ['淡入：\n\n内景 咖啡馆 日', 'action: 淡入：'],
    ['INT. X - 3:00 PM\n\nx', 'sceneHeading: INT. X - 3:00 PM'],
    ['CUT TO:\n\nx', 'transition: CUT TO:'],
  ])('FTN-5 %j begins with no title page', (start, first) => {
    expect(titlePage(start)).toEqual([]);
    expect(blocks(start)[0]).toBe(first);
    expect(blocks(writeFountain(readFountain(start)))[0]).toBe(first);
  });

  it('FTN-5 a key without a value opens one when it is a known key or a value stands indented below', () => {
    expect(titlePage('Title:\nAuthor: A\n\nx')).toHaveLength(2);
    expect(titlePage('Studio:\n    Ours\n\nx')).toEqual([{ key: 'Studio', values: ['Ours'] }]);
    expect(titlePage('Words.\n\nTitle: Late')).toEqual([]);
  });
});
