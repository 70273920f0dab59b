/**
 * Immutable snapshots of one drawing, kept up to date incrementally: a stroke makes its layer anew, and nothing else.
 * It is made when somebody looks at the drawing; the story's own reader never looks at strokes.
 */
import type * as Y from 'yjs';
import { drawingLimits } from '../drawing/stroke.ts';
import { type DrawingId, type FrameId, frameIdSchema, type LayerId } from '../ids/ids.ts';
import { createChangeListeners } from './change-listeners.ts';
import type { Drawing, DrawingLayer } from './drawing.ts';
import { drawingOfKey, layerOfKey, parseDrawing, parseLayer, strokesIn } from './drawing-record.ts';
import { equalJson } from './equal-json.ts';
import { compareOrder } from './order-keys.ts';
import { changedKeys } from './record-cache.ts';
import { drawingsOf } from './schema.ts';

export type DrawingReader = {
  /** The drawing now, null while there is none; the same object as long as nothing that it shows changed. */
  readonly snapshot: () => Drawing | null;
  /** Calls `listener` once after each transaction that may have changed it; returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly dispose: () => void;
};

const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);

const readLayer = (id: LayerId, value: unknown, before: DrawingLayer | undefined): DrawingLayer | null => {
  const fields = parseLayer(id, value);
  if (fields === null) return null;
  const strokes = strokesIn(value);
  if (before === undefined) return { ...fields, strokes };
  const { strokes: old, ...rest } = before;
  const kept = sameItems(old, strokes) ? old : strokes;
  return kept === old && equalJson(rest, fields) ? before : { ...fields, strokes: kept };
};

export const createDrawingReader = (doc: Y.Doc, id: DrawingId): DrawingReader => {
  const root = drawingsOf(doc);
  const layers = new Map<LayerId, DrawingLayer>();
  const dirty = new Set<string>([...root.keys()].filter((key) => drawingOfKey(key) === id));
  const listeners = createChangeListeners(doc);
  let drawing: Drawing | null = null;

  const observe = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    for (const event of events)
      for (const key of changedKeys(root, event)) {
        if (drawingOfKey(key) !== id) continue;
        dirty.add(key);
        listeners.changed();
      }
  };
  root.observeDeep(observe);

  const refreshLayer = (layerId: LayerId, key: string): void => {
    const layer = root.has(key) ? readLayer(layerId, root.get(key), layers.get(layerId)) : null;
    if (layer === null) layers.delete(layerId);
    else layers.set(layerId, layer);
  };
  const refresh = (): void => {
    for (const key of dirty) {
      const layerId = layerOfKey(key);
      if (layerId !== null) refreshLayer(layerId, key);
    }
    dirty.clear();
    const fields = parseDrawing(id, root.get(id));
    const sorted = [...layers.values()].sort(compareOrder).slice(0, drawingLimits.maxLayers);
    if (fields === null) drawing = null;
    else if (drawing === null) drawing = { ...fields, layers: sorted };
    else {
      const { layers: old, ...rest } = drawing;
      const kept = sameItems(old, sorted) ? old : sorted;
      if (kept !== old || !equalJson(rest, fields)) drawing = { ...fields, layers: kept };
    }
  };

  return {
    snapshot: () => {
      if (dirty.size > 0) refresh();
      return drawing;
    },
    subscribe: listeners.subscribe,
    dispose: () => {
      root.unobserveDeep(observe);
      listeners.dispose();
    },
  };
};

/** The drawings that there are, sorted. */
export const drawingIdsIn = (doc: Y.Doc): readonly DrawingId[] =>
  [...drawingsOf(doc).keys()].flatMap((key) => frameIdSchema.safeParse(key).data ?? []).sort();

/** The drawing that lies over the frame now, the newest begun if several do; null: none does. */
export const drawingOver = (doc: Y.Doc, frame: FrameId): DrawingId | null =>
  drawingIdsIn(doc).findLast((id) => parseDrawing(id, drawingsOf(doc).get(id))?.base === frame) ?? null;

/** Reads one drawing once. */
export const readDrawing = (doc: Y.Doc, id: DrawingId): Drawing | null => {
  const reader = createDrawingReader(doc, id);
  const drawing = reader.snapshot();
  reader.dispose();
  return drawing;
};
