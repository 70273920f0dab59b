// @vitest-environment node
import { scriptOf } from '@oner/shared/document/schema.ts';
import { readText } from '@oner/shared/document/script-xml.ts';
import { replica, storyDoc, sync } from '@oner/shared/document/testing/story-fixture.ts';
import { TextSelection } from '@tiptap/pm/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { type Opened, openEditor } from './testing/open-window.ts';

const line = 2;
const textIn = (doc: Y.Doc): string => readText(scriptOf(doc).toArray()[line] as Y.XmlElement);
const lettersOf = (doc: Y.Doc): Y.XmlText => (scriptOf(doc).toArray()[line] as Y.XmlElement).get(0) as Y.XmlText;
const shownIn = ({ view }: Opened): string => view.state.doc.child(line).textContent;
const startIn = ({ view }: Opened): number => view.state.doc.child(0).nodeSize + view.state.doc.child(1).nodeSize + 1;

/** What an input method does: it takes what it wrote last away, and writes what it holds now. */
const compose = (editor: Opened, at: number, states: readonly string[]) => {
  let last = 0;
  editor.view.composing = true;
  return {
    next: (index: number): void => {
      const text = states[index] ?? '';
      const { tr } = editor.view.state;
      const from = startIn(editor) + at;
      tr.insertText(text, from, from + last);
      tr.setSelection(TextSelection.create(tr.doc, from + text.length));
      last = text.length;
      editor.view.dispatch(tr);
    },
    end: (): void => {
      editor.view.composing = false;
      editor.window.compositionEnded();
    },
  };
};

describe('an input method at work', () => {
  it('CLI-104 its letters come into the script once it is done, and only then', () => {
    const doc = storyDoc();
    const editor = openEditor(doc, { from: 0, to: 9 });
    const before = textIn(doc);
    const input = compose(editor, 5, ['n', 'ni', '你']);
    for (const state of [0, 1, 2]) {
      input.next(state);
      expect(textIn(doc)).toBe(before);
    }
    input.end();
    expect(textIn(doc)).toBe(`${before.slice(0, 5)}你${before.slice(5)}`);
    expect(shownIn(editor)).toBe(textIn(doc));
  });

  it('CLI-104 others’ letters in the same block wait for it, none is lost or doubled, and the caret stays behind its own', () => {
    const change = fc.record({ at: fc.nat({ max: 60 }), cut: fc.boolean() });
    fc.assert(
      fc.property(
        fc.nat({ max: 45 }),
        fc.array(fc.array(change, { maxLength: 3 }), { minLength: 3, maxLength: 3 }),
        (at, rounds) => {
          const doc = storyDoc();
          const other = replica(doc, 7);
          const editor = openEditor(doc, { from: 0, to: 9 });
          const input = compose(editor, at, ['n', 'ni', '你好']);
          let written = 0;
          let cut = 0;
          rounds.forEach((changes, round) => {
            input.next(round);
            const shown = shownIn(editor);
            for (const { at: place, cut: away } of changes) {
              const letters = lettersOf(other);
              const where = place % letters.length;
              if (away) {
                letters.delete(where, 1);
                cut += 1;
              } else {
                letters.insert(where, '+');
                written += 1;
              }
            }
            sync(doc, other);
            expect(shownIn(editor)).toBe(shown);
          });
          input.end();
          const text = textIn(doc);
          expect(text.split('你好')).toHaveLength(2);
          // what was cut may be a letter that was written before
          const theirs = textIn(other);
          expect(text.replace('你好', '')).toBe(theirs);
          expect(theirs.length).toBe('Rain on the glass. ANNA waits with a cold cup.'.length + written - cut);
          expect(shownIn(editor)).toBe(text);
          const { $head } = editor.view.state.selection;
          expect($head.parent.textContent.slice(0, $head.parentOffset).endsWith('你好')).toBe(true);
          sync(doc, other);
          expect(textIn(other)).toBe(text);
          editor.close();
        },
      ),
      { numRuns: 150 },
    );
  });

  it('CLI-104 what others do to other blocks is shown at once, and the input method is left alone', () => {
    const doc = storyDoc();
    const editor = openEditor(doc, { from: 0, to: 9 });
    const input = compose(editor, 0, ['h', 'hao']);
    input.next(0);
    scriptOf(doc).delete(0, 1);
    ((scriptOf(doc).get(3) as Y.XmlElement).get(0) as Y.XmlText).insert(0, 'No. ');
    expect(editor.view.state.doc.child(3).textContent).toBe('No. You are late again.');
    expect(editor.view.state.doc.child(1).textContent).toMatch(/^hRain/);
    editor.view.composing = false;
    editor.window.compositionEnded();
    expect(readText(scriptOf(doc).get(1) as Y.XmlElement)).toMatch(/^hRain on/);
    expect(readText(scriptOf(doc).get(3) as Y.XmlElement)).toBe('No. You are late again.');
  });

  it('CLI-104 an input method that ends with the page is written all the same; one that gives up writes nothing', () => {
    const doc = storyDoc();
    const before = textIn(doc);
    const first = openEditor(doc, { from: 0, to: 9 });
    const given = compose(first, 3, ['x', '']);
    given.next(0);
    lettersOf(doc).insert(0, '+');
    given.next(1);
    given.end();
    expect([textIn(doc), shownIn(first)]).toEqual([`+${before}`, `+${before}`]);
    compose(first, 0, ['雨']).next(0);
    first.close();
    expect(textIn(doc)).toBe(`雨+${before}`);
  });
});
