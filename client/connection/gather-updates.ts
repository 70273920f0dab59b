import { messageTypes, syncTypes } from '@oner/shared/protocol/sync-frames.ts';
import * as decoding from 'lib0/decoding';
import type { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

/** Updates from others are applied together, this often at most, ms: each time the script, the board and all that reads them are brought up to date. */
export const gatherMs = 50;

/**
 * Makes a provider apply the first update at once and those that follow within `gatherMs` as one, so that ten who type cost no
 * more than one who does. `onReceived` is told each update as it came, with the first exchange. The returned function forgets what waits.
 */
export const gatherUpdates = (
  provider: WebsocketProvider,
  now: () => number,
  onReceived: (update: Uint8Array) => void,
): (() => void) => {
  const { doc } = provider;
  const handleSync = provider.messageHandlers[messageTypes.sync];
  let waiting: Uint8Array[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  let appliedAt = Number.NEGATIVE_INFINITY;

  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    waiting = [];
  };
  const apply = (): void => {
    const updates = waiting;
    stop();
    if (updates.length === 0) return;
    const applyAll = (): void => {
      for (const update of updates) Y.applyUpdate(doc, update, provider);
    };
    Y.transact(doc, applyAll, provider, false);
    appliedAt = now();
  };
  provider.messageHandlers[messageTypes.sync] = (encoder, decoder, from, emitSynced, type) => {
    if (decoding.peekVarUint(decoder) !== syncTypes.update) {
      apply();
      const ahead = decoding.clone(decoder);
      if (decoding.readVarUint(ahead) === syncTypes.step2) onReceived(decoding.readVarUint8Array(ahead));
      handleSync?.(encoder, decoder, from, emitSynced, type);
      return;
    }
    decoding.readVarUint(decoder);
    const update = decoding.readVarUint8Array(decoder);
    onReceived(update);
    waiting.push(update);
    const pause = appliedAt + gatherMs - now();
    if (pause <= 0) apply();
    else timer ??= setTimeout(apply, pause);
  };
  return stop;
};
