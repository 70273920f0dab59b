/**
 * How drawings are stored, and the lenient reading of it. The root `drawings` has one record for each drawing under its
 * id, and one for each layer under `drawing.layer`: two people who begin to draw over one frame at once would else each
 * put a map at the same key, and Yjs keeps one of two maps and drops the other with all that is in it. Strokes are a
 * `Y.Array` of bytes in the layer's record.
 */
import * as Y from 'yjs';
import { z } from 'zod';
import { drawingLimits } from '../drawing/stroke.ts';
import { type DrawingId, frameIdSchema, type LayerId, layerIdSchema, shotIdSchema } from '../ids/ids.ts';
import type { Drawing, DrawingLayer } from './drawing.ts';
import { compareOrder } from './order-keys.ts';
import { unordered } from './schema.ts';
import { plainField, plainRecord } from './stored.ts';

/** Never part of an id. */
const separator = '.';
export const layerKey = (drawing: DrawingId, layer: LayerId): string => `${drawing}${separator}${layer}`;

/** The drawing that a key of `drawings` tells of. */
export const drawingOfKey = (key: string): string => key.split(separator, 1)[0] ?? key;

/** The layer that a key tells of; null when it is the drawing's own, or none. */
export const layerOfKey = (key: string): LayerId | null =>
  layerIdSchema.safeParse(key.slice(drawingOfKey(key).length + separator.length)).data ?? null;

export const drawingFieldsSchema = z
  .strictObject({ base: frameIdSchema, baseOpacity: z.number().min(0).max(1) })
  .partial();
export type DrawingFields = z.infer<typeof drawingFieldsSchema>;

export const layerFieldsSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(drawingLimits.maxLayerName),
    visible: z.boolean(),
    opacity: z.number().min(0).max(1),
  })
  .partial();
export type LayerFields = z.infer<typeof layerFieldsSchema>;

const lenientDrawing = z.object({
  shot: shotIdSchema,
  base: frameIdSchema.optional().catch(undefined),
  baseOpacity: z.number().min(0).max(1).catch(1),
});

/** The drawing without its layers; null when the record is none. */
export const parseDrawing = (id: DrawingId, value: unknown): Omit<Drawing, 'layers'> | null => {
  const parsed = lenientDrawing.safeParse(plainRecord(value));
  return parsed.success ? { id, ...parsed.data, base: parsed.data.base ?? id } : null;
};

const lenientLayer = z.object({
  name: z.string().catch(''),
  order: z.string().min(1).catch(unordered),
  visible: z.boolean().catch(true),
  opacity: z.number().min(0).max(1).catch(1),
});

/** The strokes of a layer's record; those beyond the limits are not shown, and stay. */
export const strokesIn = (value: unknown): readonly Uint8Array[] => {
  const stored = value instanceof Y.Map ? value.get('strokes') : plainField(value, 'strokes');
  const list: readonly unknown[] = stored instanceof Y.Array ? stored.toArray() : Array.isArray(stored) ? stored : [];
  return list
    .filter((stroke) => stroke instanceof Uint8Array)
    .filter(({ length }) => length <= drawingLimits.maxStrokeBytes)
    .slice(0, drawingLimits.maxLayerStrokes);
};

/** The fields of a layer's record, without its strokes; null when it is none. */
export const parseLayer = (id: LayerId, value: unknown): Omit<DrawingLayer, 'strokes'> | null => {
  if (value instanceof Y.Map) {
    const field = (key: string): unknown => plainField(value, key);
    return {
      id,
      ...lenientLayer.parse({
        name: field('name'),
        order: field('order'),
        visible: field('visible'),
        opacity: field('opacity'),
      }),
    };
  }
  const record = plainRecord(value);
  return record === null ? null : { id, ...lenientLayer.parse(record) };
};

/** The layers of a drawing by key, from the lowest up. */
export const layerKeysOf = (
  drawings: Y.Map<unknown>,
  drawing: DrawingId,
): readonly { key: string; id: LayerId; order: string }[] =>
  [...drawings.keys()]
    .flatMap((key) => {
      const id = drawingOfKey(key) === drawing ? layerOfKey(key) : null;
      const layer = id === null ? null : parseLayer(id, drawings.get(key));
      return id === null || layer === null ? [] : [{ key, id, order: layer.order }];
    })
    .sort(compareOrder);
