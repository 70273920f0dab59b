/**
 * What a person is told about their edits, as a pure state machine. Only the server's durable answer leads to `saved`.
 */
export type ClosedReason =
  | 'session-over'
  | 'no-access'
  | 'no-such-project'
  | 'client-too-old'
  | 'document-too-large'
  | 'refused';

export type SyncState =
  | { readonly kind: 'connecting' }
  /** `kept` edits are on their way; `storageFails`: the server has them, but cannot store them at present. */
  | { readonly kind: 'saving'; readonly kept: number; readonly storageFails: boolean }
  | { readonly kind: 'saved' }
  /** `kept` edits are on this device alone; `reconnecting` tells a lost server from a device without a network. */
  | { readonly kind: 'offline'; readonly kept: number; readonly reconnecting: boolean }
  /** Edits were refused; `text` is what was typed in them. */
  | { readonly kind: 'denied'; readonly reason: string; readonly text: readonly string[] }
  | { readonly kind: 'newer-schema'; readonly version: number }
  | { readonly kind: 'closed'; readonly reason: ClosedReason };

export type SyncMachine = {
  readonly link: 'down' | 'connecting' | 'up';
  /** Whether the device itself has a network. */
  readonly online: boolean;
  /** Whether the document of the server was received on this connection. */
  readonly synced: boolean;
  /** Whether a connection was ever up: before, one connects; after, one is offline. */
  readonly everUp: boolean;
  readonly storageFails: boolean;
  /** Numbers of the edits that are not known to be durable, oldest first. */
  readonly pending: readonly number[];
  readonly end:
    | null
    | { readonly kind: 'denied'; readonly reason: string; readonly text: readonly string[] }
    | { readonly kind: 'newer-schema'; readonly version: number }
    | { readonly kind: 'closed'; readonly reason: ClosedReason };
};

export type SyncEvent =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'up' }
  | { readonly kind: 'synced' }
  | { readonly kind: 'down' }
  | { readonly kind: 'network'; readonly online: boolean }
  /** An edit of this person, numbered upwards; one number may come again while its edit goes on. */
  | { readonly kind: 'edited'; readonly edit: number }
  /** Every edit up to this number is durable. */
  | { readonly kind: 'saved'; readonly upTo: number }
  | { readonly kind: 'storage-fails' }
  | { readonly kind: 'denied'; readonly reason: string; readonly text: readonly string[] }
  | { readonly kind: 'schema'; readonly version: number; readonly ours: number }
  | { readonly kind: 'closed'; readonly code: number };

export const initialSync = (online: boolean): SyncMachine => ({
  link: 'connecting',
  online,
  synced: false,
  everUp: false,
  storageFails: false,
  pending: [],
  end: null,
});

/** What a close code of the sync endpoint means; null: one may try again. */
export const closedReason = (code: number): ClosedReason | null => {
  switch (code) {
    case 4401:
      return 'session-over';
    case 4403:
      return 'no-access';
    case 4404:
      return 'no-such-project';
    case 4409:
      return 'client-too-old';
    case 4413:
      return 'document-too-large';
    default:
      return code >= 4400 && code < 4500 ? 'refused' : null;
  }
};

const withEdit = (pending: readonly number[], edit: number): readonly number[] =>
  pending.at(-1) === edit ? pending : [...pending, edit];

export const reduceSync = (machine: SyncMachine, event: SyncEvent): SyncMachine => {
  switch (event.kind) {
    case 'connecting':
      return { ...machine, link: 'connecting', synced: false };
    case 'up':
      return { ...machine, link: 'up' };
    case 'synced':
      return { ...machine, link: 'up', synced: true, everUp: true };
    case 'down':
      return { ...machine, link: 'down', synced: false };
    case 'network':
      return { ...machine, online: event.online };
    case 'edited':
      return { ...machine, pending: withEdit(machine.pending, event.edit) };
    case 'saved':
      return { ...machine, storageFails: false, pending: machine.pending.filter((edit) => edit > event.upTo) };
    case 'storage-fails':
      return { ...machine, storageFails: true };
    case 'denied':
      return { ...machine, pending: [], end: { kind: 'denied', reason: event.reason, text: event.text } };
    case 'schema':
      return event.version > event.ours
        ? { ...machine, end: { kind: 'newer-schema', version: event.version } }
        : machine;
    case 'closed': {
      const reason = closedReason(event.code);
      const down: SyncMachine = { ...machine, link: 'down', synced: false };
      return reason === null ? down : { ...down, end: { kind: 'closed', reason } };
    }
  }
};

/** What to show for a machine. */
export const syncStateOf = (machine: SyncMachine): SyncState => {
  if (machine.end !== null) return machine.end;
  const kept = machine.pending.length;
  if (!machine.online) return { kind: 'offline', kept, reconnecting: false };
  if (machine.synced) {
    return kept > 0 ? { kind: 'saving', kept, storageFails: machine.storageFails } : { kind: 'saved' };
  }
  if (machine.link === 'down' || machine.everUp) return { kind: 'offline', kept, reconnecting: true };
  return { kind: 'connecting' };
};

export const sameSyncState = (a: SyncState, b: SyncState): boolean => JSON.stringify(a) === JSON.stringify(b);
