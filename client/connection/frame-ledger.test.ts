import { syncStep1Frame, syncStep2Frame, updateFrame } from '@oner/shared/protocol/sync-frames.ts';
import { describe, expect, it } from 'vitest';
import { createFrameLedger } from './frame-ledger.ts';

const bytes = Uint8Array.of(0, 0);

describe('which edits are durable', () => {
  it('CLI-9 tells the newest durable edit by the number of write frames that the server dealt with', () => {
    const ledger = createFrameLedger();
    ledger.sent(syncStep1Frame(bytes), 0);
    ledger.sent(syncStep2Frame(bytes), 3);
    ledger.sent(updateFrame(bytes), 4);
    ledger.sent(updateFrame(bytes), 6);
    expect([0, 1, 2, 3, 4].map(ledger.durableEdit)).toEqual([null, 3, 4, 6, null]);
  });

  it('CLI-9 counts an edit as durable only with the last of its frames', () => {
    const ledger = createFrameLedger();
    ledger.sent(syncStep2Frame(bytes), 2);
    for (const edit of [3, 3, 3]) ledger.sent(updateFrame(bytes), edit);
    expect([1, 2, 3, 4].map(ledger.durableEdit)).toEqual([2, 2, 2, 3]);
  });

  it('CLI-10 counts nothing as durable before what was kept offline was sent', () => {
    const ledger = createFrameLedger();
    ledger.sent(updateFrame(bytes), 5);
    expect(ledger.durableEdit(1)).toBeNull();
    ledger.sent(syncStep2Frame(bytes), 5);
    expect(ledger.durableEdit(1)).toBeNull();
    expect(ledger.durableEdit(2)).toBe(5);
  });
});
