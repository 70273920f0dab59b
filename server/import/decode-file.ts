import {
  type DecodedText,
  type DecodeFailure,
  decodeText,
  type TextEncoding,
} from '@oner/shared/fountain/decode-text.ts';
import type { Result } from '@oner/shared/result/result.ts';

const decode = (encoding: TextEncoding, bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // the decoder's way of saying that the bytes are not valid in it
    return null;
  }
};

/** The text of a file, its encoding recognised by its content. */
export const decodeFile = (bytes: Uint8Array): Result<DecodedText, DecodeFailure> => decodeText(bytes, decode);
