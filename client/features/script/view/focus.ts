/** The paragraph that one writes in, with all others paled. */
import type { EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { useEffect } from 'react';
import { afterTyping } from '../../../model/after-typing.ts';
import { laidCount, layMarks } from '../editor/laid-marks.ts';
import type { ScriptPage } from '../use-script-page.ts';
import styles from './focus.module.css';

/** A mark of the block, or of each of the blocks, that the selection is in. */
export const focusMarks = ({ doc, selection }: EditorState, className: string): DecorationSet => {
  const marks: Decoration[] = [];
  doc.forEach((block, offset) => {
    const end = offset + block.nodeSize;
    // a caret between two blocks is in neither
    if (offset < Math.max(selection.to, selection.from + 1) && end > selection.from)
      marks.push(Decoration.node(offset, end, { class: className }));
  });
  return DecorationSet.create(doc, marks);
};

/** Pales the page but for where the caret is, for as long as `on`; it follows the caret from paragraph to paragraph. */
export const useFocus = ({ editor, window: stretch }: ScriptPage, on: boolean): void => {
  useEffect(() => {
    if (!on) return;
    const { parentElement } = editor.view.dom;
    parentElement?.classList.add(styles.focus ?? '');
    let laid = '';
    const lay = (): void => {
      if (editor.isDestroyed || editor.view.composing) return;
      const { $from, $to } = editor.state.selection;
      const place = (): string => `${$from.index(0)} ${$to.index(0)} ${laidCount(editor.view, 'focus')}`;
      if (place() === laid) return;
      layMarks(editor.view, 'focus', focusMarks(editor.state, styles.here ?? ''));
      laid = place();
    };
    const laySoon = (): void => afterTyping(lay);
    lay();
    editor.on('selectionUpdate', laySoon);
    const stop = stretch.onChange(laySoon);
    return () => {
      editor.off('selectionUpdate', laySoon);
      stop();
      parentElement?.classList.remove(styles.focus ?? '');
      if (!editor.isDestroyed) layMarks(editor.view, 'focus', DecorationSet.empty);
    };
  }, [editor, stretch, on]);
};
