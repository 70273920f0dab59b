import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

/** What belongs here, in words, with one primary action and at most one other. */
export const EmptyState = ({
  icon,
  title,
  words,
  level = 2,
  children,
}: {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly words: string;
  readonly level?: 1 | 2;
  readonly children?: ReactNode;
}) => (
  <div className={styles.empty}>
    {icon}
    {level === 1 ? <h1 className={styles.title}>{title}</h1> : <h2 className={styles.title}>{title}</h2>}
    <p>{words}</p>
    {children !== undefined && <div className={styles.actions}>{children}</div>}
  </div>
);
