import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sceneNumbers, shotLetters } from './numbering.ts';
import { arrangeKeys } from './order-keys.ts';

describe('numbers and orders', () => {
  it('DOC-15 shots count A to Z without I and O, then AA', () => {
    expect([0, 7, 8, 13, 23, 24, 25].map(shotLetters)).toEqual(['A', 'H', 'J', 'P', 'Z', 'AA', 'AB']);
  });

  it('DOC-16 a heading keeps its own number; the others are counted past those that are claimed', () => {
    expect(sceneNumbers([null, '2', null, '10A', null])).toEqual(['1', '2', '3', '10A', '11']);
    expect(sceneNumbers([null, null, '2'])).toEqual(['1', '3', '2']);
  });

  it('DOC-17 arranged keys rise in the wanted order, whatever keys there were', () => {
    const key = fc.oneof(fc.constantFrom('a0', 'a1', 'a1', 'a2', 'Zz', '~', 'bad key'), fc.constant(null));
    fc.assert(
      fc.property(fc.array(fc.record({ key, pinned: fc.boolean() }), { maxLength: 12 }), (list) => {
        const items = list.map((item, index) => ({ ...item, id: `s${index}` }));
        const written = arrangeKeys(items);
        const keys = items.map((item) => written.get(item.id) ?? item.key ?? '');
        for (let index = 1; index < keys.length; index += 1) {
          expect((keys[index - 1] ?? '') < (keys[index] ?? '')).toBe(true);
        }
      }),
    );
  });
});
