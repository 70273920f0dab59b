import type { ReactNode } from 'react';
import styles from './visually-hidden.module.css';

export const hiddenClass = styles.hidden ?? '';

/** Words that only assistive technology reads. */
export const VisuallyHidden = ({ children }: { readonly children: ReactNode }) => (
  <span className={styles.hidden}>{children}</span>
);
