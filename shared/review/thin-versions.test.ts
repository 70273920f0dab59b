import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maxAutomaticVersions, versionsToThin } from './thin-versions.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** A whole week since the epoch, so that stretches are easy to name. */
const now = 2900 * 7 * day;
const kept = (versions: readonly { readonly at: number }[], at = now): number[] => {
  const gone = new Set(versionsToThin(versions, at));
  return versions.filter((version) => !gone.has(version)).map((version) => version.at);
};
const ago = (...ages: readonly number[]) => ages.map((age) => ({ at: now - age }));

test('VER-1 all of the last hour are kept, then one of each hour, each day and each week', () => {
  expect(versionsToThin(ago(0, 1, 10 * minute, 59 * minute), now)).toEqual([]);
  expect(kept(ago(130 * minute, 150 * minute, 170 * minute, 190 * minute))).toEqual([
    now - 130 * minute,
    now - 190 * minute,
  ]);
  expect(kept(ago(49 * hour, 60 * hour, 71 * hour, 73 * hour))).toEqual([now - 49 * hour, now - 73 * hour]);
  expect(kept(ago(36 * day, 38 * day, 41 * day, 43 * day))).toEqual([now - 36 * day, now - 43 * day]);
});

test('VER-1 of a year that somebody wrote through day and night, a bounded number is left', () => {
  let versions: { readonly at: number }[] = [];
  for (let at = now; at < now + 400 * day; at += 2 * hour) {
    versions = [...versions, { at }];
    const gone = new Set(versionsToThin(versions, at));
    versions = versions.filter((version) => !gone.has(version));
    expect(versions.length).toBeLessThanOrEqual(maxAutomaticVersions);
    expect(versions.at(-1)).toEqual({ at });
  }
  const oldest = versions[0]?.at ?? 0;
  expect(oldest).toBeLessThan(now + 7 * day);
});

test('VER-1 thinned again at the same time nothing more goes, and the newest always stays', () => {
  const ages = fc.array(fc.integer({ min: 0, max: 500 * day }), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(ages, (list) => {
      const versions = ago(...list);
      const left = kept(versions);
      expect(
        versionsToThin(
          left.map((at) => ({ at })),
          now,
        ),
      ).toEqual([]);
      expect(Math.max(...left)).toBe(now - Math.min(...list));
      expect(left.length).toBeLessThanOrEqual(maxAutomaticVersions);
    }),
  );
});
