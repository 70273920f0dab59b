import type { BlockType } from '@oner/shared/fountain/screenplay.ts';
import { type Editor, Extension } from '@tiptap/core';
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import { elementAfter, elementByTab, isInCapitals, keyedElements, recognised } from './elements.ts';

const caretBlock = (editor: Editor) => {
  const { $from, empty } = editor.state.selection;
  return {
    type: $from.parent.type.name as BlockType,
    text: $from.parent.textContent,
    atEnd: $from.parentOffset === $from.parent.content.size,
    inBlock: $from.depth === 1,
    empty,
  };
};

/** Changes the element of all blocks that the selection touches, as they are: their ids and words stay. */
export const setElement = (editor: Editor, type: BlockType): boolean =>
  editor.commands.command(({ tr, state, dispatch }) => {
    const node = state.schema.nodes[type];
    if (!node) return false;
    const { from, to } = state.selection;
    state.doc.nodesBetween(from, to, (block, position, parent) => {
      if (parent !== state.doc) return false;
      if (dispatch && block.type !== node && block.type.name !== 'pageBreak')
        tr.setNodeMarkup(position, node, { id: block.attrs.id });
      return false;
    });
    return true;
  });

/** Ends the block that the caret is at the end of, as what it turned out to be, and begins the next one. */
const beginNext = (editor: Editor, ended: BlockType, next: BlockType): boolean =>
  editor.commands.command(({ tr, state, dispatch }) => {
    const endedNode = state.schema.nodes[ended];
    const nextNode = state.schema.nodes[next];
    if (!endedNode || !nextNode) return false;
    if (!dispatch) return true;
    const { $from } = tr.selection;
    if ($from.parent.type !== endedNode) tr.setNodeMarkup($from.before(1), endedNode, { id: $from.parent.attrs.id });
    const after = $from.after(1);
    tr.insert(after, nextNode.create());
    tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView();
    return true;
  });

const onEnter = (editor: Editor): boolean => {
  const { type, text, atEnd, inBlock, empty } = caretBlock(editor);
  if (!inBlock) return false;
  if (text === '' && type !== 'action' && empty) return setElement(editor, 'action');
  if (!atEnd || !empty) return editor.commands.splitBlock({ keepMarks: true });
  const ended = recognised(type, text);
  return beginNext(editor, ended, elementAfter(ended));
};

/** Enter, Tab and Ctrl-1 to 7 by a screenwriter's habit, and capitals where a script has them. */
export const screenplayKeys = Extension.create({
  name: 'screenplayKeys',
  priority: 200,
  addKeyboardShortcuts() {
    const editor = this.editor;
    const byTab = (back: boolean) => () => {
      const { type, inBlock } = caretBlock(editor);
      return inBlock && setElement(editor, elementByTab(type, back));
    };
    return {
      Enter: () => onEnter(editor),
      Tab: byTab(false),
      'Shift-Tab': byTab(true),
      ...Object.fromEntries(keyedElements.map((type, index) => [`Mod-${index + 1}`, () => setElement(editor, type)])),
    };
  },
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('capitals'),
      props: {
        handleTextInput: (view, from, to, text) => {
          const capitals = text.toUpperCase();
          // where the letters go, not where the caret was last known to be: the browser tells that later
          if (capitals === text || !isInCapitals(view.state.doc.resolve(from).parent.type.name)) return false;
          view.dispatch(view.state.tr.insertText(capitals, from, to).scrollIntoView());
          return true;
        },
      },
    }),
  ],
});
