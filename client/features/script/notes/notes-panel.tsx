import { X } from 'lucide-react';
import { useCan } from '../../../model/project.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { useText } from '../../../ui/language.tsx';
import { Region } from '../../../ui/region.tsx';
import { notesMessages } from './messages.ts';
import type { NoteActions } from './note-actions.ts';
import { NoteCard } from './note-card.tsx';
import styles from './notes.module.css';
import type { WordsToComment } from './notes.tsx';
import type { Note } from './notes-store.ts';
import { WritingField } from './writing-field.tsx';

type NotesPanelProps = {
  readonly notes: readonly Note[];
  readonly current: string | null;
  readonly actions: NoteActions;
  readonly comment: WordsToComment | null;
  readonly onComment: (words: WordsToComment | null) => void;
  readonly onShow: (note: Note) => void;
  readonly onClose: () => void;
};

/** Comments and suggestions in the order of the script. */
export const NotesPanel = ({ notes, current, actions, comment, onComment, onShow, onClose }: NotesPanelProps) => {
  const t = useText(notesMessages);
  const mayEdit = useCan('edit');
  const suggestions = notes.flatMap((note) => (note.kind === 'suggestion' ? [note] : []));
  const fitting = suggestions.filter(({ place }) => place.kind === 'fits').map(({ suggestion }) => suggestion);
  return (
    <Region as="aside" label={t.notes} className={styles.panel}>
      <header>
        <h2>{t.notes}</h2>
        <IconButton label={t.close} onClick={onClose}>
          <X size={15} aria-hidden />
        </IconButton>
      </header>
      {comment && (
        <div className={styles.compose}>
          {comment.words !== '' && <blockquote>{comment.words}</blockquote>}
          <WritingField
            key={comment.words}
            focus
            label={t.commentOnThis}
            onSend={(body) => actions.open(comment, body)}
            onLeave={() => onComment(null)}
          />
        </div>
      )}
      {mayEdit && suggestions.length > 1 && (
        <div className={`${styles.acts} ${styles.compose}`}>
          {fitting.length > 0 && (
            <Button kind="ok" onClick={() => actions.acceptAll(fitting)}>
              {t.acceptAll(fitting.length)}
            </Button>
          )}
          <Button onClick={() => actions.reject(suggestions.map(({ suggestion }) => suggestion))}>{t.rejectAll}</Button>
        </div>
      )}
      {notes.length === 0 ? (
        <p className={styles.empty}>{t.none}</p>
      ) : (
        <ul className={styles.list}>
          {notes.map((note) => (
            <NoteCard key={note.id} note={note} current={note.id === current} actions={actions} onShow={onShow} />
          ))}
        </ul>
      )}
    </Region>
  );
};
