import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { z } from 'zod';

/** Oner's own frames, which only who asks with `?v=1` gets. */
const onerMessage = 120;
const onerFrame = z.looseObject({ kind: z.string() });

/** A client as anyone would write it with y-websocket's own provider, which also hears when its words are saved. */
export type StockClient = {
  readonly doc: Y.Doc;
  readonly synced: Promise<void>;
  /** Resolves when the server has said that all which was sent up to now is durable. */
  readonly write: (change: (doc: Y.Doc) => void) => Promise<void>;
  /** Resolves with the code that the server closes the connection with. */
  readonly closed: Promise<number>;
  readonly close: () => void;
};

export const openStockClient = (options: {
  /** Such as `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly room: string;
  readonly token: string;
}): StockClient => {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(`${options.url.replace(/^http/, 'ws')}/sync`, options.room, doc, {
    params: { token: options.token, v: '1' },
    // The ws package stands in for the browser's class, whose parts that the provider uses it has.
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  });
  const waiting: (() => void)[] = [];
  provider.messageHandlers[onerMessage] = (_encoder, decoder) => {
    const { kind } = onerFrame.parse(JSON.parse(decoding.readVarString(decoder)));
    if (kind === 'saved') for (const resolve of waiting.splice(0)) resolve();
  };
  return {
    doc,
    synced: new Promise((resolve) => provider.once('sync', () => resolve())),
    write: (change) =>
      new Promise((resolve) => {
        waiting.push(resolve);
        doc.transact(() => change(doc));
      }),
    closed: new Promise((resolve) =>
      provider.once('connection-close', (event: CloseEvent | null) => {
        provider.shouldConnect = false;
        resolve(event?.code ?? 0);
      }),
    ),
    close: () => {
      provider.destroy();
      doc.destroy();
    },
  };
};
