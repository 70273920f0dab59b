import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { compactUpdates, createCompactor } from './compact-updates.ts';
import { mergeByReplay } from './merge-updates.ts';

/** The updates that typing `text` letter by letter makes. */
const typing = (text: string): readonly Uint8Array[] => {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const letter of text) doc.getText('t').insert(doc.getText('t').length, letter);
  return updates;
};

const textOf = (updates: readonly Uint8Array[]): string => {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.getText('t').toString();
};

describe('compaction of updates', () => {
  const compactor = createCompactor();
  afterAll(() => compactor.close());

  it('STO-27 makes one small update of many', async () => {
    const updates = typing('长镜头 '.repeat(200));
    const merged = await compactor.compact(updates);
    expect(textOf([merged])).toBe('长镜头 '.repeat(200));
    expect(merged.byteLength).toBeLessThan(Y.mergeUpdates([...updates]).byteLength / 2);
    expect(await compactor.compact([])).toEqual(new Uint8Array([0, 0]));
  });

  it('STO-27 drops what was deleted', async () => {
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    doc.getText('t').insert(0, 'x'.repeat(100_000));
    doc.getText('t').delete(0, 100_000);
    expect((await compactor.compact(updates)).byteLength).toBeLessThan(100);
  });

  it('STO-28 keeps an update whose predecessor is missing, until it comes', async () => {
    const [first, second, third] = typing('abc');
    if (!first || !second || !third) throw new Error('three letters make three updates');
    const merged = await compactor.compact([first, third]);
    expect(textOf([merged])).toBe('a');
    expect(textOf([merged, second])).toBe('abc');
  });

  it('STO-28 means the same as the updates, whatever part is compacted first', () => {
    const edit = fc.record({ client: fc.nat(2), at: fc.nat(50), text: fc.string({ maxLength: 4 }), cut: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 30 }), fc.nat(30), (edits, split) => {
        const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
        const updates: Uint8Array[] = [];
        for (const doc of docs) doc.on('update', (update: Uint8Array) => updates.push(update));
        for (const { client, at, text, cut } of edits) {
          const target = docs[client]?.getText('t');
          target?.insert(Math.min(at, target.length), text);
          target?.delete(0, Math.min(cut, target.length));
        }
        const head = mergeByReplay(updates.slice(0, split));
        expect(textOf([head, ...updates.slice(split)])).toBe(textOf(updates));
      }),
      { numRuns: 50 },
    );
  });

  it('STO-29 rejects an update that cannot be read, and goes on', async () => {
    await expect(compactor.compact([new Uint8Array([9, 9, 9])])).rejects.toMatchObject({
      kind: 'storage-failed',
      reason: 'corrupt',
    });
    expect(textOf([await compactor.compact(typing('on'))])).toBe('on');
  });

  it('STO-29 leaves the caller its bytes and rejects once closed', async () => {
    const updates = typing('ab');
    expect(textOf([await compactUpdates(updates)])).toBe('ab');
    expect(textOf(updates)).toBe('ab');
    const closed = createCompactor();
    await closed.close();
    await expect(closed.compact(updates)).rejects.toMatchObject({ reason: 'closed' });
  });
});
