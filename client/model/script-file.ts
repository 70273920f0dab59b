import type { ImportFormat } from '@oner/shared/protocol/http/import-export.ts';

/** As the server has it: larger files are refused. */
export const maxImportBytes = 50 * 1024 * 1024;

/** The kinds that the server reads; what a file really is, it tells by the content. */
const formats: Readonly<Record<string, ImportFormat>> = {
  fountain: 'fountain',
  spmd: 'fountain',
  fdx: 'fdx',
  docx: 'docx',
  pdf: 'pdf',
  epub: 'epub',
  md: 'md',
  markdown: 'md',
  txt: 'txt',
  storyboarder: 'storyboarder',
  zip: 'archive',
};

export type ImportPlan =
  | { readonly kind: 'import'; readonly format: ImportFormat; readonly title: string }
  | { readonly kind: 'unknown-format' }
  | { readonly kind: 'too-large' };

/** What to do with a file that was dropped or picked; the project's first title is the file's name. */
export const planImport = (file: { readonly name: string; readonly size: number }): ImportPlan => {
  const dot = file.name.lastIndexOf('.');
  const format = formats[file.name.slice(dot + 1).toLowerCase()];
  if (dot <= 0 || format === undefined) return { kind: 'unknown-format' };
  if (file.size > maxImportBytes) return { kind: 'too-large' };
  const title = file.name.slice(0, dot).replace(/[-_]+/g, ' ').trim().slice(0, 200) || file.name.slice(0, 200);
  return { kind: 'import', format, title };
};
