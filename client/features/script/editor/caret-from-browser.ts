import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** Where the browser has the caret, when the editor does not know it yet; null when they agree, or it is not in the page. */
const caretInBrowser = (view: EditorView): TextSelection | null => {
  const { doc, selection } = view.state;
  const browser = view.dom.ownerDocument.getSelection();
  if (!(selection instanceof TextSelection) || view.dom.hasAttribute('data-parked')) return null;
  if (!browser?.anchorNode || !browser.focusNode) return null;
  if (!view.dom.contains(browser.anchorNode) || !view.dom.contains(browser.focusNode)) return null;
  const anchor = view.posAtDOM(browser.anchorNode, browser.anchorOffset);
  const head = view.posAtDOM(browser.focusNode, browser.focusOffset);
  if (anchor === selection.anchor && head === selection.head) return null;
  const [$anchor, $head] = [doc.resolve(anchor), doc.resolve(head)];
  return $anchor.parent.inlineContent && $head.parent.inlineContent ? new TextSelection($anchor, $head) : null;
};

/**
 * Browsers tell where the caret went some time after they moved it, and a busy page hears of the next key first: what Enter and its kin
 * do would be done where the caret was. So it is asked for before them.
 */
export const caretFromBrowser = Extension.create({
  name: 'caretFromBrowser',
  priority: 900,
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('caretFromBrowser'),
      props: {
        handleDOMEvents: {
          keydown: (view, event) => {
            const acts = event.key.length > 1 || event.ctrlKey || event.metaKey;
            const caret =
              acts && !view.composing && !event.isComposing && view.hasFocus() ? caretInBrowser(view) : null;
            if (caret) view.dispatch(view.state.tr.setSelection(caret));
            return false;
          },
        },
      },
    }),
  ],
});
