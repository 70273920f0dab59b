import { syncStep2Frame, updateFrame } from '@oner/shared/protocol/sync-frames.ts';
import * as Y from 'yjs';
import type { RoomDocument } from './room-document.ts';
import { webSocketFrames } from './websocket-frame.ts';

/** Documents below this are encoded anew after each change. */
const smallBytes = 256 * 1024;

type Cached = {
  readonly frames: Buffer;
  readonly bytes: number;
  readonly tail: Uint8Array[];
  tailBytes: number;
};

/**
 * The whole document as the frames that a first synchronisation needs, encoded once for all who join. Of a large document under
 * constant change the encoded state is kept, with what changed since: those updates go first, where they wait for what they
 * build on, so that a client that has taken SyncStep2 has everything.
 */
export class WholeDocument {
  readonly #maxTailBytes: number;
  #cached: Cached | null = null;

  constructor(maxTailBytes: number) {
    this.#maxTailBytes = maxTailBytes;
  }

  /** A change was made. */
  changed(delta: Uint8Array): void {
    const cached = this.#cached;
    if (!cached) return;
    cached.tail.push(delta);
    cached.tailBytes += delta.length;
    if (cached.bytes < smallBytes || cached.tailBytes > this.#maxTailBytes) this.#cached = null;
  }

  forget(): void {
    this.#cached = null;
  }

  frames(document: RoomDocument): readonly Buffer[] {
    this.#cached ??= this.#encode(document);
    const { frames, tail } = this.#cached;
    if (tail.length === 0) return [frames];
    if (tail.length > 1) tail.splice(0, tail.length, Y.mergeUpdates([...tail]));
    return [webSocketFrames(tail.map(updateFrame)), frames];
  }

  /** What a client with `stateVector` lacks. Throws when that cannot be read. */
  difference(document: RoomDocument, stateVector: Uint8Array): readonly Buffer[] {
    return [webSocketFrames([syncStep2Frame(document.encode(stateVector))])];
  }

  #encode(document: RoomDocument): Cached {
    const update = document.encode();
    const frames = webSocketFrames([syncStep2Frame(update)]);
    return { frames, bytes: update.length, tail: [], tailBytes: 0 };
  }
}
