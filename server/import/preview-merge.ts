import type { ProjectId } from '@oner/shared/ids/ids.ts';
import type { ImportFormat } from '@oner/shared/protocol/http/import-export.ts';
import { type MergeReading, mergeSays } from '@oner/shared/protocol/http/script-merge.ts';
import { ok, type Result } from '@oner/shared/result/result.ts';
import { previewMerge } from '@oner/shared/review/merge-preview.ts';
import type { Snapshots } from '../generation/snapshots.ts';
import { reportOf } from './import-script.ts';
import { mergeBase } from './merge-base.ts';
import type { ImportError } from './read-script-file.ts';
import type { ScriptReader } from './script-reader.ts';

/** Reads a changed file of a project's script and tells what merging it would do; changes nothing and keeps nothing. */
export const previewMergeOf = async (
  { reader, snapshots }: { readonly reader: ScriptReader; readonly snapshots: Snapshots },
  project: ProjectId,
  file: { readonly bytes: Uint8Array; readonly format: ImportFormat },
): Promise<Result<MergeReading, ImportError>> => {
  const read = await reader.read(file.bytes, file.format);
  if (!read.ok) return read;
  const { screenplay } = read.value;
  const [story, desk] = [await snapshots.story(project), await snapshots.desk(project)];
  const { titlePage, blocks } = screenplay;
  return ok({
    ...reportOf(read.value),
    base: mergeBase(story),
    merge: previewMerge({ story, desk }, screenplay, mergeSays[read.value.format]),
    screenplay: { titlePage, blocks },
  });
};
