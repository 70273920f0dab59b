import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { wordsPattern } from './find-words.ts';

type Marked = { readonly words: string; readonly decorations: DecorationSet };

const key = new PluginKey<Marked>('foundMarks');

/** Class names of every place, and of the one that is selected besides. */
type FoundClasses = { readonly all: string; readonly current: string };

const decorate = ({ doc, selection }: EditorState, words: string, classes: FoundClasses): DecorationSet => {
  const pattern = wordsPattern(words);
  if (pattern === null) return DecorationSet.empty;
  const decorations: Decoration[] = [];
  doc.forEach((block, offset) => {
    const text = block.textBetween(0, block.content.size, undefined, '\n');
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

/** Marks the words wherever they stand on the page; an empty text marks none. */
export const markFound = (view: EditorView, words: string): void => {
  if (key.getState(view.state)?.words !== words) view.dispatch(view.state.tr.setMeta(key, words));
};

export const foundMarks = (classes: FoundClasses) =>
  Extension.create({
    name: 'foundMarks',
    addProseMirrorPlugins: () => [
      new Plugin<Marked>({
        key,
        state: {
          init: () => ({ words: '', decorations: DecorationSet.empty }),
          apply: (transaction, marked, _before, state) => {
            const asked: string | undefined = transaction.getMeta(key);
            const words = asked ?? marked.words;
            if (asked === undefined && (words === '' || !(transaction.docChanged || transaction.selectionSet)))
              return marked;
            return { words, decorations: decorate(state, words, classes) };
          },
        },
        props: { decorations: (state) => key.getState(state)?.decorations },
      }),
    ],
  });
