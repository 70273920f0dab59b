/**
 * A made-up feature film of any size, the same for the same seed: for benches and for tests of a whole product under
 * load. It has nobody's words in it.
 */
import { insertShot } from '@oner/shared/document/commands/shots.ts';
import { seedStory } from '@oner/shared/document/create-story.ts';
import { anchorInOutline, outlineOf } from '@oner/shared/document/locate.ts';
import { arrangeKeys } from '@oner/shared/document/order-keys.ts';
import { type ShotFields, shotsOf } from '@oner/shared/document/schema.ts';
import { seededIds } from '@oner/shared/document/testing/story-fixture.ts';
import type { Block, BlockType, MarkType, Screenplay } from '@oner/shared/fountain/screenplay.ts';
import { blockText } from '@oner/shared/fountain/screenplay.ts';
import type { IdFactory, SceneId, ShotId } from '@oner/shared/ids/ids.ts';
import * as Y from 'yjs';
import { type Vocabulary, vocabularies } from './synthetic-words.ts';

export type FeatureOptions = {
  /**
   * Size of the script at 50 blocks a page: the many short blocks of a talkative script, so that it prints on more
   * pages than this. Default 120.
   */
  readonly pages?: number;
  /** Default 1,500. */
  readonly shots?: number;
  /** Default 100. */
  readonly scenes?: number;
  readonly seed?: number;
  readonly language?: 'en' | 'zh';
};

/** A shot of one block's words, from one offset to another. */
export type SyntheticShot = {
  /** Index of its scene's heading among the screenplay's blocks. */
  readonly scene: number;
  readonly block: number;
  readonly from: number;
  readonly to: number;
  readonly fields: ShotFields;
};

export type Feature = {
  readonly screenplay: Screenplay;
  /** By scene, in script order. */
  readonly shots: readonly SyntheticShot[];
  readonly seed: number;
  readonly language: 'en' | 'zh';
};

export const blocksPerPage = 50;

/** A generator of numbers from 0 to below 1 (mulberry32). */
const createRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

type Dice = {
  readonly below: (limit: number) => number;
  readonly chance: (share: number) => boolean;
  readonly one: <T>(list: readonly [T, ...T[]]) => T;
};

const createDice = (seed: number): Dice => {
  const random = createRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  return { below, chance: (share) => random() < share, one: (list) => list[below(list.length)] ?? list[0] };
};

const plain = (type: BlockType, text: string): Block => ({ type, runs: [{ text, marks: [] }] });

/** A block one word of which is under a mark. */
const marked = (type: BlockType, text: string, mark: MarkType): Block => {
  const cut = Math.floor(text.length / 3);
  const runs = [
    { text: text.slice(0, cut), marks: [] },
    { text: text.slice(cut, cut * 2), marks: [mark] },
    { text: text.slice(cut * 2), marks: [] },
  ];
  return { type, runs: runs.filter(({ text: part }) => part !== '') };
};

const speech = (dice: Dice, words: Vocabulary, cast: readonly [string, ...string[]]): readonly Block[] => {
  const blocks = [plain('character', dice.one(cast))];
  if (dice.chance(0.12)) blocks.push(plain('parenthetical', dice.one(words.parentheticals)));
  const line = words.sentence(dice.one(words.lines), dice.one(words.lines), dice.chance(0.3));
  blocks.push(dice.chance(0.05) ? marked('dialogue', line, 'italic') : plain('dialogue', line));
  return blocks;
};

const action = (dice: Dice, words: Vocabulary, cast: readonly [string, ...string[]]): Block => {
  const text = words.act(dice.one(cast), dice.one(words.deeds), dice.one(words.details));
  return dice.chance(0.06) ? marked('action', text, 'bold') : plain('action', text);
};

const sceneBlocks = (dice: Dice, words: Vocabulary, count: number): readonly Block[] => {
  const setting = dice.one(['INT.', 'EXT.', 'INT./EXT.']);
  const heading = `${setting} ${dice.one(words.places)} - ${dice.one(words.times)}`;
  const cast: readonly [string, ...string[]] = [dice.one(words.names), dice.one(words.names), dice.one(words.names)];
  const blocks: Block[] = [plain('sceneHeading', heading), action(dice, words, cast)];
  while (blocks.length < count) {
    if (dice.chance(0.35)) blocks.push(action(dice, words, cast));
    else blocks.push(...speech(dice, words, cast));
  }
  if (dice.chance(0.15)) blocks.push(plain('transition', 'CUT TO:'));
  return blocks;
};

const sizes = ['WS', 'FS', 'MS', 'MCU', 'CU'] as const;
const movements = ['static', 'static', 'pan', 'dolly-in'] as const;

/** `count` shots of the scene that starts at `first`, in script order. */
const sceneShots = (dice: Dice, blocks: readonly Block[], extent: { first: number; last: number; count: number }) => {
  const covered = Array.from({ length: extent.count }, () => 1 + dice.below(extent.last - extent.first - 1)).sort(
    (a, b) => a - b,
  );
  return covered.map((offset): SyntheticShot => {
    const block = extent.first + offset;
    const found = blocks[block];
    const length = found === undefined ? 0 : blockText(found).length;
    const from = dice.below(Math.max(1, length >> 1));
    return {
      scene: extent.first,
      block,
      from,
      to: Math.max(from + 1, length - dice.below(3)),
      fields: {
        size: dice.one(sizes),
        movement: dice.one(movements),
        subjects: [],
        description: found === undefined ? '' : blockText(found),
        durationMs: 1000 + dice.below(5000),
      },
    };
  });
};

/** Makes the feature's script and shots. */
export const makeFeature = (options: FeatureOptions = {}): Feature => {
  const { pages = 120, shots: shotCount = 1500, scenes = 100, seed = 1, language = 'en' } = options;
  const dice = createDice(seed);
  const words = vocabularies[language];
  const blocks: Block[] = [];
  const shots: SyntheticShot[] = [];
  for (let scene = 0; scene < scenes; scene += 1) {
    const first = blocks.length;
    const wanted = Math.round((pages * blocksPerPage * (scene + 1)) / scenes) - first;
    blocks.push(...sceneBlocks(dice, words, Math.max(2, wanted)));
    const count = Math.round((shotCount * (scene + 1)) / scenes) - shots.length;
    shots.push(...sceneShots(dice, blocks, { first, last: blocks.length, count }));
  }
  const titlePage = [{ key: 'Title', values: [words.title] }];
  return { screenplay: { titlePage, blocks }, shots, seed, language };
};

export type FilledStory = { readonly scenes: readonly SceneId[]; readonly shots: readonly ShotId[] };

/** Writes the feature into an empty document; returns the ids of its scenes and shots in order. */
export const fillStory = (doc: Y.Doc, feature: Feature): FilledStory => {
  const ids = seededIds(feature.seed);
  const meta = { title: feature.screenplay.titlePage[0]?.values[0] ?? '', language: feature.language };
  const seeded = seedStory(doc, { meta, screenplay: feature.screenplay, ids });
  if (!seeded.ok) throw new Error(`the document cannot be seeded: ${seeded.error.kind}`);
  return fillShots(doc, feature, ids);
};

/** Writes the feature's shots into a document that has its script, as an import gave it, and no shots. */
export const fillShots = (
  doc: Y.Doc,
  feature: Feature,
  ids: Pick<IdFactory, 'shot'> = seededIds(feature.seed),
): FilledStory => {
  const outline = outlineOf(doc);
  const shots = feature.shots.map((shot) => ({ shot, id: ids.shot() }));
  const orders = ordersByScene(shots);
  doc.transact(() => {
    for (const { shot, id } of shots) {
      const [scene, block] = [outline.ids[shot.scene], outline.ids[shot.block]];
      if (scene === undefined || block === undefined) throw new Error(`no block for shot ${id}`);
      const anchor = anchorInOutline(outline, { block, offset: shot.from }, { block, offset: shot.to });
      insertShot(doc, id, { ...shot.fields, scene, anchor, origin: 'breakdown' });
      const record = shotsOf(doc).get(id);
      if (record instanceof Y.Map) record.set('order', orders.get(id));
    }
  });
  const headings = feature.screenplay.blocks.flatMap((block, index) => (block.type === 'sceneHeading' ? [index] : []));
  return { scenes: headings.flatMap((index) => outline.ids[index] ?? []), shots: shots.map(({ id }) => id) };
};

const ordersByScene = (shots: readonly { shot: SyntheticShot; id: ShotId }[]): ReadonlyMap<string, string> => {
  const orders = new Map<string, string>();
  for (const group of Map.groupBy(shots, ({ shot }) => shot.scene).values()) {
    const keys = arrangeKeys(group.map(({ id }) => ({ id, key: null, pinned: false })));
    for (const [id, key] of keys) orders.set(id, key);
  }
  return orders;
};

/** A document that holds the feature. */
export const featureDoc = (options: FeatureOptions = {}): Y.Doc => {
  const doc = new Y.Doc();
  fillStory(doc, makeFeature(options));
  return doc;
};
