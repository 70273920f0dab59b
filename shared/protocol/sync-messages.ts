/**
 * What Oner adds to the y-websocket wire for clients that ask with `?v=1`: frames of message type 120 that hold one
 * lib0 var-string of JSON. Stock clients never receive them.
 */
import { z } from 'zod';
import { fail, ok, type Result } from '../result/result.ts';

/**
 * The version that a client names by `?v=`.
 * 1: saved, denied, schema, resync.
 */
export const syncProtocolVersion = 1;

/** Clients that name a lower one are closed with 4409. */
export const minimumSyncProtocolVersion = 1;

/** Why a write was not taken. */
export const denialReasons = [
  /** The session's role may not edit; the change reached nobody. */
  'read-only',
  /** The desk is written by the server alone; the change reached nobody. */
  'server-only',
  /** The bytes are no Yjs V1 update, or one that cannot be applied; the change reached nobody. */
  'malformed',
  /** The document would grow beyond `maxDocumentBytes`; close code 4413 follows. */
  'document-too-large',
  /** The frame is of no known kind, or cut off. */
  'unknown-frame',
  /** Storage fails: the change is applied and held in memory, stored as soon as storage works again; `saved` follows then. */
  'not-saved',
] as const;

/**
 * All that this connection sent so far and the server took is durable. `seq` is the log's last sequence number then. `frames` counts this
 * connection's write frames (SyncStep2 and Update, refused ones included) that are dealt with: a client that counts what it
 * sent is saved when the two are equal.
 */
export const savedMessageSchema = z.object({
  kind: z.literal('saved'),
  seq: z.number().int().nonnegative(),
  frames: z.number().int().nonnegative(),
});

/** A write of this connection was not taken, or (`not-saved`) is not durable yet. */
export const deniedMessageSchema = z.object({ kind: z.literal('denied'), reason: z.enum(denialReasons) });

/** The document schema that the server works with; sent at once after connecting. */
export const schemaMessageSchema = z.object({ kind: z.literal('schema'), version: z.number().int().positive() });

/** The server lacks something that this client may have: run the sync handshake again (send SyncStep1, answer the server's). */
export const resyncMessageSchema = z.object({ kind: z.literal('resync') });

export const syncMessageSchema = z.discriminatedUnion('kind', [
  savedMessageSchema,
  deniedMessageSchema,
  schemaMessageSchema,
  resyncMessageSchema,
]);

export type SyncMessage = z.infer<typeof syncMessageSchema>;
export type DenialReason = (typeof denialReasons)[number];

/** Reads the JSON of a frame of type 120. */
export const parseSyncMessage = (
  json: string,
): Result<SyncMessage, { readonly kind: 'not-json' | 'not-a-sync-message'; readonly detail: string }> => {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return fail({ kind: 'not-json', detail: String(error) });
  }
  const parsed = syncMessageSchema.safeParse(value);
  return parsed.success ? ok(parsed.data) : fail({ kind: 'not-a-sync-message', detail: z.prettifyError(parsed.error) });
};

/** WebSocket close codes of `/sync`. Clients of y-websocket 3.1 stop reconnecting on 4400 to 4499 and retry on others. */
export const syncCloseCodes = {
  goingDown: 1001,
  frameTooLarge: 1009,
  tryAgain: 1013,
  notSignedIn: 4401,
  noAccess: 4403,
  noSuchProject: 4404,
  clientTooOld: 4409,
  documentTooLarge: 4413,
} as const;
export type SyncCloseCode = (typeof syncCloseCodes)[keyof typeof syncCloseCodes];

/** Limits of the wire that both ends know. */
export const syncLimits = {
  /** Bytes of one WebSocket message from a client; beyond it 1009. */
  maxFrameBytes: 16 * 1024 * 1024,
  /** Bytes of a whole document as one update; one frame must be able to carry it. Beyond it 4413. */
  maxDocumentBytes: 15 * 1024 * 1024,
  /** UTF-8 bytes of one client's awareness state as JSON; larger ones are not relayed. */
  maxPresenceBytes: 8 * 1024,
  /** The highest awareness clock that is relayed: sixty changes a second for a year. */
  maxPresenceClock: 2 ** 31 - 1,
} as const;
