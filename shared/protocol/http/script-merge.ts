/** A changed file of a script that is there: what merging it would do, and the script that it holds. */
import { z } from 'zod';
import type { MergeSays } from '../../document/merge-script-unprinted.ts';
import { blockTypes, markTypes } from '../../fountain/screenplay.ts';
import { blockIdSchema, revisionIdSchema, shotIdSchema } from '../../ids/ids.ts';
import { importReportSchema, type ScriptFileFormat, scriptFormats } from './import-export.ts';

/** What files of a kind say of a script: printed pages say no notes, and a PDF's text no emphasis. */
export const mergeSays: Readonly<Record<ScriptFileFormat, MergeSays>> = {
  ...{ fountain: 'all', fdx: 'all', md: 'all', txt: 'all' },
  ...{ docx: 'emphasis', epub: 'emphasis', pdf: 'words' },
};

const count = z.number().int().min(0);

const lineSchema = z.object({
  change: z.enum(['added', 'removed', 'changed', 'restyled', 'arrived']),
  type: z.enum(blockTypes),
  before: z.string().nullable(),
  after: z.string().nullable(),
});

const sceneChangeSchema = z.object({
  change: z.enum(['added', 'removed', 'changed', 'moved']),
  moved: z.boolean(),
  scene: blockIdSchema.nullable(),
  number: z.string().nullable(),
  heading: z.string(),
  lines: z.array(lineSchema).readonly(),
  /** What hangs on words that go. */
  loses: z.object({
    shots: z.array(z.object({ id: shotIdSchema, number: z.string().nullable() })).readonly(),
    frames: count,
    approvals: count,
    comments: count,
  }),
});

export const mergePreviewSchema = z.object({
  counts: z.object({ added: count, changed: count, moved: count, removed: count, same: count }),
  titlePage: z.boolean(),
  scenes: z.array(sceneChangeSchema).readonly(),
  shots: z.object({ kept: count, unplaced: count, wordless: count }),
});

const runSchema = z.object({
  text: z.string(),
  marks: z.array(z.enum(markTypes)).readonly(),
  revision: revisionIdSchema.exactOptional(),
});

const blockSchema = z.object({
  type: z.enum(blockTypes),
  runs: z.array(runSchema).readonly(),
  number: z.string().exactOptional(),
  depth: z.number().int().exactOptional(),
  dual: z.enum(['left', 'right']).exactOptional(),
});

export const mergeReadingSchema = importReportSchema.extend({
  format: z.enum(scriptFormats),
  /** The script that the preview is of: give it back to merge into that one only. */
  base: z.string(),
  merge: mergePreviewSchema,
  /** What the file says, for who holds the document and merges there. */
  screenplay: z.object({
    titlePage: z.array(z.object({ key: z.string(), values: z.array(z.string()).readonly() })).readonly(),
    blocks: z.array(blockSchema).readonly(),
  }),
});
export type MergeReading = z.infer<typeof mergeReadingSchema>;
