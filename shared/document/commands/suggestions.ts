/** Commands on suggestions: the server keeps and takes back what is proposed, writers accept and reject. */
import * as Y from 'yjs';
import type { IdFactory, SuggestionId } from '../../ids/ids.ts';
import { fail, ok, type Result } from '../../result/result.ts';
import type { Author } from '../desk.ts';
import { deskRootOf } from '../desk-schema.ts';
import { outlineOf } from '../locate.ts';
import { scriptOf, suggestedOf } from '../schema.ts';
import { readBlock, readText, type ScriptNode, toScreenplayBlock, writeBlock } from '../script-xml.ts';
import { recordForWriting } from '../stored.ts';
import {
  type AskedChange,
  parseSuggestion,
  type Settlement,
  type SuggestedChange,
  type Suggestion,
  settlementOf,
} from '../suggestion.ts';
import { placeOfChange, type SuggestionPlace, storeChange, type UnplacedChange } from '../suggestion-place.ts';
import { mendAnchors, shotsOnBlock } from '../tidy-story.ts';
import { deleteBlocks, insertBlocks } from './blocks.ts';
import type { CommandError } from './command-error.ts';
import { replaceWords } from './words.ts';

export type SuggestionError =
  | CommandError
  | UnplacedChange
  | { readonly kind: 'no-such-suggestion' | 'settled' | 'place-gone' | 'not-yours'; readonly id: string };
export type SuggestionResult<T> = Result<T, SuggestionError>;

/** The stored change of what somebody asks for, its place held by letters of the script. */
export const placeSuggestion = (story: Y.Doc, asked: AskedChange): SuggestionResult<SuggestedChange> => {
  const stored = storeChange(story, asked);
  return 'block' in stored || 'after' in stored ? ok(stored) : fail(stored);
};

/** Keeps a suggestion in the desk; for the server alone. */
export const addSuggestion = (
  desk: Y.Doc,
  suggestion: Omit<Suggestion, 'withdrawn'>,
): SuggestionResult<SuggestionId> => {
  const records = deskRootOf(desk, 'suggestions');
  if (records.has(suggestion.id)) return fail({ kind: 'already-there', id: suggestion.id });
  const record = { ...suggestion, withdrawn: false };
  if (parseSuggestion(suggestion.id, record) === null)
    return fail({ kind: 'invalid', issues: [{ path: 'change', message: 'is not a suggestion' }] });
  records.set(suggestion.id, new Y.Map<unknown>(Object.entries(record)));
  return ok(suggestion.id);
};

/** Takes a suggestion back, which its author alone may; for the server alone. */
export const withdrawSuggestion = (
  desk: Y.Doc,
  { id, by }: { readonly id: SuggestionId; readonly by: string },
): SuggestionResult<void> => {
  const records = deskRootOf(desk, 'suggestions');
  const suggestion = parseSuggestion(id, records.get(id));
  if (suggestion === null) return fail({ kind: 'no-such-suggestion', id });
  if (suggestion.by.id !== by) return fail({ kind: 'not-yours', id });
  if (!suggestion.withdrawn) recordForWriting(records, id)?.set('withdrawn', true);
  return ok(undefined);
};

const settle = (
  story: Y.Doc,
  id: SuggestionId,
  { verdict, by, at }: Pick<Settlement, 'verdict' | 'by' | 'at'>,
): void => {
  suggestedOf(story).set(id, { verdict, by: { id: by.id, name: by.name }, at });
};

type Found = Exclude<SuggestionPlace, { readonly kind: 'gone' }>;

const nodeAt = (story: Y.Doc, block: string): { readonly node: ScriptNode; readonly index: number } | null => {
  const { nodes, indexOf } = outlineOf(story);
  const index = indexOf.get(block) ?? -1;
  const node = nodes[index];
  return node === undefined ? null : { node, index };
};

/** A block all whose words go, goes too. */
const writeWords = (story: Y.Doc, { block, from, to }: Found, text: string): SuggestionResult<unknown> => {
  const found = nodeAt(story, block);
  if (found && text === '' && to > from && to - from === readText(found.node).length)
    return deleteBlocks(story, [block]);
  return replaceWords(story, { places: [{ block, from, to }], text });
};

/** Another element under the same id, with the same words; shots find theirs again. */
const writeElement = (
  story: Y.Doc,
  { block }: Found,
  to: Extract<SuggestedChange, { readonly kind: 'element' }>['to'],
): SuggestionResult<unknown> => {
  const found = nodeAt(story, block);
  if (!found) return fail({ kind: 'no-such-block' });
  const shots = shotsOnBlock(story, block);
  const { number: _, depth: __, dual: ___, ...rest } = toScreenplayBlock(readBlock(found.node, block));
  const script = scriptOf(story);
  script.delete(found.index, 1);
  script.insert(found.index, [writeBlock({ ...rest, type: to }, block)]);
  mendAnchors(story, shots);
  return ok(undefined);
};

const write = (
  story: Y.Doc,
  change: SuggestedChange,
  { place, ids }: { readonly place: Found; readonly ids: Pick<IdFactory, 'block'> },
): SuggestionResult<unknown> => {
  switch (change.kind) {
    case 'text':
      return writeWords(story, place, change.text);
    case 'element':
      return writeElement(story, place, change.to);
    case 'lines':
      return insertBlocks(story, {
        after: place.block,
        blocks: change.lines.map(({ type, text }) => ({ type, runs: [{ text, marks: [] }] })),
        ids,
      });
  }
};

export type SettleOptions = {
  readonly by: Author;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly ids: Pick<IdFactory, 'block'>;
};

/** Writes what a suggestion proposes and that it was accepted; the caller makes one transaction of it, which one undo takes back. */
export const acceptSuggestion = (
  story: Y.Doc,
  { id, change }: Pick<Suggestion, 'id' | 'change'>,
  { by, at, ids }: SettleOptions,
): SuggestionResult<void> => {
  if (settlementOf(story, id) !== null) return fail({ kind: 'settled', id });
  const place = placeOfChange(story, change);
  if (place.kind === 'gone') return fail({ kind: 'place-gone', id });
  const written = write(story, change, { place, ids });
  if (!written.ok) return written;
  settle(story, id, { verdict: 'accepted', by, at });
  return ok(undefined);
};

export const rejectSuggestion = (
  story: Y.Doc,
  id: SuggestionId,
  { by, at }: Pick<SettleOptions, 'by' | 'at'>,
): SuggestionResult<void> => {
  if (settlementOf(story, id) !== null) return fail({ kind: 'settled', id });
  settle(story, id, { verdict: 'rejected', by, at });
  return ok(undefined);
};

/** Accepts all that still fit, in their order, each where it stands after those before; returns which. What no longer fits stays open. */
export const acceptSuggestions = (
  story: Y.Doc,
  suggestions: readonly Pick<Suggestion, 'id' | 'change'>[],
  options: SettleOptions,
): SuggestionResult<readonly SuggestionId[]> => {
  const accepted: SuggestionId[] = [];
  for (const suggestion of suggestions) {
    if (placeOfChange(story, suggestion.change).kind !== 'fits') continue;
    if (acceptSuggestion(story, suggestion, options).ok) accepted.push(suggestion.id);
  }
  return ok(accepted);
};
