/** The spec as the HTTP interface gives it: angles in degrees, frame co-ordinates 0..1 from the top left. */
import { z } from 'zod';
import { cameraAt, focusAt } from '../camera/move.ts';
import type { Camera } from '../stage/scene.ts';
import { degrees, distance } from '../stage/vec3.ts';
import { type ShotSpec, specHash } from './spec.ts';
import { departureText } from './spec-departures.ts';
import { measuresOf } from './spec-measures.ts';
import { clipHash, playOf } from './spec-play.ts';

const vec3 = z.tuple([z.number(), z.number(), z.number()]);
const point = z.tuple([z.number(), z.number()]);

const camera = z.object({
  position: vec3,
  target: vec3,
  /** Degrees. */
  roll: z.number(),
  lens: z.number(),
  aspect: z.number(),
});

/** How exactly the frame is what the shot asks for. */
const measures = z.object({
  /** Degrees. */
  pitch: z.number(),
  roll: z.number(),
  /** Where the point of the body lies that the size cuts at, and where it should: frame co-ordinates, 1 is the lower edge. */
  cut: z.object({ name: z.string(), at: z.number(), wanted: z.number() }).nullable(),
  /** Over the shoulder: the share of the frame that the near figure covers. */
  near: z.object({ name: z.string(), covers: z.number() }).nullable(),
});

/** The camera at moments of the shot, shares of its duration; a still has one. */
const move = z.object({
  durationMs: z.number(),
  /** The moment that `camera` and `subjects` are of. */
  stillAt: z.number(),
  keys: z.array(z.object({ at: z.number(), camera, focus: z.number().optional() })),
  /** Where figures stand when the shot ends, as far as they have moved. */
  figures: z.array(z.object({ name: z.string(), from: vec3, to: vec3 })),
});

export const specSchema = z.object({
  hash: z.string(),
  /** Of all that plays: a clip with another one is out of date. */
  clipHash: z.string(),
  camera,
  move: move.optional(),
  /** What had to give way, in words. */
  warnings: z.array(z.string()).optional(),
  /** In what the shot is staged otherwise than its scene, in words. */
  departures: z.array(z.string()).optional(),
  measures: measures.optional(),
  subjects: z.array(
    z.object({
      name: z.string(),
      box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
      head: point,
      eyes: point,
      facing: z.number(),
      visible: z.number(),
    }),
  ),
  place: z.string(),
  time: z.string(),
  look: z.string(),
  references: z.array(z.string()),
});
export type Spec = z.infer<typeof specSchema>;

const cameraToWire = ({ position, target, roll, lens, aspect }: Camera): z.infer<typeof camera> => ({
  position: [...position],
  target: [...target],
  roll: degrees(roll),
  lens,
  aspect,
});

/** So many moments of a moving camera are told: as many as a move has keys, and between them where it does not go straight. */
const moments = [0, 0.25, 0.5, 0.75, 1] as const;

const moveToWire = (spec: ShotSpec): z.infer<typeof move> => {
  const play = playOf(spec);
  const { shake: _, ...steady } = play.move;
  const moves = play.move.keys.length > 1;
  const times = moves ? [...new Set([...moments, ...steady.keys.map(({ at }) => at)])].sort((a, b) => a - b) : [0];
  return {
    durationMs: play.durationMs,
    stillAt: play.stillAt,
    keys: times.map((at) => {
      const focus = focusAt(steady, at);
      return { at, camera: cameraToWire(cameraAt(steady, at)), ...(focus === null ? {} : { focus }) };
    }),
    figures: (play.figuresEnd ?? []).flatMap(({ name, position }) => {
      const start = spec.set.figures.find((figure) => figure.name === name);
      if (!start || distance(start.position, position) < 0.01) return [];
      return [{ name, from: [...start.position], to: [...position] }];
    }),
  };
};

export const specToWire = (spec: ShotSpec): Spec => ({
  hash: specHash(spec),
  clipHash: clipHash(spec),
  camera: cameraToWire(spec.staged.camera),
  move: moveToWire(spec),
  warnings: [...spec.warnings],
  departures: spec.departures.map(departureText),
  measures: measuresOf(spec),
  subjects: spec.subjectsInFrame.map(({ name, box, head, eyes, facing, visible }) => ({
    name,
    box: [...box],
    head: [...head],
    eyes: [...eyes],
    facing,
    visible,
  })),
  place: spec.place,
  time: spec.time,
  look: spec.look,
  references: [...spec.references, ...spec.cast.flatMap(({ references }) => references)],
});
