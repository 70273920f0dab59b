import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { useText } from '../../ui/language.tsx';
import { revisionMessages } from './messages.ts';
import styles from './revisions.module.css';

/** A button whose act is asked for once more, in words that say what comes of it. */
export const Confirmed = ({
  label,
  question,
  confirm,
  onConfirm,
}: {
  readonly label: string;
  readonly question: string;
  readonly confirm: string;
  readonly onConfirm: () => void;
}) => {
  const t = useText(revisionMessages);
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <Button kind="outline" onClick={() => setAsking(true)}>
        {label}
      </Button>
    );
  return (
    <div className={styles.question} role="alert">
      <p>{question}</p>
      <span className={styles.row}>
        <Button
          kind="bad"
          onClick={() => {
            setAsking(false);
            onConfirm();
          }}
        >
          {confirm}
        </Button>
        <Button autoFocus onClick={() => setAsking(false)}>
          {t.keep}
        </Button>
      </span>
    </div>
  );
};
