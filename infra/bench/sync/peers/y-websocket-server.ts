/**
 * What the server of y-websocket does, in its smallest form: each update and each awareness change is sent to everyone by itself, at
 * once, and nothing is stored. (The published package pulls a pre-release of yjs 14 into the tree.)
 */
import { createServer, type Server } from 'node:http';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { type WebSocket, WebSocketServer } from 'ws';
import * as awarenessProtocol from 'y-protocols/awareness';
import * as syncProtocol from 'y-protocols/sync';
import * as Y from 'yjs';

const messageSync = 0;
const messageAwareness = 1;

type Changes = { readonly added: number[]; readonly updated: number[]; readonly removed: number[] };

class SharedDocument extends Y.Doc {
  readonly connections = new Map<WebSocket, Set<number>>();
  readonly awareness = new awarenessProtocol.Awareness(this);

  constructor() {
    super({ gc: true });
    this.awareness.setLocalState(null);
    this.awareness.on('update', (changes: Changes, connection: WebSocket | null) => this.#relay(changes, connection));
    this.on('update', (update: Uint8Array) => {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, messageSync);
      syncProtocol.writeUpdate(encoder, update);
      this.#sendAll(encoding.toUint8Array(encoder));
    });
  }

  #relay({ added, updated, removed }: Changes, connection: WebSocket | null): void {
    const controlled = connection && this.connections.get(connection);
    if (controlled) {
      for (const client of added) controlled.add(client);
      for (const client of removed) controlled.delete(client);
    }
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, messageAwareness);
    const changed = [...added, ...updated, ...removed];
    encoding.writeVarUint8Array(encoder, awarenessProtocol.encodeAwarenessUpdate(this.awareness, changed));
    this.#sendAll(encoding.toUint8Array(encoder));
  }

  #sendAll(message: Uint8Array): void {
    for (const connection of this.connections.keys()) connection.send(message);
  }
}

const sendStep1 = (connection: WebSocket, doc: SharedDocument): void => {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, messageSync);
  syncProtocol.writeSyncStep1(encoder, doc);
  connection.send(encoding.toUint8Array(encoder));
  const clients = [...doc.awareness.getStates().keys()];
  if (clients.length === 0) return;
  const states = encoding.createEncoder();
  encoding.writeVarUint(states, messageAwareness);
  encoding.writeVarUint8Array(states, awarenessProtocol.encodeAwarenessUpdate(doc.awareness, clients));
  connection.send(encoding.toUint8Array(states));
};

const receive = (connection: WebSocket, doc: SharedDocument, message: Uint8Array): void => {
  const decoder = decoding.createDecoder(message);
  const encoder = encoding.createEncoder();
  const type = decoding.readVarUint(decoder);
  if (type === messageSync) {
    encoding.writeVarUint(encoder, messageSync);
    syncProtocol.readSyncMessage(decoder, encoder, doc, connection);
    if (encoding.length(encoder) > 1) connection.send(encoding.toUint8Array(encoder));
  } else if (type === messageAwareness) {
    awarenessProtocol.applyAwarenessUpdate(doc.awareness, decoding.readVarUint8Array(decoder), connection);
  }
};

export const createYWebsocketServer = (): Server => {
  const documents = new Map<string, SharedDocument>();
  const server = createServer();
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  sockets.on('connection', (connection, request) => {
    const name = (request.url ?? '').slice(1).split('?')[0] ?? '';
    const doc = documents.get(name) ?? new SharedDocument();
    documents.set(name, doc);
    doc.connections.set(connection, new Set());
    connection.on('message', (data: Buffer) => receive(connection, doc, new Uint8Array(data)));
    connection.on('close', () => {
      const controlled = doc.connections.get(connection) ?? new Set();
      doc.connections.delete(connection);
      awarenessProtocol.removeAwarenessStates(doc.awareness, [...controlled], null);
    });
    sendStep1(connection, doc);
  });
  return server;
};
