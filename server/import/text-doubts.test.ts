import { readFountain } from '@oner/shared/fountain/read-fountain.ts';
import { places } from '@oner/shared/result/report-words.ts';
import { describe, expect, it } from 'vitest';
import { textDoubts } from './text-doubts.ts';

const doubtsIn = (text: string): readonly string[] => textDoubts(text, readFountain(text));

describe('doubts about a script of plain text', () => {
  it('IMP-16 name the lines that may be meant otherwise', () => {
    const text = [
      ...['INT. ROOM - DAY', '', 'THE DOOR IS CLOSED.', 'She goes.', '', '(softly)', '', 'LATER', ''],
      ...['Rain.', 'EXT. STREET - NIGHT', 'Snow.', '', 'ANNA', 'Go.', ''],
    ].join('\n');
    expect(doubtsIn(text)).toEqual([
      '1 line in capitals was read as the name of who speaks (line 3).',
      '1 line in brackets outside speech became action (line 6).',
      '1 line in capitals with nothing below became action (line 8).',
      '1 paragraph has a scene heading without a blank line around it, and became action (line 10).',
    ]);
  });

  it('IMP-16 are none where all is as it should be', () => {
    expect(doubtsIn('INT. ROOM - DAY\n\nShe waits.\n\nANNA\n(softly)\nGo.\n\nCUT TO:\n')).toEqual([]);
    expect(doubtsIn('Once upon a time.\n')).toEqual(['No scene heading was found: all of it is one stretch of text.']);
  });

  it('IMP-16 places are put together, and not more than a person reads', () => {
    expect(places('line', [3])).toBe('line 3');
    expect(places('page', [1, 2, 4, 5, 6, 9])).toBe('pages 1, 2, 4 to 6, 9');
    const odd = Array.from({ length: 30 }, (_, index) => index * 2 + 1);
    expect(places('line', odd)).toMatch(/, 39 and 10 more$/);
  });

  it('IMP-16 are found in a long script in no time that anyone notices', () => {
    const text = `INT. ROOM - DAY\n\n${'A LONG STORY.\nShe goes on.\n\n'.repeat(20_000)}`;
    expect(doubtsIn(text)[0]).toMatch(/^20000 lines .*\(lines 3, 6, 9.* and 19980 more\)\.$/);
  });
});
