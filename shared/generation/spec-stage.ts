/**
 * The stage of a shot: its scene's, as staged by hand or derived, with what was set by hand for the shot alone. Stories
 * keep the identity of what did not change, so a scene is staged once for all its shots, and again only when something
 * that it is staged from has changed.
 */
import type { Scene, ScriptBlock, Shot, Story } from '../document/story.ts';
import type { SceneId } from '../ids/ids.ts';
import { wordsAbout } from '../stage/blocking.ts';
import { stageScene, withEyesOn } from '../stage/derive-scene.ts';
import { doingsOf, withDoings } from '../stage/doings.ts';
import { expressionsOf, withExpressions } from '../stage/expressions.ts';
import type { StagedFigure, StagedScene, TimeOfDay } from '../stage/scene.ts';
import type { SceneFacts } from '../stage/scene-facts.ts';
import { writtenTimeOfDay } from '../stage/time-of-day.ts';
import { canonicalJson } from './canonical-hash.ts';
import { knownNames, nameKey, namesIn, onSet, personFacts } from './spec-cast.ts';

/** Scripts' blocks that nobody sees are not staged. */
const unseen = new Set(['note', 'boneyard', 'synopsis', 'section']);

const seenBlocks = (blocks: readonly ScriptBlock[]): readonly ScriptBlock[] =>
  blocks.filter(({ type }) => !unseen.has(type));

type StoryFacts = {
  readonly scenes: ReadonlyMap<SceneId, Scene>;
  readonly known: readonly string[];
  /** The time of day that the scenes before leave each scene with. */
  readonly timeBefore: ReadonlyMap<SceneId, TimeOfDay | null>;
  /** What the script says of each name where it first says anything. */
  readonly about: ReadonlyMap<string, string>;
};

type About = { readonly names: string; readonly about: ReadonlyMap<string, string> };
type Staged = { readonly inputs: string; readonly cast: Story['cast']; readonly scene: StagedScene };

const factsOfStory = new WeakMap<Story, StoryFacts>();
const aboutOfScene = new WeakMap<Scene, About>();
const stagedScenes = new WeakMap<Scene, Staged>();

/** What this scene says of those whom it names. */
const aboutIn = (scene: Scene, known: readonly string[]): ReadonlyMap<string, string> => {
  const present = namesIn(scene, known);
  const names = present.join('\n');
  const found = aboutOfScene.get(scene);
  if (found?.names === names) return found.about;
  const cast = present.map((name) => ({ ...nobodyKnown, name }));
  const about = wordsAbout({ blocks: seenBlocks(scene.blocks), cast });
  aboutOfScene.set(scene, { names, about });
  return about;
};
const nobodyKnown = { description: '', age: null, body: null, height: null, build: null, look: null } as const;

const timesBefore = (story: Story): ReadonlyMap<SceneId, TimeOfDay | null> => {
  let time: TimeOfDay | null = null;
  return new Map(
    story.scenes.map((scene) => {
      const before = time;
      time = writtenTimeOfDay(scene.time) ?? time;
      return [scene.id, before];
    }),
  );
};

const firstSaid = (story: Story, known: readonly string[]): ReadonlyMap<string, string> => {
  const all = new Map<string, string>();
  for (const scene of story.scenes)
    for (const [name, text] of aboutIn(scene, known)) if (!all.has(nameKey(name))) all.set(nameKey(name), text);
  return all;
};

const storyFacts = (story: Story): StoryFacts => {
  const found = factsOfStory.get(story);
  if (found) return found;
  const known = knownNames(story);
  const scenes = new Map(story.scenes.map((scene) => [scene.id, scene]));
  const facts = { scenes, known, timeBefore: timesBefore(story), about: firstSaid(story, known) };
  factsOfStory.set(story, facts);
  return facts;
};

export const sceneOfShot = (story: Story, shot: Shot): Scene | null =>
  (shot.scene && storyFacts(story).scenes.get(shot.scene)) || null;

const sceneFacts = (story: Story, scene: Scene): SceneFacts => {
  const { known, timeBefore, about } = storyFacts(story);
  const { people, things } = onSet(story, scene, known);
  return {
    setting: scene.setting,
    place: scene.place,
    time: scene.time,
    timeBefore: timeBefore.get(scene.id) ?? null,
    blocks: seenBlocks(scene.blocks),
    cast: people.map((name) => personFacts(story, name, about.get(nameKey(name)))),
    things,
    figures: null,
    pieces: null,
  };
};

/** Everything but the scene itself and the project's cast that its stage is made from. */
const inputsOf = ({ cast, things = [], timeBefore }: SceneFacts): string =>
  JSON.stringify([cast.map(({ name, about }) => [name, about]), things, timeBefore]);

/** The scene as the script has it, the same object as long as it would be staged the same. */
const derivedScene = (story: Story, scene: Scene): StagedScene => {
  const facts = sceneFacts(story, scene);
  const inputs = inputsOf(facts);
  const found = stagedScenes.get(scene);
  if (found && found.inputs === inputs && found.cast === story.cast) return found.scene;
  const staged = stageScene(facts);
  stagedScenes.set(scene, { inputs, cast: story.cast, scene: staged });
  return staged;
};

export type Staging = {
  /** The scene as the script has it: the same object as long as it would be staged the same. */
  readonly ofScene: (scene: Scene) => StagedScene;
  readonly ofShot: (scene: Scene, shot: Shot) => StagedScene;
  /** The scenes staged so far. */
  readonly scenes: ReadonlyMap<SceneId, StagedScene>;
};

/**
 * A maker of stages for one story: what the shots of a scene share is worked out once. A scene that is staged as it was `before`
 * keeps that very object, however its words changed.
 */
export const createStaging = (story: Story, before: ReadonlyMap<SceneId, StagedScene> = new Map()): Staging => {
  const derived = new Map<SceneId, StagedScene>();
  const ofScene = (scene: Scene): StagedScene => {
    const known = derived.get(scene.id);
    if (known) return known;
    const [base, last] = [derivedScene(story, scene), before.get(scene.id)];
    const kept = last && last !== base && canonicalJson(last) === canonicalJson(base) ? last : base;
    derived.set(scene.id, kept);
    return kept;
  };
  const ofShot = (scene: Scene, shot: Shot): StagedScene => {
    const base = ofScene(scene);
    const [sceneEntry, shotEntry] = [story.stage.get(scene.id), story.stage.get(shot.id)];
    const figures = shotEntry?.figures ?? acted(scene, shot, sceneEntry?.figures ?? base.figures);
    const pieces = shotEntry?.pieces ?? sceneEntry?.pieces ?? base.pieces;
    const extent = shotEntry?.extent ?? sceneEntry?.extent ?? base.extent;
    const time = shotEntry?.time ?? sceneEntry?.time ?? base.time;
    const side = sceneEntry?.side ?? undefined;
    const own = { ...base, figures, pieces, extent, time, ...(side === undefined ? {} : { side }) };
    const parts = ['figures', 'pieces', 'extent', 'time', 'side'] as const;
    return parts.every((part) => own[part] === base[part]) ? base : own;
  };
  return { ofScene, ofShot, scenes: derived };
};

/** The blocks that a shot covers, with the cues of whom they let speak. */
const coveredBlocks = (scene: Scene, { anchor }: Shot): readonly ScriptBlock[] => {
  if (!anchor) return [];
  const covered = new Set(anchor.blocks);
  let cue: ScriptBlock | null = null;
  const found: ScriptBlock[] = [];
  for (const block of scene.blocks) {
    if (block.type === 'character') cue = block;
    if (!covered.has(block.id)) {
      if (block.type === 'action') cue = null;
      continue;
    }
    if (cue && block !== cue && !found.includes(cue)) found.push(cue);
    found.push(block);
  }
  return found;
};

/** The same figures acting the same are the same objects: they are posed, and their cameras solved, once. */
const actedFigures = new WeakMap<readonly StagedFigure[], Map<string, readonly StagedFigure[]>>();

/** Expressions, hands and eyes as the words that the shot covers have them. */
const acted = (scene: Scene, shot: Shot, figures: readonly StagedFigure[]): readonly StagedFigure[] => {
  const blocks = coveredBlocks(scene, shot);
  const cast = figures.map(({ name }) => ({ ...nobodyKnown, name }));
  const shown = expressionsOf({ blocks, cast });
  const doings = doingsOf({ blocks, cast }, true).people;
  const cue = nameKey(blocks.find(({ type }) => type === 'character')?.text ?? '');
  const speaker = figures.find(({ name }) => cue === nameKey(name) || cue.startsWith(`${nameKey(name)} (`));
  const key = JSON.stringify([speaker?.name, ...shown, ...doings]);
  const known = actedFigures.get(figures) ?? new Map<string, readonly StagedFigure[]>();
  actedFigures.set(figures, known);
  const found = known.get(key);
  if (found) return found;
  const doing = withDoings(speaker ? withEyesOn(figures, speaker.name) : figures, doings);
  const made = withExpressions(doing, shown);
  known.set(key, made);
  return made;
};
