/** How reports of imports count things and say where they stand. */

/** Places that a report names before it says how many more there are. */
const maxPlaces = 20;

export const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** Such as `lines 3, 7 to 9 and 2 more`. Numbers ascend. */
export const places = (what: string, numbers: readonly number[]): string => {
  const stretches: [number, number][] = [];
  for (const number of numbers) {
    const last = stretches.at(-1);
    if (last !== undefined && last[1] + 1 === number) last[1] = number;
    else stretches.push([number, number]);
  }
  const named = stretches.slice(0, maxPlaces).map(([from, to]) => {
    if (from === to) return String(from);
    return to === from + 1 ? `${from}, ${to}` : `${from} to ${to}`;
  });
  const more = stretches.slice(maxPlaces).reduce((sum, [from, to]) => sum + to - from + 1, 0);
  return `${what}${numbers.length === 1 ? '' : 's'} ${named.join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
};
