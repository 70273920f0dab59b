import type { ReactNode } from 'react';
import styles from './banner.module.css';
import { classNames } from './class-names.ts';

/** A line under the bar that tells of a state: what it is, what is safe, what can be done. */
export const Banner = ({
  tone,
  icon,
  title,
  words,
  children,
}: {
  readonly tone: 'warn' | 'info' | 'bad';
  readonly icon: ReactNode;
  readonly title: string;
  readonly words: string;
  readonly children?: ReactNode;
}) => (
  <div
    className={classNames(styles.banner, tone !== 'warn' && styles[tone])}
    role={tone === 'bad' ? 'alert' : 'status'}
  >
    {icon}
    <b className={styles.strong}>{title}</b>
    <span className={styles.words}>{words}</span>
    {children}
  </div>
);
