import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lockPages, unlockPages } from './commands/locks.ts';
import { lockOf, pageLock } from './locked-pages.ts';
import { linesPerPage, type Pagination, pageLabel } from './pagination.ts';
import { createPaginator, paginate } from './pagination-layout.ts';
import { printPages, speechWords } from './pagination-print.ts';
import type { LockedPage, ScriptBlock } from './story.ts';
import { readStory } from './story-reader.ts';
import { expectOk, storyDoc } from './testing/story-fixture.ts';

let made = 0;
const make = (type: ScriptBlock['type'], text: string): ScriptBlock => {
  made += 1;
  const runs = text === '' ? [] : [{ text, marks: [] }];
  return { id: `b${made}` as ScriptBlock['id'], type, runs, text, number: null, depth: 0, dual: null };
};
const rain = (count: number): ScriptBlock[] => Array.from({ length: count }, (_, at) => make('action', `Rain ${at}.`));
const edited = (block: ScriptBlock, text: string): ScriptBlock => ({ ...block, runs: [{ text, marks: [] }], text });
const lines = (count: number, word: string): string =>
  Array.from({ length: count }, (_, at) => `${word.repeat(50).slice(0, 50)}${at + 100}`).join(' ');

const letter = { paper: 'letter' } as const;
const lockAll = (blocks: readonly ScriptBlock[]): readonly LockedPage[] => lockOf(blocks, paginate(blocks, letter));
const locked = (blocks: readonly ScriptBlock[], lock: readonly LockedPage[]): Pagination =>
  paginate(blocks, { ...letter, lock: pageLock(lock) });
const labels = (pagination: Pagination): readonly string[] =>
  Array.from({ length: pagination.count }, (_, index) => pageLabel(pagination, index + 1));
const printed = (blocks: readonly ScriptBlock[], pagination: Pagination) =>
  printPages(blocks, pagination, speechWords('en')).map((page) => page.lines.map(({ text }) => text));

describe('locked pages', () => {
  it('RVN-9 text that is added flows to A pages, and the next page begins where it began', () => {
    // 28 to a page
    const blocks = rain(84);
    const lock = lockAll(blocks);
    const more = [...blocks.slice(0, 30), ...rain(40), ...blocks.slice(30)];
    const pagination = locked(more, lock);
    expect(labels(pagination)).toEqual(['1', '2', '2A', '2B', '3']);
    expect(pagination.breaks.map(({ block }) => block)).toEqual([28, 56, 84, 96]);
    expect(printed(more, pagination)[4]).toEqual(printed(blocks, paginate(blocks, letter))[2]);
  });

  it('RVN-9 a page that lost text stays short; what came in at its end stays on it', () => {
    const blocks = rain(84);
    const lock = lockAll(blocks);
    const fewer = [...blocks.slice(0, 30), ...blocks.slice(50)];
    expect(labels(locked(fewer, lock))).toEqual(['1', '2', '3']);
    expect(locked(fewer, lock).breaks.map(({ block }) => block)).toEqual([28, 36]);
    // the block that page 3 began with is gone: it begins with the next
    const without = [...blocks.slice(0, 56), ...blocks.slice(57)];
    expect(locked(without, lock).breaks.map(({ block }) => block)).toEqual([28, 56]);
  });

  it('RVN-9 pages of which nothing is left are named with the one before', () => {
    const blocks = rain(28 * 5);
    const lock = lockAll(blocks);
    expect(labels(locked([...blocks.slice(0, 56), ...blocks.slice(112)], lock))).toEqual(['1', '2-4', '5']);
    expect(labels(locked(blocks.slice(56), lock))).toEqual(['1-3', '4', '5']);
    expect(labels(locked(blocks.slice(0, 60), lock))).toEqual(['1', '2', '3-5']);
    expect(labels(locked([], lock))).toEqual(['1-5']);
    // what is left of page 3 is added to behind it
    const over = [...blocks.slice(0, 56), ...rain(30), ...blocks.slice(112)];
    expect(labels(locked(over, lock))).toEqual(['1', '2', '2A', '2B-4', '5']);
  });

  it('RVN-9 a block that was moved takes no page along', () => {
    const blocks = rain(28 * 5);
    const lock = lockAll(blocks);
    const first = blocks[84] as ScriptBlock;
    const moved = [...blocks.slice(0, 10), first, ...blocks.slice(10, 84), ...blocks.slice(85)];
    const pagination = locked(moved, lock);
    expect(labels(pagination)).toEqual(['1', '1A', '2', '3', '4', '5']);
    expect(pagination.breaks.map(({ block }) => block)).toEqual([28, 29, 57, 85, 112]);
  });

  it('RVN-9 A pages that are locked too are numbered between', () => {
    const blocks = rain(84);
    const first = lockAll(blocks);
    const more = [...blocks.slice(0, 30), ...rain(40), ...blocks.slice(30)];
    const second = lockOf(more, locked(more, first));
    expect(second.map(({ label }) => label)).toEqual(['1', '2', '2A', '2B', '3']);
    const again = [...more.slice(0, 60), ...rain(5), ...more.slice(60)];
    expect(labels(locked(again, second))).toEqual(['1', '2', '2A', '2AA', '2B', '3']);
  });

  it('RVN-9 a page that begins within an action begins at its words, whatever is written around them', () => {
    const long = make('action', lines(8, 'x'));
    const blocks = [...rain(26), long, ...rain(3)];
    const lock = lockAll(blocks);
    const [, second] = lock;
    expect(second).toMatchObject({ label: '2', block: long.id, offset: 3 * 54 });
    const same = locked(blocks, lock);
    expect(printed(blocks, same)).toEqual(printed(blocks, paginate(blocks, letter)));
    const changed = [...rain(26), edited(long, `New words here. ${long.text}`), ...blocks.slice(27)];
    const pages = printed(changed, locked(changed, lock));
    expect(pages.at(-1)?.[0]).toBe(long.text.slice(3 * 54, 3 * 54 + 53));
    expect(labels(locked(changed, lock))).toEqual(['1', '1A', '2']);
  });

  it('RVN-9 a speech that went over the page still says so', () => {
    const cue = make('character', 'ANNA');
    const said = make('dialogue', Array.from({ length: 8 }, (_, at) => `${'w'.repeat(28)}-${at + 1}`).join(' '));
    const blocks = [...rain(25), cue, said, ...rain(2)];
    const lock = lockAll(blocks);
    const changed = [...blocks.slice(0, 24), ...blocks.slice(25)];
    const pages = printed(changed, locked(changed, lock));
    expect(pages[0]?.slice(-2)).toEqual([`${'w'.repeat(28)}-3`, '(MORE)']);
    expect(pages[1]?.slice(0, 2)).toEqual(["ANNA (CONT'D)", `${'w'.repeat(28)}-4`]);
  });

  it('RVN-10 locking changes no page', () => {
    fc.assert(
      fc.property(script, (blocks) => {
        fc.pre(blocks.length > 0);
        const free = paginate(blocks, letter);
        const now = locked(blocks, lockOf(blocks, free));
        expect(printed(blocks, now)).toEqual(printed(blocks, free));
        expect([now.count, labels(now)]).toEqual([free.count, labels(free)]);
        expect([...now.lines]).toEqual([...free.lines]);
        expect([...now.pages]).toEqual([...free.pages]);
      }),
      { numRuns: 60 },
    );
  });

  it('RVN-11 after any edits the pages are those of a fresh layout, hold no more than they can, and lose no word', () => {
    fc.assert(
      fc.property(script, fc.array(edit, { maxLength: 10 }), (start, edits) => {
        fc.pre(start.length > 0);
        const lock = lockAll(start);
        const next = createPaginator({ ...letter, lock: pageLock(lock) });
        let blocks = start;
        next(blocks);
        for (const { at, kind, other } of edits) {
          const index = at % Math.max(blocks.length, 1);
          const old = blocks[index];
          const now =
            kind === 'delete' ? [] : [kind === 'rewrite' && old ? edited(old, `New ${old.text}`) : fresh(other)];
          blocks = [...blocks.slice(0, index), ...now, ...blocks.slice(index + (kind === 'insert' ? 0 : 1))];
          const incremental = next(blocks);
          const whole = locked(blocks, lock);
          expect(incremental.breaks).toEqual(whole.breaks);
          expect([...incremental.pages]).toEqual([...whole.pages]);
          expect([...incremental.lines]).toEqual([...whole.lines]);
          expect(labels(incremental)).toEqual(labels(whole));
          expect(new Set(labels(whole)).size).toBe(whole.count);
          const pages = printPages(blocks, whole, speechWords('en'));
          expect(pages).toHaveLength(whole.count);
          expect(pages.every((page) => page.lines.length <= linesPerPage.letter)).toBe(true);
          const words = pages.flatMap((page) =>
            page.lines.filter(({ kind: of }) => of !== 'more' && of !== 'continued').map(({ text }) => text),
          );
          const solid = (texts: readonly string[]): string => texts.join('').replace(/\s+/g, '');
          expect(solid(words)).toBe(solid(blocks.filter(({ type }) => type !== 'section').map(({ text }) => text)));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('RVN-11 only locked pages that changed are laid out anew', () => {
    const blocks = rain(28 * 100);
    const counted = new Set<string>();
    const count = (block: ScriptBlock): number => {
      counted.add(block.id);
      return 1;
    };
    const next = createPaginator({ ...letter, lock: pageLock(lockAll(blocks)), count });
    next(blocks);
    counted.clear();
    next(blocks.map((block, index) => (index === 1000 ? edited(block, 'Sun.') : block)));
    expect(counted.size).toBeLessThanOrEqual(28);
  });

  it('RVN-10 pages are locked and unlocked in the document, and scenes know theirs', () => {
    const blocks = rain(60).map(({ type, runs }) => ({ type, runs }));
    const doc = storyDoc({ titlePage: [], blocks });
    expect(expectOk(lockPages(doc, readStory(doc)))).toBe(3);
    expect(readStory(doc).production.pages?.map(({ label }) => label)).toEqual(['1', '2', '3']);
    expectOk(unlockPages(doc));
    expect(readStory(doc).production.pages).toBeNull();
    const empty = storyDoc({ titlePage: [], blocks: [] });
    expect(lockPages(empty, readStory(empty)).ok).toBe(false);
  });
});

const fresh = (block: ScriptBlock): ScriptBlock => make(block.type, block.text);
const words = (most: number) => fc.integer({ min: 1, max: most }).map((count) => 'word '.repeat(count).trim());
const scriptBlock: fc.Arbitrary<ScriptBlock> = fc.oneof(
  { weight: 5, arbitrary: words(90).map((text) => make('action', text)) },
  { weight: 1, arbitrary: fc.constant('INT. HALL - DAY').map((text) => make('sceneHeading', text)) },
  { weight: 4, arbitrary: fc.constant('ANNA').map((text) => make('character', text)) },
  { weight: 5, arbitrary: words(70).map((text) => make('dialogue', text)) },
  { weight: 2, arbitrary: words(6).map((text) => make('parenthetical', `(${text})`)) },
  { weight: 1, arbitrary: fc.constant('CUT TO:').map((text) => make('transition', text)) },
  { weight: 1, arbitrary: fc.constant('Act').map((text) => make('section', text)) },
);
const script = fc.array(scriptBlock, { maxLength: 120, size: 'max' });
const edit = fc.record({
  at: fc.nat({ max: 500 }),
  kind: fc.constantFrom('insert' as const, 'delete' as const, 'rewrite' as const),
  other: scriptBlock,
});
