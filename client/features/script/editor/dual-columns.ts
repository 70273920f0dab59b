/** Sets speeches of dual dialogue side by side: blocks of the page follow each other, so that the right column is drawn up beside the left one. */
import { isSpeech } from '@oner/shared/document/pagination.ts';
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { typeOf } from './change-element.ts';

/** How far a right column is drawn up, and the room below it where the left one is longer, px. */
type Shift = { readonly top: number; readonly below: number };
type Shifts = ReadonlyMap<string, Shift>;

/** Indexes of the blocks of a pair: the left cue, the right one, and behind the last. */
type Pair = { readonly left: number; readonly right: number; readonly end: number };

const speechEnd = (doc: Node, cue: number): number => {
  let end = cue + 1;
  while (end < doc.childCount && isSpeech(typeOf(doc.child(end)))) end += 1;
  return end;
};

const pairsIn = (doc: Node): readonly Pair[] => {
  const pairs: Pair[] = [];
  let left: number | null = null;
  for (let index = 0; index < doc.childCount; index += 1) {
    const block = doc.child(index);
    if (typeOf(block) === 'character') {
      const before: number | null = block.attrs.dual === 'right' ? left : null;
      if (before !== null) pairs.push({ left: before, right: index, end: speechEnd(doc, index) });
      left = before === null ? index : null;
    } else if (!isSpeech(typeOf(block))) left = null;
  }
  return pairs;
};

const styleOf = (shift: Shift | undefined, part: 'top' | 'below'): { style?: string } => {
  if (shift === undefined || shift[part] === 0) return {};
  return { style: part === 'top' ? `margin-top: ${-shift.top}px` : `padding-bottom: ${shift.below}px` };
};

const decorate = (doc: Node, shifts: Shifts): DecorationSet => {
  const pairs = pairsIn(doc);
  if (pairs.length === 0) return DecorationSet.empty;
  const starts: number[] = [];
  doc.forEach((_block, offset) => {
    starts.push(offset);
  });
  const decorations = pairs.flatMap(({ left, right, end }) => {
    const shift = shifts.get(String(doc.child(right).attrs.id));
    return Array.from({ length: end - left }, (_, at) => {
      const index = left + at;
      const start = starts[index] ?? 0;
      const styles = [
        ...(index === right ? [styleOf(shift, 'top').style] : []),
        ...(index === end - 1 ? [styleOf(shift, 'below').style] : []),
      ].filter(Boolean);
      return Decoration.node(start, start + doc.child(index).nodeSize, {
        'data-column': index < right ? 'left' : 'right',
        ...(styles.length > 0 ? { style: styles.join('; ') } : {}),
      });
    });
  });
  return DecorationSet.create(doc, decorations);
};

type Columns = { readonly shifts: Shifts; readonly decorations: DecorationSet };
const key = new PluginKey<Columns>('dualColumns');

const measure = (view: EditorView, shifts: Shifts): Shifts => {
  const blocks = view.dom.children;
  const { doc } = view.state;
  const next = new Map<string, Shift>();
  for (const { left, right, end } of pairsIn(doc)) {
    const boxOf = (index: number): DOMRect | undefined => blocks[index]?.getBoundingClientRect();
    const [first, lastLeft, cue, last] = [boxOf(left), boxOf(right - 1), boxOf(right), boxOf(end - 1)];
    if (!first || !lastLeft || !cue || !last) continue;
    const id = String(doc.child(right).attrs.id);
    const { top, below } = shifts.get(id) ?? { top: 0, below: 0 };
    const heights = { left: lastLeft.bottom - first.top, right: last.bottom - cue.top - below };
    next.set(id, {
      top: Math.round(top + cue.top - first.top),
      below: Math.max(0, Math.round(heights.left - heights.right)),
    });
  }
  return next;
};

const sameShifts = (a: Shifts, b: Shifts): boolean =>
  a.size === b.size && [...a].every(([id, shift]) => b.get(id)?.top === shift.top && b.get(id)?.below === shift.below);

/** Measures until what is drawn agrees: how far a column is drawn up changes nothing of its own height. */
const settle = (view: EditorView): void => {
  const shown = key.getState(view.state);
  if (!shown || view.isDestroyed || (shown.shifts.size === 0 && pairsIn(view.state.doc).length === 0)) return;
  const shifts = measure(view, shown.shifts);
  if (!sameShifts(shifts, shown.shifts)) view.dispatch(view.state.tr.setMeta(key, shifts));
};

export const dualColumns = Extension.create({
  name: 'dualColumns',
  addProseMirrorPlugins: () => [
    new Plugin<Columns>({
      key,
      state: {
        init: (_config, { doc }) => ({ shifts: new Map(), decorations: decorate(doc, new Map()) }),
        apply: (transaction, columns, _before, { doc }: EditorState) => {
          const asked: Shifts | undefined = transaction.getMeta(key);
          if (!asked && !transaction.docChanged) return columns;
          const shifts = asked ?? columns.shifts;
          return { shifts, decorations: decorate(doc, shifts) };
        },
      },
      props: { decorations: (state) => key.getState(state)?.decorations },
      view: (view) => {
        const sizes = new ResizeObserver(() => settle(view));
        sizes.observe(view.dom);
        return {
          update: (_view, before) => {
            if (before.doc !== view.state.doc) settle(view);
          },
          destroy: () => sizes.disconnect(),
        };
      },
    }),
  ],
});
