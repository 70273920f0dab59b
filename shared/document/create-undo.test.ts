import { describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { addShot, updateShot } from './commands/shots.ts';
import { createUndo } from './create-undo.ts';
import { userOrigin } from './origins.ts';
import { scriptOf } from './schema.ts';
import { readStory } from './story-reader.ts';
import { at, expectOk, replica, seededIds, storyDoc, sync } from './testing/story-fixture.ts';

const editor = { key: 'y-sync' };

const session = () => {
  const doc = storyDoc();
  const undo = createUndo(doc, { origin: userOrigin(null), editorOrigins: [editor], captureTimeoutMs: 0 });
  const type = (text: string): void => {
    const first = (scriptOf(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText;
    doc.transact(() => first.insert(0, text), editor);
  };
  const heading = at(readStory(doc).scenes, 0).id;
  const add = () => expectOk(undo.step(() => addShot(doc, { ids: seededIds(7), scene: heading })));
  const state = () => [at(readStory(doc).blocks, 0).text, readStory(doc).shots.size];
  return { doc, undo, type, add, state };
};

describe('undo', () => {
  it('DOC-25 script and board undo and redo in one order', () => {
    const { undo, type, add, state } = session();
    type('one ');
    add();
    type('two ');
    expect(state()).toEqual(['two one FADE IN:', 1]);
    undo.manager.undo();
    expect(state()).toEqual(['one FADE IN:', 1]);
    undo.manager.undo();
    expect(state()).toEqual(['one FADE IN:', 0]);
    undo.manager.undo();
    expect(state()).toEqual(['FADE IN:', 0]);
    for (let step = 0; step < 3; step += 1) undo.manager.redo();
    expect(state()).toEqual(['two one FADE IN:', 1]);
    undo.dispose();
  });

  it("DOC-26 other people's edits are not undone", () => {
    const { doc, undo, add, type } = session();
    const shot = add();
    const other = replica(doc, 50);
    updateShot(other, { shot, fields: { notes: 'theirs' }, by: 'person' });
    sync(doc, other);
    type('mine ');
    undo.manager.undo();
    expect(readStory(doc).shots.get(shot)?.notes).toBe('theirs');
    expect(at(readStory(doc).blocks, 0).text).toBe('FADE IN:');
    undo.dispose();
  });

  it('DOC-27 a step is one step however much it writes, even while the editor captures', () => {
    const doc = storyDoc();
    const undo = createUndo(doc, { origin: userOrigin(null), editorOrigins: [editor], captureTimeoutMs: 1e9 });
    const first = (scriptOf(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText;
    doc.transact(() => first.insert(0, 'a'), editor);
    const scene = at(readStory(doc).scenes, 0).id;
    const ids = seededIds(8);
    undo.step(() => {
      for (let count = 0; count < 5; count += 1) addShot(doc, { ids, scene });
    });
    doc.transact(() => first.insert(0, 'b'), editor);
    undo.manager.undo();
    expect([at(readStory(doc).blocks, 0).text, readStory(doc).shots.size]).toEqual(['aFADE IN:', 5]);
    undo.manager.undo();
    expect([at(readStory(doc).blocks, 0).text, readStory(doc).shots.size]).toEqual(['aFADE IN:', 0]);
    undo.dispose();
  });
});
