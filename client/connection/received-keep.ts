import * as Y from 'yjs';
import type { DeviceRows } from './device-rows.ts';

/** Rows that are made one when a document is opened with more of them. */
export const maxRows = 200;

/**
 * A copy on this device of a document that only the server writes: it is there without a network, and with one only what is new
 * has to come. It keeps what came as it came, when the page has nothing more urgent to do: encoding a long document takes long.
 */
export type ReceivedKeep = {
  /** Brings the copy into the document. Never rejects: where nothing can be kept there is none. */
  readonly load: () => Promise<void>;
  /** Keeps what the server sent. */
  readonly add: (update: Uint8Array) => void;
  /** Throws the copy away, and keeps nothing more: it differs from the server's. */
  readonly discard: () => Promise<void>;
  readonly close: () => void;
};

export const openReceivedKeep = (options: {
  readonly rows: DeviceRows;
  readonly doc: Y.Doc;
  readonly whenIdle: () => Promise<void>;
}): ReceivedKeep => {
  const { rows, doc, whenIdle } = options;
  let waiting: Uint8Array[] = [];
  let ended = false;

  const write = async (): Promise<void> => {
    await whenIdle();
    const updates = waiting;
    waiting = [];
    if (ended || updates.length === 0) return;
    // what comes from a socket is a view of all that came with it
    await rows.add(updates.map((update) => update.slice()));
  };
  const makeOne = async (upTo: number): Promise<void> => {
    await whenIdle();
    if (!ended) await rows.replace(upTo, Y.encodeStateAsUpdate(doc));
  };
  const load = async (): Promise<void> => {
    const kept = await rows.all();
    const last = kept.at(-1);
    if (ended || last === undefined) return;
    Y.transact(
      doc,
      () => {
        for (const { bytes } of kept) Y.applyUpdate(doc, bytes);
      },
      null,
      false,
    );
    if (kept.length > maxRows) makeOne(last.key).catch(() => {});
  };
  const discard = (): Promise<void> => {
    ended = true;
    return rows.discard().catch(() => {});
  };
  return {
    // a copy that cannot be read gives way to the server's
    load: () => load().catch(discard),
    add: (update) => {
      waiting.push(update);
      // What could not be kept comes from the server again.
      if (waiting.length === 1) write().catch(() => {});
    },
    discard,
    close: () => {
      ended = true;
      rows.close();
    },
  };
};
