import { createUndo } from '@oner/shared/document/create-undo.ts';
import type { UserOrigin } from '@oner/shared/document/origins.ts';
import { drawingsOf } from '@oner/shared/document/schema.ts';
import type * as Y from 'yjs';

/** Undo of this screen's own steps, across script and board, in one order. */
export type UndoStore = {
  /** False when there is nothing of one's own to take back. */
  readonly undo: () => boolean;
  readonly redo: () => boolean;
  readonly canUndo: () => boolean;
  readonly canRedo: () => boolean;
  /** Takes back one's last step when it was in a drawing, and nothing else: false when it was not. */
  readonly undoDrawing: () => boolean;
  readonly redoDrawing: () => boolean;
  readonly subscribe: (listener: () => void) => () => void;
  /** Runs a change in one transaction, as a step of its own, apart from what is typed before and after. */
  readonly asOneStep: <T>(change: () => T) => T;
  /** Under what origin the editor's own changes come: then they are undone too. */
  readonly track: (origin: unknown) => void;
  /** The manager itself, for the editor's binding. */
  readonly manager: Y.UndoManager;
  readonly dispose: () => void;
};

type StackItem = Y.UndoManager['undoStack'][number];

export const createUndoStore = (doc: Y.Doc, origin: UserOrigin): UndoStore => {
  const { manager, step, dispose } = createUndo(doc, { origin, editorOrigins: [] });
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const drawings = drawingsOf(doc);
  const inDrawing = 'in-drawing';
  type Added = { readonly stackItem: StackItem; readonly changedParentTypes: ReadonlyMap<unknown, unknown> };
  const mark = ({ stackItem, changedParentTypes }: Added): void => {
    if (changedParentTypes.has(drawings)) stackItem.meta.set(inDrawing, true);
  };
  // Yjs goes on down the stack past steps that nothing is left of, such as strokes on a layer that another deleted:
  // what lies below the steps in drawings is out of its reach meanwhile
  const inDrawings = (stack: StackItem[], step: () => unknown): boolean => {
    const below = stack.splice(0, stack.findLastIndex(({ meta }) => !meta.has(inDrawing)) + 1);
    try {
      return step() !== null;
    } finally {
      stack.unshift(...below);
      changed();
    }
  };
  manager.on('stack-item-added', mark);
  manager.on('stack-item-added', changed);
  manager.on('stack-item-popped', changed);
  manager.on('stack-cleared', changed);
  return {
    undo: () => manager.undo() !== null,
    redo: () => manager.redo() !== null,
    canUndo: () => manager.undoStack.length > 0,
    canRedo: () => manager.redoStack.length > 0,
    undoDrawing: () => inDrawings(manager.undoStack, () => manager.undo()),
    redoDrawing: () => inDrawings(manager.redoStack, () => manager.redo()),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    asOneStep: step,
    track: (tracked) => manager.addTrackedOrigin(tracked),
    manager,
    dispose,
  };
};
