import { appendScript, replaceScript } from '@oner/shared/document/create-story.ts';
import { decodeText, type TextEncoding } from '@oner/shared/fountain/decode-text.ts';
import { readFountain } from '@oner/shared/fountain/read-fountain.ts';
import type { Screenplay } from '@oner/shared/fountain/screenplay.ts';
import type { IdFactory, ProjectId } from '@oner/shared/ids/ids.ts';
import type { ImportFormat, ImportReport } from '@oner/shared/protocol/http/project.ts';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import type { Rooms, ServerOrigin } from '../rooms/ports.ts';

export type ImportError = { readonly kind: 'empty' | 'binary' | 'unsupported' | 'too-large'; readonly detail: string };

/** Largest script, about twenty features: reading and writing more would hold up everyone on this node. */
export const scriptLimits = { maxCharacters: 5_000_000, maxBlocks: 50_000 } as const;

const tooLarge = (what: string): ImportError => ({ kind: 'too-large', detail: `The script has more than ${what}.` });

type Read = { readonly screenplay: Screenplay; readonly warnings: readonly string[] };

const decode = (encoding: TextEncoding, bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // the decoder's way of saying that the bytes are not valid in it
    return null;
  }
};

/** Reads a file into a screenplay; plain text is read as Fountain, which plain text mostly is. */
export const readScriptFile = (bytes: Uint8Array, format: ImportFormat): Result<Read, ImportError> => {
  switch (format) {
    case 'fountain':
    case 'txt': {
      const decoded = decodeText(bytes, decode);
      if (!decoded.ok) return decoded;
      const { text, warnings } = decoded.value;
      if (text.length > scriptLimits.maxCharacters) return fail(tooLarge(`${scriptLimits.maxCharacters} characters`));
      const screenplay = readFountain(text);
      if (screenplay.blocks.length > scriptLimits.maxBlocks)
        return fail(tooLarge(`${scriptLimits.maxBlocks} paragraphs`));
      return ok({ screenplay, warnings });
    }
    case 'fdx':
    case 'docx':
    case 'pdf':
    case 'storyboarder':
    case 'archive':
      return fail({ kind: 'unsupported', detail: `Import of ${format} is not supported yet; fountain and txt are.` });
  }
};

/** Brings a script into a project; what cannot be read changes nothing. */
export const importScript = async (
  options: { readonly rooms: Rooms; readonly ids: Pick<IdFactory, 'block'> },
  target: { readonly project: ProjectId; readonly mode: 'replace' | 'append'; readonly origin: ServerOrigin },
  file: { readonly bytes: Uint8Array; readonly format: ImportFormat },
): Promise<Result<ImportReport, ImportError>> => {
  const read = readScriptFile(file.bytes, file.format);
  if (!read.ok) return read;
  const { screenplay, warnings } = read.value;
  const write = target.mode === 'replace' ? replaceScript : appendScript;
  await options.rooms.edit(`${target.project}/story`, target.origin, (doc) => write(doc, screenplay, options.ids));
  const scenes = screenplay.blocks.filter((block) => block.type === 'sceneHeading').length;
  return ok({ scenes, blocks: screenplay.blocks.length, warnings: [...warnings] });
};
