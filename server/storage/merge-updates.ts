import * as Y from 'yjs';

/**
 * One update that holds what `updates` hold together, without what was deleted since. `Y.mergeUpdates` grows faster than linear with
 * the number of updates and keeps the deleted content; a fresh document does neither. What still lacks a predecessor is kept as it is.
 * Throws for an update that cannot be read.
 */
export const mergeByReplay = (updates: readonly Uint8Array[]): Uint8Array => {
  const doc = new Y.Doc({ gc: true });
  try {
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update);
    });
    return Y.encodeStateAsUpdate(doc);
  } finally {
    doc.destroy();
  }
};
