/**
 * Fractional indexes of shots. Two people who insert at one place at once make equal keys: those order by id, and the
 * next insertion between them writes new keys for as few shots as it can.
 */
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

/** Compares by key, then by id: the same on every replica. Code units, never a locale. */
export const compareOrder = (
  a: { readonly order: string; readonly id: string },
  b: { readonly order: string; readonly id: string },
): number => (a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Longest key that is taken as it is; the space between two keys of this length is written anew. */
const maxKeyLength = 100;

export const isOrderKey = (key: string): boolean => {
  if (key.length > maxKeyLength) return false;
  try {
    generateKeyBetween(key, null);
    return true;
  } catch {
    // the library's only way of saying that a key is malformed
    return false;
  }
};

/** An item in its wanted place. `key` is what it has; `pinned` items keep theirs before others do. */
export type OrderItem = { readonly id: string; readonly key: string | null; readonly pinned: boolean };

const keepRising = (items: readonly OrderItem[], kept: Map<number, string>, pinned: boolean): void => {
  const nexts = nextKept(items.length, kept);
  let last: string | null = null;
  items.forEach((item, index) => {
    const before = kept.get(index);
    if (before !== undefined) {
      last = before;
      return;
    }
    if (item.pinned !== pinned || item.key === null || !isOrderKey(item.key)) return;
    const next = nexts[index] ?? null;
    if ((last !== null && item.key <= last) || (next !== null && item.key >= next)) return;
    kept.set(index, item.key);
    last = item.key;
  });
};

/** For each place, the nearest key that is kept after it. */
const nextKept = (length: number, kept: ReadonlyMap<number, string>): readonly (string | null)[] => {
  const nexts: (string | null)[] = new Array(length).fill(null);
  let next: string | null = null;
  for (let index = length - 1; index >= 0; index -= 1) {
    nexts[index] = next;
    next = kept.get(index) ?? next;
  }
  return nexts;
};

/** The keys to write so that the items come in the order given; items whose key is right are not in the answer. */
export const arrangeKeys = (items: readonly OrderItem[]): ReadonlyMap<string, string> => {
  const kept = new Map<number, string>();
  keepRising(items, kept, true);
  keepRising(items, kept, false);
  const written = new Map<string, string>();
  let last: string | null = null;
  let gap: OrderItem[] = [];
  const fill = (next: string | null): void => {
    const keys = generateNKeysBetween(last, next, gap.length);
    gap.forEach((item, index) => {
      written.set(item.id, keys[index] ?? '');
    });
    gap = [];
  };
  items.forEach((item, index) => {
    const key = kept.get(index);
    if (key === undefined) {
      gap.push(item);
      return;
    }
    fill(key);
    last = key;
  });
  fill(null);
  return written;
};
