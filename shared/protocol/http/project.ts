import { z } from 'zod';
import { blockTypes } from '../../fountain/screenplay.ts';
import { assetIdSchema, projectIdSchema } from '../../ids/ids.ts';
import { roleSchema, timeSchema } from './common.ts';

const title = z.string().trim().min(1).max(200);
/** BCP 47. */
const language = z.string().regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'not a language tag');
/** Width over height. */
const aspect = z.number().min(0.2).max(5);
const fps = z.number().min(1).max(240);

/** What a card tells of a project: counts, and up to three frames of its first shots. */
export const projectSummarySchema = z.object({
  scenes: z.number().int(),
  shots: z.number().int(),
  poster: z.array(assetIdSchema),
});
export type ProjectSummary = z.infer<typeof projectSummarySchema>;

export const projectSchema = z.object({
  id: projectIdSchema,
  title: z.string(),
  language: z.string(),
  aspect: z.number(),
  fps: z.number(),
  createdAt: timeSchema,
  /** What the one who asks is in it. */
  role: roleSchema,
  /** Half a second behind the documents; absent until it was made. */
  summary: projectSummarySchema.exactOptional(),
});
export type Project = z.infer<typeof projectSchema>;

export const newProjectSchema = z.strictObject({
  title,
  language: language.exactOptional(),
  aspect: aspect.exactOptional(),
  fps: fps.exactOptional(),
});
export type NewProject = z.infer<typeof newProjectSchema>;

export const projectPatchSchema = newProjectSchema.extend({ title: title.exactOptional() });
export type ProjectPatch = z.infer<typeof projectPatchSchema>;

export const importFormats = ['fountain', 'fdx', 'md', 'docx', 'pdf', 'txt', 'storyboarder', 'archive'] as const;
/** What an import may turn out to be. */
export const readFormats = ['fountain', 'fdx', 'docx', 'pdf', 'md', 'txt'] as const;
export type ReadFormat = (typeof readFormats)[number];
export type ImportFormat = (typeof importFormats)[number];
const yes = z.enum(['true', 'false']).transform((value) => value === 'true');
export const importQuerySchema = z
  .strictObject({
    format: z.enum(importFormats),
    mode: z.enum(['replace', 'append', 'merge']).default('replace'),
    /** Of a merge: tell what it would do, and change nothing. */
    preview: yes.default(false),
    /** Of a merge: only into the script that a preview was of. */
    base: z.string().max(100).exactOptional(),
  })
  .refine(({ mode, preview, base }) => mode === 'merge' || (!preview && base === undefined), {
    path: ['mode'],
    message: 'only a merge has a preview or a base',
  });
export const importReportSchema = z.object({
  /** Counts. */
  scenes: z.number().int(),
  blocks: z.number().int(),
  speakers: z.number().int(),
  /** How many paragraphs there are of each element. */
  elements: z.partialRecord(z.enum(blockTypes), z.number().int()),
  /** What the file was, which its content tells. */
  format: z.enum(readFormats),
  /** What could not be taken as it is. */
  warnings: z.array(z.string()),
  /** What was read by guess, for a person to look at. */
  unsure: z.array(z.string()),
  /** Of a merge: paragraphs that came, went, changed and moved. */
  merged: z
    .object({ added: z.number().int(), removed: z.number().int(), changed: z.number().int(), moved: z.number().int() })
    .exactOptional(),
});
export type ImportReport = z.infer<typeof importReportSchema>;

export const exportFormats = [
  'fountain',
  'fdx',
  'html',
  'docx',
  'pdf',
  'boards-pdf',
  'csv',
  'xlsx',
  'otio',
  'edl',
  'mp4',
  'storyboarder',
  'archive',
] as const;
export const exportQuerySchema = z.strictObject({
  format: z.enum(exportFormats),
  /** PDF: whom the copy is for, pale across each page. */
  watermark: z.string().trim().min(1).max(80).exactOptional(),
  /** PDF: the paper; that of the language when absent. */
  paper: z.enum(['letter', 'a4']).exactOptional(),
  /** PDF, Word, HTML: scene numbers as written, counted where none is written, or none. */
  numbers: z.enum(['written', 'all', 'none']).default('written'),
  /** PDF, Word, HTML. */
  titlePage: z
    .enum(['true', 'false'])
    .default('true')
    .transform((value) => value === 'true'),
});
export type ExportQuery = z.infer<typeof exportQuerySchema>;
