import { z } from 'zod';
import { blockIdSchema, shotIdSchema, versionIdSchema } from '../../ids/ids.ts';
import { authorSchema, timeSchema } from './common.ts';

export const versionSchema = z.object({
  id: versionIdSchema,
  /** Empty when nobody named it. */
  name: z.string(),
  /** Why it was kept: somebody named it, it is how things were ahead of a restored version, or there had been edits for a while. */
  reason: z.enum(['named', 'before-restore', 'automatic']),
  by: authorSchema,
  at: timeSchema,
  scenes: z.number().int(),
  shots: z.number().int(),
});
export type Version = z.infer<typeof versionSchema>;
export const newVersionSchema = z.strictObject({ name: z.string().trim().min(1).max(200) });

/** `with` is the later version to compare with; absent: now. */
export const versionDiffQuerySchema = z.strictObject({ with: versionIdSchema.exactOptional() });

/** What changed from the version to the other, or to now; in the order of the later script, what was removed at its end. */
export const versionDiffSchema = z.object({
  blocks: z.array(
    z.object({
      id: blockIdSchema,
      change: z.enum(['added', 'removed', 'changed']),
      /** The element it is, or was. */
      type: z.string(),
      /** Of the scene that it is in, or was; null ahead of all scenes. */
      scene: z.object({ id: blockIdSchema, number: z.string().nullable(), heading: z.string() }).nullable(),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
  shots: z.array(
    z.object({
      id: shotIdSchema,
      /** As printed; null: it is unplaced. */
      number: z.string().nullable(),
      change: z.enum(['added', 'removed', 'changed']),
      /** Names of the fields that differ. */
      fields: z.array(z.string()),
    }),
  ),
});
export type VersionDiff = z.infer<typeof versionDiffSchema>;
