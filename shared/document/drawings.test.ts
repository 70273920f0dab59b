import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { drawingLimits, type Stroke } from '../drawing/stroke.ts';
import { encodeStroke } from '../drawing/stroke-codec.ts';
import type { FrameId, LayerId, ShotId } from '../ids/ids.ts';
import { applyProposals } from './commands/apply-proposals.ts';
import {
  addLayer,
  addStroke,
  clearLayer,
  deleteLayer,
  moveLayer,
  startDrawing,
  updateDrawing,
  updateLayer,
} from './commands/drawings.ts';
import { addShot, deleteShots } from './commands/shots.ts';
import { createUndo } from './create-undo.ts';
import { createDrawingReader, readDrawing } from './drawing-reader.ts';
import { layerKey } from './drawing-record.ts';
import { userOrigin } from './origins.ts';
import { drawingsOf, shotsOf } from './schema.ts';
import { createStoryReader, readStory } from './story-reader.ts';
import { at, expectOk, replica, seededIds, storyDoc, sync } from './testing/story-fixture.ts';

const runs = Number(process.env.ONER_FUZZ_RUNS ?? 60);
const frame = 'frm_base' as FrameId;
const drawing = frame;

const strokeBytes = (n: number): Uint8Array => {
  const drawn: Stroke = {
    ...{ tool: n % 3 === 0 ? 'eraser' : 'pen', color: [n % 256, 0, 0], opacity: 1, width: 0.01 },
    points: [
      { x: (n % 7) / 7, y: 0.2, pressure: 0.5 },
      { x: (n % 11) / 11, y: 0.8, pressure: 1 },
    ],
  };
  return expectOk(encodeStroke(drawn));
};

const drawnOn = () => {
  const doc = storyDoc();
  const ids = seededIds(3);
  const shot = expectOk(addShot(doc, { ids, scene: at(readStory(doc).scenes, 0).id }));
  const begin = (): LayerId => {
    expectOk(startDrawing(doc, { frame, shot }));
    return expectOk(addLayer(doc, { drawing, name: 'Ink', ids }));
  };
  return { doc, ids, shot, begin };
};

const names = (doc: Y.Doc): readonly string[] => readDrawing(doc, drawing)?.layers.map(({ name }) => name) ?? [];
const strokes = (doc: Y.Doc): number =>
  readDrawing(doc, drawing)?.layers.reduce((sum, layer) => sum + layer.strokes.length, 0) ?? 0;

describe('commands on drawings', () => {
  it('DRW-4 two who begin to draw over one frame at once both keep what they drew', () => {
    const { doc, shot } = drawnOn();
    const peers = [replica(doc, 71), replica(doc, 72)] as const;
    peers.forEach((peer, index) => {
      expectOk(startDrawing(peer, { frame, shot }));
      const layer = expectOk(addLayer(peer, { drawing, name: `Layer of ${index}`, ids: seededIds(100 + index) }));
      expectOk(addStroke(peer, { drawing, layer, bytes: strokeBytes(index) }));
    });
    sync(...peers);
    for (const peer of peers)
      expect([strokes(peer), [...names(peer)].sort()]).toEqual([2, ['Layer of 0', 'Layer of 1']]);
    expect(readDrawing(peers[0], drawing)).toEqual(readDrawing(peers[1], drawing));
  });

  it('DRW-5 layers are added on top or above another, moved, renamed, hidden and deleted', () => {
    const { doc, ids, begin } = drawnOn();
    const ink = begin();
    const tone = expectOk(addLayer(doc, { drawing, name: ' Tone ', ids }));
    expectOk(addLayer(doc, { drawing, name: 'Notes', ids, above: ink }));
    expect(names(doc)).toEqual(['Ink', 'Notes', 'Tone']);
    expectOk(moveLayer(doc, { drawing, layer: tone, index: 0 }));
    expect(names(doc)).toEqual(['Tone', 'Ink', 'Notes']);
    expectOk(moveLayer(doc, { drawing, layer: tone, index: 99 }));
    expectOk(updateLayer(doc, { drawing, layer: ink, fields: { name: 'Lines', visible: false, opacity: 0.5 } }));
    expect(names(doc)).toEqual(['Lines', 'Notes', 'Tone']);
    expect(readDrawing(doc, drawing)?.layers[0]).toMatchObject({ visible: false, opacity: 0.5 });
    expectOk(deleteLayer(doc, { drawing, layer: ink }));
    expect(names(doc)).toEqual(['Notes', 'Tone']);
  });

  it('DRW-5 a drawing lies over the frame that it was begun on until it is put over another', () => {
    const { doc, shot, begin } = drawnOn();
    begin();
    expect(readDrawing(doc, drawing)).toMatchObject({ id: drawing, shot, base: frame, baseOpacity: 1 });
    const newer = 'frm_newer' as FrameId;
    expectOk(updateDrawing(doc, { drawing, fields: { base: newer, baseOpacity: 0.4 } }));
    expect(readDrawing(doc, drawing)).toMatchObject({ id: drawing, base: newer, baseOpacity: 0.4 });
  });

  it('DRW-5 beginning again changes nothing', () => {
    const { doc, shot, begin } = drawnOn();
    begin();
    const state = Y.encodeStateAsUpdate(doc);
    expectOk(startDrawing(doc, { frame, shot }));
    expect(Y.encodeStateAsUpdate(doc)).toEqual(state);
  });

  it('DRW-6 what fails changes nothing and says why', () => {
    const { doc, ids, shot, begin } = drawnOn();
    const layer = begin();
    const gone = 'gone' as LayerId;
    const state = Y.encodeStateAsUpdate(doc);
    const bytes = strokeBytes(1);
    const errors = [
      startDrawing(doc, { frame: 'frm_x' as FrameId, shot: 'sht_gone' as ShotId }),
      startDrawing(doc, { frame: 'not an id' as FrameId, shot }),
      addLayer(doc, { drawing: 'frm_x' as FrameId, name: 'A', ids }),
      addLayer(doc, { drawing, name: '  ', ids }),
      addLayer(doc, { drawing, name: 'A', ids, above: gone }),
      addLayer(doc, { drawing, name: 'A', ids: { layer: () => layer } }),
      addStroke(doc, { drawing, layer: gone, bytes }),
      addStroke(doc, { drawing, layer, bytes: new Uint8Array([9, 9]) }),
      updateLayer(doc, { drawing, layer, fields: { opacity: 2 } }),
      updateDrawing(doc, { drawing, fields: { baseOpacity: -1 } }),
      moveLayer(doc, { drawing, layer: gone, index: 0 }),
      deleteLayer(doc, { drawing, layer: gone }),
      clearLayer(doc, { drawing, layer: gone }),
    ].map((result) => (result.ok ? 'ok' : result.error.kind));
    expect(errors).toEqual([
      ...['no-such-shot', 'invalid', 'no-such-drawing', 'invalid', 'no-such-layer', 'already-there'],
      ...['no-such-layer', 'invalid', 'invalid', 'invalid', 'no-such-layer', 'no-such-layer', 'no-such-layer'],
    ]);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(state);
  });

  it('DRW-7 a drawing holds so many layers, a layer so many strokes, all drawings so many bytes; a fuller one is refused', () => {
    const { doc, ids, begin } = drawnOn();
    const layer = begin();
    for (let more = 1; more < drawingLimits.maxLayers; more += 1) expectOk(addLayer(doc, { drawing, name: 'L', ids }));
    expect(addLayer(doc, { drawing, name: 'L', ids })).toMatchObject({
      ok: false,
      error: { kind: 'full', what: 'layers' },
    });
    const list = (key: string) => (drawingsOf(doc).get(key) as Y.Map<Y.Array<Uint8Array>>).get('strokes');
    const bytes = strokeBytes(1);
    list(layerKey(drawing, layer))?.push(Array.from({ length: drawingLimits.maxLayerStrokes }, () => bytes));
    const refused = addStroke(doc, { drawing, layer, bytes });
    expect(refused).toMatchObject({ ok: false, error: { kind: 'full', what: 'layer' } });
    list(layerKey(drawing, layer))?.delete(0, drawingLimits.maxLayerStrokes);
    const heavy = new Uint8Array(drawingLimits.maxStrokeBytes);
    const fill = drawingLimits.maxDrawingBytes / drawingLimits.maxStrokeBytes;
    list(layerKey(drawing, layer))?.push(Array.from({ length: fill }, () => heavy));
    const full = addStroke(doc, { drawing, layer, bytes });
    expect(full).toMatchObject({
      ok: false,
      error: { kind: 'full', what: 'drawing', max: drawingLimits.maxDrawingBytes },
    });
  });

  it('DRW-7 what another client stored beyond the limits, or wrongly, is not shown and stays', () => {
    const { doc, begin } = drawnOn();
    const layer = begin();
    const record = drawingsOf(doc).get(layerKey(drawing, layer)) as Y.Map<unknown>;
    record.set('strokes', ['text', 7, strokeBytes(1), new Uint8Array(drawingLimits.maxStrokeBytes + 1)]);
    record.set('opacity', 'half');
    drawingsOf(doc).set('frm_base.', 3);
    drawingsOf(doc).set('frm_other', 'text');
    expect(readDrawing(doc, drawing)?.layers).toMatchObject([{ opacity: 1, strokes: [strokeBytes(1)] }]);
    expect(readDrawing(doc, 'frm_other' as FrameId)).toBeNull();
    expectOk(addStroke(doc, { drawing, layer, bytes: strokeBytes(2) }));
    expect(readDrawing(doc, drawing)?.layers[0]?.strokes).toEqual([strokeBytes(1), strokeBytes(2)]);
  });
});

describe('drawings and shots', () => {
  it('DRW-8 a shot that was drawn on is a person’s, and goes with its drawings; undo brings both back', () => {
    const { doc, ids, shot } = drawnOn();
    const scene = at(readStory(doc).scenes, 0).id;
    shotsOf(doc).set(
      shot,
      new Y.Map([
        ['scene', scene],
        ['origin', 'breakdown'],
      ]),
    );
    const undo = createUndo(doc, { origin: userOrigin(null), editorOrigins: [] });
    const layer = undo.step(() => {
      expectOk(startDrawing(doc, { frame, shot }));
      return expectOk(addLayer(doc, { drawing, name: 'Ink', ids }));
    });
    undo.step(() => expectOk(addStroke(doc, { drawing, layer, bytes: strokeBytes(1) })));
    expectOk(applyProposals(doc, { scene, proposals: [], ids }));
    expect(readStory(doc).shots.has(shot)).toBe(true);
    undo.step(() => expectOk(deleteShots(doc, [shot])));
    expect([...drawingsOf(doc).keys()]).toEqual([]);
    undo.manager.undo();
    expect([readStory(doc).shots.has(shot), strokes(doc)]).toEqual([true, 1]);
    undo.dispose();
  });

  it('DRW-9 undo takes back one’s own strokes in their order, and leaves those of others between them', () => {
    const { doc, begin } = drawnOn();
    const layer = begin();
    const mine = userOrigin(null);
    const undo = createUndo(doc, { origin: mine, editorOrigins: [] });
    const draw = (n: number) => undo.step(() => expectOk(addStroke(doc, { drawing, layer, bytes: strokeBytes(n) })));
    const drawn = () => readDrawing(doc, drawing)?.layers[0]?.strokes;
    draw(1);
    const other = replica(doc, 50);
    expectOk(addStroke(other, { drawing, layer, bytes: strokeBytes(2) }));
    sync(doc, other);
    draw(4);
    undo.manager.undo();
    undo.manager.undo();
    expect(drawn()).toEqual([strokeBytes(2)]);
    undo.manager.redo();
    undo.manager.redo();
    expect(drawn()).toEqual([strokeBytes(1), strokeBytes(2), strokeBytes(4)]);
    undo.step(() => expectOk(clearLayer(doc, { drawing, layer })));
    expect(drawn()).toEqual([]);
    undo.manager.undo();
    expect(drawn()?.length).toBe(3);
    undo.dispose();
  });
});

const makePeers = () => {
  const { doc: origin, shot } = drawnOn();
  return [0, 1, 2].map((index) => {
    const doc = replica(origin, 200 + index);
    return { doc, shot, reader: createDrawingReader(doc, drawing), ids: seededIds(900 + index) };
  });
};
const layerOf = (doc: Y.Doc, n: number): LayerId => {
  const layers = readDrawing(doc, drawing)?.layers ?? [];
  return layers[n % Math.max(1, layers.length)]?.id ?? ('none' as LayerId);
};

type Actor = Omit<ReturnType<typeof makePeers>[number], 'reader'> & { readonly layer: LayerId };

/** Every kind of edit; `n` decides the details. Those that do not apply change nothing. */
const acts: Readonly<Record<string, (actor: Actor, n: number) => void>> = {
  start: ({ doc, shot }) => void startDrawing(doc, { frame, shot }),
  add: ({ doc, ids, layer }, n) =>
    void addLayer(doc, { drawing, name: `L${n}`, ids, ...(n % 2 ? { above: layer } : {}) }),
  stroke: ({ doc, layer }, n) => void addStroke(doc, { drawing, layer, bytes: strokeBytes(n) }),
  update: ({ doc, layer }, n) =>
    void updateLayer(doc, { drawing, layer, fields: { visible: n % 2 === 0, name: `R${n}` } }),
  move: ({ doc, layer }, n) => void moveLayer(doc, { drawing, layer, index: n % 5 }),
  delete: ({ doc, layer }) => void deleteLayer(doc, { drawing, layer }),
  clear: ({ doc, layer }) => void clearLayer(doc, { drawing, layer }),
  dim: ({ doc }, n) => void updateDrawing(doc, { drawing, fields: { baseOpacity: (n % 10) / 10 } }),
};

describe('the reader of a drawing', () => {
  it('DRW-10 a stroke makes its layer anew and nothing else; another drawing’s wakes nobody, and none the story’s reader', () => {
    const { doc, ids, shot, begin } = drawnOn();
    const ink = begin();
    const tone = expectOk(addLayer(doc, { drawing, name: 'Tone', ids }));
    const reader = createDrawingReader(doc, drawing);
    const story = createStoryReader(doc);
    const [before, told] = [reader.snapshot(), { drawing: 0, story: 0 }];
    const wasStory = story.snapshot();
    reader.subscribe(() => {
      told.drawing += 1;
    });
    story.subscribe(() => {
      told.story += 1;
    });
    doc.transact(() => expectOk(addStroke(doc, { drawing, layer: tone, bytes: strokeBytes(1) })));
    const after = reader.snapshot();
    expect(after?.layers[0]).toBe(before?.layers[0]);
    expect(after?.layers[1]).not.toBe(before?.layers[1]);
    expect(after?.layers.map(({ id }) => id)).toEqual([ink, tone]);
    const other = 'frm_two' as FrameId;
    doc.transact(() => drawingsOf(doc).set(other, new Y.Map([['shot', shot]])));
    expect(reader.snapshot()).toBe(after);
    expect(told).toEqual({ drawing: 1, story: 0 });
    expect(story.snapshot()).toBe(wasStory);
    reader.dispose();
    story.dispose();
  });

  it('DRW-11 replicas that saw the same show the same drawing, and an incremental reading equals a fresh one', () => {
    type Act = { readonly peer: number; readonly kind: string; readonly n: number };
    const act: fc.Arbitrary<Act> = fc.record({
      peer: fc.nat(2),
      kind: fc.constantFrom(...Object.keys(acts), 'sync', 'stroke'),
      n: fc.nat(500),
    });
    fc.assert(
      fc.property(fc.array(act, { minLength: 5, maxLength: 40 }), (script) => {
        const peers = makePeers();
        for (const { peer: which, kind, n } of script) {
          const peer = at(peers, which);
          if (kind === 'sync') sync(peer.doc, at(peers, n % 3).doc);
          else acts[kind]?.({ ...peer, layer: layerOf(peer.doc, n) }, n);
          expect(peer.reader.snapshot()).toEqual(readDrawing(peer.doc, drawing));
        }
        for (const a of [...peers, ...peers]) for (const b of peers) if (a !== b) sync(a.doc, b.doc);
        for (const { doc, reader } of peers) {
          expect(reader.snapshot()).toEqual(peers[0]?.reader.snapshot() ?? null);
          expect(reader.snapshot()).toEqual(readDrawing(doc, drawing));
          reader.dispose();
        }
      }),
      { numRuns: runs },
    );
  });
});
