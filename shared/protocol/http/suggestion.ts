import { z } from 'zod';
import { maxSuggestedLines, maxSuggestedText, suggestedLineSchema } from '../../document/suggestion.ts';
import { blockTypes } from '../../fountain/screenplay.ts';
import { blockIdSchema, suggestionIdSchema } from '../../ids/ids.ts';
import { authorSchema, timeSchema } from './common.ts';

const words = z.string().max(maxSuggestedText);

/** What is to be changed: words of a block, its element, or lines to be added behind it. */
export const newSuggestionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    block: blockIdSchema,
    /** Where `before` stands in the block's text, UTF-16 units; if others write there, the nearest place where it reads so. */
    from: z.number().int().min(0),
    before: words,
    text: words.regex(/^[^\n\r]*$/, 'is one line'),
  }),
  z.strictObject({ kind: z.literal('element'), block: blockIdSchema, to: z.enum(blockTypes) }),
  z.strictObject({
    kind: z.literal('lines'),
    after: blockIdSchema,
    lines: z.array(suggestedLineSchema).min(1).max(maxSuggestedLines),
  }),
]);
export type NewSuggestion = z.infer<typeof newSuggestionSchema>;

/** `place`: whether what it is about still reads as it did, was changed by others, or is gone; null once it is settled. */
export const suggestionViewSchema = z.object({
  id: suggestionIdSchema,
  by: authorSchema,
  at: timeSchema,
  state: z.enum(['open', 'accepted', 'rejected', 'withdrawn']),
  place: z.enum(['fits', 'changed', 'gone']).nullable(),
  kind: z.enum(['text', 'element', 'lines']),
  block: blockIdSchema,
  from: z.number().int().nullable(),
  before: z.string(),
  text: z.string(),
});
export type SuggestionView = z.infer<typeof suggestionViewSchema>;

export const suggestionVerdictSchema = z.strictObject({ verdict: z.enum(['accepted', 'rejected']) });
