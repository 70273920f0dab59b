import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';
import { z } from 'zod';

/** A document's copy on this device: it opens at once, and what was written without a network outlives the page. */
export type LocalKeep = {
  /** Resolves with the number of edits that an earlier visit left unsaved, when the copy is in the document. */
  readonly whenLoaded: Promise<number>;
  /** Adds a change to the copy: the document does not tell it of any, see `DocumentLink`. */
  readonly add: (update: Uint8Array) => void;
  readonly setKept: (count: number) => void;
  /** Throws the copy away: it differs from the server's in edits that were refused. */
  readonly discard: () => Promise<void>;
  readonly close: () => void;
};

const keptSchema = z.number().int().nonnegative().catch(0);
const keptKey = 'kept';

/** Never rejects: without storage (a private window, say) the document lives in memory alone. */
export const openLocalKeep = (room: string, doc: Y.Doc): LocalKeep => {
  const persistence = new IndexeddbPersistence(`oner/${room}`, doc);
  // it would have others' changes encoded anew, the whole script at the first opening
  doc.off('update', persistence._storeUpdate);
  const load = async (): Promise<number> => {
    await persistence.whenSynced;
    return keptSchema.parse(await persistence.get(keptKey));
  };
  const unavailable = new Promise<number>((resolve) => {
    persistence._db.catch(() => resolve(0));
  });
  return {
    whenLoaded: Promise.race([load().catch(() => 0), unavailable]),
    add: (update) => persistence._storeUpdate(update, null),
    setKept: (count) => {
      persistence.set(keptKey, count).catch(() => {});
    },
    discard: () => persistence.clearData().catch(() => {}),
    close: () => {
      persistence.destroy().catch(() => {});
    },
  };
};
