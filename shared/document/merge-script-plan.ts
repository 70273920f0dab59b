/** How a script becomes another one with the least change: which blocks are the same, which of them move, and which words change. */
import type { Block } from '../fountain/screenplay.ts';
import { blockText } from '../fountain/screenplay.ts';
import { alignPlaces, heaviestRising } from './merge-script-align.ts';
import { type MergeBlock, matchScenes, type SceneStretch, sceneStretches } from './merge-script-scenes.ts';
import { likeness, placeAfter, type WordBag, wordBag, wordCuts } from './merge-script-words.ts';
import type { Anchor, ScriptBlock } from './story.ts';
import type { TextChange } from './write-runs.ts';

export type MergePlan = {
  readonly before: readonly ScriptBlock[];
  readonly after: readonly Block[];
  /** For each block after: the index of the block before that it is, or null for a new one. */
  readonly from: readonly (number | null)[];
  /** For each block before: the index of the block after that it becomes, or null for one that goes. */
  readonly to: readonly (number | null)[];
  /** Indexes before of blocks that keep their place; all others that stay are moved. */
  readonly still: ReadonlySet<number>;
  /** The cuts that a block's words need, by its index before. */
  readonly cuts: ReadonlyMap<number, readonly TextChange[]>;
};

type Texts = readonly (MergeBlock & { readonly key: string })[];

const keyed = (block: MergeBlock): Texts[number] => ({
  type: block.type,
  text: block.text,
  key: `${block.type} ${block.text}`,
});

/** Words that two blocks of one type must share to be one block; of two types. */
const alikeEnough = 0.35;
const alikeAcrossTypes = 0.6;

const createBlockWeight = (a: Texts, b: Texts) => {
  const bags = new Map<string, WordBag>();
  const bagOf = (text: string): WordBag => {
    const known = bags.get(text) ?? wordBag(text);
    bags.set(text, known);
    return known;
  };
  return (left: number, right: number): number => {
    const [one, other] = [a[left], b[right]];
    if (one === undefined || other === undefined) return 0;
    // a scene is what its heading is: that is decided by the whole of it
    if ((one.type === 'sceneHeading') !== (other.type === 'sceneHeading')) return 0;
    const length = Math.min(one.text.length, other.text.length);
    if (one.text === other.text) return one.type === other.type ? 4 + 2 * length : 2 + 1.5 * length;
    const alike = likeness(bagOf(one.text), bagOf(other.text));
    if (one.type === other.type) return alike < alikeEnough ? 0 : 0.5 + alike * length;
    return alike < alikeAcrossTypes ? 0 : 0.25 + 0.5 * alike * length;
  };
};

/** Which block is which, while it is being found out. */
type Matching = { readonly from: (number | null)[]; readonly to: (number | null)[] };

const pairUp = ({ from, to }: Matching, a: number, b: number): void => {
  to[a] = b;
  from[b] = a;
};

/** One block that alone stands between two that stay, where one of its type alone stood, is that one with other words. */
const pairRewritten = (
  matching: Matching,
  texts: { readonly a: Texts; readonly b: Texts },
  scene: { a: SceneStretch; b: SceneStretch },
): void => {
  const { from, to } = matching;
  for (let right = scene.b.first; right < scene.b.last; right += 1) {
    if (from[right] !== null) continue;
    const before = right === scene.b.first ? scene.a.first - 1 : from[right - 1];
    const after = right + 1 === scene.b.last ? scene.a.last : from[right + 1];
    if (before === null || before === undefined || after !== before + 2 || to[before + 1] !== null) continue;
    if (texts.a[before + 1]?.type === texts.b[right]?.type) pairUp(matching, before + 1, right);
  }
};

const matchWithin = (
  matching: Matching,
  texts: { readonly a: Texts; readonly b: Texts },
  scene: { a: SceneStretch; b: SceneStretch },
): void => {
  // only the stretch before the first heading, which may be empty, has none
  const isScene =
    [texts.a[scene.a.first], texts.b[scene.b.first]].every((first) => first?.type === 'sceneHeading') &&
    scene.a.last > scene.a.first &&
    scene.b.last > scene.b.first;
  const skip = isScene ? 1 : 0;
  if (isScene) pairUp(matching, scene.a.first, scene.b.first);
  const a = texts.a.slice(scene.a.first + skip, scene.a.last);
  const b = texts.b.slice(scene.b.first + skip, scene.b.last);
  const pairs = alignPlaces({
    a: a.map(({ key }) => key),
    b: b.map(({ key }) => key),
    weight: createBlockWeight(a, b),
  });
  for (const pair of pairs) pairUp(matching, scene.a.first + skip + pair.a, scene.b.first + skip + pair.b);
  pairRewritten(matching, texts, scene);
};

/** Shorter texts stand in many places: alone they do not tell that a block went from one scene to another. Chinese says more by a letter. */
const isTelling = (text: string): boolean =>
  text.replace(/[^\p{L}\p{N}]/gu, '').length * (/\p{Script=Han}/u.test(text) ? 3 : 1) >= 18;

/** Blocks that went from one scene to another as they are, with those beside them that went along. */
const matchAcross = (matching: Matching, { a, b }: { readonly a: Texts; readonly b: Texts }): void => {
  const places = new Map<string, number[]>();
  a.forEach(({ key, type, text }, index) => {
    if (matching.to[index] !== null || type === 'sceneHeading' || !isTelling(text)) return;
    const list = places.get(key);
    if (list === undefined) places.set(key, [index]);
    else list.push(index);
  });
  const same = (left: number, right: number): boolean =>
    matching.to[left] === null &&
    matching.from[right] === null &&
    a[left]?.type !== 'sceneHeading' &&
    a[left]?.key === b[right]?.key;
  b.forEach(({ key }, right) => {
    const left =
      matching.from[right] === null ? places.get(key)?.find((place) => matching.to[place] === null) : undefined;
    if (left === undefined) return;
    pairUp(matching, left, right);
    for (let step = 1; same(left - step, right - step); step += 1) pairUp(matching, left - step, right - step);
    for (let step = 1; same(left + step, right + step); step += 1) pairUp(matching, left + step, right + step);
  });
};

const stillOf = (from: readonly (number | null)[], texts: Texts): ReadonlySet<number> => {
  const kept = from.flatMap((index) => (index === null ? [] : [index]));
  const rising = heaviestRising(
    kept,
    kept.map((index) => 1 + (texts[index]?.text.length ?? 0)),
  );
  return new Set([...rising].flatMap((at) => kept[at] ?? []));
};

/** How `before` becomes `after`. */
export const planMerge = (before: readonly ScriptBlock[], after: readonly Block[]): MergePlan => {
  const a = before.map(keyed);
  const b = after.map((block) => keyed({ type: block.type, text: blockText(block) }));
  const matching: Matching = {
    from: new Array<number | null>(b.length).fill(null),
    to: new Array<number | null>(a.length).fill(null),
  };
  const scenes = { a: sceneStretches(a), b: sceneStretches(b) };
  const matched = matchScenes({ blocks: a, scenes: scenes.a }, { blocks: b, scenes: scenes.b });
  for (const [right, left] of matched) {
    const [one, other] = [scenes.a[left], scenes.b[right]];
    if (one !== undefined && other !== undefined) matchWithin(matching, { a, b }, { a: one, b: other });
  }
  matchAcross(matching, { a, b });
  const cuts = new Map<number, readonly TextChange[]>();
  matching.to.forEach((right, left) => {
    const [one, other] = [a[left]?.text, right === null ? undefined : b[right]?.text];
    if (one !== undefined && other !== undefined && one !== other) cuts.set(left, wordCuts(one, other));
  });
  return { before, after, from: matching.from, to: matching.to, still: stillOf(matching.from, a), cuts };
};

/** A place in the script after the merge: the index of a block and an offset into its text. */
export type PlaceAfter = { readonly block: number; readonly offset: number };

/**
 * Where the words of an anchor are after the merge; what took the place of words stands for them. Null when nothing of them is left.
 * `indexOf` tells where a block stood before.
 */
export const anchorAfter = (
  { to, cuts, after }: MergePlan,
  anchor: Anchor,
  indexOf: (block: string) => number | undefined,
): { readonly start: PlaceAfter; readonly end: PlaceAfter } | null => {
  const places = anchor.blocks.flatMap((block, at) => {
    const index = indexOf(block);
    const right = index === undefined ? null : (to[index] ?? null);
    if (index === undefined || right === null) return [];
    const length = blockText(after[right] ?? { runs: [] }).length;
    const own = cuts.get(index) ?? [];
    const start = at === 0 ? placeAfter(own, anchor.start.offset, 'start') : 0;
    const end = at === anchor.blocks.length - 1 ? placeAfter(own, anchor.end.offset, 'end') : length;
    return start < end ? [{ block: right, start, end }] : [];
  });
  const first = places[0];
  // blocks that moved away from between the ends, or over them, are not between them any more
  const last = places.findLast((place) => first !== undefined && place.block >= first.block);
  if (first === undefined || last === undefined) return null;
  const spanned = last.block - first.block <= anchor.blocks.length * 2 + 4 ? last : first;
  return {
    start: { block: first.block, offset: first.start },
    end: { block: spanned.block, offset: spanned.end },
  };
};
