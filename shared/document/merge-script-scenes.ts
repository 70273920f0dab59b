/** Which scenes of two scripts are the same scene: by their words first, then by their headings and where they stand. */
import { parseHeading } from '../fountain/heading.ts';
import { unchangedPlaces } from '../fountain/keep-unchanged.ts';
import type { BlockType } from '../fountain/screenplay.ts';
import { wordsIn } from './merge-script-words.ts';

export type MergeBlock = { readonly type: BlockType; readonly text: string };
/** Indexes of its blocks, from `first` up to but not including `last`; the first of all is what stands before any heading. */
export type SceneStretch = { readonly first: number; readonly last: number };

/** The stretch before the first heading, perhaps empty, then each scene. */
export const sceneStretches = (blocks: readonly MergeBlock[]): readonly SceneStretch[] => {
  const starts = [0, ...blocks.flatMap((block, index) => (block.type === 'sceneHeading' ? [index] : []))];
  return starts.map((first, index) => ({ first, last: starts[index + 1] ?? blocks.length }));
};

/** Words that follow each other are compared in threes; longer stretches than this would cost more and tell no more. */
const shingleWords = 3;
/** A stretch of words that stands in more scenes than these tells none of them: as many as can be compared without a wait. */
const fewestHolders = 8;
const comparedStretches = 1_500_000;
/** Share of the words of the longer scene from which on two scenes are the same one. */
const sameWords = 0.3;
/** The same when their headings are the same too. */
const sameWordsUnderHeading = 0.05;

type SceneFacts = {
  readonly heading: string;
  readonly place: string;
  readonly whole: string;
  readonly shingles: ReadonlySet<string>;
};

const noFacts: SceneFacts = { heading: '', place: '', whole: '', shingles: new Set() };

const shinglesOf = (texts: readonly string[]): ReadonlySet<string> => {
  const shingles = new Set<string>();
  for (const text of texts) {
    const words = wordsIn(text);
    for (let at = 0; at + shingleWords <= words.length; at += 1)
      shingles.add(words.slice(at, at + shingleWords).join(' '));
    if (words.length > 0 && words.length < shingleWords) shingles.add(words.join(' '));
  }
  return shingles;
};

const factsOf = (blocks: readonly MergeBlock[], { first, last }: SceneStretch): SceneFacts => {
  const body = blocks.slice(first + 1, last);
  return {
    heading: wordsIn(blocks[first]?.text ?? '').join(' '),
    place: wordsIn(parseHeading(blocks[first]?.text ?? '').place).join(' '),
    whole: blocks
      .slice(first, last)
      .map(({ type, text }) => `${type} ${text}`)
      .join('\n'),
    shingles: shinglesOf(body.filter(({ type }) => type !== 'character').map(({ text }) => text)),
  };
};

type Scored = { readonly a: number; readonly b: number; readonly score: number };
type Open = { readonly a: ReadonlySet<number>; readonly b: ReadonlySet<number> };

/** For each stretch of words, the unmatched scenes of `a` that it stands in. */
const holdersOf = (a: readonly SceneFacts[], open: Open): ReadonlyMap<string, readonly number[]> => {
  const holders = new Map<string, number[]>();
  for (const scene of open.a) {
    for (const shingle of a[scene]?.shingles ?? []) {
      const list = holders.get(shingle);
      if (list === undefined) holders.set(shingle, [scene]);
      else list.push(scene);
    }
  }
  return holders;
};

/** How alike each pair of unmatched scenes is, 0 to 1: a stretch of words counts the less, the more scenes it stands in. */
const likenessOf = (a: readonly SceneFacts[], b: readonly SceneFacts[], open: Open): ReadonlyMap<number, number> => {
  const holders = holdersOf(a, open);
  const stretches = [...open.b].reduce((sum, scene) => sum + (b[scene]?.shingles.size ?? 0), 0);
  const most = Math.max(fewestHolders, Math.floor(comparedStretches / Math.max(stretches, 1)));
  const worth = (shingle: string): number => {
    const count = holders.get(shingle)?.length ?? 0;
    return count > most ? 0 : 1 / Math.max(count, 1);
  };
  const total = ({ shingles }: SceneFacts): number => [...shingles].reduce((sum, shingle) => sum + worth(shingle), 0);
  const totals = {
    a: new Map([...open.a].map((at) => [at, total(a[at] ?? noFacts)])),
    b: new Map([...open.b].map((at) => [at, total(b[at] ?? noFacts)])),
  };
  const shared = new Map<number, number>();
  for (const right of open.b) {
    for (const shingle of b[right]?.shingles ?? []) {
      const own = worth(shingle);
      for (const left of own === 0 ? [] : (holders.get(shingle) ?? []))
        shared.set(left * b.length + right, (shared.get(left * b.length + right) ?? 0) + own);
    }
  }
  for (const [pair, sum] of shared) {
    const [left, right] = [Math.floor(pair / b.length), pair % b.length];
    shared.set(pair, sum / Math.max(totals.a.get(left) ?? 0, totals.b.get(right) ?? 0, Number.MIN_VALUE));
  }
  return shared;
};

const scoredPairs = (a: readonly SceneFacts[], b: readonly SceneFacts[], open: Open): readonly Scored[] => {
  const pairs: Scored[] = [];
  for (const [pair, share] of likenessOf(a, b, open)) {
    const [left, right] = [Math.floor(pair / b.length), pair % b.length];
    const alike = a[left]?.heading === b[right]?.heading;
    if (share < (alike ? sameWordsUnderHeading : sameWords)) continue;
    pairs.push({ a: left, b: right, score: share + (alike ? 0.25 : 0) });
  }
  // of equals the pair that lies nearest
  return pairs.sort((x, y) => y.score - x.score || Math.abs(x.a - x.b) - Math.abs(y.a - y.b) || x.a - y.a);
};

/** Pairs unmatched scenes whose keys are the same and whose matched neighbours do not stand between them. */
const pairInOrder = (match: Map<number, number>, a: readonly string[], b: readonly string[]): void => {
  const taken = new Set(match.values());
  const lefts = a.flatMap((_, index) => (taken.has(index) ? [] : [index]));
  const rights = b.flatMap((_, index) => (match.has(index) ? [] : [index]));
  const keysOf = (keys: readonly string[], places: readonly number[]) => places.map((place) => keys[place] ?? '');
  for (const [left, right] of unchangedPlaces(keysOf(a, lefts), keysOf(b, rights))) {
    const [from, to] = [lefts[left], rights[right]];
    if (from !== undefined && to !== undefined) match.set(to, from);
  }
};

/** A scene that alone stands between the same neighbours as another one that alone does, in the same place, is that one rewritten. */
const pairAlone = (match: Map<number, number>, a: readonly string[], b: readonly string[]): void => {
  const taken = new Set(match.values());
  b.forEach((place, right) => {
    if (match.has(right)) return;
    const before = right === 0 ? -1 : match.get(right - 1);
    const after = right + 1 === b.length ? a.length : match.get(right + 1);
    if (before === undefined || after !== before + 2 || taken.has(before + 1)) return;
    if (place !== '' && place === a[before + 1]) match.set(right, before + 1);
  });
};

/** For each scene of `after`, by its index, the scene of `before` that it is. */
export const matchScenes = (
  before: { readonly blocks: readonly MergeBlock[]; readonly scenes: readonly SceneStretch[] },
  after: { readonly blocks: readonly MergeBlock[]; readonly scenes: readonly SceneStretch[] },
): ReadonlyMap<number, number> => {
  const a = before.scenes.slice(1).map((scene) => factsOf(before.blocks, scene));
  const b = after.scenes.slice(1).map((scene) => factsOf(after.blocks, scene));
  const match = new Map<number, number>();
  for (const [left, right] of unchangedPlaces(
    a.map(({ whole }) => whole),
    b.map(({ whole }) => whole),
  ))
    match.set(right, left);
  const taken = new Set(match.values());
  const open = {
    a: new Set(a.flatMap((_, index) => (taken.has(index) ? [] : [index]))),
    b: new Set(b.flatMap((_, index) => (match.has(index) ? [] : [index]))),
  };
  for (const pair of scoredPairs(a, b, open)) {
    if (taken.has(pair.a) || match.has(pair.b)) continue;
    match.set(pair.b, pair.a);
    taken.add(pair.a);
  }
  pairInOrder(
    match,
    a.map(({ heading }) => heading),
    b.map(({ heading }) => heading),
  );
  pairAlone(
    match,
    a.map(({ place }) => place),
    b.map(({ place }) => place),
  );
  // the stretch before the first heading is the first of both
  return new Map([[0, 0], ...[...match].map(([right, left]) => [right + 1, left + 1] as const)]);
};
