/** What is in the shared script, brought into the editor with the smallest change, so that carets and the page stay where they are. */
import type { ScriptNode } from '@oner/shared/document/script-xml.ts';
import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';
import { nodeOfElement } from './block-node.ts';

/** Makes the block at `position` read as `next`. */
export const showBlock = (transaction: Transaction, position: number, next: Node): void => {
  const before = transaction.doc.nodeAt(position);
  if (before === null || before.eq(next)) return;
  if (!before.sameMarkup(next)) {
    transaction.step(new ReplaceStep(position, position + before.nodeSize, new Slice(Fragment.from(next), 0, 0)));
    return;
  }
  const start = before.content.findDiffStart(next.content);
  const end = before.content.findDiffEnd(next.content);
  if (start === null || end === null) return;
  // the two may reach into each other where the same letter was added or taken away
  const over = Math.max(start - Math.min(end.a, end.b), 0);
  transaction.replace(position + 1 + start, position + 1 + end.a + over, next.slice(start, end.b + over));
};

export type BlocksToShow = {
  readonly transaction: Transaction;
  /** The elements whose blocks the editor has, in its order. */
  readonly elements: readonly ScriptNode[];
  /** The elements that it is to have; both are in the order of the script. */
  readonly next: readonly ScriptNode[];
  /** Elements whose content may differ from the editor's. */
  readonly changed: ReadonlySet<unknown>;
};

/** Takes out, puts in and changes the editor's blocks until it has those of `next`. */
export const showBlocks = ({ transaction, elements, next, changed }: BlocksToShow): void => {
  const { schema } = transaction.doc.type;
  const stays = new Set(next);
  let position = 0;
  let old = 0;
  let index = 0;
  while (old < elements.length || index < next.length) {
    const element = next[index];
    if (element !== undefined && elements[old] === element) {
      if (changed.has(element)) showBlock(transaction, position, nodeOfElement(element, schema));
      position += transaction.doc.nodeAt(position)?.nodeSize ?? 0;
      old += 1;
      index += 1;
      continue;
    }
    let end = position;
    while (old < elements.length && !stays.has(elements[old] as ScriptNode)) {
      end += transaction.doc.nodeAt(end)?.nodeSize ?? 0;
      old += 1;
    }
    const come: Node[] = [];
    while (index < next.length && next[index] !== elements[old]) {
      come.push(nodeOfElement(next[index] as ScriptNode, schema));
      index += 1;
    }
    transaction.replaceWith(position, end, come);
    position += come.reduce((size, node) => size + node.nodeSize, 0);
  }
};
