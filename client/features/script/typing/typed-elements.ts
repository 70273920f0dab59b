/** Makes a line the element that its first letters say, while they are typed, also through an input method. */
import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { beginAfter, capitalise, caretBlock, changeBlock, textOf, typeOf } from '../editor/change-element.ts';
import { isInCapitals } from '../editor/elements.ts';
import { toggleDual } from './dual-cues.ts';
import { type Recognition, recogniseTyping } from './recognise-typing.ts';

/** After a composition the editor reads what the input method left, and only then may the page change, ms. */
const settleMs = 40;

const changeElement = (
  transaction: Transaction,
  position: number,
  { type, from, to, depth, behind }: Recognition & { kind: 'element' },
): void => {
  const start = position + 1;
  const caret = transaction.selection.from - (to - from);
  transaction.delete(start + from, start + to);
  changeBlock(transaction, position, { type, ...(depth === undefined ? {} : { depth }) });
  if (type === 'pageBreak') {
    beginAfter(transaction, position, 'action');
    return;
  }
  capitalise(transaction, position);
  if (behind !== undefined) transaction.insertText(behind, caret);
  transaction.setSelection(TextSelection.create(transaction.doc, caret));
};

const markNote = (transaction: Transaction, position: number, { from, to }: Recognition): boolean => {
  const mark = transaction.doc.type.schema.marks.noteMark?.create();
  if (!mark) return false;
  const start = position + 1;
  transaction.delete(start + to - 2, start + to);
  transaction.delete(start + from, start + from + 2);
  transaction.addMark(start + from, start + to - 4, mark);
  transaction.removeStoredMark(mark);
  return true;
};

/** The change that the letters before the caret ask for; null when they ask for none. */
const changeFor = (state: EditorState): Transaction | null => {
  const at = caretBlock(state);
  if (!at || !state.selection.empty) return null;
  const { block, position, offset } = at;
  const depth = typeof block.attrs.depth === 'number' ? block.attrs.depth : 1;
  const found = recogniseTyping({ type: typeOf(block), text: textOf(block), caret: offset, depth });
  if (found === null) return null;
  const { tr } = state;
  if (found.kind === 'element') changeElement(tr, position, found);
  else if (!(found.kind === 'dual' ? toggleDual : markNote)(tr, position, found)) return null;
  return tr.scrollIntoView();
};

/** Whether a letter that is about to be typed makes something of its line. */
const saysSomething = (
  { doc }: EditorState,
  { from, to, text }: { readonly from: number; readonly to: number; readonly text: string },
): boolean => {
  const $from = doc.resolve(from);
  if ($from.depth !== 1 || to > $from.end()) return false;
  const before = textOf($from.parent);
  const line = before.slice(0, $from.parentOffset) + text + before.slice(to - $from.start());
  const caret = $from.parentOffset + text.length;
  return recogniseTyping({ type: typeOf($from.parent), text: line, caret, depth: 1 }) !== null;
};

/** The bracket that closes a parenthetical is there already: typed again, the caret goes over it. */
const stepOver = (view: EditorView, text: string): boolean => {
  const at = caretBlock(view.state);
  if (!at || !/^[)）]$/.test(text) || typeOf(at.block) !== 'parenthetical') return false;
  if (textOf(at.block).slice(at.offset) !== text) return false;
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, at.position + 2 + at.offset)));
  return true;
};

/** `ownStep` makes what follows a step of undo by itself: it takes back the change, and leaves what was typed. */
export const typedElements = (ownStep: () => void) =>
  Extension.create({
    name: 'typedElements',
    priority: 250,
    addProseMirrorPlugins: () => {
      const look = (view: EditorView): void => {
        const change = changeFor(view.state);
        if (!change) return;
        ownStep();
        view.dispatch(change);
        ownStep();
      };
      return [
        new Plugin({
          key: new PluginKey('typedElements'),
          props: {
            handleTextInput: (view, from, to, text) => {
              if (view.composing || text.length !== 1) return false;
              if (stepOver(view, text)) return true;
              const capitals = isInCapitals(view.state.doc.resolve(from).parent.type.name);
              const written = capitals ? text.toUpperCase() : text;
              if (!saysSomething(view.state, { from, to, text: written })) return false;
              view.dispatch(view.state.tr.insertText(written, from, to).scrollIntoView());
              look(view);
              return true;
            },
            handleDOMEvents: {
              compositionend: (view) => {
                setTimeout(() => {
                  if (!view.isDestroyed && !view.composing) look(view);
                }, settleMs);
                return false;
              },
            },
          },
        }),
      ];
    },
  });
