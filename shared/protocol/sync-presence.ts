/** Awareness updates of y-protocols, entry by entry, without parsing what is not needed. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { z } from 'zod';

/** What the server puts under `user` in every client's awareness state, whatever the client wrote there. */
export const presenceUserSchema = z.object({
  /** The principal's id: the same for all connections of one person. */
  id: z.string(),
  name: z.string(),
  /** A CSS colour. */
  color: z.string(),
  role: z.enum(['viewer', 'commenter', 'editor', 'owner']),
});
export type PresenceUser = z.infer<typeof presenceUserSchema>;

/** One client's entry; `state` is JSON, `null` when it left. */
export type PresenceEntry = { readonly client: number; readonly clock: number; readonly state: string };

/** The raw entry of an awareness update: its JSON stays undecoded until asked for. */
export type RawPresenceEntry = { readonly client: number; readonly clock: number; readonly stateBytes: Uint8Array };

/** Calls `visit` with each entry. Throws when the update is cut off. */
export const visitPresence = (update: Uint8Array, visit: (entry: RawPresenceEntry) => void): void => {
  const decoder = decoding.createDecoder(update);
  const count = decoding.readVarUint(decoder);
  for (let i = 0; i < count; i++) {
    const client = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    visit({ client, clock, stateBytes: decoding.readVarUint8Array(decoder) });
  }
};

export const encodePresence = (entries: readonly PresenceEntry[]): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, entries.length);
  for (const { client, clock, state } of entries) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, state);
  }
  return encoding.toUint8Array(encoder);
};
