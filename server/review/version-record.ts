import { assetIdSchema, projectIdSchema, versionIdSchema } from '@oner/shared/ids/ids.ts';
import { z } from 'zod';
import type { Collection } from '../storage/ports.ts';

/** A version: whole documents, beside the log. */
export const versionRecordSchema = z.object({
  id: versionIdSchema,
  project: projectIdSchema,
  /** Empty when nobody named it. */
  name: z.string(),
  reason: z.enum(['named', 'before-restore', 'automatic']).default('named'),
  by: z.object({ id: z.string(), name: z.string() }),
  at: z.number(),
  scenes: z.number(),
  shots: z.number(),
  /** Yjs V1 updates of the whole documents, in the asset store. No project links these, so no one reads them as assets. */
  story: assetIdSchema,
  desk: assetIdSchema,
});
export type VersionRecord = z.infer<typeof versionRecordSchema>;

export const versionCollection: Collection<VersionRecord> = {
  name: 'versions',
  schema: versionRecordSchema,
  key: (version) => version.id,
  order: (version) => String(version.at).padStart(16, '0'),
  indexes: { project: (version) => version.project },
};
