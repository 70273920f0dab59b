import type { Author } from '@oner/shared/document/desk.ts';
import { Crosshair } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useCan, useProject } from '../../../model/project.tsx';
import { Avatar } from '../../../ui/avatar.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { useLanguage, useText } from '../../../ui/language.tsx';
import { elementNames } from '../messages.ts';
import { notesMessages } from './messages.ts';
import type { NoteActions } from './note-actions.ts';
import styles from './notes.module.css';
import type { Note, SuggestionNote, ThreadNote } from './notes-store.ts';
import { useMoment } from './use-notes.ts';
import { WritingField } from './writing-field.tsx';

const Said = ({ by, at, children }: { readonly by: Author; readonly at: string; readonly children: ReactNode }) => {
  const moment = useMoment();
  return (
    <div className={styles.said}>
      <Avatar id={by.id} name={by.name} size="small" />
      <p>
        <b>{by.name}</b> <time dateTime={at}>{moment(at)}</time>
      </p>
      <div className={styles.body}>{children}</div>
    </div>
  );
};

const Proposal = ({ suggestion: { change } }: SuggestionNote) => {
  const t = useText(notesMessages);
  const names = elementNames[useLanguage()];
  switch (change.kind) {
    case 'element':
      return <span>{t.element(names[change.from], names[change.to])}</span>;
    case 'lines':
      return (
        <>
          <i>{t.lines}</i>{' '}
          {change.lines.map(({ type, text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a suggestion never change
            <ins key={index} title={names[type]}>
              {text}
            </ins>
          ))}
        </>
      );
    case 'text':
      return (
        <>
          <i>{change.before === '' ? t.insertion : change.text === '' ? t.deletion : t.replacement}</i>{' '}
          {change.before !== '' && <del>{change.before}</del>} {change.text !== '' && <ins>{change.text}</ins>}
        </>
      );
  }
};

const SuggestionBody = ({ note, actions }: { readonly note: SuggestionNote; readonly actions: NoteActions }) => {
  const t = useText(notesMessages);
  const { me } = useProject();
  const mayEdit = useCan('edit');
  const mayComment = useCan('comment');
  const { suggestion, place } = note;
  return (
    <>
      <Said by={suggestion.by} at={suggestion.at}>
        <Proposal {...note} />
      </Said>
      {place.kind === 'changed' && <p className={styles.warning}>{t.changed(place.now)}</p>}
      {place.kind === 'gone' && <p className={styles.warning}>{t.gone}</p>}
      <div className={styles.acts}>
        {mayEdit && place.kind !== 'gone' && (
          <Button kind="ok" onClick={() => actions.accept(suggestion)}>
            {place.kind === 'changed' ? t.acceptChanged : t.accept}
          </Button>
        )}
        {mayEdit && <Button onClick={() => actions.reject([suggestion])}>{t.reject}</Button>}
        {mayComment && suggestion.by.id === me.id && (
          <Button onClick={() => void actions.withdraw(suggestion.id)}>{t.withdraw}</Button>
        )}
      </div>
    </>
  );
};

const ThreadBody = ({ note, actions }: { readonly note: ThreadNote; readonly actions: NoteActions }) => {
  const t = useText(notesMessages);
  const mayComment = useCan('comment');
  const [replying, setReplying] = useState(false);
  const { thread, words, changed, shot } = note;
  return (
    <>
      {shot && <p className={styles.hint}>{t.onShot(shot.number ?? '')}</p>}
      {thread.anchor.words !== undefined && <blockquote>{thread.anchor.words}</blockquote>}
      {words === null ? (
        <p className={styles.warning}>{t.gone}</p>
      ) : (
        changed && <p className={styles.warning}>{t.threadChanged}</p>
      )}
      {thread.comments.map(({ id, by, at, body }) => (
        <Said key={id} by={by} at={at}>
          {body}
        </Said>
      ))}
      {mayComment &&
        (replying ? (
          <WritingField
            focus
            label={t.replyTo(thread.by.name)}
            onSend={(body) => actions.answer(thread.id, body)}
            onLeave={() => setReplying(false)}
          />
        ) : (
          <div className={styles.acts}>
            <Button onClick={() => setReplying(true)}>{t.reply}</Button>
            <Button onClick={() => void actions.resolve(thread.id)}>{t.resolve}</Button>
          </div>
        ))}
    </>
  );
};

/** A comment thread or a suggestion; a click on it goes to its words. */
export const NoteCard = ({
  note,
  current,
  actions,
  onShow,
}: {
  readonly note: Note;
  readonly current: boolean;
  readonly actions: NoteActions;
  readonly onShow: (note: Note) => void;
}) => {
  const t = useText(notesMessages);
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) card.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <li ref={card} className={styles.card} data-card={note.id} aria-current={current ? 'true' : undefined}>
      {note.kind === 'suggestion' ? (
        <SuggestionBody note={note} actions={actions} />
      ) : (
        <ThreadBody note={note} actions={actions} />
      )}
      {note.words && (
        <IconButton label={t.goTo} className={styles.go} onClick={() => onShow(note)}>
          <Crosshair size={15} aria-hidden />
        </IconButton>
      )}
    </li>
  );
};
