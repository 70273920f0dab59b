import { decodeText, type TextEncoding } from '@oner/shared/fountain/decode-text.ts';
import { readFountain } from '@oner/shared/fountain/read-fountain.ts';
import type { Screenplay } from '@oner/shared/fountain/screenplay.ts';
import type { ImportFormat } from '@oner/shared/protocol/http/project.ts';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';

export type ImportError = {
  readonly kind: 'empty' | 'binary' | 'unsupported' | 'too-large' | 'unreadable';
  readonly detail: string;
};

/** Largest script, about twenty features: reading and writing more would hold up everyone on this node. */
export const scriptLimits = { maxCharacters: 5_000_000, maxBlocks: 50_000 } as const;

const tooLarge = (what: string): ImportError => ({ kind: 'too-large', detail: `The script has more than ${what}.` });

export type ReadScript = { readonly screenplay: Screenplay; readonly warnings: readonly string[] };

const decode = (encoding: TextEncoding, bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // the decoder's way of saying that the bytes are not valid in it
    return null;
  }
};

/** Reads a file into a screenplay; plain text is read as Fountain, which plain text mostly is. */
export const readScriptFile = (bytes: Uint8Array, format: ImportFormat): Result<ReadScript, ImportError> => {
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
