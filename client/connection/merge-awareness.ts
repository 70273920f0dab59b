import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

type Entry = { readonly clock: number; readonly state: string };

/**
 * Several updates of awareness as one, each client's newest state in it. The format is y-protocols': a count, then for each client its id,
 * its clock and its state as JSON.
 */
export const mergeAwareness = (updates: readonly Uint8Array[]): Uint8Array => {
  const newest = new Map<number, Entry>();
  for (const update of updates) {
    const decoder = decoding.createDecoder(update);
    const count = decoding.readVarUint(decoder);
    for (let index = 0; index < count; index += 1) {
      const client = decoding.readVarUint(decoder);
      const entry = { clock: decoding.readVarUint(decoder), state: decoding.readVarString(decoder) };
      const known = newest.get(client);
      // of two with the same clock the later one may say that the client is gone
      if (known === undefined || known.clock <= entry.clock) newest.set(client, entry);
    }
  }
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, newest.size);
  for (const [client, { clock, state }] of newest) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, state);
  }
  return encoding.toUint8Array(encoder);
};
