/** What a person did to a stretch of blocks, written into the shared script. */
import type { ScriptNode } from '@oner/shared/document/script-xml.ts';
import type { Node } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { insertNodes, writeNode } from './block-node.ts';

export type BlocksToWrite = {
  readonly script: Y.XmlFragment;
  /** The index of the stretch's first block in the script. */
  readonly from: number;
  /** The stretch as it is in the script, and the editor's blocks for it. */
  readonly elements: readonly ScriptNode[];
  readonly before: readonly Node[];
  /** The editor's blocks that take their place. */
  readonly after: readonly Node[];
  /** Where the writer's caret is now: a block of the stretch and an offset into it. */
  readonly caret: { readonly block: number; readonly offset: number } | null;
};

const sharedStart = (a: readonly Node[], b: readonly Node[]): number => {
  const shortest = Math.min(a.length, b.length);
  let start = 0;
  while (start < shortest && a[start] === b[start]) start += 1;
  return start;
};

const sharedTail = (a: readonly Node[], b: readonly Node[], start: number): number => {
  const longest = Math.min(a.length, b.length) - start;
  let tail = 0;
  while (tail < longest && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  return tail;
};

/** Whether the block can go on in the element that holds it: an element's type is for life. */
const goesOn = (before: Node | undefined, after: Node): boolean =>
  before !== undefined && before.type === after.type && before.attrs.id === after.attrs.id;

/** Writes the blocks that differ, each into its own element, and returns the stretch's elements; call it within a transaction. */
export const writeBlocks = ({ script, from, elements, before, after, caret }: BlocksToWrite): readonly ScriptNode[] => {
  const start = sharedStart(before, after);
  const tail = sharedTail(before, after, start);
  const oldEnd = before.length - tail;
  const written: ScriptNode[] = [];
  let old = start;
  const drop = (until: number): void => {
    if (until > old) script.delete(from + start + written.length, until - old);
    old = until;
  };
  for (let index = start; index < after.length - tail; index += 1) {
    const node = after[index] as Node; // below the length
    let same = old;
    while (same < oldEnd && !goesOn(before[same], node)) same += 1;
    const element = same < oldEnd ? elements[same] : undefined;
    if (element instanceof Y.XmlElement) {
      drop(same);
      writeNode(element, node, caret?.block === index ? caret.offset : undefined);
      written.push(element);
      old += 1;
    } else written.push(...insertNodes(script, from + start + written.length, [node]));
  }
  drop(oldEnd);
  return [...elements.slice(0, start), ...written, ...elements.slice(oldEnd)];
};
