import { useState } from 'react';
import { Button } from './button.tsx';
import styles from './confirmed.module.css';

/** A button whose act is asked for once more, in words that say what comes of it. */
export const Confirmed = ({
  label,
  question,
  confirm,
  keep,
  onConfirm,
}: {
  readonly label: string;
  readonly question: string;
  readonly confirm: string;
  /** What leaves things as they are. */
  readonly keep: string;
  readonly onConfirm: () => void;
}) => {
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
          {keep}
        </Button>
      </span>
    </div>
  );
};
