import { usualLenses } from '@oner/shared/camera/vocabulary.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedLens, lensAt, nextStop, stopOf } from '../../model/lens-stops.ts';
import { ageOf } from './age.ts';
import { common } from './common.ts';
import { maxPictureBytes, pictureFault } from './picture-file.ts';
import { movedBy } from './subject-order.ts';

describe('the ring of lenses', () => {
  it('CLI-71 stands at the usual lengths, between them for others, and steps to the next of them', () => {
    fc.assert(
      fc.property(fc.constantFrom(...usualLenses), (lens) => {
        expect(lensAt(stopOf(lens))).toBe(lens);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 1200 }), (lens) => {
        const place = stopOf(lens);
        expect(place).toBeGreaterThanOrEqual(0);
        expect(place).toBeLessThanOrEqual(usualLenses.length - 1);
        expect(nextStop(lens, 1)).toBeGreaterThanOrEqual(lens);
        expect(nextStop(lens, -1)).toBeLessThanOrEqual(lens);
      }),
    );
    expect([stopOf(8), stopOf(1200), nextStop(40, 1), nextStop(12, -1), allowedLens(3), allowedLens(2000)]).toEqual([
      0,
      usualLenses.length - 1,
      50,
      12,
      8,
      1200,
    ]);
    const between = stopOf(60);
    expect(between).toBeGreaterThan(stopOf(50));
    expect(between).toBeLessThan(stopOf(85));
  });
});

describe('fields of several shots', () => {
  it('CLI-73 has a value where all have the same, and none where they differ', () => {
    expect([common([2, 2]), common([2, 3]), common([]), common<number>([0])]).toEqual([2, null, null, 0]);
    expect(common([['A'], ['A']], (a, b) => a.join() === b.join())).toEqual(['A']);
  });

  it('CLI-74 moves a subject within the list, and loses none', () => {
    expect(movedBy(['A', 'B', 'C'], 2, -2)).toEqual(['C', 'A', 'B']);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string(), { minLength: 1 }),
        fc.nat(),
        fc.integer({ min: -9, max: 9 }),
        (names, at, by) => {
          const moved = movedBy(names, at % names.length, by);
          expect([...moved].sort()).toEqual([...names].sort());
        },
      ),
    );
  });
});

describe('pictures and ages', () => {
  it('CLI-75 takes PNG, JPEG, WebP and AVIF of at most 40 MB as a frame', () => {
    expect(pictureFault({ type: 'image/avif', size: maxPictureBytes })).toBeNull();
    expect(pictureFault({ type: 'image/svg+xml', size: 10 })).toBe('kind');
    expect(pictureFault({ type: '', size: 10 })).toBe('kind');
    expect(pictureFault({ type: 'image/png', size: maxPictureBytes + 1 })).toBe('size');
  });

  it('CLI-76 tells an age in its largest whole unit', () => {
    const at = '2026-11-24T10:00:00.000Z';
    const after = (ms: number) => ageOf(at, Date.parse(at) + ms);
    expect(after(59_000)).toBeNull();
    expect(after(9 * 60_000 + 59_000)).toEqual({ amount: 9, unit: 'minute' });
    expect(after(3 * 3_600_000)).toEqual({ amount: 3, unit: 'hour' });
    expect(after(49 * 3_600_000)).toEqual({ amount: 2, unit: 'day' });
    expect(after(-5000)).toBeNull();
  });
});
