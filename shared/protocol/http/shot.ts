import { z } from 'zod';
import { angles, framings, movements, rollLimit, shotSizes } from '../../camera/vocabulary.ts';
import { blockIdSchema, frameIdSchema, jobIdSchema, shotIdSchema } from '../../ids/ids.ts';
import { mapNames } from './maps.ts';

export const sceneSchema = z.object({
  id: blockIdSchema,
  number: z.string(),
  heading: z.string(),
  setting: z.enum(['INT', 'EXT', 'INT/EXT']).nullable(),
  place: z.string(),
  time: z.string(),
  cast: z.array(z.string()),
  eighths: z.number().int(),
  page: z.number().int(),
  shots: z.array(shotIdSchema),
});
export type Scene = z.infer<typeof sceneSchema>;

const pointSchema = z.strictObject({ block: blockIdSchema, offset: z.number().int().min(0) });

const anchorSchema = z.object({ blocks: z.array(blockIdSchema), start: pointSchema, end: pointSchema });

/** The words that a shot covers: from `start` to `end`, or whole `blocks` from the first to the last. */
export const anchorInputSchema = z.union([
  z.strictObject({ start: pointSchema, end: pointSchema, blocks: z.array(blockIdSchema).exactOptional() }),
  z.strictObject({ blocks: z.array(blockIdSchema).min(1).max(10_000) }),
]);
export type AnchorInput = z.infer<typeof anchorInputSchema>;

export const shotSchema = z.object({
  id: shotIdSchema,
  /** Null: its scene is no longer in the script. */
  scene: blockIdSchema.nullable(),
  number: z.string().nullable(),
  /** Sorts as text among the shots of its scene. */
  order: z.string(),
  size: z.enum(shotSizes),
  angle: z.enum(angles),
  /** Degrees. */
  roll: z.number(),
  framing: z.enum(framings),
  movement: z.enum(movements),
  /** Millimetres. */
  lens: z.number(),
  subjects: z.array(z.string()),
  description: z.string(),
  dialogue: z.string(),
  durationMs: z.number(),
  notes: z.string(),
  origin: z.enum(['person', 'breakdown']),
  anchor: anchorSchema.nullable(),
  pick: frameIdSchema.nullable(),
  /** Oldest first. */
  frames: z.array(frameIdSchema),
});
export type Shot = z.infer<typeof shotSchema>;

/** What a person may set; the bounds are those of the document's schema. */
const ownFields = {
  order: z
    .string()
    .regex(/^[0-9A-Za-z]{1,200}$/, 'not a fractional index')
    .exactOptional(),
  size: z.enum(shotSizes).exactOptional(),
  angle: z.enum(angles).exactOptional(),
  roll: z.number().min(-rollLimit).max(rollLimit).exactOptional(),
  framing: z.enum(framings).exactOptional(),
  movement: z.enum(movements).exactOptional(),
  lens: z.number().min(8).max(1200).exactOptional(),
  subjects: z.array(z.string().min(1).max(200)).max(50).exactOptional(),
  description: z.string().max(20_000).exactOptional(),
  dialogue: z.string().max(20_000).exactOptional(),
  durationMs: z.number().int().min(0).max(3_600_000).exactOptional(),
  notes: z.string().max(20_000).exactOptional(),
  anchor: anchorInputSchema.nullable().exactOptional(),
  pick: frameIdSchema.nullable().exactOptional(),
} as const;

export const newShotSchema = z.strictObject({ scene: blockIdSchema, ...ownFields });
export type NewShot = z.infer<typeof newShotSchema>;

export const shotPatchSchema = z.strictObject({ scene: blockIdSchema.exactOptional(), ...ownFields });
export type ShotPatch = z.infer<typeof shotPatchSchema>;

const vec3 = z.tuple([z.number(), z.number(), z.number()]);
const point2 = z.tuple([z.number(), z.number()]);

/** Frame co-ordinates: 0..1, origin top left; boxes may reach outside. Angles are degrees. */
export const specSchema = z.object({
  hash: z.string(),
  /** Of all that plays: a clip with another one is out of date. */
  clipHash: z.string(),
  camera: z.object({ position: vec3, target: vec3, roll: z.number(), lens: z.number(), aspect: z.number() }),
  subjects: z.array(
    z.object({
      name: z.string(),
      box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
      /** The head's centre. */
      head: point2,
      eyes: point2,
      /** 0 towards the lens, ±90 profile (+ looks to frame right), 180 away. */
      facing: z.number(),
      /** Share of the head that is in the frame and not covered, 0..1. */
      visible: z.number(),
    }),
  ),
  place: z.string(),
  time: z.string(),
  look: z.string().nullable(),
  references: z.array(z.string()),
  /** Paths of the control maps of the newest frame of this very spec; absent while there is none. */
  maps: z.partialRecord(z.enum(mapNames), z.string()).exactOptional(),
});

export const breakdownRequestSchema = z.strictObject({
  /** Absent: all scenes. */
  scenes: z.array(blockIdSchema).max(5000).exactOptional(),
  provider: z.string().min(1).max(64).exactOptional(),
});
export type BreakdownRequest = z.infer<typeof breakdownRequestSchema>;

export const jobSchema = z.object({
  id: jobIdSchema,
  kind: z.string(),
  project: z.string(),
  shot: shotIdSchema.exactOptional(),
  provider: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  /** 0..1 */
  progress: z.number(),
  frame: frameIdSchema.exactOptional(),
  error: z.object({ kind: z.string(), detail: z.string(), retryable: z.boolean() }).exactOptional(),
  warnings: z.array(z.string()),
});
export type Job = z.infer<typeof jobSchema>;

export const breakdownReplySchema = z.object({ jobs: z.array(jobSchema) });
