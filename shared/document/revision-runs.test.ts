import { describe, expect, it } from 'vitest';
import type { RevisionId } from '../ids/ids.ts';
import { editBlockText, insertBlocks } from './commands/blocks.ts';
import { clearMarks, setCurrentRevision, startRevision } from './commands/revisions.ts';
import { replaceWords } from './commands/words.ts';
import { createUndo } from './create-undo.ts';
import { userOrigin } from './origins.ts';
import { productionOf, revisionsOf, scriptOf } from './schema.ts';
import { readStory } from './story-reader.ts';
import { at, block, cafe, expectOk, replica, seededIds, storyDoc, sync } from './testing/story-fixture.ts';

const revised = (blocks: readonly ReturnType<typeof readStory>['blocks'][number][]) =>
  blocks.flatMap(({ runs }) =>
    runs.flatMap(({ text, marks, revision }) => (marks.includes('revision') ? [[text, revision]] : [])),
  );
const start = (doc: ReturnType<typeof storyDoc>, seed = 7): RevisionId =>
  expectOk(startRevision(doc, readStory(doc), { ids: seededIds(seed), date: '2026-11-25' }));

describe('revisions', () => {
  it('RVN-1 have colours in the order of the Guild, then for the second time', () => {
    const doc = storyDoc();
    for (let index = 0; index < 11; index += 1) start(doc, index);
    const { revisions, current } = readStory(doc).production;
    expect(revisions.map(({ color, round }) => `${color} ${round}`)).toEqual([
      ...['blue 1', 'pink 1', 'yellow 1', 'green 1', 'goldenrod 1', 'buff 1', 'salmon 1', 'cherry 1', 'tan 1'],
      ...['blue 2', 'pink 2'],
    ]);
    expect(current).toBe(revisions.at(-1)?.id);
    expect(startRevision(doc, readStory(doc), { ids: seededIds(1), date: 'soon' }).ok).toBe(false);
    expectOk(startRevision(doc, readStory(doc), { ids: seededIds(99), color: 'tan', name: 'Network notes' }));
    expect(readStory(doc).production.revisions.at(-1)).toMatchObject({ name: 'Network notes', color: 'tan', round: 2 });
  });

  it('RVN-2 mark what comes in, and the letter beside what went', () => {
    const doc = storyDoc();
    const blue = start(doc);
    const action = at(readStory(doc).blocks, 2);
    expectOk(editBlockText(doc, { block: action.id, text: action.text.replace('a cold', 'two cold') }));
    expect(revised(readStory(doc).blocks).map(([text]) => text)).toEqual(['two']);
    const said = at(readStory(doc).blocks, 4);
    expectOk(editBlockText(doc, { block: said.id, text: 'You are late.' }));
    expect(revised([at(readStory(doc).blocks, 4)])).toEqual([['e', blue]]);
    const pink = start(doc, 8);
    const { blocks } = readStory(doc);
    expectOk(replaceWords(doc, { places: [{ block: at(blocks, 2).id, from: 0, to: 4 }], text: 'Hail' }));
    expectOk(insertBlocks(doc, { after: said.id, blocks: [block('action', 'Snow.')], ids: seededIds(3) }));
    expect(revised(readStory(doc).blocks)).toEqual([
      ['Hail', pink],
      ['two', blue],
      ['e', blue],
      ['Snow.', pink],
    ]);
    expectOk(setCurrentRevision(doc, null));
    expectOk(editBlockText(doc, { block: said.id, text: 'You are late. Again.' }));
    expect(revised([at(readStory(doc).blocks, 4)])).toEqual([['e', blue]]);
  });

  it('RVN-3 are cleared one by one or all at once, and no word changes', () => {
    const doc = storyDoc();
    const blue = start(doc);
    const [, , action, , said] = readStory(doc).blocks;
    expectOk(replaceWords(doc, { places: [{ block: action?.id as never, from: 0, to: 4 }], text: 'Hail' }));
    start(doc, 8);
    expectOk(replaceWords(doc, { places: [{ block: said?.id as never, from: 0, to: 3 }], text: 'We' }));
    const words = readStory(doc).blocks.map(({ text }) => text);
    expect(expectOk(clearMarks(doc, blue))).toBe(1);
    expect(revised(readStory(doc).blocks)).toHaveLength(1);
    expect(expectOk(clearMarks(doc, null))).toBe(1);
    expect(revised(readStory(doc).blocks)).toEqual([]);
    expect(readStory(doc).blocks.map(({ text }) => text)).toEqual(words);
    expect(clearMarks(doc, 'rev_gone' as RevisionId)).toEqual({
      ok: false,
      error: { kind: 'no-such-revision', id: 'rev_gone' },
    });
  });

  it('RVN-4 are kept by a client that writes marks without them', () => {
    const doc = storyDoc();
    const blue = start(doc);
    const action = at(readStory(doc).blocks, 2);
    expectOk(replaceWords(doc, { places: [{ block: action.id, from: 0, to: 4 }], text: 'Hail' }));
    const node = scriptOf(doc).get(2);
    const text = 'get' in node ? node.get(0) : null;
    expect(text && 'toDelta' in text ? text.toDelta()[0] : null).toEqual({
      insert: 'Hail',
      attributes: { revision: { set: blue } },
    });
    // as a Yjs client writes that knows no more than text: it takes on what stands beside it
    if (text && 'insert' in text) text.insert(4, '!' as never);
    expect(revised(readStory(doc).blocks)).toEqual([['Hail!', blue]]);
  });

  it('RVN-2 RVN-3 are undone as one step, and each person’s are everybody’s', () => {
    const doc = storyDoc();
    const other = replica(doc, 2);
    const undo = createUndo(doc, { origin: userOrigin(null), editorOrigins: [] });
    undo.step(() => start(doc));
    sync(doc, other);
    expect(readStory(other).production.current).not.toBeNull();
    undo.manager.undo();
    sync(doc, other);
    expect(readStory(other).production).toMatchObject({ revisions: [], current: null });
    undo.dispose();
  });

  it('RVN-12 count as absent where they cannot be read', () => {
    const doc = storyDoc(cafe);
    revisionsOf(doc).set('rev_a', 7);
    revisionsOf(doc).set('rev_b', { color: 'mauve', round: 'x' });
    productionOf(doc).set('current', 'rev_nowhere');
    productionOf(doc).set('sceneNumbers', 'sideways');
    productionOf(doc).set('pages', [{ label: 4 }]);
    expect(readStory(doc).production).toEqual({
      revisions: [{ id: 'rev_b', name: '', color: 'blue', round: 1, date: '' }],
      ...{ current: null, sceneNumbers: null, pages: null, omitted: new Map() },
    });
  });
});
