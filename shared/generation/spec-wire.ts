/** The spec as the HTTP interface gives it: angles in degrees, frame co-ordinates 0..1 from the top left. */
import { z } from 'zod';
import { degrees } from '../stage/vec3.ts';
import { type ShotSpec, specHash } from './spec.ts';

const vec3 = z.tuple([z.number(), z.number(), z.number()]);
const point = z.tuple([z.number(), z.number()]);

export const specSchema = z.object({
  hash: z.string(),
  camera: z.object({
    position: vec3,
    target: vec3,
    /** Degrees. */
    roll: z.number(),
    lens: z.number(),
    aspect: z.number(),
  }),
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

export const specToWire = (spec: ShotSpec): Spec => {
  const { camera } = spec.staged;
  return {
    hash: specHash(spec),
    camera: {
      position: [...camera.position],
      target: [...camera.target],
      roll: degrees(camera.roll),
      lens: camera.lens,
      aspect: camera.aspect,
    },
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
  };
};
