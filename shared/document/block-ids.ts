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

/** The id of each node, in order; no two are equal. */
export const identifyBlocks = (nodes: readonly ScriptNode[]): readonly BlockId[] => {
  const carried = nodes.map(writtenId);
  const all = new Set(carried);
  const taken = new Set<string>();
  return nodes.map((node, index) => {
    let id = carried[index] ?? null;
    if (id === null || taken.has(id)) {
      id = birthId(node);
      while (taken.has(id) || all.has(id)) id = `${id}-2`;
    }
    taken.add(id);
    return id as BlockId; // ids are born here: carried, or derived
  });
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
  const ids = identifyBlocks(nodes);
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
