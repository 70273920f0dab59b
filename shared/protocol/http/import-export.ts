/** Files that come into a project and go out of it. */
import { z } from 'zod';
import { blockTypes } from '../../fountain/screenplay.ts';

/** Files that hold a script and no board. */
export const scriptFormats = ['fountain', 'fdx', 'docx', 'pdf', 'md', 'txt', 'epub'] as const;
export type ScriptFileFormat = (typeof scriptFormats)[number];
export const importFormats = [...scriptFormats, 'storyboarder', 'archive'] as const;
export type ImportFormat = (typeof importFormats)[number];
/** What an import may turn out to be. */
export type ReadFormat = ImportFormat;
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
  format: z.enum(importFormats),
  /** What could not be taken as it is. */
  warnings: z.array(z.string()),
  /** What was read by guess, for a person to look at. */
  unsure: z.array(z.string()),
  /** Of files with a board: what came besides the script. */
  board: z
    .object({
      shots: z.number().int(),
      frames: z.number().int(),
      threads: z.number().int(),
      decisions: z.number().int(),
      versions: z.number().int(),
    })
    .exactOptional(),
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
  'fcpxml',
  'pictures',
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
  /** PDF, HTML: asterisks at the lines of all revisions, of the current one, or none. */
  marks: z.enum(['all', 'current', 'none']).default('all'),
  /** PDF: all pages, or only those with such lines. */
  pages: z.enum(['all', 'changed']).default('all'),
  /** PDF: revised pages in the colour of their revision. */
  tint: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
  /** PDF: CONTINUED at the foot and head of pages over which a scene goes on. */
  continued: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
});
export type ExportQuery = z.infer<typeof exportQuerySchema>;
