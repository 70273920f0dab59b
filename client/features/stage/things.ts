/** What can be chosen at a stage, by what is done to it: moved over the floor, turned, stepped by keys. Metres and radians. */
import type { Camera, StagedScene } from '@oner/shared/stage/scene.ts';
import { headingOf, radians, subtract, wrapAngle } from '@oner/shared/stage/vec3.ts';
import { carry, crane, pan, rollBy } from './hand-camera.ts';
import type { Chosen, Draft } from './session.ts';

/** A step of the keys: 5 cm, 1°; with Shift ten times that. */
export const keyStep = { metres: 0.05, radians: radians(1), shift: 10 } as const;

/** The thing as it stands now, as the draft that its moving begins with; null when it is not there. */
export const thingOf = (chosen: Chosen, scene: StagedScene, camera: Camera): Draft | null => {
  switch (chosen.kind) {
    case 'figure': {
      const figure = scene.figures.find(({ name }) => name === chosen.name);
      return figure ? { kind: 'figure', figure } : null;
    }
    case 'piece': {
      const piece = scene.pieces.find(({ id }) => id === chosen.id);
      return piece ? { kind: 'piece', piece } : null;
    }
    case 'camera':
      return { kind: 'camera', camera };
  }
};

/** Where it stands on the plan. */
export const placeOf = (thing: Draft): readonly [x: number, z: number] => {
  const [x, , z] =
    thing.kind === 'figure'
      ? thing.figure.position
      : thing.kind === 'piece'
        ? thing.piece.position
        : thing.camera.position;
  return [x, z];
};

const rounded = (metres: number): number => Math.round(metres * 1000) / 1000;

/** Moved over the floor. */
export const movedBy = (thing: Draft, x: number, z: number): Draft => {
  switch (thing.kind) {
    case 'figure': {
      const [px, py, pz] = thing.figure.position;
      return { kind: 'figure', figure: { ...thing.figure, position: [rounded(px + x), py, rounded(pz + z)] } };
    }
    case 'piece': {
      const [px, py, pz] = thing.piece.position;
      return { kind: 'piece', piece: { ...thing.piece, position: [rounded(px + x), py, rounded(pz + z)] } };
    }
    case 'camera':
      return { kind: 'camera', camera: carry(thing.camera, x, z) };
  }
};

/** Turned counter-clockwise seen from above. */
export const turnedBy = (thing: Draft, by: number): Draft => {
  switch (thing.kind) {
    case 'figure':
      return { kind: 'figure', figure: { ...thing.figure, heading: wrapAngle(thing.figure.heading + by) } };
    case 'piece':
      return { kind: 'piece', piece: { ...thing.piece, heading: wrapAngle(thing.piece.heading + by) } };
    case 'camera':
      return { kind: 'camera', camera: pan(thing.camera, by, 0) };
  }
};

/** The way that it looks on the plan. */
export const headingOfThing = (thing: Draft): number =>
  thing.kind === 'figure'
    ? thing.figure.heading
    : thing.kind === 'piece'
      ? thing.piece.heading
      : headingOf(subtract(thing.camera.target, thing.camera.position));

/** Turned to look at a point of the plan. */
export const turnedTo = (thing: Draft, x: number, z: number): Draft => {
  const [px, pz] = placeOf(thing);
  return turnedBy(thing, wrapAngle(headingOf([x - px, 0, z - pz]) - headingOfThing(thing)));
};

export type KeyPress = { readonly key: string; readonly shiftKey: boolean; readonly altKey: boolean };

const arrows: Readonly<Record<string, readonly [x: number, z: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What a key does to a thing on the plan; null: nothing. Brackets roll a camera and turn all else; Alt and arrows turn, or lift. */
export const steppedBy = (thing: Draft, { key, shiftKey, altKey }: KeyPress): Draft | null => {
  const times = shiftKey ? keyStep.shift : 1;
  const angle = keyStep.radians * times;
  if (key === '[' || key === '{' || key === ']' || key === '}') {
    const way = key === '[' || key === '{' ? -1 : 1;
    if (thing.kind === 'camera') return { kind: 'camera', camera: rollBy(thing.camera, way * angle) };
    return turnedBy(thing, -way * angle);
  }
  const arrow = arrows[key];
  if (arrow === undefined) return null;
  const metres = keyStep.metres * times;
  if (!altKey) return movedBy(thing, arrow[0] * metres, arrow[1] * metres);
  if (arrow[0] !== 0) return turnedBy(thing, -arrow[0] * angle);
  if (thing.kind === 'camera') return { kind: 'camera', camera: crane(thing.camera, -arrow[1] * metres) };
  return liftedBy(thing, -arrow[1] * metres);
};

/** Higher or lower over the floor, never into it. */
const liftedBy = (thing: Exclude<Draft, { kind: 'camera' }>, by: number): Draft => {
  const up = (y: number): number => Math.max(0, rounded(y + by));
  if (thing.kind === 'figure') {
    const [x, y, z] = thing.figure.position;
    return { kind: 'figure', figure: { ...thing.figure, position: [x, up(y), z] } };
  }
  const [x, y, z] = thing.piece.position;
  return { kind: 'piece', piece: { ...thing.piece, position: [x, up(y), z] } };
};
