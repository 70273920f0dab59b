import { scriptOf, shotsOf, stageOf } from '@oner/shared/document/schema.ts';
import * as Y from 'yjs';

/** Undo of this screen's own steps, across script and board, in one order. */
export type UndoStore = {
  /** False when there is nothing of one's own to take back. */
  readonly undo: () => boolean;
  readonly redo: () => boolean;
  readonly canUndo: () => boolean;
  readonly canRedo: () => boolean;
  readonly subscribe: (listener: () => void) => () => void;
  /** Makes what `act` does a step of its own, apart from what is typed before and after. */
  readonly asOneStep: <T>(act: () => T) => T;
  /** Under what origin the editor's own changes come: then they are undone too. */
  readonly track: (origin: unknown) => void;
  /** The manager itself, for the editor's binding. */
  readonly manager: Y.UndoManager;
  readonly dispose: () => void;
};

export const createUndoStore = (doc: Y.Doc, origin: unknown): UndoStore => {
  const manager = new Y.UndoManager([scriptOf(doc), shotsOf(doc), stageOf(doc)], {
    doc,
    trackedOrigins: new Set([origin]),
  });
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };
  manager.on('stack-item-added', changed);
  manager.on('stack-item-popped', changed);
  manager.on('stack-cleared', changed);
  return {
    undo: () => manager.undo() !== null,
    redo: () => manager.redo() !== null,
    canUndo: () => manager.undoStack.length > 0,
    canRedo: () => manager.redoStack.length > 0,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    asOneStep: (act) => {
      manager.stopCapturing();
      const result = act();
      manager.stopCapturing();
      return result;
    },
    track: (tracked) => manager.addTrackedOrigin(tracked),
    manager,
    dispose: () => manager.destroy(),
  };
};
