import type { CommandResult } from '@oner/shared/document/commands/command-error.ts';
import {
  acceptSuggestion,
  acceptSuggestions,
  rejectSuggestion,
  type SuggestionError,
} from '@oner/shared/document/commands/suggestions.ts';
import type { Suggestion } from '@oner/shared/document/suggestion.ts';
import type { BlockId, SuggestionId, ThreadId } from '@oner/shared/ids/ids.ts';
import type { NewSuggestion } from '@oner/shared/protocol/http/suggestion.ts';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import { useMemo } from 'react';
import type { ProjectApi } from '../../../connection/api.ts';
import { useProject } from '../../../model/project.tsx';
import type { EditError } from '../../../model/project-commands.ts';
import { useText } from '../../../ui/language.tsx';
import { useAnnouncer } from '../../../ui/live-region.tsx';
import { notesMessages } from './messages.ts';
import type { WordsToComment } from './notes.tsx';

/** What one can do with comments and suggestions. Those that ask the server say whether it took them. */
export type NoteActions = {
  readonly accept: (suggestion: Suggestion) => void;
  readonly acceptAll: (suggestions: readonly Suggestion[]) => void;
  readonly reject: (suggestions: readonly Suggestion[]) => void;
  readonly withdraw: (id: SuggestionId) => Promise<boolean>;
  /** One after the other, each once it is taken told to `onTaken`; ends at the first that is not. */
  readonly suggest: (changes: readonly NewSuggestion[], onTaken: (change: NewSuggestion) => void) => Promise<boolean>;
  readonly open: (words: WordsToComment, body: string) => Promise<boolean>;
  readonly answer: (thread: ThreadId, body: string) => Promise<boolean>;
  readonly resolve: (thread: ThreadId) => Promise<boolean>;
};

/** A change that failed has changed nothing; commands of the story know only their own reasons. */
const asCommand = <T>(result: Result<T, SuggestionError>): CommandResult<T> =>
  result.ok ? result : fail({ kind: 'no-words' });

const useSettling = (): Pick<NoteActions, 'accept' | 'acceptAll' | 'reject'> => {
  const t = useText(notesMessages);
  const { edit, ids, me } = useProject();
  const { say, refuse } = useAnnouncer();
  return useMemo(() => {
    const by = () => ({ by: { id: me.id, name: me.name }, at: new Date().toISOString(), ids });
    const tell = <T>(result: Result<T, EditError>, words: (value: T) => string): void => {
      if (result.ok) say(words(result.value));
      else refuse(t.notFitting);
    };
    return {
      accept: (suggestion) =>
        tell(
          edit((doc) => asCommand(acceptSuggestion(doc, suggestion, by()))),
          () => t.accepted(1),
        ),
      acceptAll: (suggestions) =>
        tell(
          edit((doc) => asCommand(acceptSuggestions(doc, suggestions, by()))),
          ({ length }) => t.accepted(length),
        ),
      reject: (suggestions) =>
        tell(
          edit((doc) => {
            for (const { id } of suggestions) rejectSuggestion(doc, id, by());
            return ok(undefined);
          }),
          () => t.rejected,
        ),
    };
  }, [t, edit, ids, me, say, refuse]);
};

export const useNoteActions = (): NoteActions => {
  const t = useText(notesMessages);
  const { api } = useProject();
  const { say, refuse } = useAnnouncer();
  const settling = useSettling();
  return useMemo(() => {
    const sent = async (request: ReturnType<ProjectApi['suggest']>, words: string | null): Promise<boolean> => {
      const result = await request;
      if (!result.ok)
        refuse(result.error.kind === 'problem' && result.error.status === 409 ? t.wordsChanged : t.notSent);
      else if (words !== null) say(words);
      return result.ok;
    };
    return {
      ...settling,
      withdraw: (id) => sent(api.withdraw(id), null),
      suggest: async (changes, onTaken) => {
        for (const change of changes) {
          if (!(await sent(api.suggest(change), null))) return false;
          onTaken(change);
        }
        if (changes.length > 0) say(t.suggested(changes.length));
        return true;
      },
      open: ({ blocks, words }, body) =>
        sent(
          api.openThread({
            anchor: {
              kind: 'script',
              blocks: blocks as BlockId[],
              ...(words === '' ? {} : { words: words.slice(0, 1000) }),
            },
            body,
          }),
          t.sent,
        ),
      answer: (thread, body) => sent(api.answer(thread, body), t.sent),
      resolve: (thread) => sent(api.setThread(thread, 'resolved'), null),
    };
  }, [t, api, say, refuse, settling]);
};
