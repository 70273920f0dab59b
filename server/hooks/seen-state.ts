import type { Desk } from '@oner/shared/document/desk.ts';
import { createDeskReader } from '@oner/shared/document/desk-reader.ts';
import type { Story } from '@oner/shared/document/story.ts';
import { createStoryReader } from '@oner/shared/document/story-reader.ts';
import type { ProjectId } from '@oner/shared/ids/ids.ts';
import * as Y from 'yjs';
import type { DocumentLog, RoomName } from '../storage/ports.ts';

/** A project's documents at one moment. */
export type SeenState = { readonly story: Story; readonly desk: Desk };

/** How far into each document's log. */
export type Reached = { readonly story: number; readonly desk: number };

/** A document as it was at `seq`; what a compaction merged past it counts as not seen. */
const docAt = async (log: DocumentLog, room: RoomName, seq: number): Promise<Y.Doc> => {
  const doc = new Y.Doc();
  const entries = (await log.read(room, 0)).filter((entry) => entry.seq <= seq);
  doc.transact(() => {
    for (const entry of entries) Y.applyUpdate(doc, entry.update);
  });
  return doc;
};

/** Both documents as they were at `reached`, read from the log. */
export const seenAt = async (log: DocumentLog, id: ProjectId, reached: Reached): Promise<SeenState> => {
  const story = createStoryReader(await docAt(log, `${id}/story`, reached.story));
  const desk = createDeskReader(await docAt(log, `${id}/desk`, reached.desk));
  const state = { story: story.snapshot(), desk: desk.snapshot() };
  story.dispose();
  desk.dispose();
  return state;
};

/** The ends of both logs. */
export const headsOf = async (log: DocumentLog, id: ProjectId): Promise<Reached> => ({
  story: await log.head(`${id}/story`),
  desk: await log.head(`${id}/desk`),
});
