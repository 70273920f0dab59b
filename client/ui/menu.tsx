import { Slot } from 'radix-ui';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useId, useRef, useState } from 'react';
import { onDemand } from './on-demand.ts';

const content = onDemand(() => import('./menu-content.tsx'));

/** A menu that opens from `trigger`, a button. */
export const Menu = ({
  trigger,
  label,
  children,
}: {
  readonly trigger: ReactNode;
  readonly label: string;
  readonly children: ReactNode;
}) => {
  const id = useId();
  const button = useRef<HTMLElement | null>(null);
  const [open, setOpen] = useState(false);
  const parts = content.use(open);
  const press = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0 || event.ctrlKey) return;
    setOpen((before) => !before);
    // The menu takes the focus, not the button.
    if (!open) event.preventDefault();
  };
  const pressKey = (event: KeyboardEvent<HTMLElement>): void => {
    if (!['Enter', ' ', 'ArrowDown'].includes(event.key)) return;
    setOpen((before) => event.key === 'ArrowDown' || !before);
    event.preventDefault();
  };
  return (
    <>
      <Slot.Root
        ref={button}
        id={`${id}trigger`}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? `${id}menu` : undefined}
        data-state={open ? 'open' : 'closed'}
        onFocus={content.request}
        onPointerDown={press}
        onKeyDown={pressKey}
      >
        {trigger}
      </Slot.Root>
      {parts !== null && (
        <parts.Content
          id={`${id}menu`}
          trigger={button}
          open={open}
          onOpenChange={setOpen}
          label={label}
          labelledBy={`${id}trigger`}
        >
          {children}
        </parts.Content>
      )}
    </>
  );
};

export type MenuItemProps = {
  readonly onSelect: () => void;
  readonly bad?: boolean;
  readonly children: ReactNode;
};

export const MenuItem = (props: MenuItemProps) => {
  const parts = content.use(true);
  return parts !== null && <parts.Item {...props} />;
};

export type MenuLinkProps = { readonly href: string; readonly children: ReactNode };

/** A file to save, or another page. */
export const MenuLink = (props: MenuLinkProps) => {
  const parts = content.use(true);
  return parts !== null && <parts.FileLink {...props} />;
};

export type MenuCheckProps = {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
};

/** Something that is on or off; the menu stays open for the next one. */
export const MenuCheck = (props: MenuCheckProps) => {
  const parts = content.use(true);
  return parts !== null && <parts.Check {...props} />;
};

export const MenuSeparator = () => {
  const parts = content.use(true);
  return parts !== null && <parts.Separator />;
};

export type MenuChoiceProps<T extends string> = {
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly choices: readonly { readonly value: T; readonly label: string }[];
};

/** One choice among several, the present one marked. */
export const MenuChoice = <T extends string>(props: MenuChoiceProps<T>) => {
  const parts = content.use(true);
  return parts !== null && <parts.Choice {...props} />;
};
