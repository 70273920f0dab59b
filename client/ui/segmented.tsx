import { type ReactNode, useId } from 'react';
import styles from './segmented.module.css';

/** One choice of a few, side by side; each is a picture or a word with a name. */
export const Segmented = <T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string; readonly content: ReactNode }[];
  readonly onChange: (value: T) => void;
}) => {
  const name = useId();
  return (
    <div role="radiogroup" className={styles.group} aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className={styles.option} title={option.label}>
          <input
            type="radio"
            name={name}
            value={option.value}
            aria-label={option.label}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.content}
        </label>
      ))}
    </div>
  );
};
