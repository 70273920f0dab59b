import type * as Y from 'yjs';
import type { RoomName } from '../storage/ports.ts';

/** Why a transaction was made: decides undo, persistence, echo and which hooks run. */
export type ServerOrigin = {
  readonly kind: 'user' | 'server' | 'migration';
  /** The principal's id, or `server`. */
  readonly by: string;
};

/** What `edit` rejects with when the document would grow beyond its limit: nothing was changed. */
export class DocumentTooLarge extends Error {
  readonly kind = 'document-too-large';
  readonly maxBytes: number;

  constructor(maxBytes: number) {
    super(`the document would grow beyond ${maxBytes} bytes`);
    this.maxBytes = maxBytes;
  }
}

/** What the rest of the server does with documents. */
export type Rooms = {
  /** Runs `view` on the loaded document; it must not write. */
  readonly read: <T>(room: RoomName, view: (doc: Y.Doc) => T) => Promise<T>;
  /** Runs `change` in one transaction and resolves with its result once it is durable; rejects, having lost nothing that was saved before, when storage fails, and with `DocumentTooLarge`. */
  readonly edit: <T>(room: RoomName, origin: ServerOrigin, change: (doc: Y.Doc) => T) => Promise<T>;
  /** Loads a document and encodes it for those who are about to come. */
  readonly warm: (room: RoomName) => Promise<void>;
  /**
   * Hears of each room that changed on this node, whoever changed it, after the change is applied: for hooks. Returns the way to stop.
   */
  readonly onChange: (listener: (room: RoomName, origin: ServerOrigin) => void) => () => void;
  /** Removes both documents of a project and closes their sockets with 4404. */
  readonly remove: (project: string) => Promise<void>;
  /** Flushes and closes everything; sockets get 1001. */
  readonly close: () => Promise<void>;
};
