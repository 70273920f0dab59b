import type { IncomingMessage } from 'node:http';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';

export type BodyError = { readonly kind: 'too-large' | 'aborted' };

/** More than this many times the limit is not even listened to. */
const drainFactor = 4;

/**
 * Reads the body, at most `maxBytes`. A body that is too large is drained, within reason, before it is refused: else the
 * sender would see a broken connection in place of the answer.
 */
export const readBody = async (request: IncomingMessage, maxBytes: number): Promise<Result<Uint8Array, BodyError>> => {
  const chunks: Buffer[] = [];
  let total = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      // no encoding is set, so chunks are buffers
      total += chunk.length;
      if (total <= maxBytes) chunks.push(chunk);
      else chunks.length = 0;
      if (total > maxBytes * drainFactor) break;
    }
  } catch {
    return fail({ kind: 'aborted' });
  }
  return total > maxBytes ? fail({ kind: 'too-large' }) : ok(new Uint8Array(Buffer.concat(chunks)));
};
