import { blockIdSchema, frameIdSchema, jobIdSchema, projectIdSchema, shotIdSchema } from '@oner/shared/ids/ids.ts';
import { z } from 'zod';
import type { Collection } from '../storage/ports.ts';

export const jobStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;

const author = z.object({ id: z.string(), name: z.string() });

const common = {
  id: jobIdSchema,
  project: projectIdSchema,
  provider: z.string(),
  state: z.enum(jobStates),
  error: z.object({ kind: z.string(), detail: z.string(), retryable: z.boolean() }).nullable(),
  warnings: z.array(z.string()),
  /** Who asked; the server's own hand for hooks. */
  by: author,
  /** Asked by a hook: a newer spec supersedes it. */
  auto: z.boolean(),
  /** A person cancelled it: no hook asks for it again. */
  declined: z.boolean().exactOptional(),
  /** How often a worker has begun it. */
  attempts: z.number().int(),
  /** ISO 8601. */
  at: z.string(),
  endedAt: z.string().nullable(),
};

const frameJobSchema = z.object({
  ...common,
  kind: z.enum(['image', 'video']),
  shot: shotIdSchema,
  specHash: z.string(),
  seed: z.number().int().nullable(),
  /** One of many that were asked for at once: nobody waits for it alone. */
  bulk: z.boolean().default(false),
  frame: frameIdSchema.nullable(),
});

const breakdownJobSchema = z.object({
  ...common,
  kind: z.literal('breakdown'),
  /** In the order of the script; none in a record of before, when each scene had its own job under another name. */
  scenes: z.array(blockIdSchema).default([]),
  /** How many shots were proposed; null until it is done. */
  proposed: z.number().int().nullable(),
});

/** A job as stored: its id is the hash of what it makes. */
export const jobRecordSchema = z.union([frameJobSchema, breakdownJobSchema]);
export type FrameJob = z.infer<typeof frameJobSchema>;
export type BreakdownJob = z.infer<typeof breakdownJobSchema>;
export type JobRecord = z.infer<typeof jobRecordSchema>;

const ended = (job: JobRecord): boolean => job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';

export const jobs: Collection<JobRecord> = {
  name: 'jobs',
  schema: jobRecordSchema,
  key: (job) => job.id,
  order: (job) => job.at,
  indexes: {
    project: (job) => job.project,
    shot: (job) => ('shot' in job ? job.shot : null),
    /** Jobs that a restart must take up again. */
    open: (job) => (ended(job) ? null : 'open'),
  },
};

export const isEnded = ended;
