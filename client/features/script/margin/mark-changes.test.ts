// @vitest-environment node
import { startRevision } from '@oner/shared/document/commands/revisions.ts';
import { readStory } from '@oner/shared/document/story-reader.ts';
import { at, expectOk, replica, seededIds, storyDoc, sync } from '@oner/shared/document/testing/story-fixture.ts';
import { TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { isShowing } from '../editor/script-window.ts';
import { type Opened, openEditor } from '../editor/testing/open-window.ts';
import { markChanges } from './mark-changes.ts';

const line = 2;
const open = (doc: Y.Doc): Opened =>
  openEditor(doc, { from: 0, to: 9 }, [markChanges({ current: () => readStory(doc).production.current, isShowing })]);
const startOf = ({ view }: Opened, block: number): number =>
  Array.from({ length: block }, (_, index) => view.state.doc.child(index).nodeSize).reduce(
    (sum, size) => sum + size,
    1,
  );
const type = (editor: Opened, text: string, offset: number, to = offset): void => {
  const from = startOf(editor, line);
  const { tr } = editor.view.state;
  tr.setSelection(TextSelection.create(tr.doc, from + offset));
  editor.view.dispatch(
    text === '' ? tr.delete(from + offset, from + to) : tr.insertText(text, from + offset, from + to),
  );
};
const marked = (doc: Y.Doc): readonly string[] =>
  readStory(doc).blocks.flatMap(({ runs }) =>
    runs.flatMap(({ text, marks }) => (marks.includes('revision') ? text : [])),
  );
const begin = (doc: Y.Doc, seed = 5) => expectOk(startRevision(doc, readStory(doc), { ids: seededIds(seed) }));

describe('changes that a person makes', () => {
  it('RVN-2 are marked as the current revision’s, for everybody', () => {
    const doc = storyDoc();
    const other = replica(doc, 2);
    const editor = open(doc);
    type(editor, 'x', 3);
    expect(marked(doc)).toEqual([]);
    const blue = begin(doc);
    type(editor, 'a', 5);
    type(editor, 'b', 6);
    expect(marked(doc)).toEqual(['ab']);
    sync(doc, other);
    const runs = at(readStory(other).blocks, line).runs.filter(({ marks }) => marks.includes('revision'));
    expect(runs).toEqual([{ text: 'ab', marks: ['revision'], revision: blue }]);
    const pink = begin(doc, 6);
    type(editor, 'c', 6);
    expect(at(readStory(doc).blocks, line).runs.map(({ text, revision }) => [text, revision])).toEqual([
      ['Raixn', undefined],
      ['a', blue],
      ['c', pink],
      ['b', blue],
      [' on the glass. ANNA waits with a cold cup.', undefined],
    ]);
  });

  it('RVN-2 of which words only went mark the letter beside the gap', () => {
    const doc = storyDoc();
    const editor = open(doc);
    begin(doc);
    type(editor, '', 4, 18);
    expect(at(readStory(doc).blocks, line).text).toBe('Rain ANNA waits with a cold cup.');
    expect(marked(doc)).toEqual(['n']);
    const { tr } = editor.view.state;
    const from = startOf(editor, 4) - 1;
    editor.view.dispatch(tr.delete(from, from + editor.view.state.doc.child(4).nodeSize));
    expect(readStory(doc).blocks).toHaveLength(8);
    // the cue above what was said
    expect(marked(doc)).toEqual(['n', 'A']);
  });

  it('RVN-2 that only divide or join blocks, or change an element, mark no word', () => {
    const doc = storyDoc();
    const editor = open(doc);
    begin(doc);
    const from = startOf(editor, line);
    editor.view.dispatch(editor.view.state.tr.split(from + 4));
    editor.view.dispatch(editor.view.state.tr.join(startOf(editor, line + 1) - 1));
    const { schema, tr } = editor.view.state;
    editor.view.dispatch(tr.setNodeMarkup(from - 1, schema.nodes.transition, { id: tr.doc.child(line).attrs.id }));
    expect(at(readStory(doc).blocks, line).type).toBe('transition');
    expect(marked(doc)).toEqual([]);
  });

  it('RVN-2 of an input method are marked when it is done', () => {
    const doc = storyDoc();
    const editor = open(doc);
    begin(doc);
    editor.view.composing = true;
    type(editor, 'ni', 4);
    expect(editor.view.state.doc.child(line).content.childCount).toBe(1);
    editor.view.composing = false;
    type(editor, '你', 4, 6);
    editor.window.compositionEnded();
    expect(marked(doc)).toEqual(['你']);
  });
});
