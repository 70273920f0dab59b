import type { ComponentProps, ReactNode } from 'react';
import styles from './button.module.css';
import { classNames } from './class-names.ts';

export type ButtonKind = 'plain' | 'outline' | 'primary' | 'ink' | 'ok' | 'bad';

export type ButtonProps = Omit<ComponentProps<'button'>, 'type'> & {
  readonly kind?: ButtonKind;
  readonly size?: 'normal' | 'large';
  /** Pressed, for a switch. */
  readonly on?: boolean;
  readonly type?: 'button' | 'submit';
};

export const buttonClass = (kind: ButtonKind = 'plain', size: 'normal' | 'large' = 'normal'): string =>
  classNames(styles.button, kind !== 'plain' && styles[kind], size === 'large' && styles.large);

export const Button = ({ kind = 'plain', size = 'normal', on, type = 'button', className, ...rest }: ButtonProps) => (
  <button
    {...rest}
    type={type}
    aria-pressed={on}
    className={classNames(buttonClass(kind, size), on === true && styles.on, className)}
  />
);

export type IconButtonProps = Omit<ButtonProps, 'children'> & {
  /** What it does, in words: its accessible name and its tip. */
  readonly label: string;
  readonly children: ReactNode;
};

export const IconButton = ({ label, className, ...rest }: IconButtonProps) => (
  <Button {...rest} aria-label={label} title={label} className={classNames(styles.icon, className)} />
);
