import { mergeScript } from '@oner/shared/document/commands/merge-script.ts';
import { appendScript, replaceScript } from '@oner/shared/document/create-story.ts';
import { scriptOf } from '@oner/shared/document/schema.ts';
import { type ScriptSource, setScriptSource } from '@oner/shared/document/script-source.ts';
import { readStory } from '@oner/shared/document/story-reader.ts';
import type { IdFactory, ProjectId } from '@oner/shared/ids/ids.ts';
import type { ImportFormat, ImportReport, ScriptFileFormat } from '@oner/shared/protocol/http/import-export.ts';
import { mergeSays } from '@oner/shared/protocol/http/script-merge.ts';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import type * as Y from 'yjs';
import type { AssetStore } from '../assets/ports.ts';
import { storeLinked } from '../assets/store-linked.ts';
import type { AssetLinks } from '../auth/asset-links.ts';
import type { Rooms, ServerOrigin } from '../rooms/ports.ts';
import { mergeBase } from './merge-base.ts';
import type { ImportError, ReadScript } from './read-script-file.ts';
import { scriptCounts } from './script-counts.ts';
import type { ScriptReader } from './script-reader.ts';

type Options = {
  readonly rooms: Rooms;
  readonly ids: Pick<IdFactory, 'block'>;
  readonly reader: ScriptReader;
  readonly assets: AssetStore;
  readonly links: AssetLinks;
};
type Target = {
  readonly project: ProjectId;
  readonly mode: 'replace' | 'append' | 'merge';
  /** Of a merge: only into the script that this is the base of. */
  readonly base?: string | undefined;
  readonly origin: ServerOrigin;
};
export type ScriptImportError = ImportError | { readonly kind: 'changed-meanwhile'; readonly detail: string };

/** What a file was understood as. */
export const reportOf = ({
  screenplay,
  format,
  warnings,
  unsure,
}: ReadScript): ImportReport & { readonly format: ScriptFileFormat } => ({
  ...scriptCounts(screenplay),
  format,
  warnings: [...warnings],
  unsure: [...unsure],
});

/** Files that an export writes back what changed into; plain text is made anew. */
const keptFormat = (format: ScriptFileFormat): ScriptSource['format'] | null =>
  format === 'fdx' || format === 'fountain' ? format : null;

const keepSource = async (
  { assets, links }: Omit<Options, 'reader' | 'rooms' | 'ids'>,
  project: ProjectId,
  file: { readonly bytes: Uint8Array; readonly format: ScriptFileFormat },
): Promise<ScriptSource | null> => {
  const format = keptFormat(file.format);
  if (format === null) return null;
  const what = { bytes: file.bytes, mediaType: 'application/octet-stream', project };
  return { format, asset: await storeLinked({ assets, links }, what) };
};

type Written = { readonly kind: 'written'; readonly merged: ImportReport['merged'] } | { readonly kind: 'changed' };

const write = (
  doc: Y.Doc,
  { mode, base }: Target,
  from: {
    readonly read: Pick<ReadScript, 'screenplay' | 'format'>;
    readonly source: ScriptSource | null;
    readonly ids: Options['ids'];
  },
): Written => {
  const { source, ids } = from;
  const { screenplay, format } = from.read;
  if (base !== undefined && mergeBase(readStory(doc)) !== base) return { kind: 'changed' };
  const fresh = mode !== 'append' || scriptOf(doc).length === 0;
  let merged: ImportReport['merged'];
  if (mode === 'replace') replaceScript(doc, screenplay, ids);
  else if (mode === 'append') appendScript(doc, screenplay, ids);
  else merged = mergeScript(doc, { screenplay, ids, says: mergeSays[format] });
  if (fresh) setScriptSource(doc, source);
  return { kind: 'written', merged };
};

/** Brings a script into a project; what cannot be read changes nothing. */
export const importScript = async (
  options: Options,
  target: Target,
  file: { readonly bytes: Uint8Array; readonly format: ImportFormat },
): Promise<Result<ImportReport, ScriptImportError>> => {
  const read = await options.reader.read(file.bytes, file.format);
  if (!read.ok) return read;
  const { format } = read.value;
  const source = await keepSource(options, target.project, { bytes: file.bytes, format });
  const written = await options.rooms.edit(`${target.project}/story`, target.origin, (doc) =>
    write(doc, target, { read: read.value, source, ids: options.ids }),
  );
  if (written.kind === 'changed')
    return fail({ kind: 'changed-meanwhile', detail: 'The script changed after the preview; nothing was merged.' });
  const report = reportOf(read.value);
  return ok(written.merged === undefined ? report : { ...report, merged: written.merged });
};

/** Keeps a file that was merged into the script by someone who holds the document, so that an export can write into it. */
export const keepScriptFile = keepSource;
