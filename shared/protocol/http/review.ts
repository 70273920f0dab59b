import { z } from 'zod';
import { maxAnchorWords } from '../../document/desk.ts';
import {
  blockIdSchema,
  commentIdSchema,
  decisionIdSchema,
  findingIdSchema,
  frameIdSchema,
  shotIdSchema,
  threadIdSchema,
} from '../../ids/ids.ts';
import { authorSchema, timeSchema } from './common.ts';

const unit = z.number().min(0).max(1);
export const threadAnchorSchema = z.strictObject({
  kind: z.enum(['shot', 'frame', 'script', 'scene', 'project']),
  id: z.string().min(1).max(64).exactOptional(),
  /** x, y, width, height in the frame, 0..1, origin top left. */
  region: z.tuple([unit, unit, unit, unit]).exactOptional(),
  blocks: z.array(blockIdSchema).max(1000).exactOptional(),
  /** The words within the blocks, as they read then. */
  words: z.string().min(1).max(maxAnchorWords).exactOptional(),
  timeMs: z.number().min(0).exactOptional(),
});

export const commentBodySchema = z.string().trim().min(1).max(10_000);

export const commentSchema = z.object({ id: commentIdSchema, by: authorSchema, at: timeSchema, body: z.string() });

export const threadSchema = z.object({
  id: threadIdSchema,
  anchor: threadAnchorSchema,
  status: z.enum(['open', 'resolved']),
  by: authorSchema,
  at: timeSchema,
  comments: z.array(commentSchema),
});
export type Thread = z.infer<typeof threadSchema>;

export const newThreadSchema = z.strictObject({ anchor: threadAnchorSchema, body: commentBodySchema });
export type NewThread = z.infer<typeof newThreadSchema>;
export const newCommentSchema = z.strictObject({ body: commentBodySchema });
export const threadPatchSchema = z.strictObject({ status: z.enum(['open', 'resolved']) });

export const decisionSchema = z.object({
  id: decisionIdSchema,
  shot: shotIdSchema,
  frame: frameIdSchema.nullable(),
  verdict: z.enum(['approved', 'changes']),
  note: z.string(),
  by: authorSchema,
  at: timeSchema,
});
export type Decision = z.infer<typeof decisionSchema>;

/** A shot, or a frame (and so its shot). */
export const newDecisionSchema = z
  .strictObject({
    shot: shotIdSchema.exactOptional(),
    frame: frameIdSchema.exactOptional(),
    verdict: z.enum(['approved', 'changes']),
    note: z.string().max(10_000).exactOptional(),
  })
  .refine((decision) => decision.shot !== undefined || decision.frame !== undefined, {
    path: ['shot'],
    error: 'a shot or a frame is required',
  });
export type NewDecision = z.infer<typeof newDecisionSchema>;

export const findingSchema = z.object({
  id: findingIdSchema,
  rule: z.string(),
  severity: z.enum(['note', 'warning', 'error']),
  shots: z.array(shotIdSchema),
  blocks: z.array(blockIdSchema),
  message: z.string(),
});
export type Finding = z.infer<typeof findingSchema>;
