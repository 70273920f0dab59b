import { lockPages, lockSceneNumbers, unlockPages, unlockSceneNumbers } from '@oner/shared/document/commands/locks.ts';
import { omitScene, restoreScene } from '@oner/shared/document/commands/omit-scene.ts';
import { clearMarks, setCurrentRevision, startRevision } from '@oner/shared/document/commands/revisions.ts';
import type { RevisionFields } from '@oner/shared/document/revision-record.ts';
import type { NumberScheme } from '@oner/shared/fountain/revision.ts';
import { revisionName } from '@oner/shared/fountain/revision-names.ts';
import type { RevisionId, SceneId } from '@oner/shared/ids/ids.ts';
import { useProject } from '../../model/project.tsx';
import type { Edit } from '../../model/project-commands.ts';
import { useLanguage, useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { revisionMessages } from './messages.ts';

/** What a person does to revisions and locks: each is one step of undo, and says what it did. */
export const useRevisionActs = () => {
  const t = useText(revisionMessages);
  const language = useLanguage();
  const { edit, ids, story } = useProject();
  const { notify, refuse } = useAnnouncer();
  const act = <T>(change: Parameters<Edit>[0], done: ((value: T) => string) | string | null): boolean => {
    const result = edit(change);
    if (!result.ok) refuse(t.notDone);
    else if (done !== null) notify(typeof done === 'string' ? done : done(result.value as T));
    return result.ok;
  };
  const numberOf = (scene: SceneId): string => story.scene(scene)?.number ?? '';
  return {
    start: (fields: Omit<RevisionFields, 'round'>) =>
      act<RevisionId>(
        (doc) => startRevision(doc, story.snapshot(), { ...fields, ids }),
        (id) => {
          const revision = story.snapshot().production.revisions.find((known) => known.id === id);
          return t.started(revision ? revisionName(revision, language) : '');
        },
      ),
    setCurrent: (revision: RevisionId | null) => act((doc) => setCurrentRevision(doc, revision), null),
    clear: (revision: RevisionId | null) => act<number>((doc) => clearMarks(doc, revision), t.cleared),
    lockNumbers: (scheme: NumberScheme) =>
      act((doc) => lockSceneNumbers(doc, story.snapshot(), scheme), t.numbersLocked),
    unlockNumbers: () => act(unlockSceneNumbers, t.numbersUnlocked),
    lockPages: () => act<number>((doc) => lockPages(doc, story.snapshot()), t.pagesLocked),
    unlockPages: () => act(unlockPages, t.pagesUnlocked),
    omit: (scene: SceneId) => {
      const number = numberOf(scene);
      return act((doc) => omitScene(doc, story.snapshot(), scene), t.omitted(number));
    },
    restore: (scene: SceneId) => {
      const number = numberOf(scene);
      return act((doc) => restoreScene(doc, scene), t.restored(number));
    },
  };
};
export type RevisionActs = ReturnType<typeof useRevisionActs>;
