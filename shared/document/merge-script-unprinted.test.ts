import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, BlockType, Run } from '../fountain/screenplay.ts';
import { blockText } from '../fountain/screenplay.ts';
import { mergeScript } from './commands/merge-script.ts';
import { normalizeRuns, toScreenplayBlock } from './script-xml.ts';
import { readStory } from './story-reader.ts';
import { block, seededIds, storyDoc } from './testing/story-fixture.ts';

const unprinted: readonly BlockType[] = ['section', 'synopsis', 'note', 'boneyard'];
const hidden = ({ marks }: Run): boolean => marks.includes('note') || marks.includes('boneyard');
/** As a printed page says it: no notes, no emphasis. */
const printed = (blocks: readonly Block[]): readonly Block[] =>
  blocks
    .filter(({ type }) => !unprinted.includes(type))
    .map(({ type, runs }) =>
      block(
        type,
        runs
          .filter((run) => !hidden(run))
          .map(({ text }) => text)
          .join(''),
      ),
    );
const said = (blocks: readonly Block[]): readonly string[] =>
  printed(blocks).map((each) => `${each.type} ${blockText(each).replace(/\s+/g, ' ')}`);
const notes = (blocks: readonly Block[]): readonly string[] =>
  [
    ...blocks.filter(({ type }) => unprinted.includes(type)).map((each) => `${each.type} ${blockText(each)}`),
    ...blocks
      .filter(({ type }) => !unprinted.includes(type))
      .flatMap(({ runs }) => runs.filter(hidden).map(({ text }) => text)),
  ].toSorted();

const merged = (before: readonly Block[], file: readonly Block[], says: 'emphasis' | 'words' = 'words') => {
  const doc = storyDoc({ titlePage: [], blocks: before });
  doc.transact(() => mergeScript(doc, { screenplay: { titlePage: [], blocks: file }, ids: seededIds(9), says }));
  return readStory(doc).blocks;
};

const script: readonly Block[] = [
  { type: 'section', runs: [{ text: 'Act one', marks: [] }], depth: 1 },
  block('sceneHeading', 'INT. CAFE - NIGHT'),
  block('synopsis', 'They meet.'),
  {
    type: 'action',
    runs: [
      { text: 'Rain ', marks: [] },
      { text: 'loud? ', marks: ['note'] },
      { text: 'falls', marks: ['italic'] },
      { text: ' on the glass.', marks: [] },
    ],
  },
  { type: 'section', runs: [{ text: 'Act two', marks: [] }], depth: 1 },
  block('sceneHeading', 'EXT. STREET - DAY'),
  block('action', 'Ben runs.'),
];

describe('a printed page that is merged', () => {
  it('IMP-50 leaves notes, sections, synopses and emphasis where they are', () => {
    const doc = storyDoc({ titlePage: [], blocks: script });
    const change = mergeScript(doc, {
      screenplay: { titlePage: [], blocks: printed(script) },
      ids: seededIds(9),
      says: 'words',
    });
    expect(change).toEqual({ added: 0, removed: 0, changed: 0, moved: 0 });
  });

  it('IMP-50 changes words around a note, and a new scene comes before the section that heads the next one', () => {
    const file = printed(script).map((each) =>
      each.type === 'action' && blockText(each).startsWith('Rain') ? block('action', 'Snow falls on the tar.') : each,
    );
    const blocks = merged(script, [...file.slice(0, 2), block('sceneHeading', 'INT. HALL - DAY'), ...file.slice(2)]);
    expect(blocks.map(({ type, text }) => `${type} ${text}`)).toEqual([
      'section Act one',
      'sceneHeading INT. CAFE - NIGHT',
      'synopsis They meet.',
      'action Snow loud? falls on the tar.',
      'sceneHeading INT. HALL - DAY',
      'section Act two',
      'sceneHeading EXT. STREET - DAY',
      'action Ben runs.',
    ]);
    expect(blocks[3]?.runs.find(({ text }) => text === 'falls')?.marks).toEqual(['italic']);
  });

  it('IMP-50 of a kind that says emphasis takes that of the file', () => {
    const file = printed(script).map((each) => ({
      ...each,
      runs: each.runs.map((run) => ({ ...run, marks: ['bold'] as const })),
    }));
    const marks = merged(script, file, 'emphasis').flatMap(({ runs }) =>
      runs.filter(({ text }) => text.includes('falls')),
    );
    expect(marks.map((run) => run.marks)).toEqual([['bold']]);
  });

  it('IMP-50 of mere words leaves line breaks and wide spaces', () => {
    const before = [block('sceneHeading', 'INT. CAFE - NIGHT'), block('action', 'A long beat.\nLonger.  Too long.')];
    const file = [block('sceneHeading', 'INT. CAFE - NIGHT'), block('action', 'A long beat. Longer. Far too long.')];
    expect(merged(before, file)[1]?.text).toMatch(/^A long beat\.\nLonger\. {1,2}Far too long\.$/);
    expect(merged(before, [file[0] as Block, block('action', 'A long beat. Longer. Too long.')])[1]?.text).toBe(
      'A long beat.\nLonger.  Too long.',
    );
  });

  const word = fc.constantFrom('rain', 'Anna', '雨停了', 'she runs', 'no', 'cold cup');
  const text = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
  const run = fc.record({ text, marks: fc.constantFrom<Run['marks']>([], [], ['note'], ['italic'], ['boneyard']) });
  const body = fc
    .record({
      type: fc.constantFrom<BlockType>('action', 'dialogue', 'section', 'synopsis', 'note'),
      runs: fc.array(run, { minLength: 1, maxLength: 4 }),
    })
    .map(
      ({ type, runs }): Block =>
        unprinted.includes(type)
          ? { ...block(type, runs.map((each) => each.text).join(' ')), ...(type === 'section' ? { depth: 1 } : {}) }
          : { type, runs: normalizeRuns(runs) },
    );
  const scene = fc
    .tuple(text, fc.array(body, { maxLength: 6 }))
    .map(([place, rest]) => [block('sceneHeading', `INT. ${place}`), ...rest]);
  const scenes = fc.array(scene, { maxLength: 5 }).map((list) => list.flat());

  it('IMP-51 whatever both say, the printed words are the file’s, and no note of a paragraph that stays is lost', () => {
    fc.assert(
      fc.property(scenes, scenes, fc.nat(30), (before, other, from) => {
        const file = printed([...before.slice(0, from), ...other, ...before.slice(from + 2)]);
        const after = merged(before, file).map(toScreenplayBlock);
        expect(said(after)).toEqual(said(file));
        const blocksOf = (blocks: readonly Block[]) =>
          blocks
            .filter(({ type }) => unprinted.includes(type))
            .map((each) => `${each.type} ${blockText(each)}`)
            .toSorted();
        expect(blocksOf(after)).toEqual(blocksOf(before));
        expect(notes(merged(before, printed(before)).map(toScreenplayBlock))).toEqual(notes(before));
      }),
      { numRuns: 200 },
    );
  });
});
