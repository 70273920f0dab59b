/**
 * Suggestions: changes of the script that somebody proposes and a writer accepts or rejects. What is proposed lies in the `desk`,
 * which the server writes, so that whoever may comment may suggest; what became of it lies in the `story`, beside the words that an
 * acceptance wrote, so that one undo takes back both. The script itself never holds a proposed word.
 */
import type * as Y from 'yjs';
import { z } from 'zod';
import { type BlockType, blockTypes } from '../fountain/screenplay.ts';
import { type BlockId, blockIdSchema, type SuggestionId, suggestionIdSchema } from '../ids/ids.ts';
import type { Author } from './desk.ts';
import { storedAnchorSchema, suggestedOf } from './schema.ts';
import { plainRecord } from './stored.ts';

/** Longest proposed text, UTF-16 units; most lines of one suggestion. */
export const maxSuggestedText = 5000;
export const maxSuggestedLines = 100;

const suggestedText = z.string().max(maxSuggestedText);
const blockTypeSchema = z.enum(blockTypes);

export const suggestedLineSchema = z.strictObject({ type: blockTypeSchema, text: suggestedText.min(1) });
export type SuggestedLine = z.infer<typeof suggestedLineSchema>;

const changeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    block: blockIdSchema,
    /** The words that go; of an insertion the gap: its end holds on to the letter ahead of it, its start to the one behind. */
    anchor: storedAnchorSchema,
    before: suggestedText,
    text: suggestedText,
  }),
  z.object({ kind: z.literal('element'), block: blockIdSchema, from: blockTypeSchema, to: blockTypeSchema }),
  z.object({
    kind: z.literal('lines'),
    after: blockIdSchema,
    lines: z.array(suggestedLineSchema).min(1).max(maxSuggestedLines),
  }),
]);
/** Words put in the place of others, another element, or lines added behind a block. */
export type SuggestedChange = z.infer<typeof changeSchema>;

export type Suggestion = {
  readonly id: SuggestionId;
  readonly change: SuggestedChange;
  readonly by: Author;
  readonly at: string;
  /** Whether its author took it back. */
  readonly withdrawn: boolean;
};

const authorSchema = z.object({ id: z.string().min(1).max(200), name: z.string().max(200) });

export const suggestionSchema: z.ZodType<Suggestion> = z.object({
  id: suggestionIdSchema,
  change: changeSchema,
  by: authorSchema,
  at: z.iso.datetime(),
  withdrawn: z.boolean(),
});

/** Reads one stored record; one that is not whole is not shown, and stays in the document. */
export const parseSuggestion = (_id: string, value: unknown): Suggestion | null => {
  const parsed = suggestionSchema.safeParse(plainRecord(value));
  return parsed.success ? parsed.data : null;
};

/** What a writer made of a suggestion, by whom and when. */
export type Settlement = { readonly verdict: 'accepted' | 'rejected'; readonly by: Author; readonly at: string };

const settlementSchema = z.object({
  verdict: z.enum(['accepted', 'rejected']),
  by: authorSchema,
  at: z.iso.datetime(),
});

export const parseSettlement = (_id: string, value: unknown): Settlement | null => {
  const parsed = settlementSchema.safeParse(plainRecord(value));
  return parsed.success ? parsed.data : null;
};

/** What became of a suggestion; null while it is open. */
export const settlementOf = (story: Y.Doc, id: SuggestionId): Settlement | null =>
  parseSettlement(id, suggestedOf(story).get(id));

/** The block that a suggestion is about. */
export const blockOfChange = (change: SuggestedChange): BlockId =>
  change.kind === 'lines' ? change.after : change.block;

/** What somebody asks to be suggested, with places as they read them; `suggestChange` makes the stored change of it. */
export type AskedChange =
  | {
      readonly kind: 'text';
      readonly block: BlockId;
      /** Offset into the block's text, UTF-16 units. */
      readonly from: number;
      /** The words that are to go, as they stand there; empty: nothing. */
      readonly before: string;
      /** What is to stand there; empty: nothing. */
      readonly text: string;
    }
  | { readonly kind: 'element'; readonly block: BlockId; readonly to: BlockType }
  | { readonly kind: 'lines'; readonly after: BlockId; readonly lines: readonly SuggestedLine[] };
