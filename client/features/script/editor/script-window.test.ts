// @vitest-environment node
import { scriptOf } from '@oner/shared/document/schema.ts';
import { readText, type ScriptNode, writeBlock } from '@oner/shared/document/script-xml.ts';
import { block, replica, seededIds, storyDoc, sync } from '@oner/shared/document/testing/story-fixture.ts';
import type { Node } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { nodeOfElement } from './block-node.ts';
import { editorOrigin } from './script-window.ts';
import { type Opened, openEditor, schema } from './testing/open-window.ts';

const scriptNodesOf = (doc: Y.Doc): ScriptNode[] => scriptOf(doc).toArray();
const textsOf = (doc: Y.Doc): string[] => scriptNodesOf(doc).map(readText);
const shownTexts = ({ view }: Opened): string[] => {
  const texts: string[] = [];
  view.state.doc.forEach((node: Node) => {
    texts.push(node.textBetween(0, node.content.size, undefined, '\n'));
  });
  return texts;
};

/** As JSON; a line break's marks are not stored. */
const storedForm = (node: Node): unknown =>
  JSON.parse(JSON.stringify(node), (_key, value) => (value?.type === 'hardBreak' ? { type: value.type } : value));

/** The editor has what is in the script, and its selection is in it. */
const isTrue = ({ doc, window, view }: Opened): void => {
  const { from, to } = window.range();
  const inScript = scriptNodesOf(doc).slice(from, to);
  expect(view.state.doc.childCount).toBe(inScript.length);
  inScript.forEach((element, index) => {
    const shown = view.state.doc.child(index);
    expect(storedForm(shown)).toEqual(storedForm(nodeOfElement(element, schema)));
  });
  view.state.doc.check();
};

type Step =
  | { readonly kind: 'type'; readonly at: number; readonly text: string }
  | { readonly kind: 'split'; readonly at: number }
  | { readonly kind: 'delete'; readonly at: number; readonly size: number }
  | { readonly kind: 'element'; readonly at: number; readonly type: string }
  | { readonly kind: 'mark'; readonly at: number; readonly size: number }
  | { readonly kind: 'break'; readonly at: number }
  | { readonly kind: 'copy'; readonly at: number }
  | { readonly kind: 'show'; readonly at: number; readonly size: number }
  | { readonly kind: 'foreign'; readonly at: number; readonly text: string }
  | { readonly kind: 'drop'; readonly at: number }
  | { readonly kind: 'undo' }
  | { readonly kind: 'meet' };

const at = fc.nat({ max: 10_000 });
const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    arbitrary: fc.record({ kind: fc.constant('type' as const), at, text: fc.constantFrom('a', 'rain', '雨') }),
    weight: 5,
  },
  fc.record({ kind: fc.constant('split' as const), at }),
  fc.record({ kind: fc.constant('delete' as const), at, size: fc.nat({ max: 30 }) }),
  fc.record({
    kind: fc.constant('element' as const),
    at,
    type: fc.constantFrom('action', 'sceneHeading', 'character'),
  }),
  fc.record({ kind: fc.constant('mark' as const), at, size: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ kind: fc.constant('break' as const), at }),
  fc.record({ kind: fc.constant('copy' as const), at }),
  fc.record({ kind: fc.constant('show' as const), at: fc.nat({ max: 12 }), size: fc.nat({ max: 6 }) }),
  fc.record({ kind: fc.constant('foreign' as const), at, text: fc.constantFrom('b', 'cold ') }),
  fc.record({ kind: fc.constant('drop' as const), at }),
  fc.constant({ kind: 'undo' as const }),
  { arbitrary: fc.constant({ kind: 'meet' as const }), weight: 3 },
);

const placeIn = (doc: Node, at: number): number => {
  const size = doc.content.size;
  return size === 0 ? 0 : TextSelection.near(doc.resolve(at % size)).from;
};

/** What a person does in the editor. */
const act = ({ view, window, doc }: Opened, step: Exclude<Step, { kind: 'meet' | 'undo' }>): void => {
  const { state } = view;
  const from = placeIn(state.doc, step.at);
  const empty = state.doc.childCount === 0;
  switch (step.kind) {
    case 'type':
      if (!empty) view.dispatch(state.tr.insertText(step.text, from));
      return;
    case 'split':
      if (!empty) view.dispatch(state.tr.split(from));
      return;
    case 'delete':
      view.dispatch(
        state.tr.deleteRange(
          from,
          placeIn(state.doc, Math.min((step.at % (state.doc.content.size || 1)) + step.size, state.doc.content.size)),
        ),
      );
      return;
    case 'element': {
      const { $from } = TextSelection.near(state.doc.resolve(from));
      if (!empty)
        view.dispatch(state.tr.setNodeMarkup($from.before(1), schema.nodes[step.type], { id: $from.parent.attrs.id }));
      return;
    }
    case 'mark': {
      const { $from } = TextSelection.near(state.doc.resolve(from));
      if (!empty) view.dispatch(state.tr.addMark(from, Math.min(from + step.size, $from.end()), schema.mark('bold')));
      return;
    }
    case 'break':
      if (!empty) view.dispatch(state.tr.insert(from, schema.node('hardBreak')));
      return;
    case 'copy':
      if (!empty) view.dispatch(state.tr.insert(0, state.doc.child(step.at % state.doc.childCount)));
      return;
    case 'show':
      window.show({ from: step.at, to: step.at + step.size });
      return;
    case 'foreign': {
      const nodes = scriptNodesOf(doc);
      const node = nodes[step.at % Math.max(nodes.length, 1)];
      const text = node instanceof Y.XmlElement ? node.get(0) : null;
      if (text instanceof Y.XmlText) text.insert(Math.min(step.at, text.length), step.text);
      return;
    }
    case 'drop':
      if (scriptOf(doc).length > 2) scriptOf(doc).delete(step.at % scriptOf(doc).length, 1);
  }
};

describe('the stretch of the script that the editor holds', () => {
  it('CLI-80 the editor has what is in the script, whoever writes and whatever is shown', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 1 }), steps), { maxLength: 40 }), (done) => {
        const first = storyDoc();
        const peers = [
          openEditor(first, { from: 0, to: 4 }),
          openEditor(replica(first, 2), { from: 3, to: 9 }),
        ] as const;
        const managers = peers.map(
          ({ doc }) => new Y.UndoManager(scriptOf(doc), { trackedOrigins: new Set([editorOrigin]), captureTimeout: 0 }),
        );
        for (const [who, step] of done) {
          const peer = peers[who === 0 ? 0 : 1];
          if (step.kind === 'meet') sync(peers[0].doc, peers[1].doc);
          else if (step.kind === 'undo') managers[who]?.undo();
          else act(peer, step);
          isTrue(peer);
        }
        sync(peers[0].doc, peers[1].doc);
        for (const peer of peers) isTrue(peer);
        expect(textsOf(peers[0].doc)).toEqual(textsOf(peers[1].doc));
        for (const peer of peers) peer.close();
      }),
      { numRuns: 150 },
    );
  });

  it('CLI-81 showing writes nothing, and the caret waits where it was left', () => {
    const doc = storyDoc();
    const editor = openEditor(doc, { from: 0, to: 3 });
    let updates = 0;
    doc.on('update', () => {
      updates += 1;
    });
    const heading = editor.view.state.doc.child(0).nodeSize + 5;
    editor.view.dispatch(editor.view.state.tr.setSelection(TextSelection.create(editor.view.state.doc, heading)));
    editor.window.show({ from: 5, to: 9 });
    expect([editor.window.isParked(), updates]).toEqual([true, 0]);
    // meanwhile somebody writes before it
    const text = (scriptNodesOf(doc)[1] as Y.XmlElement).get(0) as Y.XmlText;
    text.insert(0, 'VERY ');
    editor.window.show({ from: 0, to: 9 });
    expect([editor.window.isParked(), editor.view.state.selection.head]).toEqual([false, heading + 5]);
  });

  it('CLI-82 another’s letters before the caret move it with its letter; others’ elsewhere leave it', () => {
    const doc = storyDoc();
    const editor = openEditor(doc, { from: 0, to: 9 });
    const action = editor.view.state.doc.child(0).nodeSize + editor.view.state.doc.child(1).nodeSize + 1 + 4;
    editor.view.dispatch(editor.view.state.tr.setSelection(TextSelection.create(editor.view.state.doc, action)));
    const other = replica(doc, 7);
    const lineOf = (index: number) => (scriptNodesOf(other)[index] as Y.XmlElement).get(0) as Y.XmlText;
    lineOf(2).insert(0, 'Cold ');
    sync(doc, other);
    expect(editor.view.state.selection.head).toBe(action + 5);
    lineOf(8).insert(0, 'Later ');
    sync(doc, other);
    expect(editor.view.state.selection.head).toBe(action + 5);
    // the block becomes another element under the same id, as a change of its type makes it
    const line = textsOf(other)[2] ?? '';
    const id = (scriptNodesOf(other)[2] as Y.XmlElement).getAttribute('id') as never;
    other.transact(() => {
      scriptOf(other).delete(2, 1);
      scriptOf(other).insert(2, [writeBlock(block('dialogue', line), id)]);
    });
    sync(doc, other);
    expect(editor.view.state.selection.head).toBe(action + 5);
  });

  it('CLI-83 what comes at an end of the script that is shown is shown; what comes beyond what is shown is not', () => {
    const doc = storyDoc();
    const whole = openEditor(doc, { from: 0, to: 9 });
    const part = openEditor(doc, { from: 2, to: 5 });
    const ids = seededIds(99);
    scriptOf(doc).insert(9, [writeBlock(block('action', 'The end.'), ids.block())]);
    scriptOf(doc).insert(0, [writeBlock(block('action', 'The beginning.'), ids.block())]);
    expect(shownTexts(whole)).toEqual(textsOf(doc));
    expect(part.window.range()).toEqual({ from: 3, to: 6 });
    expect(shownTexts(part)).toEqual(textsOf(doc).slice(3, 6));
    scriptOf(doc).insert(4, [writeBlock(block('action', 'Between.'), ids.block())]);
    expect(part.window.range()).toEqual({ from: 3, to: 7 });
  });

  it('CLI-84 typing in a block changes that block’s letters and nothing else in the script', () => {
    const doc = storyDoc();
    const editor = openEditor(doc, { from: 1, to: 6 });
    const before = scriptNodesOf(doc);
    const held = Y.createRelativePositionFromTypeIndex((before[2] as Y.XmlElement).get(0) as Y.XmlText, 8);
    const start = editor.view.state.doc.child(0).nodeSize + 1;
    editor.view.dispatch(editor.view.state.tr.insertText('Hard r', start, start + 1));
    expect(scriptNodesOf(doc)).toEqual(before);
    expect(textsOf(doc)[2]).toBe('Hard rain on the glass. ANNA waits with a cold cup.');
    expect(Y.createAbsolutePositionFromRelativePosition(held, doc)?.index).toBe(13);
  });
});
