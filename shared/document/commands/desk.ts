/**
 * Commands on the `desk`, for the server alone, after it checked who asks. Frames, comments and decisions are only
 * ever added. Each checks first and then writes, so that what fails changes nothing; the caller owns the transaction.
 */
import * as Y from 'yjs';
import type { z } from 'zod';
import type { ThreadId } from '../../ids/ids.ts';
import { threadIdSchema } from '../../ids/ids.ts';
import { fail, ok, type Result } from '../../result/result.ts';
import type { Comment, Decision, Finding, Frame, Thread, ThreadAnchor } from '../desk.ts';
import {
  commentSchema,
  commentsOf,
  type DeskRoot,
  decisionSchema,
  deskRootOf,
  findingSchema,
  frameSchema,
  threadAnchorSchema,
  threadStatusSchema,
} from '../desk-schema.ts';
import { equalJson } from '../equal-json.ts';
import { plainRecord } from '../stored.ts';
import { type CommandError, checked } from './command-error.ts';

export type DeskError = CommandError | { readonly kind: 'no-such-thread'; readonly id: string };
export type DeskResult<T> = Result<T, DeskError>;

/** Adds a record once: the same one again is accepted and writes nothing, another one under its id is refused. */
const addOnce = <T extends { readonly id: string }>(
  doc: Y.Doc,
  root: DeskRoot,
  { schema, record }: { readonly schema: z.ZodType<T>; readonly record: T },
): DeskResult<T['id']> => {
  const valid = checked(schema, record);
  if (!valid.ok) return valid;
  const records = deskRootOf(doc, root);
  const stored = plainRecord(records.get(record.id));
  if (stored !== null && equalJson(stored, valid.value)) return ok(record.id);
  if (records.has(record.id)) return fail({ kind: 'already-there', id: record.id });
  records.set(record.id, valid.value);
  return ok(record.id);
};

export const postFrame = (doc: Y.Doc, frame: Frame): DeskResult<Frame['id']> =>
  addOnce(doc, 'frames', { schema: frameSchema, record: frame });

export const decide = (doc: Y.Doc, decision: Decision): DeskResult<Decision['id']> =>
  addOnce(doc, 'decisions', { schema: decisionSchema, record: decision });

export type NewThread = { readonly id: ThreadId; readonly anchor: ThreadAnchor; readonly first: Comment };

/** Opens a thread with its first comment, whose author and time are the thread's. */
export const addThread = (doc: Y.Doc, thread: NewThread): DeskResult<ThreadId> => {
  const id = checked(threadIdSchema, thread.id);
  if (!id.ok) return id;
  const anchor = checked(threadAnchorSchema, thread.anchor);
  if (!anchor.ok) return anchor;
  const first = checked(commentSchema, thread.first);
  if (!first.ok) return first;
  const threads = deskRootOf(doc, 'threads');
  if (threads.has(thread.id)) return fail({ kind: 'already-there', id: thread.id });
  const record = new Y.Map<unknown>([
    ['anchor', anchor.value],
    ['status', 'open'],
    ['by', first.value.by],
    ['at', first.value.at],
    ['comments', Y.Array.from([first.value])],
  ]);
  threads.set(thread.id, record);
  return ok(thread.id);
};

const threadAt = (doc: Y.Doc, id: ThreadId): Y.Map<unknown> | null => {
  const thread = deskRootOf(doc, 'threads').get(id);
  return thread instanceof Y.Map ? thread : null;
};

/** Adds a comment to a thread; one that is there already is not added again. */
export const addComment = (
  doc: Y.Doc,
  options: { readonly thread: ThreadId; readonly comment: Comment },
): DeskResult<Comment['id']> => {
  const valid = checked(commentSchema, options.comment);
  if (!valid.ok) return valid;
  const thread = threadAt(doc, options.thread);
  const comments = thread === null ? null : commentsOf(thread);
  if (comments === null) return fail({ kind: 'no-such-thread', id: options.thread });
  const there = comments.toArray().some((comment) => plainRecord(comment)?.id === valid.value.id);
  if (!there) comments.push([valid.value]);
  return ok(valid.value.id);
};

export const setThreadStatus = (
  doc: Y.Doc,
  options: { readonly thread: ThreadId; readonly status: Thread['status'] },
): DeskResult<void> => {
  const valid = checked(threadStatusSchema, options.status);
  if (!valid.ok) return valid;
  const thread = threadAt(doc, options.thread);
  if (thread === null) return fail({ kind: 'no-such-thread', id: options.thread });
  if (thread.get('status') !== valid.value) thread.set('status', valid.value);
  return ok(undefined);
};

/** Makes the findings exactly these; those that stay the same are not written again. */
export const setFindings = (doc: Y.Doc, findings: readonly Finding[]): DeskResult<void> => {
  const valid: Finding[] = [];
  for (const finding of findings) {
    const one = checked(findingSchema, finding);
    if (!one.ok) return one;
    valid.push(one.value);
  }
  const records = deskRootOf(doc, 'findings');
  const wanted = new Set<string>(valid.map(({ id }) => id));
  for (const id of [...records.keys()]) if (!wanted.has(id)) records.delete(id);
  for (const finding of valid) {
    if (!equalJson(plainRecord(records.get(finding.id)), finding)) records.set(finding.id, finding);
  }
  return ok(undefined);
};
