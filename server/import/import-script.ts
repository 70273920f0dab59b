import { appendScript, replaceScript } from '@oner/shared/document/create-story.ts';
import type { IdFactory, ProjectId } from '@oner/shared/ids/ids.ts';
import type { ImportFormat, ImportReport } from '@oner/shared/protocol/http/project.ts';
import { ok, type Result } from '@oner/shared/result/result.ts';
import type { Rooms, ServerOrigin } from '../rooms/ports.ts';
import type { ImportError } from './read-script-file.ts';
import type { ScriptReader } from './script-reader.ts';

/** Brings a script into a project; what cannot be read changes nothing. */
export const importScript = async (
  options: { readonly rooms: Rooms; readonly ids: Pick<IdFactory, 'block'>; readonly reader: ScriptReader },
  target: { readonly project: ProjectId; readonly mode: 'replace' | 'append'; readonly origin: ServerOrigin },
  file: { readonly bytes: Uint8Array; readonly format: ImportFormat },
): Promise<Result<ImportReport, ImportError>> => {
  const read = await options.reader.read(file.bytes, file.format);
  if (!read.ok) return read;
  const { screenplay, warnings } = read.value;
  const write = target.mode === 'replace' ? replaceScript : appendScript;
  await options.rooms.edit(`${target.project}/story`, target.origin, (doc) => write(doc, screenplay, options.ids));
  const scenes = screenplay.blocks.filter((block) => block.type === 'sceneHeading').length;
  return ok({ scenes, blocks: screenplay.blocks.length, warnings: [...warnings] });
};
