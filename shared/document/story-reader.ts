/**
 * Immutable snapshots of the `story`, kept up to date incrementally: an edit in one block rebuilds that block, its
 * scene, and the arrays that hold them; everything else keeps its identity.
 */
import type * as Y from 'yjs';
import type { CastId, LookId, PlaceId, PropId, RuleId, SceneId, ShotId } from '../ids/ids.ts';
import { type AnchorCache, updateAnchors } from './anchor-cache.ts';
import { equalJson } from './equal-json.ts';
import { createLineCounter } from './pagination.ts';
import { emptyPlacement, type Placement, type PublishedShot, placeShots, publishShots } from './placement.ts';
import { createRecordCache, type RecordLayout } from './record-cache.ts';
import { deriveScenes, publishScene, type ScriptScene } from './scenes.ts';
import {
  castOf,
  entriesOf,
  metaOf,
  parseCast,
  parseEntry,
  parseMeta,
  parseShot,
  parseStage,
  type StoredShot,
  scriptOf,
  shotsOf,
  stageOf,
} from './schema.ts';
import { noteScriptEvents, readScriptIndex, type ScriptDirt, updateScriptIndex } from './script-index.ts';
import { stagedRecord, stageTarget } from './stage-record.ts';
import type { Meta, Scene, Shot, Story } from './story.ts';

const stageLayout: RecordLayout = { idOf: stageTarget, stored: (stage, id) => stagedRecord(stage, id) ?? undefined };

export type StoryReader = {
  /** The story now; the same object as long as nothing that it shows changed. */
  readonly snapshot: () => Story;
  /** Calls `listener` once after each transaction that may have changed the story; returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly dispose: () => void;
};

/** The script, its scenes, the shots in them, and their anchors. */
type Board = {
  readonly scenes: readonly Scene[];
  readonly shots: ReadonlyMap<ShotId, Shot>;
  readonly unplaced: readonly ShotId[];
};

const createBoardDeriver = (doc: Y.Doc) => {
  const countLines = createLineCounter();
  let scriptScenes: readonly ScriptScene[] = [];
  let placement: Placement = emptyPlacement;
  let anchors: AnchorCache = new Map();
  let published: ReadonlyMap<ShotId, PublishedShot> = new Map();
  let board: Board = { scenes: [], shots: new Map(), unplaced: [] };
  let lastStored: ReadonlyMap<ShotId, StoredShot> | null = null;

  const sharedScenes = (): readonly Scene[] => {
    const old = new Map(board.scenes.map((scene) => [scene.id, scene]));
    const scenes = scriptScenes.map((scene) =>
      publishScene(scene, placement.byScene.get(scene.id) ?? [], old.get(scene.id)),
    );
    const same = scenes.length === board.scenes.length && scenes.every((scene, index) => scene === board.scenes[index]);
    return same ? board.scenes : scenes;
  };

  return (
    index: ReturnType<typeof readScriptIndex>,
    stored: ReadonlyMap<ShotId, StoredShot>,
    dirt: ScriptDirt,
  ): Board => {
    const scenes = deriveScenes(index.blocks, scriptScenes, countLines);
    if (scenes !== scriptScenes || stored !== lastStored) placement = placeShots(stored, scenes, placement);
    scriptScenes = scenes;
    lastStored = stored;
    anchors = updateAnchors(doc, anchors, { stored, index, scenes, dirt });
    const before = published;
    const anchorOf = (id: ShotId) => anchors.get(id)?.anchor ?? null;
    published = publishShots(stored, { scenes, placement, anchorOf, before });
    const shots =
      published === before ? board.shots : new Map(Array.from(published, ([id, entry]) => [id, entry.shot]));
    board = { scenes: sharedScenes(), shots, unplaced: placement.unplaced };
    return board;
  };
};

/** Follows the script's events and keeps its index current. */
const createScriptFollower = (doc: Y.Doc, onChange: () => void) => {
  const script = scriptOf(doc);
  let index = readScriptIndex(doc);
  let dirt: ScriptDirt = { structure: false, nodes: new Set() };
  const observe = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    noteScriptEvents(dirt, script, events);
    onChange();
  };
  script.observeDeep(observe);
  return {
    /** The index now and what changed since the last call. */
    take: () => {
      const taken = dirt;
      if (taken.structure || taken.nodes.size > 0) {
        index = updateScriptIndex(doc, index, taken);
        dirt = { structure: false, nodes: new Set() };
      }
      return { index, dirt: taken };
    },
    dispose: () => script.unobserveDeep(observe),
  };
};

const sameStory = (a: Story, b: Story): boolean =>
  a.meta === b.meta &&
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

export const createStoryReader = (doc: Y.Doc): StoryReader => {
  const listeners = new Set<() => void>();
  let stale = true;
  let changedInTransaction = false;
  const onChange = (): void => {
    stale = true;
    changedInTransaction = true;
  };
  const notify = (): void => {
    if (!changedInTransaction) return;
    changedInTransaction = false;
    for (const listener of [...listeners]) listener();
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
  const derive = createBoardDeriver(doc);
  metaRoot.observeDeep(onChange);
  doc.on('afterTransaction', notify);

  let story: Story | null = null;
  const readMeta = (): Meta => {
    const meta = parseMeta(metaRoot);
    return story !== null && equalJson(story.meta, meta) ? story.meta : meta;
  };
  const build = (): Story => {
    const { index, dirt } = script.take();
    return {
      meta: readMeta(),
      blocks: index.blocks,
      ...derive(index, shots.read(), dirt),
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
    subscribe: (listener) => {
      // each subscription is its own, even of one function twice
      const entry = (): void => listener();
      listeners.add(entry);
      return () => {
        listeners.delete(entry);
      };
    },
    dispose: () => {
      doc.off('afterTransaction', notify);
      metaRoot.unobserveDeep(onChange);
      for (const part of [script, shots, cast, places, props, looks, rules, stage]) part.dispose();
      listeners.clear();
    },
  };
};

/** Reads the whole story once. */
export const readStory = (doc: Y.Doc): Story => {
  const reader = createStoryReader(doc);
  const story = reader.snapshot();
  reader.dispose();
  return story;
};
