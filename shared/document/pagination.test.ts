import { describe, expect, it } from 'vitest';
import type { Block } from '../fountain/screenplay.ts';
import { eighthsOf, paperOf, secondsOf } from './pagination.ts';
import { paginate } from './pagination-layout.ts';
import { linesOfText, wrapText } from './pagination-wrap.ts';
import { readStory } from './story-reader.ts';
import { block, storyDoc } from './testing/story-fixture.ts';

const laidOut = (blocks: readonly Block[]) => {
  const story = readStory(storyDoc({ titlePage: [], blocks }));
  const { pages, lines } = paginate(story.blocks, { paper: 'letter' });
  return { story, pages: [...pages], lines: [...lines] };
};
const actions = (count: number): Block[] => Array.from({ length: count }, () => block('action', 'Rain.'));
const cue = (name: string, dual?: 'left' | 'right'): Block => ({
  ...block('character', name),
  ...(dual ? { dual } : {}),
});

describe('pages', () => {
  it('DOC-31 words wrap at the column, long words are cut, and wide characters take two columns', () => {
    expect(linesOfText('', 10)).toBe(1);
    expect(linesOfText('one two three', 10)).toBe(2);
    expect(linesOfText('1234567890', 10)).toBe(1);
    expect(linesOfText('12345678901', 10)).toBe(2);
    expect(linesOfText('雨夜雨夜雨', 10)).toBe(1);
    expect(linesOfText('雨夜雨夜雨夜', 10)).toBe(2);
    expect(linesOfText('a\nb\n', 10)).toBe(3);
  });

  it('DOC-34 no line of Chinese begins with a closing sign or ends with an opening one', () => {
    const text = '雨夜雨夜，雨夜雨夜。（雨夜雨）夜';
    const lines = wrapText(text, 10).map(({ from, to }) => text.slice(from, to));
    expect(lines.join('')).toBe(text);
    for (const line of lines) {
      expect(line).not.toMatch(/^[，。）]/);
      expect(line).not.toMatch(/（$/);
    }
  });

  it('DOC-34 the paper follows the language of the script', () => {
    expect(['en', 'en-US', 'fr-CA', 'es-MX'].map(paperOf)).toEqual(['letter', 'letter', 'letter', 'letter']);
    expect(['zh-CN', 'zh', 'zh-Hans-CN', 'en-GB', 'fr', 'ja'].map(paperOf)).toEqual([
      'a4',
      'a4',
      'a4',
      'a4',
      'a4',
      'a4',
    ]);
  });

  it('DOC-31 a page holds 55 lines: the first block without a blank before it, the others with one', () => {
    // 1 + 27 × 2 = 55
    expect(laidOut(actions(29)).pages).toEqual([...Array.from({ length: 28 }, () => 1), 2]);
  });

  it('DOC-31 a heading stays with what follows, and a cue with its speech', () => {
    // 25 actions fill 49 lines: a heading with two blanks stands on line 52 and keeps two; one more action is too much
    const heading = block('sceneHeading', 'INT. HALL - DAY');
    expect(laidOut([...actions(25), heading]).pages.at(-1)).toBe(1);
    expect(laidOut([...actions(26), heading]).pages.at(-1)).toBe(2);
    const speech = [cue('ANNA'), block('dialogue', 'Yes.')];
    expect(laidOut([...actions(26), ...speech]).pages.slice(-2)).toEqual([1, 1]);
    expect(laidOut([...actions(27), ...speech]).pages.slice(-2)).toEqual([2, 2]);
  });

  it('DOC-31 a page break ends the page, and what is not printed takes no lines', () => {
    const unprinted = (['section', 'synopsis', 'note', 'boneyard'] as const).map((type) => block(type, 'Kept.'));
    const { pages, lines } = laidOut([...actions(1), ...unprinted, block('pageBreak', ''), ...actions(1)]);
    expect(pages.at(-1)).toBe(2);
    expect(lines.slice(1, 6)).toEqual([0, 0, 0, 0, 0]);
    const noted: Block = { type: 'action', runs: [{ text: 'unseen', marks: ['note'] }] };
    expect(laidOut([noted]).lines).toEqual([0]);
  });

  it('DOC-31 columns of dual dialogue share their lines: the longer one counts', () => {
    const say = (text: string) => block('dialogue', text);
    const one = [cue('ANNA'), say('Yes.'), cue('BEN'), say('No.')];
    const two = [cue('ANNA'), say('Yes.'), cue('BEN', 'right'), say('No.')];
    const sum = (blocks: readonly Block[]) => laidOut(blocks).lines.reduce((a, b) => a + b, 0);
    expect([sum(one), sum(two)]).toEqual([6, 3]);
    // what stands between them ends the pair
    const apart = [cue('ANNA'), say('Yes.'), block('action', 'Rain.'), cue('BEN', 'right'), say('No.')];
    expect(sum(apart)).toBe(8);
    // five words of four letters in a line of 28 columns
    const longer = say('word '.repeat(20).trim());
    expect(sum([cue('ANNA'), say('Yes.'), cue('BEN', 'right'), longer])).toBe(1 + 1 + 4);
    expect(sum([cue('ANNA'), longer, cue('BEN', 'right'), say('Yes.')])).toBe(1 + 1 + 4);
  });

  it('DOC-31 lengths are eighths of a page, at least one', () => {
    expect([0, 1, 7, 14, 55, 110].map((lines) => eighthsOf(lines))).toEqual([1, 1, 1, 2, 8, 16]);
    expect([1, 4, 8, 12].map(secondsOf)).toEqual([8, 30, 60, 90]);
    const { story } = laidOut([block('sceneHeading', 'INT. HALL - DAY'), ...actions(26)]);
    expect(story.scenes.map(({ eighths, page }) => [eighths, page])).toEqual([[8, 1]]);
  });
});
