/**
 * Which block has which id. A block keeps the id that it carries; one that carries none, or one that a block before
 * it carries already (a stock client, a paste, a split), is known by where Yjs created it, which is the same on every
 * replica. `ensureBlockIds` writes exactly these ids down, so nothing that refers to a block changes by it.
 */
import * as Y from 'yjs';
import type { BlockId } from '../ids/ids.ts';
import { type ScriptNode, writtenId } from './script-xml.ts';

const birthId = (node: ScriptNode): string => {
  const item = node._item;
  return item === null ? 'y-root' : `y-${item.id.client}-${item.id.clock}`;
};

/** The id of each node, in order, no two equal, and where each stands. */
export type BlockIdentity = {
  readonly ids: readonly BlockId[];
  readonly indexOf: Map<string, number>;
  /** Whether every one carries an id of its own. */
  readonly allNamed: boolean;
};

export const identifyBlocks = (nodes: readonly ScriptNode[]): BlockIdentity => {
  const indexOf = new Map<string, number>();
  const unnamed: number[] = [];
  // ids are born here: carried, or derived once it is known what all the others carry
  const ids = nodes.map((node, index): BlockId => {
    const id = writtenId(node);
    if (id === null || indexOf.has(id)) unnamed.push(index);
    else indexOf.set(id, index);
    return (id ?? '') as BlockId;
  });
  for (const index of unnamed) {
    const node = nodes[index];
    let id = node === undefined ? '' : birthId(node);
    while (indexOf.has(id)) id = `${id}-2`;
    indexOf.set(id, index);
    ids[index] = id as BlockId;
  }
  return { ids, indexOf, allNamed: unnamed.length === 0 };
};

/** The script's children as nodes that may be blocks. */
export const scriptNodes = (script: Y.XmlFragment): readonly ScriptNode[] =>
  script.toArray().filter((node): node is ScriptNode => node instanceof Y.AbstractType);

/**
 * Writes down the ids of blocks that carry none or another's; the server runs it after edits of clients that know no
 * ids. Bare text at the top of the script gets no id: it has no attributes. Returns the number of ids written.
 */
export const ensureBlockIds = (doc: Y.Doc): number => {
  const nodes = scriptNodes(doc.getXmlFragment('script'));
  const { ids } = identifyBlocks(nodes);
  let written = 0;
  nodes.forEach((node, index) => {
    const id = ids[index];
    if (node instanceof Y.XmlElement && id !== undefined && writtenId(node) !== id) {
      node.setAttribute('id', id);
      written += 1;
    }
  });
  return written;
};
