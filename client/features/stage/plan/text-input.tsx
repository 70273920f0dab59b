import { useState } from 'react';
import styles from './plan.module.css';

/** A word that is written when it is left or entered. */
export const TextInput = ({
  label,
  value,
  onWrite,
}: {
  readonly label: string;
  readonly value: string;
  readonly onWrite: (text: string) => void;
}) => {
  const [typed, setTyped] = useState<string | null>(null);
  const write = (): void => {
    const text = typed?.trim();
    setTyped(null);
    if (text !== undefined && text !== value) onWrite(text);
  };
  return (
    <label className={styles.fieldPair}>
      {label}
      <input
        className={styles.text}
        value={typed ?? value}
        maxLength={80}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={write}
        onKeyDown={(event) => {
          if (event.key === 'Enter') write();
        }}
      />
    </label>
  );
};
