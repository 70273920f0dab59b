import { messageTypes, syncTypes } from '@oner/shared/protocol/sync-frames.ts';
import * as decoding from 'lib0/decoding';
import { applyAwarenessUpdate } from 'y-protocols/awareness';
import type { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { mergeAwareness } from './merge-awareness.ts';

/** What comes from others is shown together, this often at most, ms: each time the script, the board and all that reads them are brought up to date. */
export const gatherMs = 50;

/** The same while the person writes: the frame that shows the others' letters would keep their own waiting. */
export const gatherWhileTypingMs = 200;

/** The person's own writing at this screen. */
export type Typing = {
  /** Whether a key was pressed a moment ago, so that another is likely. */
  readonly isUnderWay: () => boolean;
  /** Told whenever a letter of theirs was painted. */
  readonly onPainted: (listener: () => void) => () => void;
};

export const nobodyTypes: Typing = { isUnderWay: () => false, onPainted: () => () => {} };

export type Gathering = {
  readonly now: () => number;
  readonly typing: Typing;
  /** Told each update as it came, with the first exchange. */
  readonly onReceived: (update: Uint8Array) => void;
};

/**
 * Makes a provider apply the first change of others at once and those that follow within `gatherMs` as one, their carets along with
 * their letters, so that ten who type cost no more than one who does. While the person writes too it waits longer, and until a letter of
 * theirs has just been painted. The returned function forgets what waits.
 */
export const gatherFromOthers = (provider: WebsocketProvider, { now, typing, onReceived }: Gathering): (() => void) => {
  const { doc, awareness } = provider;
  const handleSync = provider.messageHandlers[messageTypes.sync];
  let updates: Uint8Array[] = [];
  let carets: Uint8Array[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  let appliedAt = Number.NEGATIVE_INFINITY;

  const forget = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    updates = [];
    carets = [];
  };
  const apply = (): void => {
    const [waitingUpdates, waitingCarets] = [updates, carets];
    forget();
    if (waitingUpdates.length + waitingCarets.length === 0) return;
    if (waitingUpdates.length > 0) {
      const applyAll = (): void => {
        for (const update of waitingUpdates) Y.applyUpdate(doc, update, provider);
      };
      Y.transact(doc, applyAll, provider, false);
    }
    if (waitingCarets.length > 0) applyAwarenessUpdate(awareness, mergeAwareness(waitingCarets), provider);
    appliedAt = now();
  };
  const pauseMs = (): number => appliedAt + (typing.isUnderWay() ? gatherWhileTypingMs : gatherMs) - now();
  const applySoon = (): void => {
    // the first after a pause of theirs may meet a key of this person's all the same
    const pause = typing.isUnderWay() ? Math.max(pauseMs(), gatherMs) : pauseMs();
    if (pause <= 0) apply();
    else timer ??= setTimeout(apply, pause);
  };
  const stopWatching = typing.onPainted(() => {
    if (timer !== null && appliedAt + gatherWhileTypingMs / 2 <= now()) apply();
  });

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
    updates.push(update);
    applySoon();
  };
  provider.messageHandlers[messageTypes.awareness] = (_encoder, decoder) => {
    carets.push(decoding.readVarUint8Array(decoder));
    applySoon();
  };
  // who was there is gone with the connection
  const dropCarets = (): void => {
    carets = [];
  };
  provider.on('connection-close', dropCarets);
  return () => {
    stopWatching();
    provider.off('connection-close', dropCarets);
    forget();
  };
};
