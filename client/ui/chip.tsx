import type { ReactNode } from 'react';
import styles from './chip.module.css';
import { classNames } from './class-names.ts';

export type Tone = 'tight' | 'mid' | 'full' | 'wide';

/** A small label; with a `tone` it is outlined in the colour of a shot's tightness. */
export const Chip = ({
  tone,
  title,
  children,
}: {
  readonly tone?: Tone;
  readonly title?: string;
  readonly children: ReactNode;
}) => (
  <span
    className={classNames(styles.chip, tone !== undefined && styles.size, tone !== undefined && styles[tone])}
    title={title}
  >
    {children}
  </span>
);
