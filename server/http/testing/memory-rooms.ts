import * as Y from 'yjs';
import { DocumentTooLarge, type Rooms, type ServerOrigin } from '../../rooms/ports.ts';
import type { RoomName } from '../../storage/ports.ts';

/** Tries a change on a copy: as the rooms do, a document that would grow too large is not touched. */
const checkSize = (doc: Y.Doc, change: (doc: Y.Doc) => unknown, maxBytes: number): void => {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  copy.transact(() => change(copy));
  if (Y.encodeStateAsUpdate(copy).length > maxBytes) throw new DocumentTooLarge(maxBytes);
};

/** Documents in memory, without sockets or a log. */
export const createMemoryRooms = (maxDocumentBytes?: number): Rooms & { readonly warmed: readonly RoomName[] } => {
  const warmed: RoomName[] = [];
  const docs = new Map<RoomName, Y.Doc>();
  const listeners = new Set<(room: RoomName, origin: ServerOrigin) => void>();
  const docOf = (room: RoomName): Y.Doc => {
    const doc = docs.get(room) ?? new Y.Doc();
    docs.set(room, doc);
    return doc;
  };
  return {
    warmed,
    warm: async (room) => void warmed.push(room),
    read: async (room, view) => view(docOf(room)),
    edit: async (room, origin, change) => {
      const doc = docOf(room);
      if (maxDocumentBytes !== undefined) checkSize(doc, change, maxDocumentBytes);
      const before = Y.encodeStateVector(doc);
      const result = doc.transact(() => change(doc), origin);
      if (Y.encodeStateAsUpdate(doc, before).length > 2) for (const listener of listeners) listener(room, origin);
      return result;
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    remove: async (project) => {
      docs.delete(`${project}/story`);
      docs.delete(`${project}/desk`);
    },
    close: async () => undefined,
  };
};
