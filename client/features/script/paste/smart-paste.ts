import { Extension } from '@tiptap/core';
import { Fragment, type Schema, Slice } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { whenIdle } from '../../../ui/when-idle.ts';
import type { IsKnownName } from './read-pasted.ts';

type Reader = typeof import('./read-pasted.ts');

/** Marks that only Fountain has: its text says more than what stands beside it on the clipboard. */
const isFountain = (text: string): boolean => /^(?:[@>~#=]\S|\.[\p{L}\p{N}]|\[\[|\/\*)/mu.test(text);

/** What is dropped before the reader is there: each line an action, with nothing guessed. */
const linesOf = (text: string, schema: Schema): Slice =>
  new Slice(
    Fragment.from(
      text
        .split(/\r\n?|\n/)
        .filter((line) => line.trim() !== '')
        .map((line) => schema.node('action', null, schema.text(line))),
    ),
    0,
    0,
  );

type Pasted = { readonly html: string; readonly text: string };

const readPasted = (reader: Reader, { html, text }: Pasted, schema: Schema, isKnownName: IsKnownName): Slice | null =>
  html === '' || isFountain(text)
    ? reader.readPastedText(text, schema, isKnownName)
    : reader.readPastedHtml(html, schema, isKnownName);

const insert = (view: EditorView, slice: Slice): void => {
  if (!view.isDestroyed) view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView().setMeta('paste', true));
};

/** Reads what is pasted as elements of a script. What does so is loaded when the script stands; a paste before that waits for it. */
export const smartPaste = (isKnownName: IsKnownName) =>
  Extension.create({
    name: 'smartPaste',
    addProseMirrorPlugins: () => {
      let reader: Reader | null = null;
      const load = async (): Promise<Reader> => {
        reader ??= await import('./read-pasted.ts');
        return reader;
      };
      const paste = (view: EditorView, pasted: Pasted): boolean => {
        if (reader === null) {
          void load().then((loaded) => {
            const slice = readPasted(loaded, pasted, view.state.schema, isKnownName);
            insert(view, slice ?? loaded.readPastedText(pasted.text, view.state.schema, isKnownName));
          });
          return true;
        }
        const slice = readPasted(reader, pasted, view.state.schema, isKnownName);
        if (slice !== null) insert(view, slice);
        return slice !== null;
      };
      return [
        new Plugin({
          key: new PluginKey('smartPaste'),
          view: () => {
            void whenIdle().then(load);
            return {};
          },
          props: {
            clipboardTextParser: (text, _context, _plain, { state: { schema } }) =>
              reader?.readPastedText(text, schema, isKnownName) ?? linesOf(text, schema),
            handlePaste: (view, event) => {
              const html = event.clipboardData?.getData('text/html') ?? '';
              const text = event.clipboardData?.getData('text/plain') ?? '';
              // what was copied from a script says itself what it is, and text alone is read as such
              if (html.includes('data-pm-slice') || (html === '' && reader !== null)) return false;
              if (html !== '' && isFountain(text) && reader !== null) return false;
              return paste(view, { html, text });
            },
          },
        }),
      ];
    },
  });
