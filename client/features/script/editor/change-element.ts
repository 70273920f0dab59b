/** Changes of one block's element, with what belongs to the element: brackets of a parenthetical, capitals of a heading. */
import type { BlockType } from '@oner/shared/fountain/screenplay.ts';
import { Fragment, type Node } from '@tiptap/pm/model';
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { isInCapitals } from './elements.ts';

/** A block's text, with its line breaks. */
export const textOf = (block: Node): string => block.textBetween(0, block.content.size, undefined, '\n');

export const typeOf = (block: Node): BlockType => block.type.name as BlockType; // the schema has no other blocks

/** Whether the block holds nothing but what belongs to its element. */
export const isBlank = (block: Node): boolean =>
  block.content.size === 0 || (typeOf(block) === 'parenthetical' && /^\s*[(（]\s*[)）]\s*$/.test(textOf(block)));

/** The block's content in capitals, where its element is written in them. */
const inCapitals = (block: Node, type: BlockType): Fragment => {
  if (!isInCapitals(type)) return block.content;
  const children: Node[] = [];
  block.content.forEach((child) => {
    const text = child.text ?? '';
    const capitals = text.toUpperCase();
    children.push(child.isText && capitals !== text ? block.type.schema.text(capitals, child.marks) : child);
  });
  return Fragment.from(children);
};

/** Writes the block's letters in capitals if its element has them. */
export const capitalise = (transaction: Transaction, position: number): void => {
  const block = transaction.doc.nodeAt(position);
  if (!block) return;
  const content = inCapitals(block, typeOf(block));
  if (!content.eq(block.content)) transaction.replaceWith(position + 1, position + 1 + block.content.size, content);
};

/** Makes the block at `position` another element; its id and words stay. The caret must be set after it. */
export const changeBlock = (
  transaction: Transaction,
  position: number,
  options: { readonly type: BlockType; readonly depth?: number },
): void => {
  const block = transaction.doc.nodeAt(position);
  const { schema } = transaction.doc.type;
  const type = schema.nodes[options.type];
  if (!block || !type) return;
  if (typeOf(block) === 'parenthetical' && isBlank(block) && options.type !== 'parenthetical')
    transaction.delete(position + 1, position + 1 + block.content.size);
  const { depth } = options;
  if (block.type !== type || depth !== undefined)
    transaction.setNodeMarkup(position, type, { id: block.attrs.id, ...(depth === undefined ? {} : { depth }) });
  if (options.type === 'parenthetical' && block.content.size === 0)
    transaction.insertText(schemaBrackets(transaction.doc, position), position + 1);
};

/** The brackets that the script writes: full-width ones where the words before are Chinese. */
const schemaBrackets = (doc: Node, position: number): string => {
  const before = doc.textBetween(Math.max(0, position - 40), position);
  return /[\u4e00-\u9fff]/.test(before) ? '（）' : '()';
};

/** Puts the caret into the block at `position`: between the brackets of an empty parenthetical, else at its beginning. */
export const enterBlock = (transaction: Transaction, position: number): void => {
  const block = transaction.doc.nodeAt(position);
  const inside = block && typeOf(block) === 'parenthetical' && isBlank(block) ? 1 : 0;
  transaction.setSelection(TextSelection.create(transaction.doc, position + 1 + inside));
};

/** Begins a block behind the one at `position`, with the caret in it. */
export const beginAfter = (transaction: Transaction, position: number, type: BlockType): void => {
  const block = transaction.doc.nodeAt(position);
  const made = transaction.doc.type.schema.nodes[type]?.create();
  if (!block || !made) return;
  const after = position + block.nodeSize;
  transaction.insert(after, made);
  changeBlock(transaction, after, { type });
  enterBlock(transaction, after);
  transaction.scrollIntoView();
};

/** The block that the caret is in; null while more than one is selected or none is there. */
export const caretBlock = (
  state: EditorState,
): { readonly block: Node; readonly position: number; readonly offset: number } | null => {
  const { $from, $to } = state.selection;
  if ($from.depth !== 1 || !$from.sameParent($to)) return null;
  return { block: $from.parent, position: $from.before(1), offset: $from.parentOffset };
};
