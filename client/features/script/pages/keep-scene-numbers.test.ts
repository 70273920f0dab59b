// @vitest-environment node
import { lockSceneNumbers } from '@oner/shared/document/commands/locks.ts';
import { restoreScene } from '@oner/shared/document/commands/omit-scene.ts';
import { readStory } from '@oner/shared/document/story-reader.ts';
import { at, expectOk, storyDoc } from '@oner/shared/document/testing/story-fixture.ts';
import { describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { runsOfNode } from '../editor/block-node.ts';
import { editorOrigin, isShowing } from '../editor/script-window.ts';
import { type Opened, openEditor } from '../editor/testing/open-window.ts';
import { keepSceneNumbers } from './keep-scene-numbers.ts';

const open = (doc: Y.Doc): Opened =>
  openEditor(doc, { from: 0, to: 9 }, [
    keepSceneNumbers({
      doc,
      story: { snapshot: () => readStory(doc) },
      language: 'en',
      binding: { runsOfNode, isShowing, editorOrigin },
    }),
  ]);
const startOf = ({ view }: Opened, block: number): number =>
  Array.from({ length: block }, (_, index) => view.state.doc.child(index).nodeSize).reduce(
    (sum, size) => sum + size,
    0,
  );
const scenes = (doc: Y.Doc) => readStory(doc).scenes.map(({ number, heading }) => `${number} ${heading}`);
const locked = (): Y.Doc => {
  const doc = storyDoc();
  expectOk(lockSceneNumbers(doc, readStory(doc), 'after'));
  // the editor's own ids are others than those of the script
  doc.clientID = 9;
  return doc;
};

describe('locked scene numbers in the editor', () => {
  it('RVN-6 a deleted scene stays as OMITTED, and what it held is kept to be restored', () => {
    const doc = locked();
    const before = readStory(doc).blocks;
    const editor = open(doc);
    editor.view.dispatch(editor.view.state.tr.delete(startOf(editor, 1), startOf(editor, 7)));
    expect(scenes(doc)).toEqual(['1 OMITTED', '2 EXT. STREET - DAY']);
    expectOk(restoreScene(doc, at(before, 1).id));
    expect(readStory(doc).blocks).toEqual(before);
  });

  it('RVN-6 so does one that was selected from within the block above it', () => {
    const doc = locked();
    const editor = open(doc);
    editor.view.dispatch(editor.view.state.tr.delete(startOf(editor, 0) + 5, startOf(editor, 4) + 1 + 4));
    expect(scenes(doc)).toEqual(['1 OMITTED', '2 EXT. STREET - DAY']);
    expect(
      readStory(doc)
        .blocks.map(({ text }) => text)
        .slice(0, 2),
    ).toEqual(['FADEare late again.', 'OMITTED']);
  });

  it('RVN-5 a copy of a heading has no number of its own, and one that was another element meanwhile has its number back', () => {
    const doc = locked();
    const editor = open(doc);
    const heading = editor.view.state.doc.child(1);
    editor.view.dispatch(editor.view.state.tr.insert(startOf(editor, 7), heading));
    expect(scenes(doc)).toEqual(['1 INT. CAFE - NIGHT', '1A INT. CAFE - NIGHT', '2 EXT. STREET - DAY']);
    const { action, sceneHeading } = editor.view.state.schema.nodes;
    const id = heading.attrs.id;
    editor.view.dispatch(editor.view.state.tr.setNodeMarkup(startOf(editor, 1), action, { id }));
    editor.view.dispatch(editor.view.state.tr.setNodeMarkup(startOf(editor, 1), sceneHeading, { id }));
    expect(scenes(doc)).toEqual(['1 INT. CAFE - NIGHT', '1A INT. CAFE - NIGHT', '2 EXT. STREET - DAY']);
  });

  it('RVN-6 without a lock what is deleted is gone', () => {
    const doc = storyDoc();
    const editor = open(doc);
    editor.view.dispatch(editor.view.state.tr.delete(startOf(editor, 1), startOf(editor, 7)));
    expect(scenes(doc)).toEqual(['1 EXT. STREET - DAY']);
  });
});
