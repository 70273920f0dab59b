import type { z } from 'zod';
import { fail, ok, type Result } from '../../result/result.ts';

export type FieldIssue = { readonly path: string; readonly message: string };

/** Why a command changed nothing. `id` names the thing that is not there. */
export type CommandError =
  | { readonly kind: 'no-such-shot'; readonly id: string }
  | { readonly kind: 'no-such-scene'; readonly id: string }
  | { readonly kind: 'no-such-block'; readonly id: string }
  | { readonly kind: 'no-such-entry'; readonly id: string }
  | { readonly kind: 'already-there'; readonly id: string }
  | { readonly kind: 'no-such-drawing'; readonly id: string }
  | { readonly kind: 'no-such-layer'; readonly id: string }
  /** Nothing more fits: `what` says which limit, and `max` how much it is. */
  | { readonly kind: 'full'; readonly what: 'layer' | 'drawing' | 'project' | 'layers'; readonly max: number }
  | { readonly kind: 'no-such-revision'; readonly id: string }
  | { readonly kind: 'no-words' }
  | { readonly kind: 'invalid'; readonly issues: readonly FieldIssue[] };

export type CommandResult<T> = Result<T, CommandError>;

/** Checks what a caller passed against a strict schema. */
export const checked = <T extends z.ZodType>(schema: T, input: unknown): CommandResult<z.output<T>> => {
  const parsed = schema.safeParse(input);
  if (parsed.success) return ok(parsed.data);
  const issues = parsed.error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    message: issue.message,
  }));
  return fail({ kind: 'invalid', issues });
};
