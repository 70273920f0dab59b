/** Marks in the page where printed pages begin. They take no room, so that nothing moves when a page begins elsewhere. */
import { type PageBreak, type Pagination, pageLabel } from '@oner/shared/document/pagination.ts';
import type { ScriptBlock } from '@oner/shared/document/story.ts';
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import type { ScriptWindow } from '../editor/script-window.ts';
import { offsetOfBreak, type ScriptPages } from './script-pages.ts';

/** Where a page begins among the shown blocks: before a block, or at an offset into one. */
export type PageMark = {
  readonly block: string;
  readonly offset: number;
  /** What stands at its top, such as `12A`. */
  readonly page: string;
  /** Whether a speech goes on there. */
  readonly inSpeech: boolean;
};

const key = new PluginKey<DecorationSet>('pageMarks');

export type PageMarksOptions = {
  readonly pages: ScriptPages;
  readonly window: ScriptWindow;
  readonly blocks: () => readonly ScriptBlock[];
  /** Calls after the script changed; returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly className: string;
};

const markOf = (blocks: readonly ScriptBlock[], pageBreak: PageBreak, pagination: Pagination): PageMark | null => {
  const block = blocks[pageBreak.block];
  if (!block) return null;
  const cuts = pagination.cuts.get(pageBreak.block);
  const offset = pageBreak.line === 0 ? 0 : offsetOfBreak(block, pageBreak, cuts);
  return { block: block.id, offset, page: pageLabel(pagination, pageBreak.page), inSpeech: pageBreak.cue !== null };
};

/** The first break at or behind a block, found by halving. */
const firstBreak = (breaks: readonly PageBreak[], block: number): number => {
  let low = 0;
  let high = breaks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((breaks[middle]?.block ?? 0) < block) low = middle + 1;
    else high = middle;
  }
  return low;
};

const marksIn = ({ pages, window, blocks }: PageMarksOptions): readonly PageMark[] => {
  const all = blocks();
  const pagination = pages.of(all);
  const { breaks } = pagination;
  const { from, to } = window.range();
  const marks: PageMark[] = [];
  for (let at = firstBreak(breaks, from); at < breaks.length; at += 1) {
    const pageBreak = breaks[at];
    if (!pageBreak || pageBreak.block >= to) break;
    const mark = markOf(all, pageBreak, pagination);
    if (mark) marks.push(mark);
  }
  return marks;
};

const sameMarks = (a: readonly PageMark[], b: readonly PageMark[]): boolean =>
  a.length === b.length &&
  a.every((mark, index) => {
    const other = b[index];
    return (
      other !== undefined &&
      mark.block === other.block &&
      mark.offset === other.offset &&
      mark.page === other.page &&
      mark.inSpeech === other.inSpeech
    );
  });

const widget = (mark: PageMark, className: string) => (): HTMLElement => {
  const element = document.createElement('span');
  element.className = className;
  element.dataset.page = mark.page;
  element.contentEditable = 'false';
  element.setAttribute('aria-hidden', 'true');
  return element;
};

const decorate = (doc: Node, marks: readonly PageMark[], className: string): DecorationSet => {
  const byBlock = Map.groupBy(marks, ({ block }) => block);
  const decorations: Decoration[] = [];
  doc.forEach((block, start) => {
    for (const mark of byBlock.get(String(block.attrs.id)) ?? []) {
      if (mark.offset === 0)
        decorations.push(Decoration.node(start, start + block.nodeSize, { 'data-page': mark.page }));
      else
        decorations.push(
          Decoration.widget(start + 1 + Math.min(mark.offset, block.content.size), widget(mark, className), {
            key: `page-${mark.page}`,
            side: -1,
            ignoreSelection: true,
            marks: [],
          }),
        );
    }
  });
  return DecorationSet.create(doc, decorations);
};

/** Follows the script: after what was typed is painted, and only where a page begins elsewhere than before. */
const follow = (view: EditorView, options: PageMarksOptions): (() => void) => {
  let shown: readonly PageMark[] = [];
  const look = (): void => {
    if (view.isDestroyed || view.composing) return;
    const marks = marksIn(options);
    // a block that became another element has lost its mark
    const drawn = key.getState(view.state)?.find().length ?? 0;
    if (sameMarks(marks, shown) && drawn === marks.length) return;
    shown = marks;
    view.dispatch(view.state.tr.setMeta(key, decorate(view.state.doc, marks, options.className)));
  };
  const stops = [
    options.subscribe(look),
    options.window.onChange(() => {
      // the blocks that are shown are others: marks are theirs
      shown = [];
      queueMicrotask(look);
    }),
  ];
  queueMicrotask(look);
  return () => {
    for (const stop of stops) stop();
  };
};

export const pageMarks = (options: PageMarksOptions) =>
  Extension.create({
    name: 'pageMarks',
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply: (transaction, drawn) =>
            (transaction.getMeta(key) as DecorationSet | undefined) ?? drawn.map(transaction.mapping, transaction.doc),
        },
        props: { decorations: (state) => key.getState(state) },
        view: (view) => {
          const stop = follow(view, options);
          return { destroy: stop };
        },
      }),
    ],
  });
