import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type Migration, migrate, migrations, schemaOf } from './migrations.ts';
import { metaOf, schemaVersion } from './schema.ts';
import { storyDoc } from './testing/story-fixture.ts';

const versioned = (version: unknown): Y.Doc => {
  const doc = storyDoc();
  metaOf(doc).set('schema', version);
  return doc;
};

const ran = (): { steps: readonly Migration[]; order: number[] } => {
  const order: number[] = [];
  const step = (to: number): Migration => ({ to, run: () => order.push(to) });
  return { steps: [step(2), step(3), step(4)], order };
};

describe('versions of a document', () => {
  it('DOC-24 the list of migrations rises up to the version that is written', () => {
    const versions = migrations.map(({ to }) => to);
    expect(versions).toEqual(Array.from({ length: schemaVersion - 1 }, (_, index) => index + 2));
  });

  it('DOC-24 a newer document, or one of no readable version, is refused as data and not touched', () => {
    const unreadable = ['2', 0, 1.5, null, {}];
    for (const version of [schemaVersion + 1, ...unreadable]) {
      const doc = versioned(version);
      const state = Y.encodeStateAsUpdate(doc);
      const kind = typeof version === 'number' && version > 1.5 ? 'newer-schema' : 'invalid-schema';
      expect(migrate(doc)).toMatchObject({ ok: false, error: { kind } });
      expect(Y.encodeStateAsUpdate(doc)).toEqual(state);
    }
    expect(migrate(versioned(schemaVersion + 1))).toEqual({
      ok: false,
      error: { kind: 'newer-schema', version: schemaVersion + 1, supported: schemaVersion },
    });
  });

  it('DOC-24 an older document runs the steps that it lacks, in order and in one transaction', () => {
    const doc = versioned(2);
    const { steps, order } = ran();
    let updates = 0;
    doc.on('update', () => {
      updates += 1;
    });
    expect(migrate(doc, { steps, supported: 3 })).toEqual({ ok: true, value: 2 });
    expect([order, updates, schemaOf(doc)]).toEqual([[3], 1, { ok: true, value: 3 }]);
    expect(migrate(doc, { steps, supported: 3 })).toEqual({ ok: true, value: 3 });
    expect([order, updates]).toEqual([[3], 1]);
  });

  it('DOC-24 an empty document has no version and is left empty', () => {
    const doc = new Y.Doc();
    expect(migrate(doc)).toEqual({ ok: true, value: null });
    expect(metaOf(doc).size).toBe(0);
  });
});
