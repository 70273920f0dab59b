import { messageTypes, syncStep1Frame } from '@oner/shared/protocol/sync-frames.ts';
import { parseSyncMessage, type SyncMessage, syncProtocolVersion } from '@oner/shared/protocol/sync-messages.ts';
import * as decoding from 'lib0/decoding';
import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { createEditCount, type EditCount } from './edit-count.ts';
import { textOfUpdates } from './edited-text.ts';
import { createFrameLedger, type FrameLedger } from './frame-ledger.ts';
import { gatherFromOthers, nobodyTypes, type Typing } from './gather.ts';
import type { Network } from './network.ts';
import { createObservable, type Observable } from './observable.ts';
import { initialSync, reduceSync, type SyncEvent, type SyncState, sameSyncState, syncStateOf } from './sync-state.ts';

/** Longest wait between two attempts to connect, ms. */
const maxBackoffMs = 5000;

/** A document that is kept in step with the server's. */
export type DocumentLink = {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly state: Observable<SyncState>;
  /** Resolves when the server's document has come for the first time; views that write mount after it. */
  readonly whenSynced: Promise<void>;
  /** Tries to connect now. */
  readonly retry: () => void;
  readonly close: () => void;
};

export type LinkWriting =
  | {
      readonly by: 'people';
      /** Edits that an earlier visit left on this device. */
      readonly keptEdits: number;
      /** Told the number of edits on this device alone, whenever it changes. */
      readonly onKept: (count: number) => void;
      /** Told each change that was made here. */
      readonly onWritten: (update: Uint8Array) => void;
      /** Told each update of others as it came, which it may hold on to. */
      readonly onReceived: (update: Uint8Array) => void;
    }
  | { readonly by: 'server'; readonly onReceived: (update: Uint8Array) => void };

export type DocumentLinkOptions = {
  /** `ws://host/sync`. */
  readonly url: string;
  readonly room: string;
  readonly doc: Y.Doc;
  /** The document schema that this client writes. */
  readonly schemaVersion: number;
  /** Who writes it: people here too, or the server alone. */
  readonly writing: LinkWriting;
  readonly now: () => number;
  readonly network: Network;
  /** What others do is shown between the keys of who types here; absent: nobody does. */
  readonly typing?: Typing;
  /** It connects when this resolves; absent: at once. */
  readonly after?: Promise<void>;
  /** The browser's own, or a stand-in for it. */
  readonly Socket: typeof WebSocket;
};

/** A socket that tells its ledger what leaves. */
const countingSocket = (
  Socket: typeof WebSocket,
  edits: EditCount,
  opened: (ledger: FrameLedger) => void,
): typeof WebSocket =>
  class extends Socket {
    readonly #ledger = createFrameLedger();

    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      opened(this.#ledger);
    }

    override send(data: string | ArrayBufferLike | Blob | ArrayBufferView<ArrayBufferLike>): void {
      if (data instanceof Uint8Array) this.#ledger.sent(data, edits.last());
      super.send(data as Uint8Array<ArrayBuffer>);
    }
  };

/** Opens a document over the y-websocket wire with Oner's additions. */
export const openDocumentLink = (options: DocumentLinkOptions): DocumentLink => {
  const { doc, writing } = options;
  const keptEdits = writing.by === 'people' ? writing.keptEdits : 0;
  const edits = createEditCount(keptEdits);
  const awareness = new Awareness(doc);
  let ledger = createFrameLedger();
  let unsaved: { readonly edit: number; readonly update: Uint8Array }[] = [];
  let machine = initialSync(options.network.online());
  for (let edit = 1; edit <= keptEdits; edit += 1) machine = reduceSync(machine, { kind: 'edited', edit });
  const state = createObservable<SyncState>(syncStateOf(machine));
  const synced = Promise.withResolvers<void>();

  const tell = (event: SyncEvent): void => {
    const kept = machine.pending.length;
    machine = reduceSync(machine, event);
    const next = syncStateOf(machine);
    if (!sameSyncState(next, state.get())) state.set(next);
    if (writing.by === 'people' && machine.pending.length !== kept) writing.onKept(machine.pending.length);
  };

  const provider = new WebsocketProvider(options.url, options.room, doc, {
    connect: false,
    awareness,
    disableBc: true,
    maxBackoffTime: maxBackoffMs,
    params: { v: String(syncProtocolVersion) },
    WebSocketPolyfill: countingSocket(options.Socket, edits, (opened) => {
      ledger = opened;
    }),
  });

  const stopGathering = gatherFromOthers(provider, {
    now: options.now,
    typing: options.typing ?? nobodyTypes,
    onReceived: writing.onReceived,
  });

  const stop = (event: SyncEvent): void => {
    tell(event);
    provider.disconnect();
  };
  const refusedText = (): readonly string[] => {
    const brought = ledger.brought();
    return textOfUpdates([...(brought === null ? [] : [brought]), ...unsaved.map(({ update }) => update)]);
  };
  const receive = (message: SyncMessage): void => {
    switch (message.kind) {
      case 'saved': {
        const upTo = ledger.durableEdit(message.frames);
        if (upTo === null) return;
        unsaved = unsaved.filter(({ edit }) => edit > upTo);
        tell({ kind: 'saved', upTo });
        return;
      }
      case 'denied':
        if (message.reason === 'not-saved') tell({ kind: 'storage-fails' });
        else stop({ kind: 'denied', reason: message.reason, text: refusedText() });
        return;
      case 'schema':
        if (message.version > options.schemaVersion) {
          stop({ kind: 'schema', version: message.version, ours: options.schemaVersion });
        }
        return;
      case 'resync':
        provider.ws?.send(syncStep1Frame(Y.encodeStateVector(doc)).slice());
        return;
    }
  };
  provider.messageHandlers[messageTypes.oner] = (_encoder, decoder) => {
    const parsed = parseSyncMessage(decoding.readVarString(decoder));
    // What a newer server may add is not for this client.
    if (parsed.ok) receive(parsed.value);
  };

  const onUpdate = (update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction): void => {
    if (origin === provider || writing.by === 'server') return;
    writing.onWritten(update);
    if (!transaction.local) return;
    const edit = edits.at(options.now());
    unsaved.push({ edit, update });
    tell({ kind: 'edited', edit });
  };
  doc.off('update', provider._updateHandler);
  // Whoever listens has the update encoded: what others wrote is never sent, and its bytes are there as they came.
  const listenToOwn = ({ origin }: Y.Transaction): void => {
    doc.off('update', onUpdate);
    doc.off('update', provider._updateHandler);
    if (origin === provider) return;
    // Before the provider's own listener sends the update, its edit must have a number.
    doc.on('update', onUpdate);
    doc.on('update', provider._updateHandler);
  };
  if (writing.by === 'people') doc.on('afterTransactionCleanup', listenToOwn);

  provider.on('status', ({ status }) =>
    tell({ kind: status === 'connected' ? 'up' : status === 'connecting' ? 'connecting' : 'down' }),
  );
  provider.on('sync', (isSynced: boolean) => {
    if (!isSynced) return;
    tell({ kind: 'synced' });
    synced.resolve();
  });
  provider.on('connection-close', (event) => {
    tell(event === null ? { kind: 'down' } : { kind: 'closed', code: event.code });
  });
  let closed = false;
  let holding = options.after !== undefined;
  const connect = (): void => {
    if (!holding && machine.end === null) provider.connect();
  };
  const stopWatching = options.network.onChange((online) => {
    tell({ kind: 'network', online });
    // A socket can look open for half a minute after the network went.
    if (!online) provider.disconnect();
    else connect();
  });
  if (options.network.online()) connect();
  void options.after?.then(() => {
    if (closed) return;
    holding = false;
    if (options.network.online()) connect();
  });

  return {
    doc,
    awareness,
    state,
    whenSynced: synced.promise,
    retry: () => {
      if (machine.end !== null) return;
      provider.disconnect();
      connect();
    },
    close: () => {
      closed = true;
      stopWatching();
      stopGathering();
      doc.off('afterTransactionCleanup', listenToOwn);
      doc.off('update', onUpdate);
      provider.destroy();
      awareness.destroy();
    },
  };
};
