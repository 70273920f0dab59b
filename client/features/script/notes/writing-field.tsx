import { type KeyboardEvent, useId, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { useText } from '../../../ui/language.tsx';
import { notesMessages } from './messages.ts';
import styles from './notes.module.css';

/** A field for a comment: Enter sends it, Shift-Enter begins a line, Esc leaves it. What could not be sent stays in it. */
export const WritingField = ({
  label,
  focus = false,
  onSend,
  onLeave,
}: {
  readonly label: string;
  readonly focus?: boolean;
  readonly onSend: (body: string) => Promise<boolean>;
  readonly onLeave: () => void;
}) => {
  const t = useText(notesMessages);
  const id = useId();
  const [body, setBody] = useState('');
  const [sending, setSending] = useState(false);
  const send = async (): Promise<void> => {
    if (body.trim() === '' || sending) return;
    setSending(true);
    const taken = await onSend(body.trim());
    setSending(false);
    if (taken) onLeave();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onLeave();
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    }
  };
  return (
    <div className={styles.writing}>
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={2}
        value={body}
        maxLength={10_000}
        ref={(element) => {
          if (focus && element && document.activeElement !== element && body === '') element.focus();
        }}
        onChange={(event) => setBody(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className={styles.acts}>
        <Button kind="primary" disabled={sending || body.trim() === ''} onClick={() => void send()}>
          {t.send}
        </Button>
        <Button onClick={onLeave}>{t.cancel}</Button>
      </div>
    </div>
  );
};
