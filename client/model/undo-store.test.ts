import { addLayer, addStroke, deleteLayer, startDrawing } from '@oner/shared/document/commands/drawings.ts';
import { setMeta } from '@oner/shared/document/commands/entries.ts';
import { readDrawing } from '@oner/shared/document/drawing-reader.ts';
import { userOrigin } from '@oner/shared/document/origins.ts';
import { metaOf, shotsOf } from '@oner/shared/document/schema.ts';
import { encodeStroke } from '@oner/shared/drawing/stroke-codec.ts';
import type { FrameId, LayerId, ShotId } from '@oner/shared/ids/ids.ts';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createUndoStore } from './undo-store.ts';

const drawing = 'frm_a' as FrameId;
const shot = 'sht_a' as ShotId;
const layer = 'lyr_a' as LayerId;

const stroke = (x: number): Uint8Array => {
  const points = [{ x, y: 0.5, pressure: 1 }];
  const bytes = encodeStroke({ tool: 'pen', color: [0, 0, 0], opacity: 1, width: 0.01, points });
  if (!bytes.ok) throw new Error(bytes.error.kind);
  return bytes.value;
};

const session = () => {
  const doc = new Y.Doc();
  shotsOf(doc).set(shot, new Y.Map([['scene', 'blk_a']]));
  startDrawing(doc, { frame: drawing, shot });
  addLayer(doc, { drawing, name: 'Ink', ids: { layer: () => layer } });
  const undo = createUndoStore(doc, userOrigin(null));
  const title = (text: string) => undo.asOneStep(() => setMeta(doc, { title: text }));
  const draw = (x: number) => undo.asOneStep(() => addStroke(doc, { drawing, layer, bytes: stroke(x) }));
  const state = () => [metaOf(doc).get('title'), readDrawing(doc, drawing)?.layers[0]?.strokes.length];
  return { doc, undo, title, draw, state };
};

describe('undo while one draws', () => {
  it('DRW-33 takes back own steps in drawings down to the last step elsewhere, and brings them again', () => {
    const { undo, title, draw, state } = session();
    title('One');
    draw(0.1);
    draw(0.2);
    expect([undo.undoDrawing(), undo.undoDrawing(), undo.undoDrawing()]).toEqual([true, true, false]);
    expect(state()).toEqual(['One', 0]);
    expect([undo.redoDrawing(), undo.redoDrawing(), undo.redoDrawing()]).toEqual([true, true, false]);
    expect(state()).toEqual(['One', 2]);
    expect([undo.undo(), undo.undo(), undo.undo()]).toEqual([true, true, true]);
    expect(state()).toEqual([undefined, 0]);
    undo.dispose();
  });

  it('DRW-33 reaches nothing elsewhere when nothing is left of what one drew', () => {
    const { doc, undo, title, draw, state } = session();
    title('One');
    draw(0.1);
    draw(0.2);
    doc.transact(() => deleteLayer(doc, { drawing, layer }), 'another');
    expect(undo.undoDrawing()).toBe(false);
    expect(state()[0]).toBe('One');
    expect(undo.undo()).toBe(true);
    expect(state()[0]).toBeUndefined();
    undo.dispose();
  });
});
