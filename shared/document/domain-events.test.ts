import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { deleteBlocks, editBlockText, insertBlocks } from './commands/blocks.ts';
import { setMeta, setStage } from './commands/entries.ts';
import { addShot, moveShots, updateShot } from './commands/shots.ts';
import { readDesk } from './desk-reader.ts';
import { deskRootOf } from './desk-schema.ts';
import { diffDesks, diffStories } from './domain-events.ts';
import { createStoryReader, readStory } from './story-reader.ts';
import { at, block, expectOk, seededIds, storyDoc } from './testing/story-fixture.ts';

const makeCafe = () => {
  const doc = storyDoc();
  const ids = seededIds(50);
  const reader = createStoryReader(doc);
  const { scenes, blocks } = reader.snapshot();
  const [cafe, street] = [at(scenes, 0), at(scenes, 1)];
  const action = at(blocks, 2);
  const words = { start: { block: action.id, offset: 0 }, end: { block: action.id, offset: 4 } };
  const first = expectOk(addShot(doc, { ids, words }));
  const second = expectOk(addShot(doc, { ids, scene: cafe.id }));
  const after = (change: () => unknown) => {
    const before = reader.snapshot();
    change();
    return diffStories(before, reader.snapshot());
  };
  return { doc, ids, cafe, street, action, first, second, after };
};

describe('domain events', () => {
  it('DOC-29 a shot that came, and one whose field, scene, staging or words changed', () => {
    const { doc, ids, cafe, street, action, first, second, after } = makeCafe();
    const shotChanged = { kind: 'shot-changed', shot: first };
    let made = second;
    const added = after(() => {
      made = expectOk(addShot(doc, { ids, scene: cafe.id }));
    });
    expect(added).toEqual([{ kind: 'shot-added', shot: made }]);
    expect(after(() => updateShot(doc, { shot: first, fields: { notes: 'n' }, by: 'person' }))).toEqual([shotChanged]);
    expect(after(() => setStage(doc, { target: first, fields: { figures: [] } }))).toEqual([shotChanged]);
    expect(after(() => moveShots(doc, { shots: [first], scene: street.id }))).toEqual([shotChanged]);
    expect(after(() => editBlockText(doc, { block: action.id, text: `Ra-in${action.text.slice(4)}` }))).toEqual([
      { kind: 'script-changed', scenes: [cafe.id] },
      shotChanged,
    ]);
  });

  it('DOC-29 a new number, order or place of the words alone is no change of a shot', () => {
    const { doc, ids, cafe, action, second, after } = makeCafe();
    expect(after(() => moveShots(doc, { shots: [second], scene: cafe.id, place: { at: 'end' } }))).toEqual([]);
    expect(
      after(() => moveShots(doc, { shots: [second], scene: cafe.id, place: { at: 'before', shot: second } })),
    ).toEqual([]);
    expect(after(() => editBlockText(doc, { block: action.id, text: `Heavy ${action.text}` }))).toEqual([
      { kind: 'script-changed', scenes: [cafe.id] },
    ]);
    const inserted = { after: null, blocks: [block('sceneHeading', 'EXT. ROAD - DAY')], ids };
    const events = after(() => insertBlocks(doc, inserted));
    expect(events.map(({ kind }) => kind)).toEqual(['script-changed', 'scene-added']);
  });

  it('DOC-29 a scene that went leaves its shots changed; other parts of the story tell nothing', () => {
    const { doc, cafe, first, second, after } = makeCafe();
    expect(after(() => setMeta(doc, { title: 'Other' }))).toEqual([]);
    const events = after(() => deleteBlocks(doc, [cafe.id]));
    expect(events).toContainEqual({ kind: 'script-changed', scenes: [] });
    const changed = events.flatMap((event) => (event.kind === 'shot-changed' ? [event.shot] : []));
    expect([...changed].sort()).toEqual([first, second].sort());
    const story = readStory(doc);
    expect(diffStories(story, story)).toEqual([]);
  });

  it('DOC-29 frames, comments and decisions that came', () => {
    const doc = new Y.Doc();
    const before = readDesk(doc);
    const by = { id: 'usr_a', name: 'Ann' };
    const stamp = { by, at: '2026-01-01T00:00:00.000Z' };
    const image = { kind: 'image', provider: 'p', model: '', asset: 'a'.repeat(64), width: 1, height: 1 };
    const made = { specHash: null, prompt: '', seed: null, maps: null, warnings: [], parent: null };
    deskRootOf(doc, 'frames').set('frm_a', { id: 'frm_a', shot: 'sht_a', ...image, ...made, ...stamp });
    const verdict = { shot: 'sht_a', frame: null, verdict: 'changes', note: '' };
    deskRootOf(doc, 'decisions').set('dec_a', { id: 'dec_a', ...verdict, ...stamp });
    const comments = [{ id: 'cmt_a', body: 'why', ...stamp }];
    deskRootOf(doc, 'threads').set('thr_a', { anchor: { kind: 'project' }, status: 'open', comments, ...stamp });
    const after = readDesk(doc);
    expect(diffDesks(before, after)).toEqual([
      { kind: 'frame-posted', frame: 'frm_a', shot: 'sht_a' },
      { kind: 'comment-added', thread: 'thr_a', comment: 'cmt_a' },
      { kind: 'decision-made', decision: 'dec_a', shot: 'sht_a' },
    ]);
    expect(diffDesks(after, after)).toEqual([]);
  });
});
