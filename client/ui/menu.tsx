import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './panel.module.css';

/** A menu that opens from `trigger`, a button. */
export const Menu = ({
  trigger,
  label,
  children,
}: {
  readonly trigger: ReactNode;
  readonly label: string;
  readonly children: ReactNode;
}) => (
  <DropdownMenu.Root modal={false}>
    <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
    <DropdownMenu.Portal>
      <DropdownMenu.Content className={styles.menu} aria-label={label} align="end" sideOffset={4} collisionPadding={8}>
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  </DropdownMenu.Root>
);

export const MenuItem = ({
  onSelect,
  bad,
  children,
}: {
  readonly onSelect: () => void;
  readonly bad?: boolean;
  readonly children: ReactNode;
}) => (
  <DropdownMenu.Item className={classNames(styles.item, bad === true && styles.bad)} onSelect={onSelect}>
    {children}
  </DropdownMenu.Item>
);

/** A file to save, or another page. */
export const MenuLink = ({ href, children }: { readonly href: string; readonly children: ReactNode }) => (
  <DropdownMenu.Item className={styles.item} asChild>
    <a href={href} download>
      {children}
    </a>
  </DropdownMenu.Item>
);

/** Something that is on or off; the menu stays open for the next one. */
export const MenuCheck = ({
  checked,
  onChange,
  children,
}: {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
}) => (
  <DropdownMenu.CheckboxItem
    className={styles.item}
    checked={checked}
    onCheckedChange={onChange}
    onSelect={(event) => event.preventDefault()}
  >
    <span className={styles.tick} aria-hidden>
      {checked ? '✓' : ''}
    </span>
    {children}
  </DropdownMenu.CheckboxItem>
);

export const MenuSeparator = () => <DropdownMenu.Separator className={styles.separator} />;

/** One choice among several, the present one marked. */
export const MenuChoice = <T extends string>({
  value,
  onChange,
  choices,
}: {
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly choices: readonly { readonly value: T; readonly label: string }[];
}) => (
  <DropdownMenu.RadioGroup
    value={value}
    onValueChange={(next) => {
      const choice = choices.find((each) => each.value === next);
      if (choice !== undefined) onChange(choice.value);
    }}
  >
    {choices.map((choice) => (
      <DropdownMenu.RadioItem key={choice.value} className={styles.item} value={choice.value}>
        {choice.label}
      </DropdownMenu.RadioItem>
    ))}
  </DropdownMenu.RadioGroup>
);
