import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { textOf, typeOf } from '../editor/change-element.ts';
import { createFilter, type FindQuery, findNothing, wordsPattern } from './find-words.ts';

type Marked = { readonly query: FindQuery; readonly decorations: DecorationSet };

const key = new PluginKey<Marked>('foundMarks');

/** Class names of every place, and of the one that is selected besides. */
type FoundClasses = { readonly all: string; readonly current: string };

const decorate = ({ doc, selection }: EditorState, query: FindQuery, classes: FoundClasses): DecorationSet => {
  const pattern = wordsPattern(query);
  if (pattern === null) return DecorationSet.empty;
  const looksIn = createFilter(query);
  const decorations: Decoration[] = [];
  doc.forEach((block, offset) => {
    const text = textOf(block);
    if (!looksIn({ type: typeOf(block), text })) return;
    for (const match of text.matchAll(pattern)) {
      const from = offset + 1 + match.index;
      const to = from + match[0].length;
      const current = selection.from === from && selection.to === to;
      decorations.push(
        Decoration.inline(from, to, { class: current ? `${classes.all} ${classes.current}` : classes.all }),
      );
    }
  });
  return DecorationSet.create(doc, decorations);
};

/** Marks what is looked for wherever it stands on the page. */
export const markFound = (view: EditorView, query: FindQuery): void => {
  if (key.getState(view.state)?.query !== query) view.dispatch(view.state.tr.setMeta(key, query));
};

export const foundMarks = (classes: FoundClasses) =>
  Extension.create({
    name: 'foundMarks',
    addProseMirrorPlugins: () => [
      new Plugin<Marked>({
        key,
        state: {
          init: () => ({ query: findNothing, decorations: DecorationSet.empty }),
          apply: (transaction, marked, _before, state) => {
            const asked: FindQuery | undefined = transaction.getMeta(key);
            const query = asked ?? marked.query;
            if (asked === undefined && (query.words === '' || !(transaction.docChanged || transaction.selectionSet)))
              return marked;
            return { query, decorations: decorate(state, query, classes) };
          },
        },
        props: { decorations: (state) => key.getState(state)?.decorations },
      }),
    ],
  });
