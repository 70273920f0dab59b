/** Marks that parts of the screen that load later lay over the words; they stay with their letters while somebody writes. */
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { DecorationSet, type EditorView } from '@tiptap/pm/view';

/** Each layer is laid anew by itself. */
const keys = {
  notes: new PluginKey<DecorationSet>('laidNotes'),
  numbers: new PluginKey<DecorationSet>('laidNumbers'),
  focus: new PluginKey<DecorationSet>('laidFocus'),
} as const;
export type LaidLayer = keyof typeof keys;

/** Lays the layer's marks over the page, in place of those that it had. */
export const layMarks = (view: EditorView, layer: LaidLayer, marks: DecorationSet): void => {
  view.dispatch(view.state.tr.setMeta(keys[layer], marks).setMeta('addToHistory', false));
};

/** How many of the layer's marks are left: those of a block that became another element are gone. */
export const laidCount = (view: EditorView, layer: LaidLayer): number =>
  keys[layer].getState(view.state)?.find().length ?? 0;

const layerPlugin = (key: PluginKey<DecorationSet>): Plugin<DecorationSet> =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (transaction, laid) => {
        const asked: DecorationSet | undefined = transaction.getMeta(key);
        if (asked) return asked;
        return transaction.docChanged && laid !== DecorationSet.empty
          ? laid.map(transaction.mapping, transaction.doc)
          : laid;
      },
    },
    props: { decorations: (state) => key.getState(state) },
  });

export const laidMarks = Extension.create({
  name: 'laidMarks',
  addProseMirrorPlugins: () => [keys.numbers, keys.notes, keys.focus].map(layerPlugin),
});
