import { useState } from 'react';
import { classNames } from './class-names.ts';
import styles from './number-field.module.css';

/** A number that is written when it is left or entered; what is out of bounds goes to the nearest bound. */
export const NumberField = ({
  label,
  shown = false,
  value,
  unit,
  min,
  max,
  step,
  className,
  onWrite,
}: {
  readonly label: string;
  /** Whether the label stands before the field, to be seen. */
  readonly shown?: boolean;
  /** Null: what is chosen has several. */
  readonly value: number | null;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly className?: string | undefined;
  readonly onWrite: (value: number) => void;
}) => {
  const [typed, setTyped] = useState<string | null>(null);
  const write = (): void => {
    const number = typed === null || typed.trim() === '' ? Number.NaN : Number(typed);
    setTyped(null);
    if (Number.isFinite(number)) onWrite(Math.min(max, Math.max(min, number)));
  };
  return (
    <span className={classNames(styles.unit, className)}>
      {shown && <span aria-hidden>{label}</span>}
      <input
        className={styles.input}
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
