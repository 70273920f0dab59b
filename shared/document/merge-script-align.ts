/** Which places of two lists stand for each other, in order, so that what they share weighs most. */
import { unchangedPlaces } from '../fountain/keep-unchanged.ts';

export type PlacePair = { readonly a: number; readonly b: number };

/** Two lists by their keys; `weight` says how much a pair of places is worth, 0 that they may not be one. */
export type Alignment = {
  readonly a: readonly string[];
  readonly b: readonly string[];
  /** Of two places whose keys differ, or are the same. */
  readonly weight: (a: number, b: number) => number;
};

/** Pairs beyond this many are not weighed one by one: only equal keys count then. */
export const maxWeighedPairs = 1_000_000;

const steps = { pair: 1, a: 2, b: 3 } as const;

/** Needleman and Wunsch (1970) without a price for gaps. */
const heaviest = (lengths: PlacePair, weight: Alignment['weight']): readonly PlacePair[] => {
  const width = lengths.b + 1;
  const step = new Uint8Array((lengths.a + 1) * width);
  let above = new Float64Array(width);
  for (let a = 1; a <= lengths.a; a += 1) {
    const row = new Float64Array(width);
    for (let b = 1; b <= lengths.b; b += 1) {
      const worth = weight(a - 1, b - 1);
      const paired = worth > 0 ? (above[b - 1] ?? 0) + worth : 0;
      const [skipA, skipB] = [above[b] ?? 0, row[b - 1] ?? 0];
      row[b] = Math.max(paired, skipA, skipB);
      step[a * width + b] = worth > 0 && row[b] === paired ? steps.pair : skipA >= skipB ? steps.a : steps.b;
    }
    above = row;
  }
  const pairs: PlacePair[] = [];
  let [a, b] = [lengths.a, lengths.b];
  while (a > 0 && b > 0) {
    const taken = step[a * width + b];
    if (taken !== steps.b) a -= 1;
    if (taken !== steps.a) b -= 1;
    if (taken === steps.pair) pairs.push({ a, b });
  }
  return pairs.reverse();
};

const byKeysAlone = (a: readonly string[], b: readonly string[]): readonly PlacePair[] =>
  [...unchangedPlaces(a, b)].map(([old, next]) => ({ a: old, b: next }));

/** The pairs, rising on both sides; what begins and ends alike is paired without weighing. */
export const alignPlaces = ({ a, b, weight }: Alignment): readonly PlacePair[] => {
  const shortest = Math.min(a.length, b.length);
  let head = 0;
  while (head < shortest && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < shortest - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const lengths = { a: a.length - head - tail, b: b.length - head - tail };
  const middle =
    lengths.a * lengths.b > maxWeighedPairs
      ? byKeysAlone(a.slice(head, a.length - tail), b.slice(head, b.length - tail))
      : lengths.a > 0 && lengths.b > 0
        ? heaviest(lengths, (left, right) => weight(head + left, head + right))
        : [];
  return [
    ...Array.from({ length: head }, (_, index) => ({ a: index, b: index })),
    ...middle.map((pair) => ({ a: pair.a + head, b: pair.b + head })),
    ...Array.from({ length: tail }, (_, index) => ({ a: a.length - tail + index, b: b.length - tail + index })),
  ];
};

/** Of `values`, the indexes of a rising stretch whose weights add up to most. */
export const heaviestRising = (values: readonly number[], weights: readonly number[]): ReadonlySet<number> => {
  const limit = values.reduce((most, value) => Math.max(most, value), -1) + 1;
  /** A Fenwick tree: for each value, the index that ends the heaviest stretch among those up to it. */
  const tree = new Int32Array(limit + 1).fill(-1);
  const total = new Float64Array(values.length);
  const before = new Int32Array(values.length).fill(-1);
  const weightOf = (index: number): number => (index < 0 ? 0 : (total[index] ?? 0));
  let last = -1;
  values.forEach((value, index) => {
    for (let at = value; at > 0; at -= at & -at) {
      const candidate = tree[at] ?? -1;
      if (weightOf(candidate) > weightOf(before[index] ?? -1)) before[index] = candidate;
    }
    total[index] = weightOf(before[index] ?? -1) + (weights[index] ?? 0);
    for (let at = value + 1; at <= limit; at += at & -at)
      if (weightOf(index) > weightOf(tree[at] ?? -1)) tree[at] = index;
    if (weightOf(index) > weightOf(last)) last = index;
  });
  const chosen = new Set<number>();
  for (let index = last; index >= 0; index = before[index] ?? -1) chosen.add(index);
  return chosen;
};
