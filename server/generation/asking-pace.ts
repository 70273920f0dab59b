import type { Clock } from '../platform/clock.ts';

/** Who asks for more pictures than these within this time waits for all of them together, not for each. */
export const manyAtOnce = { pictures: 12, withinMs: 10_000 } as const;

/** People whose pace is remembered: those who asked last. */
const maxPeople = 1000;

/** Notes that someone asks for a picture, and says whether they are asking for many at once. */
export type AskingPace = (person: string) => boolean;

export const createAskingPace = (clock: Clock): AskingPace => {
  const asked = new Map<string, readonly number[]>();
  return (person) => {
    const now = clock.now();
    const recent = [...(asked.get(person) ?? []), now]
      .filter((at) => at > now - manyAtOnce.withinMs)
      .slice(-manyAtOnce.pictures - 1);
    asked.delete(person);
    asked.set(person, recent);
    for (const oldest of [...asked.keys()].slice(0, -maxPeople)) asked.delete(oldest);
    return recent.length > manyAtOnce.pictures;
  };
};
