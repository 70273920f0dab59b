/**
 * What the `desk` document holds. The server alone writes it. Frames, decisions and findings are plain records under
 * their ids; a thread is a `Y.Map` whose comments are a `Y.Array`, so that two nodes may add at once.
 */
import * as Y from 'yjs';
import { z } from 'zod';
import {
  assetIdSchema,
  blockIdSchema,
  commentIdSchema,
  decisionIdSchema,
  findingIdSchema,
  frameIdSchema,
  shotIdSchema,
  threadIdSchema,
} from '../ids/ids.ts';
import {
  type Comment,
  type Decision,
  type Finding,
  type Frame,
  maxAnchorWords,
  type Thread,
  type ThreadAnchor,
} from './desk.ts';
import { plainRecord } from './stored.ts';

export const deskRoots = ['frames', 'threads', 'decisions', 'findings', 'suggestions'] as const;
export type DeskRoot = (typeof deskRoots)[number];
export const deskRootOf = (doc: Y.Doc, root: DeskRoot): Y.Map<unknown> => doc.getMap(root);

const authorSchema = z.object({ id: z.string().min(1).max(200), name: z.string().max(200) });
const timeSchema = z.iso.datetime();
const share = z.number().min(0).max(1);
const noteSchema = z.string().max(20_000);

const mapsSchema = z.object({
  depth: assetIdSchema,
  normal: assetIdSchema,
  pose: assetIdSchema,
  segmentation: assetIdSchema,
  line: assetIdSchema.exactOptional(),
});

export const frameSchema: z.ZodType<Frame> = z.object({
  id: frameIdSchema,
  shot: shotIdSchema,
  kind: z.enum(['image', 'video']),
  poster: assetIdSchema.exactOptional(),
  durationMs: z.number().positive().exactOptional(),
  provider: z.string().min(1).max(100),
  model: z.string().max(200),
  asset: assetIdSchema,
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  specHash: z.string().min(1).nullable(),
  prompt: z.string(),
  seed: z.number().nullable(),
  maps: mapsSchema.nullable(),
  legend: assetIdSchema.exactOptional(),
  warnings: z.array(z.string()),
  by: authorSchema,
  at: timeSchema,
  parent: frameIdSchema.nullable(),
});

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A thread on a scene, shot or frame names it; a thread on the script names its blocks. */
export const threadAnchorSchema: z.ZodType<ThreadAnchor> = z
  .strictObject({
    kind: z.enum(['shot', 'frame', 'script', 'scene', 'project']),
    id: z.string().min(1).max(64).optional(),
    region: z.tuple([share, share, share, share]).optional(),
    blocks: z.array(blockIdSchema).max(1000).optional(),
    words: z.string().min(1).max(maxAnchorWords).optional(),
    timeMs: z.number().min(0).optional(),
  })
  .refine(({ kind, id }) => kind === 'project' || kind === 'script' || id !== undefined, {
    path: ['id'],
    message: 'names what the thread is on',
  })
  .transform(({ kind, id, region, blocks, words, timeMs }) => {
    const anchor: Writable<ThreadAnchor> = { kind };
    if (id !== undefined) anchor.id = id;
    if (region !== undefined) anchor.region = region;
    if (blocks !== undefined) anchor.blocks = blocks;
    if (words !== undefined) anchor.words = words;
    if (timeMs !== undefined) anchor.timeMs = timeMs;
    return anchor;
  });

export const commentSchema: z.ZodType<Comment> = z.object({
  id: commentIdSchema,
  by: authorSchema,
  at: timeSchema,
  body: z.string().min(1).max(20_000),
});

export const threadStatusSchema = z.enum(['open', 'resolved']);

const threadSchema = z.object({
  anchor: threadAnchorSchema,
  status: threadStatusSchema,
  by: authorSchema,
  at: timeSchema,
  comments: z.array(z.unknown()),
});

export const decisionSchema: z.ZodType<Decision> = z.object({
  id: decisionIdSchema,
  shot: shotIdSchema,
  frame: frameIdSchema.nullable(),
  verdict: z.enum(['approved', 'changes']),
  note: noteSchema,
  by: authorSchema,
  at: timeSchema,
});

export const findingSchema: z.ZodType<Finding> = z.object({
  id: findingIdSchema,
  rule: z.string().min(1).max(100),
  severity: z.enum(['note', 'warning', 'error']),
  shots: z.array(shotIdSchema),
  blocks: z.array(blockIdSchema),
  message: noteSchema,
});

/** Reads one stored record; one that is not whole is not shown, and stays in the document. */
const parseStored =
  <T>(schema: z.ZodType<T>) =>
  (_id: string, value: unknown): T | null => {
    const parsed = schema.safeParse(plainRecord(value));
    return parsed.success ? parsed.data : null;
  };

export const parseFrame = parseStored(frameSchema);
export const parseDecision = parseStored(decisionSchema);
export const parseFinding = parseStored(findingSchema);

export const parseThread = (id: string, value: unknown): Thread | null => {
  const threadId = threadIdSchema.safeParse(id);
  const parsed = threadSchema.safeParse(plainRecord(value));
  if (!threadId.success || !parsed.success) return null;
  const comments = parsed.data.comments.flatMap((comment) => {
    const one = commentSchema.safeParse(comment);
    return one.success ? [one.data] : [];
  });
  return { ...parsed.data, id: threadId.data, comments };
};

export const commentsOf = (thread: Y.Map<unknown>): Y.Array<unknown> | null => {
  const comments = thread.get('comments');
  return comments instanceof Y.Array ? comments : null;
};
