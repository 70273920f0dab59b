import type { Desk } from '@oner/shared/document/desk.ts';
import { createDeskReader, type DeskReader } from '@oner/shared/document/desk-reader.ts';
import type { Story } from '@oner/shared/document/story.ts';
import { createStoryReader, type StoryReader } from '@oner/shared/document/story-reader.ts';
import type { ProjectId } from '@oner/shared/ids/ids.ts';
import type * as Y from 'yjs';
import type { Rooms } from '../rooms/ports.ts';

/** Immutable views of a project's documents, built incrementally while a document stays loaded. */
export type Snapshots = {
  readonly story: (project: ProjectId) => Promise<Story>;
  readonly desk: (project: ProjectId) => Promise<Desk>;
};

/** One reader a loaded document: it goes when the document does. */
export const createSnapshots = (rooms: Rooms): Snapshots => {
  const stories = new WeakMap<Y.Doc, StoryReader>();
  const desks = new WeakMap<Y.Doc, DeskReader>();
  const readerOf = <R>(readers: WeakMap<Y.Doc, R>, doc: Y.Doc, create: (doc: Y.Doc) => R): R => {
    const reader = readers.get(doc) ?? create(doc);
    readers.set(doc, reader);
    return reader;
  };
  return {
    story: (project) => rooms.read(`${project}/story`, (doc) => readerOf(stories, doc, createStoryReader).snapshot()),
    desk: (project) => rooms.read(`${project}/desk`, (doc) => readerOf(desks, doc, createDeskReader).snapshot()),
  };
};
