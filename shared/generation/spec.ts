/**
 * The shot spec: everything that a frame of a shot is made from, whichever provider makes it. Its hash tells whether a
 * frame is still of its shot: it covers what is asked for, the camera to a millimetre, and what of the set this camera may see, so
 * that a change out of its sight leaves the frame as it is.
 */
import { freeMove } from '../camera/free-move.ts';
import { handCamera } from '../camera/hand-camera.ts';
import { type CameraMove, inAspect, stillCamera } from '../camera/move.ts';
import { type SubjectInFrame, subjectsInFrame } from '../camera/project.ts';
import type { CameraSolution, CameraWarning } from '../camera/solution.ts';
import { solveCamera } from '../camera/solve.ts';
import type { Angle, Framing, Movement, ShotSize } from '../camera/vocabulary.ts';
import type { NamedEntry, Scene, Shot, Story } from '../document/story.ts';
import type { ShotId } from '../ids/ids.ts';
import { standingApart } from '../stage/apart.ts';
import type { PictureStyle } from '../stage/picture-style.ts';
import type { Camera, StagedFigure, StagedScene, StagedShot } from '../stage/scene.ts';
import { canonicalHash } from './canonical-hash.ts';
import { castMember, spelledAsStaged } from './spec-cast.ts';
import { type Departure, departuresOf } from './spec-departures.ts';
import { createStaging, sceneOfShot } from './spec-stage.ts';
import { seenBy } from './spec-view.ts';
import { apartText, stoppedText, warningText } from './spec-warnings.ts';
import { coveredWords, focusOf } from './spec-words.ts';

/** Raised when the same spec gives another picture: all frames drawn before are then out of date. */
const solverVersion = 17;

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

/** What is asked for. */
export type ShotBrief = {
  readonly framing: ShotFraming;
  /** Names as staged, the main one first. */
  readonly subjects: readonly string[];
  /** The thing that an insert or cutaway shows. */
  readonly focus: string | null;
  /** Width over height. */
  readonly aspect: number;
  /** The hand that previz draws it in. */
  readonly style: PictureStyle;
  /** The whole set, before anything is left out for the camera. */
  readonly set: StagedScene;
  /** Set by hand for this shot: a camera, or a move whose still it is. */
  readonly handCamera: Camera | null;
  readonly handMove: CameraMove | null;
  /** The share of the shot at which something comes in the way of the hand's move, which ends there; null when nothing does. */
  readonly moveStopsAt: number | null;
  /** Where figures are when the shot ends, as staged by hand. */
  readonly figuresEnd: readonly StagedFigure[] | null;
  /** The shot's own id and length: what its move is made from besides. */
  readonly shot: ShotId;
  readonly durationMs: number;
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

/** What is asked for, and the camera that shows it. */
export type StagedSpec = ShotBrief & {
  /** What a frame is drawn from: the camera, and the set as this camera sees it. */
  readonly staged: StagedShot;
  readonly cameraWarnings: readonly CameraWarning[];
  /** Who was staged in somebody else, and is drawn beside them. */
  readonly apart: CameraSolution['apart'];
};

export type ShotSpec = StagedSpec & {
  /** Where the shot's subjects fall in the frame; everyone when it names none. */
  readonly subjectsInFrame: readonly SubjectInFrame[];
  /** For people: what had to give way. */
  readonly warnings: readonly string[];
  /** In what the shot is staged otherwise than its scene. */
  readonly departures: readonly Departure[];
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

/** What a shot asks for on its stage. */
export const briefOf = (story: Story, scene: Scene, shot: Shot, set: StagedScene): ShotBrief => {
  const staged = set.figures.map(({ name }) => name);
  const subjects = spelledAsStaged(shot.subjects, staged);
  const words = coveredWords(scene, shot);
  const place = namedEntry(story.places.values(), scene.place);
  const looks = [...story.looks.values()];
  const { size, angle, roll, framing, movement, lens } = shot;
  const byHand = story.stage.get(shot.id);
  const figuresEnd = byHand?.figuresEnd ?? null;
  const free = byHand?.move ? freeMove(inAspect(byHand.move, story.meta.aspect), set, figuresEnd) : null;
  const handMove = free?.move ?? null;
  return {
    framing: { size, angle, roll, framing, movement, lens },
    subjects,
    focus: focusOf(shot, set, words),
    aspect: story.meta.aspect,
    style: story.meta.style,
    set,
    handCamera: byHand?.camera ?? (handMove && stillCamera(handMove)),
    handMove,
    moveStopsAt: free?.stopsAt ?? null,
    figuresEnd,
    shot: shot.id,
    durationMs: shot.durationMs,
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

export type Solved = Pick<StagedSpec, 'staged' | 'cameraWarnings' | 'apart'>;

/** The camera of a brief, and the set as it sees it: made from its set, framing, subjects, focus, aspect and hand camera only. */
export const solved = (brief: ShotBrief): Solved => {
  const { set, aspect, framing, subjects, focus } = brief;
  if (brief.handCamera) {
    const { figures, moved } = standingApart(set.figures);
    const stage = moved.length === 0 ? set : { ...set, figures };
    const { camera, scene, warnings } = handCamera(stage, { ...brief.handCamera, aspect }, framing);
    return { staged: { scene, camera }, cameraWarnings: warnings, apart: moved };
  }
  const people = new Set(set.figures.map(({ name }) => name));
  const things = new Set(set.pieces.map(({ label }) => label?.toUpperCase()));
  const shown = subjects.filter((name) => people.has(name) || (focus === null && !things.has(name.toUpperCase())));
  const { camera, scene, warnings, apart } = solveCamera({ ...framing, scene: set, subjects: shown, aspect, focus });
  return { staged: { scene, camera }, cameraWarnings: warnings, apart };
};

const inFrame = (brief: ShotBrief, staged: StagedShot): SubjectInFrame[] => {
  const all = subjectsInFrame(staged);
  if (brief.subjects.length === 0) return all;
  return brief.subjects.flatMap((name) => all.find((subject) => subject.name === name) ?? []);
};

/** The spec of a shot; null when the shot is unknown or its scene is no longer in the script. */
export const shotSpec = (story: Story, id: ShotId): ShotSpec | null => {
  const shot = story.shots.get(id);
  const scene = shot && sceneOfShot(story, shot);
  if (!shot || !scene) return null;
  const staging = createStaging(story);
  const set = staging.ofShot(scene, shot);
  const brief = briefOf(story, scene, shot, set);
  const spec = { ...brief, ...solved(brief) };
  return {
    ...spec,
    subjectsInFrame: inFrame(spec, spec.staged),
    warnings: [
      ...spec.cameraWarnings.map(warningText),
      ...spec.apart.map(apartText),
      ...(spec.moveStopsAt === null ? [] : [stoppedText(spec.moveStopsAt)]),
    ],
    departures: departuresOf(story, scene, shot, { staging, set }),
  };
};

/** Millimetres: what the hash knows of a camera. */
const toMillimetres = (at: Camera['position']): readonly number[] => at.map((value) => Math.round(value * 1000));

/** Lower-case hexadecimal SHA-256 over what is asked for and what the camera may see: the same hash, the same picture. */
export const specHash = (spec: StagedSpec): string => {
  const { scene, camera } = spec.staged;
  return canonicalHash({
    solverVersion,
    framing: spec.framing,
    subjects: spec.subjects,
    focus: spec.focus,
    aspect: spec.aspect,
    style: spec.style,
    camera: [toMillimetres(camera.position), toMillimetres(camera.target), camera.roll, camera.lens],
    seen: seenBy(spec.staged),
    setting: scene.setting,
    hour: scene.time,
    extent: scene.extent,
    place: spec.place,
    placeDescription: spec.placeDescription,
    time: spec.time,
    look: spec.look,
    references: spec.references,
    cast: spec.cast,
    description: spec.description,
    dialogue: spec.dialogue,
    words: spec.words,
  });
};
