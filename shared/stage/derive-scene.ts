/** The stager: from what the script says of a scene to who and what stands where. The same facts give the same stage. */
import { blockingOf } from './blocking.ts';
import { type Doings, doingsOf, withDoings } from './doings.ts';
import { handsInCar } from './in-car.ts';
import { leaningPeople } from './leaning.ts';
import { personOf } from './person-guess.ts';
import { type PlaceKind, placeKindOf } from './place-kind.ts';
import { type Mark, placePeople } from './placement.ts';
import { poseFigure } from './pose-figure.ts';
import { laidProps, propsOf } from './props.ts';
import { restingHands } from './resting-hands.ts';
import type { Pose, SetPiece, StagedFigure, StagedScene, Vec3 } from './scene.ts';
import type { SceneFacts } from './scene-facts.ts';
import { dressPlace } from './set-dressing.ts';
import { writtenTimeOfDay } from './time-of-day.ts';

/** More people than this are not staged one by one. */
export const maxStagedFigures = 12;

const deskWords = /\bdesk\b|办公桌|书桌/i;
const tableWords = /\btable\b|桌/i;

/** A counter stands between those who speak. */
const counterWords = /\bcounter\b|柜台|吧台/i;
const counterKinds: ReadonlySet<PlaceKind> = new Set<PlaceKind>(['shop', 'bar']);

const actionText = (facts: SceneFacts): string =>
  facts.blocks
    .filter(({ type }) => type === 'action')
    .map(({ text }) => text)
    .join('\n');

/** Everyone's eyes go to who they talk to: the first two to each other, the rest to the first. */
const withGaze = (figures: readonly StagedFigure[]): StagedFigure[] => {
  const heads = figures.map((figure) => poseFigure(figure).points.eyes);
  return figures.map((figure, index) => {
    const other = heads[index === 0 ? 1 : 0];
    const drives = figure.pose === 'driving' && index === 0;
    const still = figure.pose === 'lying' || figure.pose === 'looking-at-phone' || drives;
    return other && !still ? { ...figure, gaze: rounded(other) } : figure;
  });
};

/** Among more than two, all eyes go to whoever speaks; between two they are on each other anyway. */
export const withEyesOn = (figures: readonly StagedFigure[], speaker: string): readonly StagedFigure[] => {
  const speaking = figures.find(({ name }) => name === speaker);
  if (!speaking || figures.length < 3) return figures;
  const eyes = rounded(poseFigure(speaking).points.eyes);
  return figures.map((figure) => (figure === speaking || figure.gaze === null ? figure : { ...figure, gaze: eyes }));
};

const rounded = ([x, y, z]: Vec3): Vec3 => [round(x), round(y), round(z)];
const round = (value: number): number => Math.round(value * 1000) / 1000;

type Derived = {
  readonly figures: readonly StagedFigure[];
  readonly marks: readonly Mark[];
  readonly pieces: readonly SetPiece[];
  readonly doings: Doings;
};

const derivePeople = (facts: SceneFacts, kind: PlaceKind): Derived => {
  const cast = facts.cast.slice(0, maxStagedFigures);
  const blocking = blockingOf({ ...facts, cast });
  const poses = cast.map(({ name }): Pose => blocking.get(name)?.pose ?? 'standing');
  const action = actionText(facts);
  const table = tableWords.test(action) || kind === 'restaurant';
  const counter = counterKinds.has(kind) || counterWords.test(action);
  const words = { inCar: kind === 'car', table, desk: deskWords.test(action), counter, train: kind === 'train' };
  const { marks, pieces } = placePeople(poses, words);
  const figures = cast.flatMap((person, index): StagedFigure[] => {
    const mark = marks[index];
    const known = personOf(person, person.about ?? blocking.get(person.name)?.about ?? '');
    return mark ? [{ ...known, ...mark, expression: 'neutral', gaze: null }] : [];
  });
  const doings = doingsOf({ blocks: facts.blocks, cast }, false);
  const handed = handsInCar(restingHands(figures, pieces), pieces);
  return { figures: withDoings(withGaze(handed), doings.people), marks, pieces, doings };
};

/** Stages a scene: figures, set pieces, extent and time of day; what was staged by hand replaces what is derived. */
export const stageScene = (facts: SceneFacts): StagedScene => {
  const kind = placeKindOf(facts.setting, facts.place);
  const indoors = facts.setting !== 'EXT';
  const people = derivePeople(facts, kind);
  const taken = new Set(people.pieces.map((piece) => piece.kind));
  const dressing = dressPlace({ kind, indoors, place: facts.place, words: actionText(facts), taken });
  const used = [...people.pieces, ...dressing.pieces];
  const props = propsOf(facts, used, people.marks);
  const markOf = (name: string): Mark | undefined => people.figures.find((figure) => figure.name === name);
  const laid = laidProps(people.doings.laid, [...used, ...props], markOf);
  return {
    setting: facts.setting,
    time: writtenTimeOfDay(facts.time) ?? facts.timeBefore ?? 'day',
    figures: facts.figures ?? leaningPeople(facts, people.figures, { pieces: used, extent: dressing.extent }),
    pieces: facts.pieces ?? [...used, ...props, ...laid],
    extent: dressing.extent,
  };
};
