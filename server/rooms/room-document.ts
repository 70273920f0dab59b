import * as Y from 'yjs';
import type { ServerOrigin } from './ports.ts';
import { checkUpdate, type UpdateCheck } from './update-check.ts';

/** What became of an update. */
export type Applied =
  /** `delta` is what it changed; null when all of it was there already. */
  | { readonly kind: 'applied'; readonly delta: Uint8Array | null }
  /** Yjs threw midway: the document may hold half of the update and must be built anew from the log. */
  | { readonly kind: 'broken'; readonly detail: string };

export type Edited<T> =
  | { readonly kind: 'edited'; readonly result: T; readonly delta: Uint8Array | null }
  /** The change threw midway: as for a broken update. */
  | { readonly kind: 'broken'; readonly cause: unknown };

/** A room's Y.Doc, and exactly what each update or edit changed in it. */
export class RoomDocument {
  readonly doc = new Y.Doc({ gc: true });
  #version: number;
  /** Of the whole document as one update, estimated: exact when last encoded, plus all deltas since. */
  #estimatedBytes = 2;
  #deltas: Uint8Array[] = [];
  readonly #collect = (delta: Uint8Array): void => {
    this.#deltas.push(delta);
  };
  #snapshot: { readonly version: number; readonly value: Y.Snapshot } | null = null;

  /** `version` is where counting starts: above that of the document that this one replaces. */
  constructor(version = 0) {
    this.#version = version;
    this.doc.on('update', this.#collect);
  }

  /** Counts changes. */
  get version(): number {
    return this.#version;
  }

  get estimatedBytes(): number {
    return this.#estimatedBytes;
  }

  /** Applies a log's rows, in one transaction. Throws when one of them cannot be applied. */
  load(updates: readonly Uint8Array[]): void {
    // With a listener Yjs would encode all of it once more.
    this.doc.off('update', this.#collect);
    this.doc.transact(() => {
      for (const update of updates) Y.applyUpdate(this.doc, update);
    });
    this.doc.on('update', this.#collect);
    this.#version += 1;
    this.#estimatedBytes = updates.reduce((sum, update) => sum + update.length, 2);
  }

  check(update: Uint8Array): UpdateCheck {
    return checkUpdate(update, this.doc.store);
  }

  apply(update: Uint8Array, origin: ServerOrigin): Applied {
    try {
      Y.applyUpdate(this.doc, update, origin);
      return { kind: 'applied', delta: this.#takeDelta() };
    } catch (error) {
      this.#deltas = [];
      return { kind: 'broken', detail: String(error) };
    }
  }

  /** Throws what `change` threw when that changed nothing. */
  edit<T>(origin: ServerOrigin, change: (doc: Y.Doc) => T): Edited<T> {
    try {
      const result = this.doc.transact(() => change(this.doc), origin);
      return { kind: 'edited', result, delta: this.#takeDelta() };
    } catch (cause) {
      const changed = this.#deltas.length > 0;
      this.#deltas = [];
      if (!changed) throw cause;
      return { kind: 'broken', cause };
    }
  }

  /** The whole document, or what is missing in one with `stateVector`. Throws when that cannot be read. */
  encode(stateVector?: Uint8Array): Uint8Array {
    const update = Y.encodeStateAsUpdate(this.doc, stateVector);
    if (!stateVector) this.#estimatedBytes = update.length;
    return update;
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.doc);
  }

  /** The state vector as it was before `delta`, which was the last change. */
  stateVectorBefore(delta: Uint8Array): Uint8Array {
    const clocks = Y.decodeStateVector(this.stateVector());
    for (const [client, clock] of Y.parseUpdateMeta(delta).from) clocks.set(client, clock);
    for (const [client, clock] of clocks) if (clock === 0) clocks.delete(client);
    return Y.encodeStateVector(clocks);
  }

  /** Whether it has all of `update` already, deletions included. Throws when `update` cannot be read. */
  contains(update: Uint8Array): boolean {
    if (this.#snapshot?.version !== this.#version) {
      this.#snapshot = { version: this.#version, value: Y.snapshot(this.doc) };
    }
    return Y.snapshotContainsUpdate(this.#snapshot.value, update);
  }

  destroy(): void {
    this.doc.destroy();
  }

  #takeDelta(): Uint8Array | null {
    const [first, ...rest] = this.#deltas;
    this.#deltas = [];
    if (!first) return null;
    const delta = rest.length === 0 ? first : Y.mergeUpdates([first, ...rest]);
    this.#version += 1;
    this.#estimatedBytes += delta.length;
    return delta;
  }
}
