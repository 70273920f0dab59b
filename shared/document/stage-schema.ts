import { z } from 'zod';
import { shakeKinds } from '../camera/handheld.ts';
import { type CameraKey, type CameraMove, eases, mostKeys, movePaths } from '../camera/move.ts';
import { assetIdSchema } from '../ids/ids.ts';
import type { Build, Camera, FigureLook, Reach, SetPiece, Side, StagedFigure, Vec3 } from '../stage/scene.ts';
import {
  bodies,
  bottoms,
  collars,
  expressions,
  gestures,
  hairStyles,
  hands,
  heldThings,
  poses,
  setPieceKinds,
  sleeveLengths,
  timesOfDay,
  tops,
} from '../stage/scene.ts';

const finite = z.number();
const tone = z.number().min(0).max(255);

export const vec3Schema: z.ZodType<Vec3> = z.tuple([finite, finite, finite]);

export const bodySchema = z.enum(bodies);

export const buildSchema: z.ZodType<Build> = z.object({ heavy: finite, thin: finite, muscular: finite });

export const figureLookSchema: z.ZodType<FigureLook> = z.object({
  hair: z.enum(hairStyles),
  hairTone: tone,
  skinTone: tone,
  topTone: tone,
  bottomTone: tone,
  top: z.enum(tops).exactOptional(),
  sleeves: z.enum(sleeveLengths).exactOptional(),
  collar: z.enum(collars).exactOptional(),
  bottom: z.enum(bottoms).exactOptional(),
});

const reachSchema: z.ZodType<Reach> = z.object({
  left: vec3Schema.exactOptional(),
  right: vec3Schema.exactOptional(),
});

export const stagedFigureSchema: z.ZodType<StagedFigure> = z.object({
  name: z.string(),
  body: bodySchema,
  height: z.number().positive(),
  build: buildSchema,
  look: figureLookSchema,
  position: vec3Schema,
  heading: finite,
  pose: z.enum(poses),
  expression: z.enum(expressions),
  gaze: vec3Schema.nullable(),
  gesture: z.enum(gestures).exactOptional(),
  reach: reachSchema.exactOptional(),
  holds: z
    .array(z.object({ hand: z.enum(hands), thing: z.enum(heldThings) }))
    .max(2)
    .exactOptional(),
});

export const setPieceSchema: z.ZodType<SetPiece> = z
  .object({
    id: z.string(),
    kind: z.enum(setPieceKinds),
    label: z.string().optional(),
    /** One that is no asset's id leaves the piece in its kind's own shape. */
    model: assetIdSchema.optional().catch(undefined),
    position: vec3Schema,
    heading: finite,
    size: vec3Schema,
    tone,
  })
  .transform(({ label, model, ...piece }) => ({
    ...piece,
    ...(label === undefined ? {} : { label }),
    ...(model === undefined ? {} : { model }),
  }));

export const cameraSchema: z.ZodType<Camera> = z.object({
  position: vec3Schema,
  target: vec3Schema,
  roll: finite,
  lens: z.number().positive(),
  aspect: z.number().positive(),
});

export const timeSchema = z.enum(timesOfDay);
export const sideSchema: z.ZodType<Side> = z.union([z.literal(1), z.literal(-1)]);

/** Width, wall height and depth of a room or ground, metres. */
export const extentSchema: z.ZodType<Vec3> = z.tuple([
  z.number().min(1).max(500),
  z.number().min(0).max(100),
  z.number().min(1).max(500),
]);

const cameraKeySchema: z.ZodType<CameraKey> = z.object({
  at: z.number().min(0).max(1),
  camera: cameraSchema,
  ease: z.enum(eases).exactOptional(),
  path: z.enum(movePaths).exactOptional(),
  focus: z.number().positive().exactOptional(),
});

/** Keys in the order of their times. */
export const cameraMoveSchema: z.ZodType<CameraMove> = z.object({
  keys: z
    .array(cameraKeySchema)
    .min(1)
    .max(mostKeys)
    .transform((keys) => keys.toSorted((a, b) => a.at - b.at)),
  stillAt: z.number().min(0).max(1).exactOptional(),
  hold: vec3Schema.exactOptional(),
  shake: z.object({ kind: z.enum(shakeKinds), seed: z.number().int().min(0) }).exactOptional(),
});
