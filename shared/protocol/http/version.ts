import { z } from 'zod';
import { blockIdSchema, shotIdSchema, versionIdSchema } from '../../ids/ids.ts';
import { authorSchema, timeSchema } from './common.ts';

export const versionSchema = z.object({
  id: versionIdSchema,
  name: z.string(),
  by: authorSchema,
  at: timeSchema,
  scenes: z.number().int(),
  shots: z.number().int(),
});
export type Version = z.infer<typeof versionSchema>;
export const newVersionSchema = z.strictObject({ name: z.string().trim().min(1).max(200) });

/** What changed from the version to now. */
export const versionDiffSchema = z.object({
  blocks: z.array(
    z.object({
      id: blockIdSchema,
      change: z.enum(['added', 'removed', 'changed']),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
  shots: z.array(
    z.object({
      id: shotIdSchema,
      change: z.enum(['added', 'removed', 'changed']),
      /** Names of the fields that differ. */
      fields: z.array(z.string()),
    }),
  ),
});
export type VersionDiff = z.infer<typeof versionDiffSchema>;
