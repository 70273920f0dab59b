import type * as Y from 'yjs';

export type ChangeListeners = {
  /** Notes, within a transaction, that something of what is read may have changed. */
  readonly changed: () => void;
  /** Calls `listener` once after each transaction in which something changed; returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly dispose: () => void;
};

/** Those who listen to a reader of a document. */
export const createChangeListeners = (doc: Y.Doc): ChangeListeners => {
  const listeners = new Set<() => void>();
  let changedInTransaction = false;
  const notify = (): void => {
    if (!changedInTransaction) return;
    changedInTransaction = false;
    for (const listener of [...listeners]) listener();
  };
  doc.on('afterTransaction', notify);
  return {
    changed: () => {
      changedInTransaction = true;
    },
    subscribe: (listener) => {
      // each subscription is its own, even of one function twice
      const entry = (): void => listener();
      listeners.add(entry);
      return () => {
        listeners.delete(entry);
      };
    },
    dispose: () => {
      doc.off('afterTransaction', notify);
      listeners.clear();
    },
  };
};
