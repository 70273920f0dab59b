import { expect, it } from 'vitest';
import { createGate } from './gate.ts';

it('HTTP-19 so many are let in at once, so many wait their turn in order, and the next is turned away', async () => {
  const gate = createGate({ inside: 2, waiting: 2 });
  const begun: number[] = [];
  const ends = Array.from({ length: 5 }, () => Promise.withResolvers<number>());
  const passed = ends.map(({ promise }, index) =>
    gate.pass(() => {
      begun.push(index);
      return promise;
    }),
  );
  expect(await passed[4]).toBe(null);
  expect(begun).toEqual([0, 1]);
  ends[0]?.reject(new Error('damaged'));
  await expect(passed[0]).rejects.toThrow('damaged');
  expect(begun).toEqual([0, 1, 2]);
  for (const index of [1, 2, 3]) ends[index]?.resolve(index);
  expect(await Promise.all(passed.slice(1, 4))).toEqual([1, 2, 3]);
  expect(begun).toEqual([0, 1, 2, 3]);
  expect(await gate.pass(async () => 'again')).toBe('again');
});
