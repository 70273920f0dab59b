import type { Anchor } from '@oner/shared/document/story.ts';
import type { BlockId } from '@oner/shared/ids/ids.ts';
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';

type Shown = { readonly anchor: Anchor | null; readonly decorations: DecorationSet };

const key = new PluginKey<Shown>('shotWords');

/** Where the content of each block begins. */
const contentStarts = (doc: Node): ReadonlyMap<string, { readonly start: number; readonly size: number }> => {
  const starts = new Map<string, { start: number; size: number }>();
  doc.forEach((node, offset) => {
    starts.set(String(node.attrs.id), { start: offset + 1, size: node.content.size });
  });
  return starts;
};

export type WordsRange = { readonly from: number; readonly to: number };

/**
 * The positions of those of the words that the editor shows, or null when it shows none. An offset into a block's text is one into its
 * content.
 */
export const rangeOfWords = (state: EditorState, anchor: Anchor): WordsRange | null => {
  const starts = contentStarts(state.doc);
  const shown = anchor.blocks.filter((block) => starts.has(block));
  const [first, last] = [shown[0], shown.at(-1)];
  const start = first === undefined ? undefined : starts.get(first);
  const end = last === undefined ? undefined : starts.get(last);
  if (!start || !end) return null;
  return {
    from: start.start + (first === anchor.start.block ? Math.min(anchor.start.offset, start.size) : 0),
    to: end.start + (last === anchor.end.block ? Math.min(anchor.end.offset, end.size) : end.size),
  };
};

/** The selected words as points in the script; null when nothing in blocks is selected. */
export const selectedWords = (state: EditorState): Pick<Anchor, 'start' | 'end'> | null => {
  const { $from, $to, empty } = state.selection;
  if (empty || $from.depth !== 1 || $to.depth !== 1) return null;
  return {
    start: { block: $from.parent.attrs.id as BlockId, offset: $from.parentOffset },
    end: { block: $to.parent.attrs.id as BlockId, offset: $to.parentOffset },
  };
};

/** Shows the words of the selected shot; null: of none. */
export const showShotWords = (view: EditorView, anchor: Anchor | null): void => {
  view.dispatch(view.state.tr.setMeta(key, { anchor }).setMeta('addToHistory', false));
};

const decorate = (state: EditorState, anchor: Anchor | null, className: string): DecorationSet => {
  const range = anchor ? rangeOfWords(state, anchor) : null;
  return range && range.to > range.from
    ? DecorationSet.create(state.doc, [Decoration.inline(range.from, range.to, { class: className })])
    : DecorationSet.empty;
};

/** Marks the words that the selected shot covers. */
export const shotWords = (className: string) =>
  Extension.create({
    name: 'shotWords',
    addProseMirrorPlugins: () => [
      new Plugin<Shown>({
        key,
        state: {
          init: () => ({ anchor: null, decorations: DecorationSet.empty }),
          apply: (transaction, shown, _before, state) => {
            const asked: { readonly anchor: Anchor | null } | undefined = transaction.getMeta(key);
            const anchor = asked ? asked.anchor : shown.anchor;
            if (!asked && (!transaction.docChanged || !anchor)) return shown;
            // Words that were not shown may be now, so that the old ones are not mapped.
            return { anchor, decorations: decorate(state, anchor, className) };
          },
        },
        props: { decorations: (state) => key.getState(state)?.decorations },
      }),
    ],
  });
