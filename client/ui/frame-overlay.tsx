import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './frame-overlay.module.css';

/** What is being done to a picture, along its lower edge. */
export const FrameFoot = ({
  className,
  bad,
  role,
  percent,
  children,
}: {
  readonly className: string | undefined;
  /** It failed. */
  readonly bad?: boolean;
  /** Said at once to who does not look. */
  readonly role?: 'alert';
  /** How far it is, as a line at the very edge. */
  readonly percent?: number;
  readonly children: ReactNode;
}) => (
  <span className={classNames(styles.foot, bad === true && styles.bad, className)} role={role}>
    {children}
    {percent !== undefined && <i className={styles.bar} style={{ transform: `scaleX(${percent / 100})` }} />}
  </span>
);

/** A few words about a picture, in a corner of it. */
export const FrameBadge = ({
  corner,
  hidden,
  children,
}: {
  readonly corner: 'topLeft' | 'bottomRight';
  /** It is said elsewhere in words. */
  readonly hidden?: boolean;
  readonly children: ReactNode;
}) => (
  <span className={classNames(styles.badge, styles[corner])} aria-hidden={hidden}>
    {children}
  </span>
);
