/**
 * Immutable snapshots of the `story`, kept up to date incrementally: an edit in one block rebuilds that block, its
 * scene, and the arrays that hold them; everything else keeps its identity.
 */
import type * as Y from 'yjs';
import type { NumberScheme } from '../fountain/revision.ts';
import type { CastId, LookId, PlaceId, PropId, RuleId, SceneId, ShotId } from '../ids/ids.ts';
import { type AnchorCache, noAnchors, updateAnchors } from './anchor-cache.ts';
import { createChangeListeners } from './change-listeners.ts';
import { equalJson } from './equal-json.ts';
import { createLineCounter, type Paper, paperOf } from './pagination.ts';
import { createPaginator, type PageLock } from './pagination-layout.ts';
import {
  emptyPlacement,
  noShots,
  numberShots,
  type Placement,
  type PublishedShots,
  placeShots,
  publishShots,
  type ShotPlaces,
  sameNumbering,
  sameOrders,
} from './placement.ts';
import { createRecordCache, type RecordLayout } from './record-cache.ts';
import { keepProduction, readProduction } from './revision-record.ts';
import { deriveScenes, keepsLayout, layOut, publishScene, type ScriptLayout, type ScriptScene } from './scenes.ts';
import {
  castOf,
  entriesOf,
  metaOf,
  omittedOf,
  parseCast,
  parseEntry,
  parseMeta,
  parseShot,
  parseStage,
  productionOf,
  revisionsOf,
  type StoredShot,
  scriptOf,
  shotsOf,
  stageOf,
} from './schema.ts';
import {
  noDirt,
  noteScriptEvents,
  readScriptIndex,
  type ScriptDirt,
  type UpdatedIndex,
  updateScriptIndex,
} from './script-index.ts';
import { stagedRecord, stageTarget } from './stage-record.ts';
import type { LockedPage, Meta, Production, Scene, Shot, Story } from './story.ts';

const stageLayout: RecordLayout = {
  idOf: stageTarget,
  stored: (stage, id, keys) => stagedRecord(stage, id, keys) ?? undefined,
};

export type StoryReader = {
  /** The story now; the same object as long as nothing that it shows changed. */
  readonly snapshot: () => Story;
  /** Calls `listener` once after each transaction that may have changed the story; returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Lays the pages out anew: what lays out locked ones is there. */
  readonly refresh: () => void;
  readonly dispose: () => void;
};

/** The script, its scenes, the shots in them, and their anchors. */
type Board = {
  readonly scenes: readonly Scene[];
  readonly shots: ReadonlyMap<ShotId, Shot>;
  readonly unplaced: readonly ShotId[];
};

/** What decides, besides the blocks, where pages and numbers fall. */
type LayoutRules = {
  readonly paper: Paper;
  readonly scheme: NumberScheme | null;
  readonly lock: PageLock | null;
};

/** Lays the script out again only after edits that may move a page or a scene. */
const createSceneDeriver = () => {
  const count = createLineCounter();
  let rules: LayoutRules = { paper: 'letter', scheme: null, lock: null };
  let paginate = createPaginator({ ...rules, count });
  let layout: ScriptLayout | null = null;
  let scenes: readonly ScriptScene[] = [];
  const follow = (wanted: LayoutRules): void => {
    const sameRules = wanted.paper === rules.paper && wanted.lock === rules.lock;
    if (sameRules && wanted.scheme === rules.scheme) return;
    rules = wanted;
    layout = null;
    if (!sameRules) paginate = createPaginator({ ...rules, count });
  };
  return ({ index, changes }: UpdatedIndex, wanted: LayoutRules): readonly ScriptScene[] => {
    follow(wanted);
    const known = layout;
    const kept = changes?.every((change) => known !== null && keepsLayout(change, count, known.cut)) ? known : null;
    layout = kept ?? layOut(index.blocks, { ...rules, paginate });
    if (kept === null || changes?.length !== 0) scenes = deriveScenes(index.blocks, scenes, layout);
    return scenes;
  };
};

const createBoardDeriver = (doc: Y.Doc) => {
  const scenesOf = createSceneDeriver();
  let scriptScenes: readonly ScriptScene[] = [];
  let placement: Placement = emptyPlacement;
  let places: ShotPlaces = new Map();
  let anchors: AnchorCache = noAnchors;
  let published: PublishedShots = noShots;
  let board: Board = { scenes: [], shots: new Map(), unplaced: [] };
  let lastStored: ReadonlyMap<ShotId, StoredShot> = new Map();

  const sharedScenes = (): readonly Scene[] => {
    const old = new Map(board.scenes.map((scene) => [scene.id, scene]));
    const scenes = scriptScenes.map((scene) =>
      publishScene(scene, placement.byScene.get(scene.id) ?? [], old.get(scene.id)),
    );
    const same = scenes.length === board.scenes.length && scenes.every((scene, index) => scene === board.scenes[index]);
    return same ? board.scenes : scenes;
  };
  const place = (stored: ReadonlyMap<ShotId, StoredShot>, scenes: readonly ScriptScene[]): void => {
    if (sameNumbering(scenes, scriptScenes) && sameOrders(stored, lastStored)) return;
    placement = placeShots(stored, scenes, placement);
    places = numberShots(scenes, placement);
  };

  return (
    script: UpdatedIndex & { readonly dirt: ScriptDirt; readonly rules: LayoutRules },
    stored: ReadonlyMap<ShotId, StoredShot>,
  ): Board => {
    const scenes = scenesOf(script, script.rules);
    place(stored, scenes);
    scriptScenes = scenes;
    lastStored = stored;
    const { cache, looked } = updateAnchors(doc, anchors, { stored, index: script.index, scenes, dirt: script.dirt });
    anchors = cache;
    const anchorOf = (id: ShotId) => anchors.entries.get(id)?.anchor ?? null;
    published = publishShots(stored, { places, anchorOf, looked, before: published });
    board = { scenes: sharedScenes(), shots: published.shots, unplaced: placement.unplaced };
    return board;
  };
};

/** Follows the script's events and keeps its index current. */
const createScriptFollower = (doc: Y.Doc, onChange: () => void) => {
  const script = scriptOf(doc);
  let updated: UpdatedIndex = { index: readScriptIndex(doc), changes: null };
  let dirt: ScriptDirt = noDirt();
  let first = true;
  const observe = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    noteScriptEvents(dirt, script, events);
    onChange();
  };
  script.observeDeep(observe);
  return {
    /** The index now and what changed since the last call. */
    take: (): UpdatedIndex & { readonly dirt: ScriptDirt } => {
      const taken = dirt;
      dirt = noDirt();
      const { index, changes } = updateScriptIndex(doc, updated.index, taken);
      updated = { index, changes: first ? null : changes };
      first = false;
      return { ...updated, dirt: taken };
    },
    dispose: () => script.unobserveDeep(observe),
  };
};

/** Follows revisions and locks: they are read again only when they changed. */
const createProductionFollower = (doc: Y.Doc, onChange: () => void) => {
  const roots = [revisionsOf(doc), productionOf(doc), omittedOf(doc)];
  let known: Production | null = null;
  let stale = true;
  const observe = (): void => {
    stale = true;
    onChange();
  };
  for (const root of roots) root.observeDeep(observe);
  return {
    read: (): Production => {
      if (stale || known === null) known = keepProduction(known, readProduction(doc));
      stale = false;
      return known;
    },
    dispose: () => {
      for (const root of roots) root.unobserveDeep(observe);
    },
  };
};

const sameStory = (a: Story, b: Story): boolean =>
  a.meta === b.meta &&
  a.production === b.production &&
  a.blocks === b.blocks &&
  a.scenes === b.scenes &&
  a.shots === b.shots &&
  a.unplaced === b.unplaced &&
  a.cast === b.cast &&
  a.places === b.places &&
  a.props === b.props &&
  a.looks === b.looks &&
  a.rules === b.rules &&
  a.stage === b.stage;

export type StoryReadingOptions = {
  /** How locked pages are laid out; null: it is not there yet, and pages begin where they are full. */
  readonly pageLock: (pages: readonly LockedPage[]) => PageLock | null;
};

/** `createStoryReader`, for who loads what lays out locked pages when there are any. */
export const createStoryReading = (doc: Y.Doc, { pageLock }: StoryReadingOptions): StoryReader => {
  const listeners = createChangeListeners(doc);
  let stale = true;
  const onChange = (): void => {
    stale = true;
    listeners.changed();
  };

  const metaRoot = metaOf(doc);
  const script = createScriptFollower(doc, onChange);
  const shots = createRecordCache<ShotId, StoredShot>(shotsOf(doc), {
    parse: (_, value) => parseShot(value),
    onChange,
  });
  const cast = createRecordCache(castOf(doc), { parse: (id: CastId, value) => parseCast(id, value), onChange });
  const places = createRecordCache(entriesOf(doc, 'places'), { parse: parseEntry<PlaceId>, onChange });
  const props = createRecordCache(entriesOf(doc, 'props'), { parse: parseEntry<PropId>, onChange });
  const looks = createRecordCache(entriesOf(doc, 'looks'), { parse: parseEntry<LookId>, onChange });
  const rules = createRecordCache(entriesOf(doc, 'rules'), { parse: parseEntry<RuleId>, onChange });
  const stage = createRecordCache(stageOf(doc), {
    parse: (_: SceneId | ShotId, value) => parseStage(value),
    onChange,
    layout: stageLayout,
  });
  const follower = createProductionFollower(doc, onChange);
  const derive = createBoardDeriver(doc);
  metaRoot.observeDeep(onChange);

  let story: Story | null = null;
  const readMeta = (): Meta => {
    const meta = parseMeta(metaRoot);
    return story !== null && equalJson(story.meta, meta) ? story.meta : meta;
  };
  const build = (): Story => {
    const taken = script.take();
    const meta = readMeta();
    const production = follower.read();
    const { sceneNumbers: scheme, pages } = production;
    const lock = pages === null ? null : pageLock(pages);
    return {
      meta,
      blocks: taken.index.blocks,
      production,
      ...derive({ ...taken, rules: { paper: paperOf(meta.language), scheme, lock } }, shots.read()),
      cast: cast.read(),
      places: places.read(),
      props: props.read(),
      looks: looks.read(),
      rules: rules.read(),
      stage: stage.read(),
    };
  };

  return {
    snapshot: () => {
      if (stale || story === null) {
        const next = build();
        stale = false;
        if (story === null || !sameStory(story, next)) story = next;
      }
      return story;
    },
    subscribe: listeners.subscribe,
    refresh: () => doc.transact(onChange),
    dispose: () => {
      metaRoot.unobserveDeep(onChange);
      for (const part of [script, follower, shots, cast, places, props, looks, rules, stage]) part.dispose();
      listeners.dispose();
    },
  };
};
