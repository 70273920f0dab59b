import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readClientFrame, syncMessageFrame } from './sync-frames.ts';
import {
  minimumSyncProtocolVersion,
  parseSyncMessage,
  syncMessageSchema,
  syncProtocolVersion,
} from './sync-messages.ts';
import { presenceUserSchema } from './sync-presence.ts';

const hashOf = (schema: z.ZodType): string =>
  createHash('sha256')
    .update(JSON.stringify(z.toJSONSchema(schema)))
    .digest('hex')
    .slice(0, 16);

describe('the sync wire', () => {
  it('SYNC-60 the wire changes only together with its version', () => {
    // Another hash: raise `syncProtocolVersion`, say in its comment what is new, and pin the new hash here.
    expect({
      version: syncProtocolVersion,
      minimum: minimumSyncProtocolVersion,
      messages: hashOf(syncMessageSchema),
      user: hashOf(presenceUserSchema),
    }).toEqual({ version: 1, minimum: 1, messages: '7c6d565fc6a47323', user: '44dfc5baf38340af' });
  });

  it('SYNC-61 a message survives its frame, and is type 120 with a var-string of JSON', () => {
    const message = { kind: 'saved', seq: 12, frames: 3 } as const;
    const frame = syncMessageFrame(message);
    expect(frame[0]).toBe(120);
    const json = new TextDecoder().decode(frame.slice(2));
    expect(frame[1]).toBe(json.length);
    expect(parseSyncMessage(json)).toEqual({ ok: true, value: message });
  });

  it('SYNC-61 what is no message is refused with its reason', () => {
    expect(parseSyncMessage('{')).toMatchObject({ ok: false, error: { kind: 'not-json' } });
    expect(parseSyncMessage('{"kind":"saved"}')).toMatchObject({ ok: false, error: { kind: 'not-a-sync-message' } });
  });

  it('SYNC-62 frames are read by what their varints say', () => {
    const frame = readClientFrame(Uint8Array.of(0x80, 0x00, 0x82, 0x00, 2, 0, 0));
    expect(frame).toEqual({ ok: true, value: { kind: 'update', update: Uint8Array.of(0, 0) } });
  });

  it.each([
    ['nothing', []],
    ['an unknown type', [9, 1]],
    ['an unknown sync type', [0, 7]],
    ['a length beyond the end', [0, 2, 200, 1, 0]],
    ['a varint without end', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
  ])('SYNC-62 %s is an error, never a throw', (_name, bytes) => {
    expect(readClientFrame(Uint8Array.from(bytes)).ok).toBe(false);
  });
});
