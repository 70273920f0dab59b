import type { CSSProperties, ReactNode } from 'react';
import styles from './avatar.module.css';
import { classNames } from './class-names.ts';
import { initials, personColor } from './person-color.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

/** A person's initials on their colour. Decorative beside the name; with `label` it says who it is. */
export const Avatar = ({
  id,
  name,
  size = 'normal',
  label,
}: {
  readonly id: string;
  readonly name: string;
  readonly size?: 'normal' | 'small';
  readonly label?: string;
}) => (
  <span
    className={classNames(styles.avatar, size === 'small' && styles.small)}
    style={{ '--c': personColor(id) } as CSSProperties}
    data-initials={initials(name)}
    title={label}
  >
    {label !== undefined && <VisuallyHidden>{label}</VisuallyHidden>}
  </span>
);

export const AvatarGroup = ({ children }: { readonly children: ReactNode }) => (
  <span className={styles.group}>{children}</span>
);
