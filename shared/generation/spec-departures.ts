/** In what a shot departs from its scene's stage, and whether a person or the shot's words had it so. */
import { hasChanges, isFieldChanged } from '../document/stage-changes.ts';
import type { Scene, Shot, Story } from '../document/story.ts';
import type { Pose, StagedFigure, StagedScene, TimeOfDay } from '../stage/scene.ts';
import { distance, wrapAngle } from '../stage/vec3.ts';
import type { Staging } from './spec-stage.ts';

type Of = {
  /** Set at the shot's own stage, or said by the words that it covers or by its description. */
  readonly by: 'hand' | 'words';
};

export type Departure = Of &
  (
    | { readonly kind: 'pose'; readonly name: string; readonly from: Pose; readonly to: Pose }
    /** Stands elsewhere, faces elsewhere, looks elsewhere, does other things with the hands, or shows another face. */
    | { readonly kind: 'place' | 'heading' | 'gaze' | 'hands' | 'face'; readonly name: string }
    /** On the scene's stage and not on the shot's, or the other way round. */
    | { readonly kind: 'absent' | 'added'; readonly name: string }
    | { readonly kind: 'light'; readonly from: TimeOfDay; readonly to: TimeOfDay }
    | { readonly kind: 'pieces' | 'extent' | 'ending' }
  );

/** Nearer than this nobody moved, metres; less than this nobody turned, radians. */
const samePlace = 0.05;
const sameHeading = 0.09;

const sameGaze = (a: StagedFigure['gaze'], b: StagedFigure['gaze']): boolean =>
  a === null || b === null ? a === b : distance(a, b) < samePlace;

const sameHands = (a: StagedFigure, b: StagedFigure): boolean =>
  a.gesture === b.gesture && JSON.stringify(a.holds ?? []) === JSON.stringify(b.holds ?? []);

const ofFigure = (base: StagedFigure, own: StagedFigure, isByHand: IsByHand): readonly Departure[] => {
  const { name } = own;
  const by = (...fields: readonly (keyof StagedFigure)[]): Of['by'] =>
    fields.some((field) => isByHand(name, field)) ? 'hand' : 'words';
  const differs: readonly (readonly [boolean, Departure])[] = [
    [base.pose !== own.pose, { kind: 'pose', name, from: base.pose, to: own.pose, by: by('pose') }],
    [distance(base.position, own.position) > samePlace, { kind: 'place', name, by: by('position') }],
    [Math.abs(wrapAngle(base.heading - own.heading)) > sameHeading, { kind: 'heading', name, by: by('heading') }],
    [!sameGaze(base.gaze, own.gaze), { kind: 'gaze', name, by: by('gaze') }],
    [!sameHands(base, own), { kind: 'hands', name, by: by('gesture', 'holds', 'reach') }],
    [base.expression !== own.expression, { kind: 'face', name, by: by('expression') }],
  ];
  return differs.filter(([is]) => is).map(([, departure]) => departure);
};

/** Whether a hand set one of the fields for this shot alone. */
type IsByHand = (name: string, field: keyof StagedFigure) => boolean;

const ofFigures = (base: StagedScene, own: StagedScene, isByHand: IsByHand): readonly Departure[] => {
  const there = new Map(base.figures.map((figure) => [figure.name, figure]));
  const here = new Set(own.figures.map(({ name }) => name));
  return [
    ...base.figures
      .filter(({ name }) => !here.has(name))
      .map(({ name }): Departure => ({ kind: 'absent', name, by: 'hand' })),
    ...own.figures.flatMap((figure): readonly Departure[] => {
      const scene = there.get(figure.name);
      return scene ? ofFigure(scene, figure, isByHand) : [{ kind: 'added', name: figure.name, by: 'hand' }];
    }),
  ];
};

/** Nothing where the shot is staged as its scene is. */
export const departuresOf = (
  story: Story,
  scene: Scene,
  shot: Shot,
  { staging, set }: { readonly staging: Staging; readonly set: StagedScene },
): readonly Departure[] => {
  const own = story.stage.get(shot.id);
  const base = staging.ofWholeScene(scene);
  return [
    ...ofFigures(base, set, (name, field) => Boolean(own?.figures) || isFieldChanged(own?.figureChanges, name, field)),
    ...(own?.pieces || hasChanges(own?.pieceChanges) ? [{ kind: 'pieces', by: 'hand' } as const] : []),
    ...(own?.extent ? [{ kind: 'extent', by: 'hand' } as const] : []),
    ...(own?.time && own.time !== base.time
      ? [{ kind: 'light', from: base.time, to: own.time, by: 'hand' } as const]
      : []),
    ...(own?.figuresEnd ? [{ kind: 'ending', by: 'hand' } as const] : []),
  ];
};

/** A departure as a sentence. */
export const departureText = (departure: Departure): string => {
  const by = departure.by === 'hand' ? 'set for this shot' : 'by the words of this shot';
  switch (departure.kind) {
    case 'pose':
      return `${departure.name} is ${departure.to} and not ${departure.from} as in the scene, ${by}.`;
    case 'place':
      return `${departure.name} stands elsewhere than in the scene, ${by}.`;
    case 'heading':
      return `${departure.name} is turned otherwise than in the scene, ${by}.`;
    case 'gaze':
      return `${departure.name} looks elsewhere than in the scene, ${by}.`;
    case 'hands':
      return `${departure.name} does something else with the hands than in the scene, ${by}.`;
    case 'face':
      return `${departure.name} shows another face than in the scene, ${by}.`;
    case 'absent':
      return `${departure.name} is not on this shot’s stage, ${by}.`;
    case 'added':
      return `${departure.name} is on this shot’s stage alone, ${by}.`;
    case 'light':
      return `The light is that of ${departure.to} and not of ${departure.from} as in the scene, ${by}.`;
    case 'pieces':
      return `The set’s pieces are the shot’s own, ${by}.`;
    case 'extent':
      return `The size of the place is the shot’s own, ${by}.`;
    case 'ending':
      return `Where people are when the shot ends is ${by}.`;
  }
};
