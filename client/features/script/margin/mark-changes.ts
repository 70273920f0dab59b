/**
 * Marks what a person writes as the current revision's, in the transaction that writes it. What is typed behind marked words is marked by
 * itself; where words only went, the letter beside the gap is marked, so that its line has its asterisk.
 */
import { storedMarkNames } from '@oner/shared/document/script-xml.ts';
import type { RevisionId } from '@oner/shared/ids/ids.ts';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Mapping } from '@tiptap/pm/transform';
import type { EditorView } from '@tiptap/pm/view';

/** Where words came in or went; empty where they only went. */
type Change = { readonly from: number; readonly to: number };

const key = new PluginKey('markChanges');
/** What an input method made is in the script by then, ms after it ended. */
const settleMs = 40;

/** The places at which a transaction changed words, in its own document. */
const changesOf = (transaction: Transaction): readonly Change[] =>
  transaction.steps.flatMap((step, index) => {
    const before = transaction.docs[index];
    const rest = new Mapping(transaction.mapping.maps.slice(index + 1));
    const found: Change[] = [];
    step.getMap().forEach((oldFrom, oldTo, newFrom, newTo) => {
      const change = { from: rest.map(newFrom, -1), to: rest.map(newTo, 1) };
      const came = change.to > change.from && transaction.doc.textBetween(change.from, change.to) !== '';
      const went = before !== undefined && before.textBetween(oldFrom, oldTo) !== '';
      if (came) found.push(change);
      else if (went) found.push({ from: change.from, to: change.from });
    });
    return found;
  });

/** The last letter of the block ahead of a place between blocks. */
const endBefore = (doc: Node, position: number): Change | null => {
  const block = doc.resolve(position).nodeBefore;
  return block?.isTextblock && block.lastChild?.isText ? { from: position - 2, to: position - 1 } : null;
};

/** The letter beside a gap: the one before it, else the one behind, else the last of the block above. */
const letterBeside = (doc: Node, position: number): Change | null => {
  const place = doc.resolve(position);
  if (!place.parent.isTextblock) return endBefore(doc, position);
  if (place.nodeBefore?.isText) return { from: position - 1, to: position };
  if (place.nodeAfter?.isText) return { from: position, to: position + 1 };
  return place.depth > 0 ? endBefore(doc, place.before(1)) : null;
};

const markAll = (state: EditorState, changes: readonly Change[], revision: RevisionId): Transaction | null => {
  const { tr, schema, doc } = state;
  const mark = schema.mark(storedMarkNames.revision, { set: revision });
  for (const change of changes) {
    const words = change.to > change.from ? change : letterBeside(doc, change.from);
    if (words !== null) tr.addMark(words.from, words.to, mark);
  }
  return tr.docChanged ? tr.setMeta(key, true) : null;
};

export type MarkChangesOptions = {
  /** The revision that changes belong to now; null: they are not marked. */
  readonly current: () => RevisionId | null;
  /** Whether a transaction shows what is in the script: then a person did not write it. */
  readonly isShowing: (transaction: Transaction) => boolean;
};

export const markChanges = ({ current, isShowing }: MarkChangesOptions): Plugin => {
  let view: EditorView | null = null;
  let waiting: readonly Change[] = [];
  const note = (transaction: Transaction): void => {
    if (waiting.length > 0)
      waiting = waiting.map(({ from, to }) => ({
        from: transaction.mapping.map(from, -1),
        to: transaction.mapping.map(to, from === to ? -1 : 1),
      }));
    const isOwn = transaction.docChanged && !isShowing(transaction) && transaction.getMeta(key) === undefined;
    if (isOwn) waiting = [...waiting, ...changesOf(transaction)];
  };
  const take = (state: EditorState): Transaction | null => {
    const revision = current();
    const changes = waiting;
    waiting = [];
    return revision === null || changes.length === 0 ? null : markAll(state, changes, revision);
  };
  const settle = (): void => {
    if (view === null || view.isDestroyed || view.composing) return;
    const transaction = take(view.state);
    if (transaction !== null) view.dispatch(transaction);
  };
  return new Plugin({
    key,
    view: (shown) => {
      view = shown;
      return {
        destroy: () => {
          view = null;
        },
      };
    },
    appendTransaction: (transactions, _before, after) => {
      if (current() === null) {
        waiting = [];
        return null;
      }
      for (const transaction of transactions) note(transaction);
      // the browser gives up a composition whose text is drawn anew
      return waiting.length === 0 || view?.composing ? null : take(after);
    },
    props: {
      handleDOMEvents: {
        compositionend: () => {
          setTimeout(settle, settleMs);
          return false;
        },
      },
    },
  });
};
