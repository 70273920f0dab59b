/** Where the cues of dual dialogue stand in the editor. */
import { isSpeech } from '@oner/shared/document/pagination.ts';
import type { Node } from '@tiptap/pm/model';
import { typeOf } from '../editor/change-element.ts';

/** The position of the cue whose speech ends right before `position`; null when none does, or it is the right one of a pair. */
export const speechBefore = (doc: Node, position: number): number | null => {
  let at = position;
  for (;;) {
    const before = doc.resolve(at).nodeBefore;
    if (!before) return null;
    at -= before.nodeSize;
    if (typeOf(before) === 'character') return before.attrs.dual === 'right' ? null : at;
    if (!isSpeech(typeOf(before))) return null;
  }
};
