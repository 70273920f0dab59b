import { appendScript, replaceScript } from '@oner/shared/document/create-story.ts';
import { scriptOf } from '@oner/shared/document/schema.ts';
import { type ScriptSource, setScriptSource } from '@oner/shared/document/script-source.ts';
import { cueName } from '@oner/shared/fountain/cue.ts';
import { blockText, type Screenplay } from '@oner/shared/fountain/screenplay.ts';
import type { IdFactory, ProjectId } from '@oner/shared/ids/ids.ts';
import type { ImportFormat, ImportReport, ReadFormat } from '@oner/shared/protocol/http/project.ts';
import { ok, type Result } from '@oner/shared/result/result.ts';
import type { AssetStore } from '../assets/ports.ts';
import { storeLinked } from '../assets/store-linked.ts';
import type { AssetLinks } from '../auth/asset-links.ts';
import type { Rooms, ServerOrigin } from '../rooms/ports.ts';
import type { ImportError } from './read-script-file.ts';
import type { ScriptReader } from './script-reader.ts';

type Options = {
  readonly rooms: Rooms;
  readonly ids: Pick<IdFactory, 'block'>;
  readonly reader: ScriptReader;
  readonly assets: AssetStore;
  readonly links: AssetLinks;
};
type Target = { readonly project: ProjectId; readonly mode: 'replace' | 'append'; readonly origin: ServerOrigin };

const speakersOf = ({ blocks }: Screenplay): number =>
  new Set(blocks.flatMap((block) => (block.type === 'character' ? [cueName(blockText(block)).toUpperCase()] : [])))
    .size;

/** Files that an export writes back what changed into; plain text is made anew. */
const keptFormat = (format: ReadFormat): ScriptSource['format'] | null =>
  format === 'fdx' || format === 'fountain' ? format : null;

const keepSource = async (
  { assets, links }: Options,
  project: ProjectId,
  file: { readonly bytes: Uint8Array; readonly format: ReadFormat },
): Promise<ScriptSource | null> => {
  const format = keptFormat(file.format);
  if (format === null) return null;
  const what = { bytes: file.bytes, mediaType: 'application/octet-stream', project };
  return { format, asset: await storeLinked({ assets, links }, what) };
};

/** Brings a script into a project; what cannot be read changes nothing. */
export const importScript = async (
  options: Options,
  target: Target,
  file: { readonly bytes: Uint8Array; readonly format: ImportFormat },
): Promise<Result<ImportReport, ImportError>> => {
  const read = await options.reader.read(file.bytes, file.format);
  if (!read.ok) return read;
  const { screenplay, format, warnings, unsure } = read.value;
  const source = await keepSource(options, target.project, { bytes: file.bytes, format });
  await options.rooms.edit(`${target.project}/story`, target.origin, (doc) => {
    const fresh = target.mode === 'replace' || scriptOf(doc).length === 0;
    if (target.mode === 'replace') replaceScript(doc, screenplay, options.ids);
    else appendScript(doc, screenplay, options.ids);
    if (fresh) setScriptSource(doc, source);
  });
  const scenes = screenplay.blocks.filter((block) => block.type === 'sceneHeading').length;
  const counts = { scenes, blocks: screenplay.blocks.length, speakers: speakersOf(screenplay) };
  return ok({ ...counts, format, warnings: [...warnings], unsure: [...unsure] });
};
