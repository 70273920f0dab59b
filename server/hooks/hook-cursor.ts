import { projectIdSchema } from '@oner/shared/ids/ids.ts';
import { z } from 'zod';
import type { Collection } from '../storage/ports.ts';

/** How far into each document's log the hooks of a project have run. */
export const hookCursorSchema = z.object({
  project: projectIdSchema,
  story: z.number().int().min(0),
  desk: z.number().int().min(0),
});
export type HookCursor = z.infer<typeof hookCursorSchema>;

export const hookCursors: Collection<HookCursor> = {
  name: 'hook-cursors',
  schema: hookCursorSchema,
  key: (cursor) => cursor.project,
  order: (cursor) => cursor.project,
  indexes: {},
};

/** Of the hooks that may take their time: none of them holds up what people wait for. */
export const slowHookCursors: Collection<HookCursor> = { ...hookCursors, name: 'slow-hook-cursors' };
