/** Scenes as the script tells them: pure over its blocks, sharing every scene of the last time that reads the same. */
import { cueName } from '../fountain/cue.ts';
import { parseHeading } from '../fountain/heading.ts';
import type { NumberScheme } from '../fountain/revision.ts';
import type { BlockId, ShotId } from '../ids/ids.ts';
import { sceneNumbers } from './numbering.ts';
import { eighthsOf, type LineCounter, type Pagination, type Paper } from './pagination.ts';
import type { Scene, ScriptBlock } from './story.ts';

/** What a scene is before shots are placed in it. */
export type ScriptScene = Omit<Scene, 'shots'> & {
  /** Indexes of its blocks in the script: from `first` up to but not including `last`. */
  readonly first: number;
  readonly last: number;
};

type Extent = { readonly first: number; readonly last: number };

const sceneExtents = (blocks: readonly ScriptBlock[]): readonly Extent[] => {
  const starts: number[] = [];
  blocks.forEach((block, index) => {
    if (block.type === 'sceneHeading') starts.push(index);
  });
  return starts.map((first, index) => ({ first, last: starts[index + 1] ?? blocks.length }));
};

const castOfBlocks = (blocks: readonly ScriptBlock[]): readonly string[] => {
  const names = new Set<string>();
  for (const block of blocks) {
    if (block.type !== 'character') continue;
    const name = cueName(block.text);
    if (name !== '') names.add(name);
  }
  return [...names];
};

const sumOf = (lines: Uint32Array, { first, last }: Extent): number => {
  let sum = 0;
  for (let index = first; index < last; index += 1) sum += lines[index] ?? 0;
  return sum;
};

const sameBlocks = (scene: ScriptScene, blocks: readonly ScriptBlock[], extent: Extent): boolean => {
  if (scene.blocks.length !== extent.last - extent.first) return false;
  return scene.blocks.every((block, index) => block === blocks[extent.first + index]);
};

const readScene = (
  blocks: readonly ScriptBlock[],
  facts: { number: string; eighths: number; page: number } & Extent,
): ScriptScene | null => {
  const own = blocks.slice(facts.first, facts.last);
  const heading = own[0];
  if (heading === undefined) return null;
  const { setting, place, time } = parseHeading(heading.text);
  return {
    id: heading.id,
    heading: heading.text,
    setting,
    place,
    time,
    blocks: own,
    cast: castOfBlocks(own),
    ...facts,
  };
};

/** Where scenes begin and end, what they are numbered, and how long they are. */
export type ScriptLayout = {
  readonly extents: readonly (Extent & { readonly number: string; readonly eighths: number; readonly page: number })[];
  /** Blocks that a locked page begins within: their lines depend on where. */
  readonly cut: ReadonlySet<BlockId>;
};

export type LayOutOptions = {
  readonly paper: Paper;
  readonly paginate: (blocks: readonly ScriptBlock[]) => Pagination;
  /** How scene numbers are locked; null when they are not. */
  readonly scheme: NumberScheme | null;
};

export const layOut = (blocks: readonly ScriptBlock[], { paper, paginate, scheme }: LayOutOptions): ScriptLayout => {
  const extents = sceneExtents(blocks);
  const numbers = sceneNumbers(
    extents.map(({ first }) => blocks[first]?.number ?? null),
    scheme,
  );
  const { pages, lines, cuts } = paginate(blocks);
  return {
    extents: extents.map((extent, index) => ({
      number: numbers[index] ?? '',
      eighths: eighthsOf(sumOf(lines, extent), paper),
      page: pages[extent.first] ?? 1,
      ...extent,
    })),
    cut: new Set([...cuts.keys()].flatMap((index) => blocks[index]?.id ?? [])),
  };
};

/** Whether the layout is the same after a block's content changed; its type never does. */
export const keepsLayout = (
  { before, after }: { readonly before: ScriptBlock; readonly after: ScriptBlock },
  countLines: LineCounter,
  cut: ReadonlySet<BlockId>,
): boolean =>
  !cut.has(after.id) &&
  before.number === after.number &&
  before.dual === after.dual &&
  countLines(before) === countLines(after) &&
  countLines(before, true) === countLines(after, true);

/** The script's scenes in order; `before` are those of the last time. */
export const deriveScenes = (
  blocks: readonly ScriptBlock[],
  before: readonly ScriptScene[],
  layout: ScriptLayout,
): readonly ScriptScene[] => {
  const known = new Map(before.map((scene) => [scene.id, scene]));
  const scenes: ScriptScene[] = [];
  for (const facts of layout.extents) {
    const heading = blocks[facts.first];
    const old = heading === undefined ? undefined : known.get(heading.id);
    const scene =
      old !== undefined && sameBlocks(old, blocks, facts) ? withFacts(old, facts) : readScene(blocks, facts);
    if (scene !== null) scenes.push(scene);
  }
  return scenes.length === before.length && scenes.every((scene, index) => scene === before[index]) ? before : scenes;
};

const withFacts = (
  scene: ScriptScene,
  facts: { number: string; eighths: number; page: number } & Extent,
): ScriptScene =>
  scene.number === facts.number &&
  scene.eighths === facts.eighths &&
  scene.page === facts.page &&
  scene.first === facts.first &&
  scene.last === facts.last
    ? scene
    : { ...scene, ...facts };

/** The scene as snapshots show it; the old one if nothing that it shows changed. */
export const publishScene = (scene: ScriptScene, shots: readonly ShotId[], before: Scene | undefined): Scene => {
  if (
    before !== undefined &&
    before.shots === shots &&
    before.blocks === scene.blocks &&
    before.number === scene.number &&
    before.eighths === scene.eighths &&
    before.page === scene.page
  ) {
    return before;
  }
  const { first: _first, last: _last, ...shown } = scene;
  return { ...shown, shots };
};
