/**
 * The stage of a shot: its scene's, as staged by hand or derived, with what was set by hand for the shot alone. Stories
 * keep the identity of what did not change, so a scene is staged once for all its shots, and again only when something
 * that it is staged from has changed.
 */
import {
  type ChangedItem,
  type ChangedList,
  hasChanges,
  isFieldChanged,
  type ListChanges,
  withListChanges,
} from '../document/stage-changes.ts';
import type { Scene, ScriptBlock, Shot, StageEntry, Story } from '../document/story.ts';
import type { BlockId, SceneId } from '../ids/ids.ts';
import { type ActionSentence, actionSentences, wordsAbout } from '../stage/blocking.ts';
import { stageScene, withEyesOn } from '../stage/derive-scene.ts';
import { doingsOf, withDoings } from '../stage/doings.ts';
import { expressionsOf, withExpressions } from '../stage/expressions.ts';
import { poseBefore, poseSaid, withPoses } from '../stage/pose-line.ts';
import type { Pose, StagedFigure, StagedScene, TimeOfDay } from '../stage/scene.ts';
import type { SceneFacts } from '../stage/scene-facts.ts';
import { writtenTimeOfDay } from '../stage/time-of-day.ts';
import { type Turning, turningsOf, withTurnings } from '../stage/turnings.ts';
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
  /** With what was set by hand for the scene. */
  readonly ofWholeScene: (scene: Scene) => StagedScene;
  readonly ofShot: (scene: Scene, shot: Shot) => StagedScene;
  /** The scenes staged so far. */
  readonly scenes: ReadonlyMap<SceneId, StagedScene>;
};

const stageParts = ['figures', 'pieces', 'extent', 'time', 'side'] as const;

/** The same object as long as no part is another. */
const withParts = (base: StagedScene, parts: Pick<StagedScene, (typeof stageParts)[number]>): StagedScene => {
  const own = { ...base, ...parts };
  return stageParts.every((part) => own[part] === base[part]) ? base : own;
};

/** A list with what was changed of it is the same object as long as both are. */
const listsWithChanges = new WeakMap<
  ListChanges,
  { readonly base: readonly unknown[]; readonly list: readonly unknown[] }
>();

const withChanges = <L extends ChangedList>(
  list: L,
  base: readonly ChangedItem<L>[],
  changes: ListChanges | undefined,
): readonly ChangedItem<L>[] => {
  if (changes === undefined || !hasChanges(changes)) return base;
  const known = listsWithChanges.get(changes);
  if (known?.base === base) return known.list as readonly ChangedItem<L>[]; // a list's changes are of that list alone
  const changed = withListChanges(list, base, changes);
  listsWithChanges.set(changes, { base, list: changed });
  return changed;
};

/** Who has a pose that a hand gave them on the scene's stage. */
const posedByHand = (entry: StageEntry | undefined): ((name: string) => boolean) =>
  entry?.figures ? () => true : (name) => isFieldChanged(entry?.figureChanges, name, 'pose');

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
  const ofWholeScene = (scene: Scene): StagedScene => {
    const [base, entry] = [ofScene(scene), story.stage.get(scene.id)];
    return withParts(base, {
      figures: withChanges('figures', entry?.figures ?? base.figures, entry?.figureChanges),
      pieces: withChanges('pieces', entry?.pieces ?? base.pieces, entry?.pieceChanges),
      extent: entry?.extent ?? base.extent,
      time: entry?.time ?? base.time,
      ...(entry?.side ? { side: entry.side } : {}),
    });
  };
  const ofShot = (scene: Scene, shot: Shot): StagedScene => {
    const [whole, entry] = [ofWholeScene(scene), story.stage.get(shot.id)];
    const pieces = withChanges('pieces', entry?.pieces ?? whole.pieces, entry?.pieceChanges);
    const set = { figures: whole.figures, pieces, byHand: posedByHand(story.stage.get(scene.id)) };
    const figures = withChanges('figures', entry?.figures ?? acted(scene, shot, set), entry?.figureChanges);
    const [extent, time] = [entry?.extent ?? whole.extent, entry?.time ?? whole.time];
    return withParts(whole, { figures, pieces, extent, time });
  };
  return { ofScene, ofWholeScene, ofShot, scenes: derived };
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

/** A scene's sentences about those who are on its set: taken apart once for all its shots. */
const sceneSentences = new WeakMap<Scene, { readonly names: string; readonly sentences: readonly ActionSentence[] }>();

const sentencesOf = (scene: Scene, names: readonly string[]): readonly ActionSentence[] => {
  const key = names.join('\n');
  const known = sceneSentences.get(scene);
  if (known?.names === key) return known.sentences;
  const cast = names.map((name) => ({ ...nobodyKnown, name }));
  const unheard = scene.blocks.map((block) => (unseen.has(block.type) ? { ...block, text: '' } : block));
  const sentences = actionSentences({ blocks: unheard, cast });
  sceneSentences.set(scene, { names: key, sentences });
  return sentences;
};

/** What the shot's own description says of people; `she` is whom it is about. What is said in it is not done. */
const described = ({ description, subjects: [main] }: Shot, names: readonly string[]): readonly ActionSentence[] => {
  const silent = description.replace(/[“"「][^”"」]*[”"」]/g, ' ');
  if (silent.trim() === '') return [];
  const cast = names.map((name) => ({ ...nobodyKnown, name }));
  const blocks = [main ?? '', silent].map((text) => ({ type: 'action', text }));
  return actionSentences({ blocks, cast }).filter(({ block }) => block === 1);
};

type Bearing = {
  readonly poses: readonly (readonly [name: string, pose: Pose])[];
  readonly turnings: ReadonlyMap<string, Turning>;
};

/** Poses, and where people turn to, in a shot; of who is posed by hand only what the shot's own words say. */
const bearingIn = (scene: Scene, shot: Shot, { figures, byHand }: Omit<SceneStage, 'pieces'>): Bearing => {
  const names = figures.map(({ name }) => name);
  const sentences = sentencesOf(scene, names);
  const covered = new Set(shot.anchor?.blocks ?? []);
  const first = scene.blocks.findIndex(({ id }) => covered.has(id));
  const own = sentences.filter(({ block }) => covered.has(scene.blocks[block]?.id ?? ('' as BlockId)));
  const said = [...own, ...described(shot, names)];
  const poses = figures.flatMap((figure): (readonly [string, Pose])[] => {
    const before = byHand(figure.name) || first < 0 ? null : poseBefore(sentences, figure, first);
    const pose = poseSaid(said, figure.name) ?? before;
    return pose === null || pose === figure.pose ? [] : [[figure.name, pose]];
  });
  return { poses, turnings: turningsOf(said, names) };
};

/** The same figures acting the same are the same objects: they are posed, and their cameras solved, once. */
const actedFigures = new WeakMap<readonly StagedFigure[], Map<string, readonly StagedFigure[]>>();

type SceneStage = Pick<StagedScene, 'figures' | 'pieces'> & { readonly byHand: (name: string) => boolean };

/** Poses, expressions, hands and eyes as the shot's words have them. */
const acted = (scene: Scene, shot: Shot, { figures, pieces, byHand }: SceneStage): readonly StagedFigure[] => {
  const blocks = coveredBlocks(scene, shot);
  const cast = figures.map(({ name }) => ({ ...nobodyKnown, name }));
  const shown = expressionsOf({ blocks, cast });
  const doings = doingsOf({ blocks, cast }, true).people;
  const cue = nameKey(blocks.find(({ type }) => type === 'character')?.text ?? '');
  const speaker = figures.find(({ name }) => cue === nameKey(name) || cue.startsWith(`${nameKey(name)} (`));
  const { poses, turnings } = bearingIn(scene, shot, { figures, byHand });
  const key = JSON.stringify([speaker?.name, ...shown, ...doings, poses, ...turnings]);
  const known = actedFigures.get(figures) ?? new Map<string, readonly StagedFigure[]>();
  actedFigures.set(figures, known);
  const found = known.get(key);
  if (found) return found;
  const posed = withPoses({ figures, pieces }, new Map(poses));
  const doing = withDoings(speaker ? withEyesOn(posed, speaker.name) : posed, doings);
  const made = withExpressions(withTurnings(doing, turnings), shown);
  known.set(key, made);
  return made;
};
