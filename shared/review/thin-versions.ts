/** Which automatic versions are let go of as they grow older. Pure: the time comes in. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** From each age on, ms, one version is kept of each stretch of `every` ms; younger ones are all kept. */
const steps = [
  { age: 30 * day, every: 7 * day },
  { age: day, every: day },
  { age: hour, every: hour },
] as const;

/** No more automatic versions than these are kept of a project, whatever their age. */
export const maxAutomaticVersions = 120;

type Kept = { readonly at: number };

/** Stretches are counted from the epoch: a version that stood for its stretch once stands for it at every later thinning. */
const stretchOf = (at: number, now: number): string | null => {
  const step = steps.find(({ age }) => now - at >= age);
  return step === undefined ? null : `${step.every}:${Math.floor(at / step.every)}`;
};

/**
 * Those of the automatic versions, in any order, that are to be removed: of one stretch the last is kept (it holds what
 * the earlier ones came to), and of all the newest.
 */
export const versionsToThin = <T extends Kept>(versions: readonly T[], now: number): readonly T[] => {
  const taken = new Set<string>();
  let kept = 0;
  return versions
    .toSorted((a, b) => b.at - a.at)
    .filter(({ at }) => {
      const stretch = stretchOf(at, now);
      const stays = kept < maxAutomaticVersions && (stretch === null || !taken.has(stretch));
      if (!stays) return true;
      if (stretch !== null) taken.add(stretch);
      kept += 1;
      return false;
    });
};
