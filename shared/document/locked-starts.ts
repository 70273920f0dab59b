/** Where locked pages begin in the script as it is now. */
import type { LockedPage, ScriptBlock } from './story.ts';

/** A locked page that there still is; `until`: the last of those behind it of which nothing is left. */
export type ResolvedStart = {
  readonly label: string;
  readonly until: string | null;
  readonly block: number;
  readonly offset: number;
};

type Place = { readonly block: number; readonly offset: number };
type TextOf = (block: ScriptBlock) => string;

/** Where `words` stand in a text, nearest to an offset; −1 when nowhere. */
const nearest = (text: string, words: string, offset: number): number => {
  let best = -1;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (best >= 0 && Math.abs(at - offset) >= Math.abs(best - offset)) break;
    best = at;
  }
  return best;
};

/** How many letters of the text stand on the page before: by the words behind the place, else by those ahead of it. */
const offsetIn = (text: string, { offset, before, after }: LockedPage): number => {
  if (offset === 0) return 0;
  if (after !== '') {
    if (text.startsWith(after, offset)) return offset;
    const found = nearest(text, after, offset);
    if (found >= 0) return found;
  }
  if (before !== '') {
    const found = nearest(text, before, offset - before.length);
    if (found >= 0) return found + before.length;
  }
  return Math.min(offset, text.length);
};

const indexOfBlocks = (blocks: readonly ScriptBlock[]): ReadonlyMap<string, number> =>
  new Map(blocks.map((block, index) => [block.id, index]));

/** The places at which a page may begin, the best one first. */
const placesOf = (
  page: LockedPage,
  script: {
    readonly blocks: readonly ScriptBlock[];
    readonly indexOf: ReadonlyMap<string, number>;
    readonly textOf: TextOf;
  },
): readonly Place[] => {
  const first = script.indexOf.get(page.block);
  const places: Place[] = [];
  const block = first === undefined ? undefined : script.blocks[first];
  if (first !== undefined && block !== undefined) {
    const text = page.offset === 0 ? '' : script.textOf(block);
    const offset = offsetIn(text, page);
    places.push(offset > 0 && offset >= text.length ? { block: first + 1, offset: 0 } : { block: first, offset });
  }
  for (const id of page.blocks) {
    const index = id === page.block ? undefined : script.indexOf.get(id);
    if (index !== undefined) places.push({ block: index, offset: 0 });
  }
  return places;
};

const isBefore = (a: Place, b: Place): boolean => a.block < b.block || (a.block === b.block && a.offset < b.offset);

/** The longest choice of pages whose first places rise: the others were moved. */
const risingPages = (firsts: readonly (Place | null)[]): ReadonlySet<number> => {
  const chains: { readonly place: Place; readonly page: number; readonly below: number }[] = [];
  /** For each length the chain that ends earliest. */
  const ends: number[] = [];
  firsts.forEach((place, page) => {
    if (place === null) return;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const end = chains[ends[middle] ?? -1];
      if (end !== undefined && isBefore(end.place, place)) low = middle + 1;
      else high = middle;
    }
    chains.push({ place, page, below: ends[low - 1] ?? -1 });
    ends[low] = chains.length - 1;
  });
  const kept = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = chains[at]?.below ?? -1) kept.add(chains[at]?.page ?? -1);
  return kept;
};

/** For each page where it begins; null: nothing of it is left in its place. The first begins with the script. */
const placePages = (candidates: readonly (readonly Place[])[]): readonly (Place | null)[] => {
  const kept = risingPages(candidates.map((places) => places[0] ?? null));
  const placed: (Place | null)[] = candidates.map((places, page) => (kept.has(page) ? (places[0] ?? null) : null));
  let last: Place = { block: 0, offset: 0 };
  placed.forEach((place, page) => {
    if (place === null) {
      const next = placed.slice(page + 1).find((later) => later !== null) ?? null;
      const fits = (at: Place): boolean => isBefore(last, at) && (next === null || isBefore(at, next));
      placed[page] = candidates[page]?.find(fits) ?? null;
    }
    last = placed[page] ?? last;
  });
  return placed;
};

/** Where each locked page begins that has a place; the first always begins with the script. */
export const resolvePageStarts = (
  lock: readonly LockedPage[],
  blocks: readonly ScriptBlock[],
  textOf: TextOf,
): readonly ResolvedStart[] => {
  const [first, ...rest] = lock;
  if (first === undefined) return [];
  const script = { blocks, indexOf: indexOfBlocks(blocks), textOf };
  const places = placePages(rest.map((page) => placesOf(page, script)));
  const starts: ResolvedStart[] = [{ label: first.label, until: null, block: 0, offset: 0 }];
  rest.forEach(({ label }, index) => {
    const place = places[index] ?? null;
    const before = starts.at(-1) as ResolvedStart; // there is a first one
    const isEmpty = place === null || !isBefore(before, place) || place.block >= blocks.length;
    if (isEmpty) starts[starts.length - 1] = { ...before, until: label };
    else starts.push({ label, until: null, ...place });
  });
  return starts;
};
