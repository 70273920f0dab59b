import { Menu } from 'radix-ui/internal';
import { type ReactNode, type RefObject, useRef } from 'react';
import { classNames } from './class-names.ts';
import type { MenuCheckProps, MenuChoiceProps, MenuItemProps, MenuLinkProps } from './menu.tsx';
import styles from './panel.module.css';

/** What the menu shows while open, beside its trigger. */
export const Content = ({
  id,
  trigger,
  open,
  onOpenChange,
  label,
  labelledBy,
  children,
}: {
  readonly id: string;
  readonly trigger: RefObject<HTMLElement | null>;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly label: string;
  readonly labelledBy: string;
  readonly children: ReactNode;
}) => {
  const wentElsewhere = useRef(false);
  return (
    <Menu.Root open={open} onOpenChange={onOpenChange} modal={false}>
      <Menu.Anchor virtualRef={trigger} />
      <Menu.Portal>
        <Menu.Content
          id={id}
          className={styles.menu}
          aria-label={label}
          aria-labelledby={labelledBy}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          onInteractOutside={() => {
            wentElsewhere.current = true;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // Who turned to something else stays there.
            if (!wentElsewhere.current) trigger.current?.focus();
            wentElsewhere.current = false;
          }}
        >
          {children}
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
};

export const Item = ({ onSelect, bad, children }: MenuItemProps) => (
  <Menu.Item className={classNames(styles.item, bad === true && styles.bad)} onSelect={onSelect}>
    {children}
  </Menu.Item>
);

export const FileLink = ({ href, children }: MenuLinkProps) => (
  <Menu.Item className={styles.item} asChild>
    <a href={href} download>
      {children}
    </a>
  </Menu.Item>
);

export const Check = ({ checked, onChange, children }: MenuCheckProps) => (
  <Menu.CheckboxItem
    className={styles.item}
    checked={checked}
    onCheckedChange={onChange}
    onSelect={(event) => event.preventDefault()}
  >
    <span className={styles.tick} aria-hidden>
      {checked ? '✓' : ''}
    </span>
    {children}
  </Menu.CheckboxItem>
);

export const Separator = () => <Menu.Separator className={styles.separator} />;

export const Choice = <T extends string>({ value, onChange, choices }: MenuChoiceProps<T>) => (
  <Menu.RadioGroup
    value={value}
    onValueChange={(next) => {
      const choice = choices.find((each) => each.value === next);
      if (choice !== undefined) onChange(choice.value);
    }}
  >
    {choices.map((choice) => (
      <Menu.RadioItem key={choice.value} className={styles.item} value={choice.value}>
        {choice.label}
      </Menu.RadioItem>
    ))}
  </Menu.RadioGroup>
);
