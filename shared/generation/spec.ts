/**
 * The shot spec: everything that a frame of a shot is made from, whichever provider makes it. Its hash tells whether a
 * frame is still of its shot: it covers what is asked for and how the set stands, not the solver's last digits.
 */
import { type SubjectInFrame, subjectsInFrame } from '../camera/project.ts';
import type { CameraWarning } from '../camera/solution.ts';
import { solveCamera } from '../camera/solve.ts';
import type { Angle, Framing, Movement, ShotSize } from '../camera/vocabulary.ts';
import type { NamedEntry, Scene, Shot, Story } from '../document/story.ts';
import type { ShotId } from '../ids/ids.ts';
import type { Camera, StagedScene, StagedShot } from '../stage/scene.ts';
import { canonicalHash } from './canonical-hash.ts';
import { castMember, spelledAsStaged } from './spec-cast.ts';
import { stageOf } from './spec-stage.ts';
import { warningText } from './spec-warnings.ts';
import { coveredWords, focusOf } from './spec-words.ts';

/** Raised when the same spec gives another picture: all frames drawn before are then out of date. */
const solverVersion = 2;

export type ShotFraming = {
  readonly size: ShotSize;
  readonly angle: Angle;
  /** Degrees. */
  readonly roll: number;
  readonly framing: Framing;
  readonly movement: Movement;
  /** Focal length, mm. */
  readonly lens: number;
};

export type CastReference = {
  readonly name: string;
  readonly description: string;
  /** Asset ids. */
  readonly references: readonly string[];
};

/** What is asked for: all that the hash covers. */
export type ShotBrief = {
  readonly framing: ShotFraming;
  /** Names as staged, the main one first. */
  readonly subjects: readonly string[];
  /** The thing that an insert or cutaway shows. */
  readonly focus: string | null;
  /** Width over height. */
  readonly aspect: number;
  /** The whole set, before anything is left out for the camera. */
  readonly set: StagedScene;
  /** Set by hand for this shot. */
  readonly handCamera: Camera | null;
  readonly place: string;
  readonly placeDescription: string;
  /** As written in the heading. */
  readonly time: string;
  /** Descriptions of the project's looks, a line for each. */
  readonly look: string;
  /** Asset ids of place and looks. */
  readonly references: readonly string[];
  readonly cast: readonly CastReference[];
  readonly description: string;
  readonly dialogue: string;
  /** The script's words that the shot covers. */
  readonly words: string;
};

export type ShotSpec = ShotBrief & {
  /** What a frame is drawn from: the camera, and the set as this camera sees it. */
  readonly staged: StagedShot;
  /** Where the shot's subjects fall in the frame; everyone when it names none. */
  readonly subjectsInFrame: readonly SubjectInFrame[];
  readonly cameraWarnings: readonly CameraWarning[];
  /** For people: what had to give way. */
  readonly warnings: readonly string[];
};

const sameName = (a: string, b: string): boolean => a.trim().toUpperCase() === b.trim().toUpperCase();

const namedEntry = <Id>(entries: Iterable<NamedEntry<Id>>, name: string): NamedEntry<Id> | null => {
  for (const entry of entries) if (sameName(entry.name, name)) return entry;
  return null;
};

const castReferences = (story: Story, names: readonly string[]): CastReference[] =>
  names.map((name) => {
    const member = castMember(story, name);
    return { name, description: member?.description ?? '', references: member?.references ?? [] };
  });

const briefOf = (story: Story, scene: Scene, shot: Shot): ShotBrief => {
  const set = stageOf(story, scene, shot);
  const staged = set.figures.map(({ name }) => name);
  const subjects = spelledAsStaged(shot.subjects, staged);
  const words = coveredWords(scene, shot);
  const place = namedEntry(story.places.values(), scene.place);
  const looks = [...story.looks.values()];
  const { size, angle, roll, framing, movement, lens } = shot;
  return {
    framing: { size, angle, roll, framing, movement, lens },
    subjects,
    focus: focusOf(shot, set, words),
    aspect: story.meta.aspect,
    set,
    handCamera: story.stage.get(shot.id)?.camera ?? null,
    place: scene.place,
    placeDescription: place?.description ?? '',
    time: scene.time,
    look: looks.map(({ description, name }) => (description === '' ? name : description)).join('\n'),
    references: [...(place?.references ?? []), ...looks.flatMap(({ references }) => references)],
    cast: castReferences(story, subjects),
    description: shot.description,
    dialogue: shot.dialogue,
    words,
  };
};

/** What the shot asks for; null when it is unknown or its scene is gone. Cheaper than the spec: no camera is solved. */
export const shotBrief = (story: Story, id: ShotId): ShotBrief | null => {
  const shot = story.shots.get(id);
  const scene = shot?.scene ? story.scenes.find((candidate) => candidate.id === shot.scene) : undefined;
  return shot && scene ? briefOf(story, scene, shot) : null;
};

type Solved = { readonly staged: StagedShot; readonly cameraWarnings: readonly CameraWarning[] };

const solved = (brief: ShotBrief): Solved => {
  const { set, handCamera, aspect, framing, subjects, focus } = brief;
  if (handCamera) return { staged: { scene: set, camera: { ...handCamera, aspect } }, cameraWarnings: [] };
  const people = new Set(set.figures.map(({ name }) => name));
  const shown = focus === null ? subjects : subjects.filter((name) => people.has(name));
  const { camera, scene, warnings } = solveCamera({ ...framing, scene: set, subjects: shown, aspect, focus });
  return { staged: { scene, camera }, cameraWarnings: warnings };
};

const inFrame = (brief: ShotBrief, staged: StagedShot): SubjectInFrame[] => {
  const all = subjectsInFrame(staged);
  if (brief.subjects.length === 0) return all;
  return brief.subjects.flatMap((name) => all.find((subject) => subject.name === name) ?? []);
};

/** The spec of a shot; null when the shot is unknown or its scene is no longer in the script. */
export const shotSpec = (story: Story, id: ShotId): ShotSpec | null => {
  const brief = shotBrief(story, id);
  if (!brief) return null;
  const { staged, cameraWarnings } = solved(brief);
  return {
    ...brief,
    staged,
    subjectsInFrame: inFrame(brief, staged),
    cameraWarnings,
    warnings: cameraWarnings.map(warningText),
  };
};

/** Lower-case hexadecimal SHA-256 over the brief: the same hash, the same picture. */
export const specHash = (brief: ShotBrief): string =>
  canonicalHash({
    solverVersion,
    framing: brief.framing,
    subjects: brief.subjects,
    focus: brief.focus,
    aspect: brief.aspect,
    set: brief.set,
    handCamera: brief.handCamera,
    place: brief.place,
    placeDescription: brief.placeDescription,
    time: brief.time,
    look: brief.look,
    references: brief.references,
    cast: brief.cast,
    description: brief.description,
    dialogue: brief.dialogue,
    words: brief.words,
  });
