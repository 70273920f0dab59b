import { describe, expect, it } from 'vitest';
import { closedReason, initialSync, reduceSync, type SyncEvent, type SyncState, syncStateOf } from './sync-state.ts';

const after = (...events: readonly SyncEvent[]): SyncState => syncStateOf(events.reduce(reduceSync, initialSync(true)));

const joined: readonly SyncEvent[] = [{ kind: 'connecting' }, { kind: 'up' }, { kind: 'synced' }];

describe('what a person is told about their edits', () => {
  it('CLI-1 says connecting until the document of the server has come', () => {
    expect(after()).toEqual({ kind: 'connecting' });
    expect(after({ kind: 'connecting' }, { kind: 'up' })).toEqual({ kind: 'connecting' });
    expect(after(...joined)).toEqual({ kind: 'saved' });
  });

  it('CLI-2 says saved only after the durable answer that covers the last edit', () => {
    const edits: readonly SyncEvent[] = [
      { kind: 'edited', edit: 1 },
      { kind: 'edited', edit: 2 },
    ];
    expect(after(...joined, ...edits)).toEqual({ kind: 'saving', kept: 2, storageFails: false });
    const first: SyncEvent = { kind: 'saved', upTo: 1 };
    expect(after(...joined, ...edits, first)).toEqual({ kind: 'saving', kept: 1, storageFails: false });
    const trouble: SyncEvent = { kind: 'storage-fails' };
    expect(after(...joined, ...edits, trouble)).toEqual({ kind: 'saving', kept: 2, storageFails: true });
    expect(after(...joined, ...edits, trouble, first)).toEqual({ kind: 'saving', kept: 1, storageFails: false });
    expect(after(...joined, ...edits, { kind: 'saved', upTo: 2 })).toEqual({ kind: 'saved' });
  });

  it('CLI-3 counts the edits kept while the connection is down, and saves them after the return', () => {
    const down: readonly SyncEvent[] = [
      ...joined,
      { kind: 'network', online: false },
      { kind: 'down' },
      { kind: 'edited', edit: 1 },
      { kind: 'edited', edit: 1 },
      { kind: 'edited', edit: 2 },
    ];
    expect(after(...down)).toEqual({ kind: 'offline', kept: 2, reconnecting: false });
    const back: readonly SyncEvent[] = [...down, { kind: 'network', online: true }, { kind: 'connecting' }];
    expect(after(...back)).toEqual({ kind: 'offline', kept: 2, reconnecting: true });
    expect(after(...back, { kind: 'synced' })).toMatchObject({ kind: 'saving', kept: 2 });
    expect(after(...back, { kind: 'synced' }, { kind: 'saved', upTo: 2 })).toEqual({ kind: 'saved' });
  });

  it('CLI-4 keeps the reason and the words of a refused edit, whatever the connection does next', () => {
    const denied: SyncEvent = { kind: 'denied', reason: 'your role is viewer', text: ['EXT. ROOF'] };
    const expected = { kind: 'denied', reason: 'your role is viewer', text: ['EXT. ROOF'] };
    expect(after(...joined, { kind: 'edited', edit: 1 }, denied)).toEqual(expected);
    expect(after(...joined, denied, { kind: 'down' }, { kind: 'synced' })).toEqual(expected);
  });

  it('CLI-5 stops before a document of a newer version, and not before its own', () => {
    expect(after({ kind: 'schema', version: 2, ours: 1 })).toEqual({ kind: 'newer-schema', version: 2 });
    expect(after({ kind: 'schema', version: 1, ours: 1 }, ...joined)).toEqual({ kind: 'saved' });
  });

  it('CLI-6 tells ends from interruptions by the close code', () => {
    expect([4401, 4403, 4404, 4409, 4413, 4450].map(closedReason)).toEqual([
      'session-over',
      'no-access',
      'no-such-project',
      'client-too-old',
      'document-too-large',
      'refused',
    ]);
    expect([1000, 1001, 1006, 1009, 1013, 4399, 4500].map(closedReason)).toEqual(Array(7).fill(null));
    expect(after(...joined, { kind: 'closed', code: 1013 })).toMatchObject({ kind: 'offline', reconnecting: true });
    expect(after(...joined, { kind: 'closed', code: 4403 })).toEqual({ kind: 'closed', reason: 'no-access' });
  });
});
