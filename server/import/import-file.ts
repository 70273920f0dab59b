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

type ScriptOptions = Parameters<typeof importScript>[0];
type Options = ScriptOptions & Parameters<typeof createArchiveImporter>[0];

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

export const createFileImporter = (options: Options): FileImporter => {
  const importArchive = createArchiveImporter(options);
  return async ({ project, mode, base, by }, file) => {
    const names = beginsAsZip(file.bytes) ? (zipNames(file.bytes, archiveLimits.maxEntries) ?? []) : [];
    if (isArchive(names) || (file.format === 'archive' && beginsAsZip(file.bytes)))
      return importArchive({ project, mode, by }, file.bytes);
    return importScript(options, { project, mode, base, origin: { kind: 'user', by: by.id } }, file);
  };
};
