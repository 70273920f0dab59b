import type { CSSProperties, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './shot-frame.module.css';

/** A box of the project's aspect, with a picture once there is one; its size never depends on the picture. */
export const ShotFrame = ({
  aspect,
  src,
  alt,
  dimmed,
  whole,
  children,
}: {
  /** Width over height. */
  readonly aspect: number;
  readonly src: string | null;
  readonly alt: string;
  readonly dimmed?: boolean;
  /** The whole picture on black, where the box has another aspect than the picture. */
  readonly whole?: boolean;
  readonly children?: ReactNode;
}) => (
  <span
    className={classNames(styles.frame, dimmed === true && styles.dimmed, whole === true && styles.whole)}
    style={{ '--aspect': aspect } as CSSProperties}
  >
    {src !== null && <img src={src} alt={alt} loading="lazy" decoding="async" />}
    {children}
  </span>
);
