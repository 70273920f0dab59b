/**
 * Commands on drawings. Each checks first and then writes, so that what fails changes nothing; the caller owns the
 * transaction and its origin.
 */
import * as Y from 'yjs';
import { drawingLimits } from '../../drawing/stroke.ts';
import { decodeStroke } from '../../drawing/stroke-codec.ts';
import type { DrawingId, FrameId, IdFactory, LayerId, ShotId } from '../../ids/ids.ts';
import { fail, ok } from '../../result/result.ts';
import {
  type DrawingFields,
  drawingFieldsSchema,
  drawingOfKey,
  type LayerFields,
  layerFieldsSchema,
  layerKey,
  layerKeysOf,
  parseDrawing,
  strokesIn,
} from '../drawing-record.ts';
import { arrangeKeys } from '../order-keys.ts';
import { drawingsOf, shotsOf } from '../schema.ts';
import { isRecord, plainField, recordForWriting } from '../stored.ts';
import { type CommandResult, checked } from './command-error.ts';
import { writeFields } from './write-fields.ts';

type LayerAt = { readonly drawing: DrawingId; readonly layer: LayerId };

const drawingRecord = (doc: Y.Doc, id: DrawingId): CommandResult<Y.Map<unknown>> => {
  const drawings = drawingsOf(doc);
  const record = parseDrawing(id, drawings.get(id)) === null ? null : recordForWriting(drawings, id);
  return record === null ? fail({ kind: 'no-such-drawing', id }) : ok(record);
};

const layerRecord = (doc: Y.Doc, { drawing, layer }: LayerAt): CommandResult<Y.Map<unknown>> => {
  const found = drawingRecord(doc, drawing);
  if (!found.ok) return found;
  const record = recordForWriting(drawingsOf(doc), layerKey(drawing, layer));
  return record === null ? fail({ kind: 'no-such-layer', id: layer }) : ok(record);
};

/** The layer's strokes to write into; made when another client left them out, or stored them as plain values. */
const strokesForWriting = (record: Y.Map<unknown>): Y.Array<Uint8Array> => {
  const stored = record.get('strokes');
  if (stored instanceof Y.Array) return stored;
  const strokes = Y.Array.from([...strokesIn(record)]);
  record.set('strokes', strokes);
  return strokes;
};

/** Bytes of a record's strokes, without making a list of them: it is asked of every layer at every stroke. */
const bytesOf = (value: unknown): number => {
  const strokes = value instanceof Y.Map ? value.get('strokes') : null;
  if (!(strokes instanceof Y.Array)) return strokesIn(value).reduce((sum, { length }) => sum + length, 0);
  let bytes = 0;
  strokes.forEach((stroke: unknown) => {
    if (stroke instanceof Uint8Array) bytes += stroke.length;
  });
  return bytes;
};

/** Why one more stroke of so many bytes does not fit; null when it does. */
const fullness = (doc: Y.Doc, at: LayerAt, bytes: number) => {
  const drawings = drawingsOf(doc);
  const { maxLayerStrokes, maxDrawingBytes, maxProjectBytes } = drawingLimits;
  if (strokesIn(drawings.get(layerKey(at.drawing, at.layer))).length >= maxLayerStrokes)
    return { kind: 'full', what: 'layer', max: maxLayerStrokes } as const;
  let [inDrawing, inProject] = [bytes, bytes];
  for (const [key, value] of drawings.entries()) {
    const held = bytesOf(value);
    inProject += held;
    if (drawingOfKey(key) === at.drawing) inDrawing += held;
  }
  if (inDrawing > maxDrawingBytes) return { kind: 'full', what: 'drawing', max: maxDrawingBytes } as const;
  return inProject > maxProjectBytes ? ({ kind: 'full', what: 'project', max: maxProjectBytes } as const) : null;
};

export type NewDrawing = { readonly frame: FrameId; readonly shot: ShotId };

/**
 * Begins a drawing over a frame; one that is there already is left as it is. The shot counts as a person's from then on:
 * no breakdown replaces what somebody drew on.
 */
export const startDrawing = (doc: Y.Doc, { frame, shot }: NewDrawing): CommandResult<DrawingId> => {
  const valid = checked(drawingFieldsSchema, { base: frame });
  if (!valid.ok) return valid;
  if (!isRecord(shotsOf(doc).get(shot))) return fail({ kind: 'no-such-shot', id: shot });
  const drawings = drawingsOf(doc);
  if (parseDrawing(frame, drawings.get(frame)) !== null) return ok(frame);
  drawings.set(
    frame,
    new Y.Map<unknown>([
      ['shot', shot],
      ['base', frame],
    ]),
  );
  const record = recordForWriting(shotsOf(doc), shot);
  if (record !== null) writeFields(record, { origin: 'person' });
  return ok(frame);
};

/** Changes what the drawing lies over. */
export const updateDrawing = (
  doc: Y.Doc,
  change: { readonly drawing: DrawingId; readonly fields: DrawingFields },
): CommandResult<void> => {
  const valid = checked(drawingFieldsSchema, change.fields);
  if (!valid.ok) return valid;
  const record = drawingRecord(doc, change.drawing);
  if (!record.ok) return record;
  writeFields(record.value, valid.value);
  return ok(undefined);
};

/** Writes orders so that the layers stand as listed, the lowest first. */
const arrangeLayers = (
  doc: Y.Doc,
  layers: readonly { readonly key: string; readonly order: string | null; readonly pinned: boolean }[],
): void => {
  const keys = arrangeKeys(layers.map(({ key, order, pinned }) => ({ id: key, key: order, pinned })));
  for (const [key, order] of keys) {
    const record = recordForWriting(drawingsOf(doc), key);
    if (record !== null) writeFields(record, { order });
  }
};

export type NewLayer = {
  readonly drawing: DrawingId;
  readonly name: string;
  readonly ids: Pick<IdFactory, 'layer'>;
  /** Right above this one; absent: on top. */
  readonly above?: LayerId;
};

export const addLayer = (doc: Y.Doc, layer: NewLayer): CommandResult<LayerId> => {
  const fields = checked(layerFieldsSchema.required({ name: true }), { name: layer.name });
  if (!fields.ok) return fields;
  const found = drawingRecord(doc, layer.drawing);
  if (!found.ok) return found;
  const drawings = drawingsOf(doc);
  const others = layerKeysOf(drawings, layer.drawing);
  if (others.length >= drawingLimits.maxLayers)
    return fail({ kind: 'full', what: 'layers', max: drawingLimits.maxLayers });
  const above = layer.above === undefined ? others.length - 1 : others.findIndex(({ id }) => id === layer.above);
  if (above < 0 && layer.above !== undefined) return fail({ kind: 'no-such-layer', id: layer.above });
  const id = layer.ids.layer();
  const key = layerKey(layer.drawing, id);
  if (drawings.has(key)) return fail({ kind: 'already-there', id });
  drawings.set(
    key,
    new Y.Map<unknown>([
      ['name', fields.value.name],
      ['strokes', new Y.Array<Uint8Array>()],
    ]),
  );
  const kept = others.map((other) => ({ ...other, pinned: true }));
  arrangeLayers(doc, [...kept.slice(0, above + 1), { key, order: null, pinned: false }, ...kept.slice(above + 1)]);
  return ok(id);
};

export const updateLayer = (doc: Y.Doc, change: LayerAt & { readonly fields: LayerFields }): CommandResult<void> => {
  const valid = checked(layerFieldsSchema, change.fields);
  if (!valid.ok) return valid;
  const record = layerRecord(doc, change);
  if (!record.ok) return record;
  writeFields(record.value, valid.value);
  return ok(undefined);
};

/** Puts the layer so that it is the `index`th from below. */
export const moveLayer = (doc: Y.Doc, move: LayerAt & { readonly index: number }): CommandResult<void> => {
  const record = layerRecord(doc, move);
  if (!record.ok) return record;
  const layers = layerKeysOf(drawingsOf(doc), move.drawing);
  const moved = layers.filter(({ id }) => id === move.layer).map((layer) => ({ ...layer, pinned: false }));
  const others = layers.filter(({ id }) => id !== move.layer).map((layer) => ({ ...layer, pinned: true }));
  const index = Math.min(Math.max(Math.trunc(move.index), 0), others.length);
  arrangeLayers(doc, [...others.slice(0, index), ...moved, ...others.slice(index)]);
  return ok(undefined);
};

/** Deletes the layer with its strokes. */
export const deleteLayer = (doc: Y.Doc, at: LayerAt): CommandResult<void> => {
  const record = layerRecord(doc, at);
  if (!record.ok) return record;
  drawingsOf(doc).delete(layerKey(at.drawing, at.layer));
  return ok(undefined);
};

/** Takes all strokes off the layer; those that others add meanwhile stay. */
export const clearLayer = (doc: Y.Doc, at: LayerAt): CommandResult<void> => {
  const record = layerRecord(doc, at);
  if (!record.ok) return record;
  const strokes = strokesForWriting(record.value);
  strokes.delete(0, strokes.length);
  return ok(undefined);
};

/** Adds an encoded stroke on top of the layer. */
export const addStroke = (doc: Y.Doc, stroke: LayerAt & { readonly bytes: Uint8Array }): CommandResult<void> => {
  const message = 'is no stroke of a known format';
  if (decodeStroke(stroke.bytes) === null) return fail({ kind: 'invalid', issues: [{ path: 'bytes', message }] });
  const record = layerRecord(doc, stroke);
  if (!record.ok) return record;
  const full = fullness(doc, stroke, stroke.bytes.length);
  if (full !== null) return fail(full);
  strokesForWriting(record.value).push([stroke.bytes]);
  return ok(undefined);
};

/** Deletes the drawings of shots, with all their layers. */
export const deleteDrawingsOf = (doc: Y.Doc, shots: ReadonlySet<string>): void => {
  const drawings = drawingsOf(doc);
  const gone = new Set<string>();
  for (const [key, value] of drawings.entries())
    if (drawingOfKey(key) === key && shots.has(String(plainField(value, 'shot')))) gone.add(key);
  for (const key of [...drawings.keys()]) if (gone.has(drawingOfKey(key))) drawings.delete(key);
};
