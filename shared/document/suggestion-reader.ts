/** The suggestions of a project, and what became of them, kept up to date incrementally. */
import type * as Y from 'yjs';
import type { SuggestionId } from '../ids/ids.ts';
import { byTime } from './by-time.ts';
import { createChangeListeners } from './change-listeners.ts';
import { deskRootOf } from './desk-schema.ts';
import { createRecordCache } from './record-cache.ts';
import { suggestedOf } from './schema.ts';
import { parseSettlement, parseSuggestion, type Settlement, type Suggestion } from './suggestion.ts';

export type SuggestionReader = {
  /** Every suggestion, oldest first; the same list as long as none came or changed. */
  readonly all: () => readonly Suggestion[];
  readonly settlements: () => ReadonlyMap<SuggestionId, Settlement>;
  /** Those that nobody accepted, rejected or took back; the same list as long as they are the same. */
  readonly open: () => readonly Suggestion[];
  /** Calls `listener` once after each transaction that may have changed them; returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly dispose: () => void;
};

type Docs = { readonly story: Y.Doc; readonly desk: Y.Doc };

export const createSuggestionReader = ({ story, desk }: Docs): SuggestionReader => {
  const inDesk = createChangeListeners(desk);
  const inStory = createChangeListeners(story);
  const suggestions = createRecordCache<SuggestionId, Suggestion>(deskRootOf(desk, 'suggestions'), {
    parse: parseSuggestion,
    onChange: inDesk.changed,
  });
  const settled = createRecordCache<SuggestionId, Settlement>(suggestedOf(story), {
    parse: parseSettlement,
    onChange: inStory.changed,
  });
  let list: { from: ReadonlyMap<SuggestionId, Suggestion>; all: readonly Suggestion[] } | null = null;
  const all = (): readonly Suggestion[] => {
    const from = suggestions.read();
    if (list?.from !== from) list = { from, all: [...from.values()].sort(byTime) };
    return list.all;
  };
  let shown: readonly Suggestion[] = [];
  return {
    all,
    settlements: settled.read,
    open: () => {
      const verdicts = settled.read();
      const next = all().filter(({ id, withdrawn }) => !withdrawn && !verdicts.has(id));
      if (next.length !== shown.length || next.some((one, index) => one !== shown[index])) shown = next;
      return shown;
    },
    subscribe: (listener) => {
      const stops = [inDesk.subscribe(listener), inStory.subscribe(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    dispose: () => {
      for (const part of [suggestions, settled]) part.dispose();
      for (const part of [inDesk, inStory]) part.dispose();
    },
  };
};

/** Reads all suggestions once, oldest first. */
export const suggestionsIn = (desk: Y.Doc): readonly Suggestion[] =>
  [...deskRootOf(desk, 'suggestions').entries()]
    .flatMap(([id, value]) => parseSuggestion(id, value) ?? [])
    .sort(byTime);
