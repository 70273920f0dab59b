import { z } from 'zod';
import { assetIdSchema, frameIdSchema, shotIdSchema } from '../../ids/ids.ts';
import { authorSchema, timeSchema } from './common.ts';
import { jobSchema } from './shot.ts';

export const frameSchema = z.object({
  id: frameIdSchema,
  shot: shotIdSchema,
  kind: z.enum(['image', 'video']),
  /** Of a video: a still picture of it. */
  poster: assetIdSchema.exactOptional(),
  /** Of a video. */
  durationMs: z.number().exactOptional(),
  provider: z.string(),
  model: z.string(),
  asset: assetIdSchema,
  width: z.number().int(),
  height: z.number().int(),
  /** Of what it was made: the spec's `hash`, of a clip its `clipHash`. Null for uploads, which are never out of date. */
  specHash: z.string().nullable(),
  prompt: z.string(),
  seed: z.number().nullable(),
  maps: z
    .object({
      depth: assetIdSchema,
      normal: assetIdSchema,
      pose: assetIdSchema,
      segmentation: assetIdSchema,
      line: assetIdSchema.exactOptional(),
    })
    .exactOptional(),
  /** JSON: which colour of the segmentation map is whom or what. */
  legend: assetIdSchema.exactOptional(),
  warnings: z.array(z.string()),
  by: authorSchema,
  at: timeSchema,
  parent: frameIdSchema.exactOptional(),
});
export type Frame = z.infer<typeof frameSchema>;

/** What the colours of a segmentation map mean: those that are in it, figures first; the place itself is black. */
export const mapLegendSchema = z.array(
  z.object({
    /** `#rrggbb` */
    colour: z.string().regex(/^#[0-9a-f]{6}$/),
    kind: z.enum(['figure', 'piece']),
    /** A figure's name, or what the piece is. */
    name: z.string(),
  }),
);
export type MapLegend = z.infer<typeof mapLegendSchema>;

export const frameRequestSchema = z.strictObject({
  provider: z.string().min(1).max(64).exactOptional(),
  kind: z.enum(['image', 'video']).exactOptional(),
  /** Another version with this seed. */
  seed: z.number().int().min(0).max(4_294_967_295).exactOptional(),
  /** Another version even if the same spec and provider made one. */
  again: z.boolean().exactOptional(),
});
export type FrameRequest = z.infer<typeof frameRequestSchema>;

export const frameJobReplySchema = z.object({ job: jobSchema });
export const frameUploadReplySchema = z.object({ frame: frameSchema });

/** What an upload may be, as found in its bytes. */
export const uploadMediaTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/avif'] as const;

export const providerSchema = z.object({
  id: z.string(),
  name: z.string(),
  kinds: z.array(z.enum(['image', 'video', 'breakdown'])),
  /** False: it lacks its key. */
  available: z.boolean(),
});
export type Provider = z.infer<typeof providerSchema>;
