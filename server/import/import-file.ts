/** Brings a file into a project, whatever it is: its content tells. */

import type { ProjectId } from '@oner/shared/ids/ids.ts';
import type { ImportFormat, ImportReport } from '@oner/shared/protocol/http/import-export.ts';
import type { Result } from '@oner/shared/result/result.ts';
import { archiveFiles } from '../export/archive-layout.ts';
import { createArchiveImporter } from './archive/import-archive.ts';
import type { Importer } from './archive/imported-author.ts';
import { archiveLimits } from './archive/read-archive.ts';
import { importScript, type ScriptImportError } from './import-script.ts';
import { beginsAsZip, zipNames } from './read-zip.ts';
import { createStoryboarderImporter } from './storyboarder/import-storyboarder.ts';
import { isBoardFile } from './storyboarder/read-storyboarder.ts';

type ScriptOptions = Parameters<typeof importScript>[0];
type Options = ScriptOptions &
  Parameters<typeof createStoryboarderImporter>[0] &
  Parameters<typeof createArchiveImporter>[0];

export type ImportTarget = {
  readonly project: ProjectId;
  readonly mode: 'replace' | 'append' | 'merge';
  /** Of a merge: only into the script that this is the base of. */
  readonly base?: string | undefined;
  readonly by: Importer;
};
type File = { readonly bytes: Uint8Array; readonly format: ImportFormat };

export type FileImporter = (target: ImportTarget, file: File) => Promise<Result<ImportReport, ScriptImportError>>;

const isArchive = (names: readonly string[]): boolean =>
  names.includes(archiveFiles.project) && names.includes(archiveFiles.story);

/** In UTF-8, as Storyboarder writes it. */
const beginsAsJson = (bytes: Uint8Array): boolean =>
  /^\uFEFF?\s*\{/.test(new TextDecoder().decode(bytes.subarray(0, 200)));

export const createFileImporter = (options: Options): FileImporter => {
  const importArchive = createArchiveImporter(options);
  const importStoryboarder = createStoryboarderImporter(options);
  return async ({ project, mode, base, by }, file) => {
    const names = beginsAsZip(file.bytes) ? (zipNames(file.bytes, archiveLimits.maxEntries) ?? []) : [];
    const boards = names.some(isBoardFile) || (file.format === 'storyboarder' && beginsAsJson(file.bytes));
    const target = { project, mode, by };
    if (isArchive(names)) return importArchive(target, file.bytes);
    if (boards) return importStoryboarder(target, file.bytes);
    // one without its own files says what is missing
    if (file.format === 'archive' && beginsAsZip(file.bytes)) return importArchive(target, file.bytes);
    return importScript(options, { project, mode, base, origin: { kind: 'user', by: by.id } }, file);
  };
};
