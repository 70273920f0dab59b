import type { Drawing } from '@oner/shared/document/drawing.ts';
import { createDrawingReader, type DrawingReader, drawingOver } from '@oner/shared/document/drawing-reader.ts';
import type { DrawingId, FrameId } from '@oner/shared/ids/ids.ts';
import type * as Y from 'yjs';

/** Drawings for views: each is read only while somebody looks at it. */
export type DrawingsStore = {
  /** Null while there is none; the same object until something of it changed. */
  readonly drawing: (id: DrawingId) => Drawing | null;
  readonly subscribe: (id: DrawingId, listener: () => void) => () => void;
  /** The drawing that lies over the frame now; null: none does. */
  readonly over: (frame: FrameId) => DrawingId | null;
  readonly dispose: () => void;
};

export const createDrawingsStore = (doc: Y.Doc): DrawingsStore => {
  const readers = new Map<DrawingId, { readonly reader: DrawingReader; watchers: number }>();
  const entry = (id: DrawingId) => {
    const open = readers.get(id) ?? { reader: createDrawingReader(doc, id), watchers: 0 };
    readers.set(id, open);
    return open;
  };
  return {
    drawing: (id) => entry(id).reader.snapshot(),
    subscribe: (id, listener) => {
      const open = entry(id);
      open.watchers += 1;
      const stop = open.reader.subscribe(listener);
      return () => {
        stop();
        open.watchers -= 1;
        if (open.watchers > 0 || readers.get(id) !== open) return;
        readers.delete(id);
        open.reader.dispose();
      };
    },
    over: (frame) => drawingOver(doc, frame),
    dispose: () => {
      for (const { reader } of readers.values()) reader.dispose();
      readers.clear();
    },
  };
};
