/** Keeps (CONT'D) at the cues that a person's changes touch; cues that others wrote or imported stay as they are. */
import { cueName } from '@oner/shared/fountain/cue.ts';
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { textOf, typeOf } from '../editor/change-element.ts';
import { isShowing } from '../editor/script-window.ts';
import { isContinued, type Spoken, withContinued } from './continued.ts';

const blocksOf = (doc: Node): readonly (Spoken & { readonly id: string })[] => {
  const blocks: (Spoken & { id: string })[] = [];
  doc.forEach((block) => {
    blocks.push({ type: typeOf(block), text: textOf(block), id: String(block.attrs.id) });
  });
  return blocks;
};

const caretIndex = ({ selection }: EditorState): number => selection.$head.index(0);

/** Whether blocks came, went or changed their element, or the caret left a cue. */
const mayMatter = (before: EditorState, after: EditorState): boolean => {
  if (before.doc.childCount !== after.doc.childCount) return true;
  const [was, is] = [before.selection.$head.node(1), after.selection.$head.node(1)];
  if (!was || !is) return false;
  return was.attrs.id !== is.attrs.id || was.type !== is.type;
};

/** Cues whose mark is to be looked at: the one that was left, and the next one in the scene. */
const cuesToLookAt = (after: EditorState, leftId: string | null): readonly number[] => {
  const blocks = blocksOf(after.doc);
  const caret = caretIndex(after);
  const left = leftId === null ? -1 : blocks.findIndex(({ id }) => id === leftId);
  const from = left < 0 ? caret : Math.min(left, caret);
  const cues = left >= 0 && blocks[left]?.type === 'character' ? [left] : [];
  for (let at = from + 1; at < blocks.length && blocks[at]?.type !== 'sceneHeading'; at += 1) {
    if (blocks[at]?.type !== 'character' || at === left) continue;
    cues.push(at);
    if (at > caret) break;
  }
  return cues;
};

/** Puts the mark where it belongs now and did not before, and takes it away where it no longer does. */
const fix = (before: EditorState, after: EditorState, leftId: string | null): Transaction | null => {
  const [was, is] = [blocksOf(before.doc), blocksOf(after.doc)];
  const { tr } = after;
  for (const index of [...cuesToLookAt(after, leftId)].reverse()) {
    const cue = is[index];
    if (!cue || index === caretIndex(after)) continue;
    const old = was.findIndex(({ id }) => id === cue.id);
    const continued = isContinued(is, index);
    const sameCue = old >= 0 && was[old]?.type === 'character' && cueName(was[old].text) === cueName(cue.text);
    if (cue.id !== leftId && sameCue && isContinued(was, old) === continued) continue;
    const text = withContinued(cue.text, continued);
    if (text === cue.text) continue;
    let position = 0;
    for (let at = 0; at < index; at += 1) position += tr.doc.child(at).nodeSize;
    const shared = text.startsWith(cue.text) ? cue.text.length : null;
    if (shared !== null) tr.insertText(text.slice(shared), position + 1 + shared);
    else tr.insertText(text, position + 1, position + 1 + cue.text.length);
  }
  return tr.docChanged ? tr : null;
};

type Editing = { readonly id: string; readonly name: string } | null;

const key = new PluginKey<Editing>('keepContinued');

/** The cue that the caret is in, as it was when the caret came. */
const editingOf = (state: EditorState): Editing => {
  const block = state.selection.$head.node(1);
  return block && typeOf(block) === 'character' ? { id: String(block.attrs.id), name: cueName(textOf(block)) } : null;
};

/** The id of the cue that the caret left now, if it was not a cue or had another name when the caret came; null when none was. */
const leftCue = (editing: Editing, before: EditorState, after: EditorState): string | null => {
  const id: unknown = before.selection.$head.node(1)?.attrs.id;
  if (typeof id !== 'string' || after.selection.$head.node(1)?.attrs.id === id) return null;
  let left: string | null = null;
  after.doc.forEach((block) => {
    if (block.attrs.id !== id || typeOf(block) !== 'character') return;
    if (editing?.id !== id || editing.name !== cueName(textOf(block))) left = id;
  });
  return left;
};

/** `wanted` says whether the project has it kept. */
export const keepContinued = (wanted: () => boolean) =>
  Extension.create({
    name: 'keepContinued',
    addProseMirrorPlugins: () => [
      new Plugin<Editing>({
        key,
        state: {
          init: () => null,
          apply: (transaction, editing, _before, after) => {
            if (!transaction.docChanged && !transaction.selectionSet) return editing;
            const now = editingOf(after);
            return now !== null && now.id === editing?.id ? editing : now;
          },
        },
        appendTransaction: (transactions, before, after) => {
          const own = transactions.filter((transaction) => !isShowing(transaction));
          if (own.length === 0 || !own.some(({ docChanged, selectionSet }) => docChanged || selectionSet)) return null;
          if (!mayMatter(before, after) || !wanted()) return null;
          const left = leftCue(key.getState(before) ?? null, before, after);
          if (left === null && !own.some(({ docChanged }) => docChanged)) return null;
          return fix(before, after, left);
        },
      }),
    ],
  });
