import { RadioGroup } from 'radix-ui';
import type { ReactNode } from 'react';
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
}) => (
  <RadioGroup.Root
    className={styles.group}
    aria-label={label}
    value={value}
    onValueChange={(next) => {
      const option = options.find((each) => each.value === next);
      if (option !== undefined) onChange(option.value);
    }}
  >
    {options.map((option) => (
      <RadioGroup.Item
        key={option.value}
        value={option.value}
        className={styles.option}
        aria-label={option.label}
        title={option.label}
      >
        {option.content}
      </RadioGroup.Item>
    ))}
  </RadioGroup.Root>
);
