import type { BlockType } from '@oner/shared/fountain/screenplay.ts';
import { type Editor, Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { toggleDual } from '../typing/dual-cues.ts';
import { recogniseLine } from '../typing/recognise-line.ts';
import {
  beginAfter,
  capitalise,
  caretBlock,
  changeBlock,
  enterBlock,
  isBlank,
  textOf,
  typeOf,
} from './change-element.ts';
import { elementAfter, elementByTab, isInCapitals, keyedElements } from './elements.ts';

/** Changes the element of all blocks that the selection touches, as they are: their ids and words stay. */
export const setElement = (editor: Editor, type: BlockType): boolean =>
  editor.commands.command(({ tr, state, dispatch }) => {
    if (!state.schema.nodes[type]) return false;
    if (!dispatch) return true;
    const { from, to, empty } = state.selection;
    const positions: number[] = [];
    state.doc.nodesBetween(from, to, (block, position, parent) => {
      if (parent === state.doc && block.type.name !== 'pageBreak') positions.push(position);
      return false;
    });
    for (const position of positions.reverse()) changeBlock(tr, position, { type });
    const [only] = positions;
    const block = only === undefined ? null : tr.doc.nodeAt(only);
    if (empty && only !== undefined && block && type === 'parenthetical' && isBlank(block)) enterBlock(tr, only);
    return true;
  });

export type ScreenplayKeysOptions = {
  /** Whether someone of this name speaks in the script. */
  readonly isKnownName: (name: string) => boolean;
};

/** What Enter needs to know of the cues that it took for ones. */
type Context = ScreenplayKeysOptions & { readonly guessed: Set<string> };

/** Ends the caret's line as what it turned out to be, and begins the next one. */
const endLine = (state: EditorState, { isKnownName, guessed }: Context): Transaction | null => {
  const at = caretBlock(state);
  if (!at) return null;
  const { tr } = state;
  const ended = recogniseLine({ type: typeOf(at.block), text: textOf(at.block), isKnownName });
  if (ended.drop > 0) tr.delete(at.position + 1, at.position + 1 + ended.drop);
  if (ended.type !== typeOf(at.block)) changeBlock(tr, at.position, { type: ended.type });
  const mark = ended.type === 'character' ? /\s*[\^＾]\s*$/.exec(textOf(at.block)) : null;
  if (mark) toggleDual(tr, at.position, { from: mark.index, to: mark.index + mark[0].length });
  capitalise(tr, at.position);
  beginAfter(tr, at.position, elementAfter(ended.type));
  if (ended.guessed) guessed.add(String(at.block.attrs.id));
  return tr;
};

/** Enter in a block without words: back to action, and a cue that was only guessed is none. */
const leaveBlank = (state: EditorState, { guessed }: Context): Transaction | null => {
  const at = caretBlock(state);
  if (!at) return null;
  const { tr } = state;
  const type = typeOf(at.block);
  const before = state.doc.resolve(at.position).nodeBefore;
  if (type === 'dialogue' && before && guessed.delete(String(before.attrs.id)) && typeOf(before) === 'character')
    changeBlock(tr, at.position - before.nodeSize, { type: 'action' });
  changeBlock(tr, at.position, { type: type === 'parenthetical' ? 'dialogue' : 'action' });
  enterBlock(tr, at.position);
  return tr;
};

/** Enter before the first letter makes room above: the block keeps its id, and with it what hangs on it. */
const makeRoomAbove = (state: EditorState): Transaction | null => {
  const at = caretBlock(state);
  const made = state.schema.nodes.action?.create();
  return at && made ? state.tr.insert(at.position, made).scrollIntoView() : null;
};

const cut: Partial<Record<BlockType, BlockType>> = {
  sceneHeading: 'action',
  character: 'dialogue',
  transition: 'action',
};

/** Enter within words: what stands behind the caret is the next line. */
const cutLine = (state: EditorState): Transaction | null => {
  const at = caretBlock(state);
  const type = at && typeOf(at.block);
  const rest = type && state.schema.nodes[cut[type] ?? type];
  if (!at || !rest) return null;
  const { tr } = state;
  tr.deleteSelection();
  return tr.split(tr.selection.from, 1, [{ type: rest, attrs: { id: null } }]).scrollIntoView();
};

const onEnter = (state: EditorState, context: Context): Transaction | null => {
  const at = caretBlock(state);
  if (!at) return null;
  const { block, offset } = at;
  const { empty } = state.selection;
  const type = typeOf(block);
  const rest = textOf(block).slice(offset);
  const atEnd = rest === '' || (type === 'parenthetical' && /^[)）]$/.test(rest));
  if (empty && isBlank(block) && type !== 'action') return leaveBlank(state, context);
  if (empty && offset === 0 && rest !== '') return makeRoomAbove(state);
  return empty && atEnd ? endLine(state, context) : cutLine(state);
};

/** Tab behind the words of a speech begins a parenthetical; everywhere else it changes the element. */
const onTab = (editor: Editor, back: boolean): boolean => {
  const at = caretBlock(editor.state);
  if (!at) return false;
  const { block, position, offset } = at;
  const type = typeOf(block);
  if (back || type !== 'dialogue' || block.content.size === 0 || offset < block.content.size)
    return setElement(editor, elementByTab(type, back));
  const { tr } = editor.state;
  beginAfter(tr, position, 'parenthetical');
  editor.view.dispatch(tr);
  return true;
};

/** Backspace between the brackets of an empty parenthetical takes both away. */
const onBackspace = (state: EditorState): Transaction | null => {
  const at = caretBlock(state);
  if (!at || !state.selection.empty || typeOf(at.block) !== 'parenthetical' || !isBlank(at.block)) return null;
  const { tr } = state;
  changeBlock(tr, at.position, { type: 'dialogue' });
  enterBlock(tr, at.position);
  return tr;
};

/** Enter, Tab and Ctrl-1 to 7 by a screenwriter's habit, and capitals where a script has them. */
export const screenplayKeys = (options: ScreenplayKeysOptions) =>
  Extension.create({
    name: 'screenplayKeys',
    priority: 200,
    addKeyboardShortcuts() {
      const editor = this.editor;
      const context: Context = { ...options, guessed: new Set() };
      const run = (make: (state: EditorState) => Transaction | null) => (): boolean => {
        const transaction = editor.view.composing ? null : make(editor.state);
        if (transaction) editor.view.dispatch(transaction);
        return transaction !== null;
      };
      const byTab = (back: boolean) => () => onTab(editor, back);
      return {
        Enter: run((state) => onEnter(state, context)),
        Backspace: run(onBackspace),
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
            // letters that an input method still works on are its own
            if (view.composing || capitals === text) return false;
            // where the letters go, not where the caret was last known to be: the browser tells that later
            if (!isInCapitals(view.state.doc.resolve(from).parent.type.name)) return false;
            view.dispatch(view.state.tr.insertText(capitals, from, to).scrollIntoView());
            return true;
          },
        },
      }),
    ],
  });
