import { RadioGroup } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { classNames } from '../../ui/class-names.ts';
import styles from './inspector.module.css';
import { KeyHints } from './key-hints.tsx';

/** A choice of the vocabulary: pictures with their names, one of them on. */
export const PictureGroup = <T extends string>({
  title,
  values,
  value,
  said,
  nameOf,
  tipOf,
  pictureOf,
  commands,
  flat = false,
  onChange,
}: {
  readonly title: string;
  readonly values: readonly T[];
  /** Null: the chosen shots have several. */
  readonly value: T | null;
  /** The value in words, beside the title. */
  readonly said: string;
  readonly nameOf: (value: T) => string;
  readonly tipOf?: (value: T) => string;
  readonly pictureOf: (value: T) => ReactNode;
  /** Ids of commands whose keys set it. */
  readonly commands: readonly string[];
  readonly flat?: boolean;
  readonly onChange: (value: T) => void;
}) => {
  const id = useId();
  return (
    <section className={styles.group}>
      <h3 className={styles.title}>
        <span id={id}>{title}</span>
        <KeyHints commands={commands} />
        <span className={styles.value}>{said}</span>
      </h3>
      <RadioGroup.Root
        className={classNames(styles.pictures, flat && styles.flat)}
        aria-labelledby={id}
        value={value ?? ''}
        onValueChange={(next) => {
          const found = values.find((each) => each === next);
          if (found !== undefined) onChange(found);
        }}
      >
        {values.map((each) => (
          <RadioGroup.Item
            key={each}
            value={each}
            className={styles.picture}
            title={tipOf?.(each)}
            aria-label={tipOf?.(each) ?? nameOf(each)}
          >
            {pictureOf(each)}
            <span>{nameOf(each)}</span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </section>
  );
};
