import { useState } from 'react';
import styles from './inspector.module.css';

/** A number that is written when it is left or entered; what is out of bounds goes to the nearest bound. */
export const NumberField = ({
  label,
  value,
  unit,
  min,
  max,
  step,
  onWrite,
}: {
  readonly label: string;
  /** Null: the chosen shots have several. */
  readonly value: number | null;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly onWrite: (value: number) => void;
}) => {
  const [typed, setTyped] = useState<string | null>(null);
  const write = (): void => {
    const number = typed === null || typed.trim() === '' ? Number.NaN : Number(typed);
    setTyped(null);
    if (Number.isFinite(number)) onWrite(Math.min(max, Math.max(min, number)));
  };
  return (
    <span className={styles.unit}>
      <input
        className={styles.small}
        type="number"
        aria-label={label}
        min={min}
        max={max}
        step={step}
        value={typed ?? value ?? ''}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={write}
        onKeyDown={(event) => {
          if (event.key === 'Enter') write();
        }}
      />
      {unit}
    </span>
  );
};
