/** Frames of the y-websocket wire, read and written by value: whatever the varints look like, what counts is what they say. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { fail, ok, type Result } from '../result/result.ts';
import type { SyncMessage } from './sync-messages.ts';

export const messageTypes = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, oner: 120 } as const;
export const syncTypes = { step1: 0, step2: 1, update: 2 } as const;
const permissionDenied = 0;

/** A frame of a client. The bytes are views into the frame: copy them before keeping them. */
export type ClientFrame =
  | { readonly kind: 'sync-step-1'; readonly stateVector: Uint8Array }
  | { readonly kind: 'sync-step-2' | 'update'; readonly update: Uint8Array }
  | { readonly kind: 'awareness'; readonly update: Uint8Array }
  | { readonly kind: 'query-awareness' };

export type FrameError = { readonly kind: 'unknown-frame' | 'cut-off'; readonly detail: string };

const readSync = (decoder: decoding.Decoder): Result<ClientFrame, FrameError> => {
  const type = decoding.readVarUint(decoder);
  switch (type) {
    case syncTypes.step1:
      return ok({ kind: 'sync-step-1', stateVector: decoding.readVarUint8Array(decoder) });
    case syncTypes.step2:
      return ok({ kind: 'sync-step-2', update: decoding.readVarUint8Array(decoder) });
    case syncTypes.update:
      return ok({ kind: 'update', update: decoding.readVarUint8Array(decoder) });
    default:
      return fail({ kind: 'unknown-frame', detail: `sync message ${type}` });
  }
};

/** Reads what a client sent. Never throws. */
export const readClientFrame = (frame: Uint8Array): Result<ClientFrame, FrameError> => {
  try {
    const decoder = decoding.createDecoder(frame);
    const type = decoding.readVarUint(decoder);
    switch (type) {
      case messageTypes.sync:
        return readSync(decoder);
      case messageTypes.awareness:
        return ok({ kind: 'awareness', update: decoding.readVarUint8Array(decoder) });
      case messageTypes.queryAwareness:
        return ok({ kind: 'query-awareness' });
      default:
        return fail({ kind: 'unknown-frame', detail: `message ${type}` });
    }
  } catch (error) {
    return fail({ kind: 'cut-off', detail: String(error) });
  }
};

const syncFrame = (type: number, bytes: Uint8Array): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, messageTypes.sync);
  encoding.writeVarUint(encoder, type);
  encoding.writeVarUint8Array(encoder, bytes);
  return encoding.toUint8Array(encoder);
};

export const syncStep1Frame = (stateVector: Uint8Array): Uint8Array => syncFrame(syncTypes.step1, stateVector);
export const syncStep2Frame = (update: Uint8Array): Uint8Array => syncFrame(syncTypes.step2, update);
export const updateFrame = (update: Uint8Array): Uint8Array => syncFrame(syncTypes.update, update);

export const awarenessFrame = (update: Uint8Array): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, messageTypes.awareness);
  encoding.writeVarUint8Array(encoder, update);
  return encoding.toUint8Array(encoder);
};

/** What y-protocols itself has for a refused write; clients may go on reading. */
export const permissionDeniedFrame = (reason: string): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, messageTypes.auth);
  encoding.writeVarUint(encoder, permissionDenied);
  encoding.writeVarString(encoder, reason);
  return encoding.toUint8Array(encoder);
};

/** A frame of type 120, for clients that came with `?v=1` only. */
export const syncMessageFrame = (message: SyncMessage): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, messageTypes.oner);
  encoding.writeVarString(encoder, JSON.stringify(message));
  return encoding.toUint8Array(encoder);
};
