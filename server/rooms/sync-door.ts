import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { schemaVersion } from '@oner/shared/document/schema.ts';
import { syncMessageFrame } from '@oner/shared/protocol/sync-frames.ts';
import { syncCloseCodes } from '@oner/shared/protocol/sync-messages.ts';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Gatekeeper } from '../auth/gatekeeper.ts';
import { refusal } from './access-watch.ts';
import { Connection } from './connection.ts';
import type { JoinQueue } from './joins.ts';
import type { CloseCode } from './outbox.ts';
import type { RoomContext } from './room-context.ts';
import type { RoomRegistry } from './room-registry.ts';
import { bringsToken, isSameOrigin, readSyncAddress, type SyncAddress } from './sync-address.ts';

type SyncDoorOptions = {
  readonly context: RoomContext;
  readonly registry: RoomRegistry;
  readonly joins: JoinQueue;
  readonly gatekeeper: Gatekeeper;
  readonly allowOrigin: ((origin: string, request: IncomingMessage) => boolean) | undefined;
};

type Visitor = { readonly request: IncomingMessage; readonly socket: Duplex; readonly webSocket: WebSocket };
type RoomAddress = Extract<SyncAddress, { kind: 'room' }>;

/**
 * Lets sockets in. A visitor's frames stay in the kernel until it is admitted and its room is loaded: nothing is read before, so
 * there is nothing to bound and nothing to lose.
 */
export class SyncDoor {
  readonly connections = new Set<Connection>();
  readonly #options: SyncDoorOptions;
  readonly #server: WebSocketServer;
  readonly #visitors = new Set<WebSocket>();
  #closed = false;

  constructor(options: SyncDoorOptions) {
    this.#options = options;
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      autoPong: false,
      maxPayload: options.context.limits.maxFrameBytes,
    });
  }

  /** Takes an upgrade for `/sync`. */
  receive(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.pause();
      // A socket's errors (a frame too large, a reset) end it by themselves; unheard they would end the process.
      webSocket.on('error', (cause) => this.#options.context.logger?.debug('socket-failed', { cause: String(cause) }));
      this.#open({ request, socket, webSocket });
    });
  }

  /** Closes all, those still at the door too. */
  close(code: CloseCode, reason: string): void {
    this.#closed = true;
    for (const webSocket of this.#visitors) this.#turnAway(webSocket, code, reason);
    for (const connection of this.connections) connection.close(code, reason);
  }

  #open(visitor: Visitor): void {
    const { context } = this.#options;
    const { webSocket } = visitor;
    const address = readSyncAddress(visitor.request);
    if (this.#closed) this.#turnAway(webSocket, syncCloseCodes.goingDown, 'server going down');
    else if (address.kind === 'no-such-room') this.#turnAway(webSocket, syncCloseCodes.noSuchProject, 'no such room');
    else if (address.kind === 'client-too-old')
      this.#turnAway(webSocket, syncCloseCodes.clientTooOld, 'client too old');
    else if (this.connections.size + this.#visitors.size >= context.limits.maxConnections)
      this.#turnAway(webSocket, syncCloseCodes.tryAgain, 'too many connections');
    else {
      if (address.speaksOner) webSocket.send(syncMessageFrame({ kind: 'schema', version: schemaVersion }));
      this.#visitors.add(webSocket);
      const cancel = context.clock.after(context.limits.openTimeoutMs, () =>
        this.#turnAway(webSocket, syncCloseCodes.tryAgain, 'not admitted in time'),
      );
      void this.#admit(visitor, address)
        .catch((cause: unknown) => {
          context.logger?.error('admission-failed', { room: address.room, cause });
          this.#turnAway(webSocket, syncCloseCodes.tryAgain, 'cannot open the room now');
        })
        .finally(() => {
          cancel();
          this.#visitors.delete(webSocket);
        });
    }
  }

  async #admit(visitor: Visitor, address: RoomAddress): Promise<void> {
    const { context, registry, joins, gatekeeper } = this.#options;
    const { request, socket, webSocket } = visitor;
    if (!this.#mayUseCookie(request)) {
      this.#turnAway(webSocket, syncCloseCodes.noAccess, 'a page of another origin');
      return;
    }
    const result = await gatekeeper.access(await gatekeeper.identify(request), address.project);
    if (result.kind !== 'granted') {
      const { code, reason } = refusal(result);
      this.#turnAway(webSocket, code, reason);
      return;
    }
    const room = await registry.acquire(address.room);
    if (this.#closed || webSocket.readyState !== webSocket.OPEN || room.closed) {
      registry.release(room);
      return;
    }
    const { access } = result;
    const { speaksOner } = address;
    const connection = new Connection({ context, joins, room, access, webSocket, socket, speaksOner });
    this.connections.add(connection);
    webSocket.once('close', () => {
      this.connections.delete(connection);
      connection.left();
      registry.release(room);
    });
    webSocket.resume();
  }

  #mayUseCookie(request: IncomingMessage): boolean {
    const { origin } = request.headers;
    if (origin === undefined || bringsToken(request)) return true;
    return (this.#options.allowOrigin ?? isSameOrigin)(origin, request);
  }

  #turnAway(webSocket: WebSocket, code: CloseCode, reason: string): void {
    const { clock, limits } = this.#options.context;
    webSocket.close(code, reason);
    // Read on, so that the other end's answer is seen; whatever else it sends is dropped.
    webSocket.resume();
    const cancel = clock.after(limits.closeTimeoutMs, () => webSocket.terminate());
    webSocket.once('close', cancel);
  }
}
