import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { ShotId } from '../ids/ids.ts';
import { setMeta } from './commands/entries.ts';
import { updateShot } from './commands/shots.ts';
import { castOf, entriesOf, metaOf, parseShot, scriptOf, shotsOf, stageOf } from './schema.ts';
import { createStoryReader, readStory } from './story-reader.ts';
import { at, expectOk, replica, storyDoc } from './testing/story-fixture.ts';

const stock = 'sht_stock' as ShotId;

describe('what other clients write', () => {
  it('DOC-1 a shot with only its scene reads with the defaults of all its fields', () => {
    const doc = storyDoc();
    const scene = at(readStory(doc).scenes, 0).id;
    shotsOf(doc).set(stock, new Y.Map([['scene', scene]]));
    expect(readStory(doc).shots.get(stock)).toEqual({
      ...{
        id: stock,
        scene,
        writtenScene: scene,
        number: '1A',
        order: '~',
        origin: 'person',
        size: 'MS',
        angle: 'eye',
      },
      ...{ roll: 0, framing: 'single', movement: 'static', lens: 50, subjects: [], description: '', dialogue: '' },
      ...{ durationMs: 3000, notes: '', anchor: null, pick: null },
    });
  });

  it('DOC-1 garbage in a field costs that field alone, and garbage as a record costs that record', () => {
    const value = fc.jsonValue();
    const record = fc.dictionary(
      fc.constantFrom('scene', 'order', 'size', 'lens', 'roll', 'subjects', 'durationMs', 'anchor', 'pick', 'notes'),
      value,
    );
    fc.assert(
      fc.property(record, (fields) => {
        const read = parseShot({ description: 'kept', ...fields });
        expect(read).toMatchObject({ description: 'kept', angle: 'eye' });
        expect(parseShot(new Y.Array())).toBeNull();
      }),
    );
    const doc = storyDoc();
    const before = readStory(doc);
    for (const root of [shotsOf(doc), stageOf(doc), castOf(doc), entriesOf(doc, 'looks')]) {
      for (const junk of [7, 'x', null, [1], new Y.Array(), new Uint8Array(2)]) root.set('junk', junk);
    }
    expect(readStory(doc)).toEqual(before);
  });

  it('DOC-1 shared types read as the plain values that they hold', () => {
    const doc = storyDoc();
    const scene = at(readStory(doc).scenes, 0).id;
    const fields = [
      ['scene', scene],
      ['subjects', Y.Array.from(['ANNA'])],
      ['notes', new Y.Text('typed')],
    ] as const;
    shotsOf(doc).set(stock, new Y.Map<unknown>(fields.map(([key, value]) => [key, value])));
    expect(readStory(doc).shots.get(stock)).toMatchObject({ subjects: ['ANNA'], notes: 'typed' });
  });

  it('DOC-21 unknown keys and roots stay on every write', () => {
    const doc = storyDoc();
    const scene = at(readStory(doc).scenes, 0).id;
    shotsOf(doc).set(stock, { scene, sparkle: [1] });
    metaOf(doc).set('sparkle', 2);
    doc.getMap('elsewhere').set('kept', 3);
    expectOk(updateShot(doc, { shot: stock, fields: { notes: 'n' }, by: 'person' }));
    expectOk(setMeta(doc, { title: 'Other' }));
    const copy = replica(doc, 9);
    expect((shotsOf(copy).get(stock) as Y.Map<unknown>).toJSON()).toMatchObject({ scene, sparkle: [1], notes: 'n' });
    expect([metaOf(copy).get('sparkle'), copy.getMap('elsewhere').get('kept')]).toEqual([2, 3]);
  });
});

describe('what sync may bring', () => {
  it('DOC-32 an update of nothing is harmless: no listener is told and nothing is read anew', () => {
    const doc = storyDoc();
    const reader = createStoryReader(doc);
    const before = reader.snapshot();
    let calls = 0;
    reader.subscribe(() => {
      calls += 1;
    });
    Y.applyUpdate(doc, Uint8Array.of(0, 0));
    expect(calls).toBe(0);
    expect(reader.snapshot()).toBe(before);
    reader.dispose();
  });

  it('DOC-32 bytes of the second encoding read by the first leave the document as it was', () => {
    const doc = storyDoc();
    const before = readStory(doc);
    const other = replica(doc, 9);
    scriptOf(other).delete(0, 1);
    try {
      Y.applyUpdate(doc, Y.encodeStateAsUpdateV2(other));
    } catch {
      // refusing them is as good
    }
    expect(readStory(doc)).toEqual(before);
  });

  it('DOC-32 a Node Buffer cannot be stored; bytes that are read as a record are none', () => {
    const doc = storyDoc();
    expect(() => doc.transact(() => shotsOf(doc).set(stock, Buffer.from('x')))).toThrow();
    const clean = storyDoc();
    shotsOf(clean).set(stock, Uint8Array.of(1, 2));
    expect(readStory(clean).shots.has(stock)).toBe(false);
  });

  it('DOC-32 a document whose garbage was collected reads as one that keeps it', () => {
    const keeping = new Y.Doc({ gc: false });
    Y.applyUpdate(keeping, Y.encodeStateAsUpdate(storyDoc()));
    keeping.clientID = 5;
    for (let round = 0; round < 20; round += 1) {
      scriptOf(keeping).insert(1, [new Y.XmlElement('action')]);
      scriptOf(keeping).delete(1, 1);
    }
    const collected = replica(keeping, 6);
    expect(readStory(collected)).toEqual(readStory(keeping));
    expect(Y.encodeStateAsUpdate(collected).length).toBeLessThanOrEqual(Y.encodeStateAsUpdate(keeping).length);
  });
});
