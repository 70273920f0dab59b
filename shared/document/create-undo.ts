import * as Y from 'yjs';
import type { UserOrigin } from './origins.ts';
import {
  castOf,
  drawingsOf,
  entriesOf,
  entryRoots,
  metaOf,
  omittedOf,
  productionOf,
  revisionsOf,
  scriptOf,
  shotsOf,
  stageOf,
  suggestedOf,
} from './schema.ts';

export type Undo = {
  /** Give it to the editor's undo plugin; destroy it only with the document. */
  readonly manager: Y.UndoManager;
  /** Runs `change` in one transaction under the board's origin; what it writes is undone as one step by itself. */
  readonly step: <T>(change: () => T) => T;
  readonly dispose: () => void;
};

export type UndoOptions = {
  /** This session's origin for edits outside the editor. */
  readonly origin: UserOrigin;
  /** Origins of the editor's own transactions, such as y-tiptap's sync plugin key. */
  readonly editorOrigins: readonly unknown[];
  /** Edits of the editor closer together than this are one step, ms. */
  readonly captureTimeoutMs?: number;
};

/**
 * One undo for the script and the board, in the order of one's own steps and of nobody else's. The manager tracks
 * itself, or redo would be lost.
 */
export const createUndo = (doc: Y.Doc, options: UndoOptions): Undo => {
  const roots = [scriptOf(doc), shotsOf(doc), stageOf(doc), drawingsOf(doc), castOf(doc), metaOf(doc)];
  const revised = [revisionsOf(doc), productionOf(doc), omittedOf(doc), suggestedOf(doc)];
  const entries = entryRoots.map((root) => entriesOf(doc, root));
  const manager = new Y.UndoManager([...roots, ...revised, ...entries], {
    trackedOrigins: new Set<unknown>([options.origin, ...options.editorOrigins]),
    captureTimeout: options.captureTimeoutMs ?? 500,
    captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
  });
  manager.addTrackedOrigin(manager);
  return {
    manager,
    step: (change) => {
      manager.stopCapturing();
      try {
        return doc.transact(change, options.origin);
      } finally {
        manager.stopCapturing();
      }
    },
    dispose: () => manager.destroy(),
  };
};
