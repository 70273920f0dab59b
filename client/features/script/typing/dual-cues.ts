/** Where the cues of dual dialogue stand in the editor. */
import { isSpeech } from '@oner/shared/document/pagination.ts';
import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { typeOf } from '../editor/change-element.ts';

/** The position of the cue whose speech ends right before `position`; null when none does, or it is the right one of a pair. */
const speechBefore = (doc: Node, position: number): number | null => {
  let at = position;
  for (;;) {
    const before = doc.resolve(at).nodeBefore;
    if (!before) return null;
    at -= before.nodeSize;
    if (typeOf(before) === 'character') return before.attrs.dual === 'right' ? null : at;
    if (!isSpeech(typeOf(before))) return null;
  }
};

/** Sets the cue at `position` beside the speech before, or no longer; the letters from `from` to `to` said so. False: none is before. */
export const toggleDual = (
  transaction: Transaction,
  position: number,
  { from, to }: { readonly from: number; readonly to: number },
): boolean => {
  const { doc } = transaction;
  const cue = doc.nodeAt(position);
  const left = speechBefore(doc, position);
  if (!cue || left === null) return false;
  const together = cue.attrs.dual === 'right';
  transaction.delete(position + 1 + from, position + 1 + to);
  transaction.setNodeAttribute(position, 'dual', together ? null : 'right');
  transaction.setNodeAttribute(left, 'dual', together ? null : 'left');
  return true;
};
