/** The longest stretch of rising numbers among `values`, as indexes into it. */
const longestRising = (values: readonly number[]): readonly number[] => {
  const tails: number[] = [];
  const previous: number[] = [];
  values.forEach((value, index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = index;
  });
  const rising: number[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) rising.push(at);
  return rising.reverse();
};

/** Pairs of old and new places whose keys are the same, from old to new, rising on both sides. */
export const unchangedPlaces = (before: readonly string[], after: readonly string[]): ReadonlyMap<number, number> => {
  const places = new Map<string, number[]>();
  before.forEach((key, index) => {
    const list = places.get(key);
    if (list === undefined) places.set(key, [index]);
    else list.push(index);
  });
  const pairs: { old: number; next: number }[] = [];
  after.forEach((key, next) => {
    const old = places.get(key)?.shift();
    if (old !== undefined) pairs.push({ old, next });
  });
  const kept = longestRising(pairs.map((pair) => pair.old));
  return new Map(
    kept.flatMap((index) => {
      const pair = pairs[index];
      return pair === undefined ? [] : [[pair.old, pair.next] as const];
    }),
  );
};
