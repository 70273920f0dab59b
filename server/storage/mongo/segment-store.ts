import { randomUUID } from 'node:crypto';
import { Binary, type Collection, type Db, type Document, ObjectId } from 'mongodb';
import { z } from 'zod';
import type { LogEntry } from '../ports.ts';
import { StorageError } from '../storage-error.ts';
import { describeEntries, joinUpdates, type Segment, segmentSchema } from './segment.ts';

/** Bytes that stay in the segment itself; more go to chunks of this size. A MongoDB document holds 16 MB. */
const maxInlineBytes = 12 * 1024 * 1024;

const chunkSchema = z.object({ n: z.number(), content: z.instanceof(Binary) });

/** The driver gives Buffers, which Yjs and comparisons treat unlike plain arrays. */
const plainBytes = (bytes: Uint8Array | undefined): Uint8Array =>
  bytes ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array();

type Body = Pick<Segment, 'content' | 'chunks'>;

/** The two collections of the log, `log` and `log_chunks`, and what is true of single documents in them. */
export class SegmentStore {
  readonly segments: Collection<Segment>;
  readonly #chunks: Collection<Document>;

  constructor(database: Db) {
    this.segments = database.collection<Segment>('log');
    this.#chunks = database.collection('log_chunks');
  }

  async prepare(): Promise<void> {
    await this.segments.createIndex({ room: 1, first: 1 }, { unique: true });
    await this.segments.createIndex({ room: 1, last: 1 });
    await this.#chunks.createIndex({ group: 1, n: 1 }, { unique: true });
    await this.#chunks.createIndex({ room: 1 });
  }

  /** Stores what is too large for a segment first, so that a segment that can be seen is whole. */
  async body(room: string, content: Uint8Array): Promise<Body> {
    if (content.byteLength <= maxInlineBytes) return { content: new Binary(content), chunks: null };
    const group = randomUUID();
    for (let n = 0; n * maxInlineBytes < content.byteLength; n += 1) {
      const part = content.subarray(n * maxInlineBytes, (n + 1) * maxInlineBytes);
      await this.#chunks.insertOne({ room, group, n, content: new Binary(part) });
    }
    return { content: null, chunks: group };
  }

  /** The bytes of a segment; null when they went while it was read: then it has another version by now, or none. */
  async content(segment: Segment): Promise<Uint8Array | null> {
    if (segment.chunks === null) return plainBytes(segment.content?.value());
    const found = await this.#chunks.find({ group: segment.chunks }).sort({ n: 1 }).toArray();
    const parts = found.map((document) => chunkSchema.parse(document).content.value());
    const whole = new Uint8Array(Buffer.concat(parts));
    const expected = segment.entries.reduce((sum, { size }) => sum + size, 0);
    return whole.byteLength === expected ? whole : null;
  }

  async list(filter: Document, projection?: Document): Promise<readonly Segment[]> {
    const options = projection ? { projection } : {};
    const documents = await this.segments.find(filter, options).sort({ last: 1 }).toArray();
    return documents.map((document) => this.#parse(document));
  }

  /** The number of a room's last entry, 0 when it has none. */
  async head(room: string): Promise<number> {
    const [last] = await this.segments
      .find({ room }, { projection: { last: 1 } })
      .sort({ last: -1 })
      .limit(1)
      .toArray();
    return last?.last ?? 0;
  }

  fresh(room: string, entries: readonly LogEntry[], body: Body): Segment {
    const first = entries[0]?.seq ?? 0;
    const last = entries.at(-1)?.seq ?? 0;
    return {
      _id: new ObjectId(),
      room,
      first,
      last,
      covers: first,
      revision: 1,
      entries: describeEntries(entries),
      ...body,
    };
  }

  /** Writes entries of which the first holds all before it, or deletes it when none are left; false when it is not the one that was read any more. */
  async rewrite(segment: Segment, entries: readonly LogEntry[]): Promise<boolean> {
    const same = { _id: segment._id, revision: segment.revision };
    const done =
      entries.length === 0
        ? (await this.segments.deleteOne(same)).deletedCount === 1
        : await this.#replace(segment, entries);
    if (done && segment.chunks !== null) await this.dropChunks(segment.chunks);
    return done;
  }

  async dropChunks(group: string): Promise<void> {
    await this.#chunks.deleteMany({ group });
  }

  async removeRoom(room: string): Promise<void> {
    await this.segments.deleteMany({ room });
    await this.#chunks.deleteMany({ room });
  }

  async #replace(segment: Segment, entries: readonly LogEntry[]): Promise<boolean> {
    const { _id, revision, ...kept } = segment;
    const body = await this.body(segment.room, joinUpdates(entries));
    const next = {
      ...kept,
      ...body,
      covers: 1,
      revision: revision + 1,
      entries: describeEntries(entries),
    };
    const { matchedCount } = await this.segments.replaceOne({ _id, revision }, next);
    if (matchedCount === 0 && body.chunks !== null) await this.dropChunks(body.chunks);
    return matchedCount === 1;
  }

  #parse(document: unknown): Segment {
    const parsed = segmentSchema.safeParse(document);
    if (parsed.success) return parsed.data;
    throw new StorageError('corrupt', 'a segment of the log is not what its schema says', { cause: parsed.error });
  }
}
