import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { RefObject } from 'react';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './panel.module.css';
import type { PanelProps } from './panel.tsx';
import { useReturnFocus } from './return-focus.ts';

/** What the dialog shows while open. */
export const Content = ({
  id,
  title,
  closeLabel,
  open,
  onOpenChange,
  corner,
  wide,
  lasting,
  trigger,
  children,
}: PanelProps & {
  readonly id: string;
  readonly corner: boolean;
  readonly wide: boolean;
  readonly lasting: boolean;
  readonly trigger: RefObject<HTMLElement | null>;
}) => {
  const returnFocus = useReturnFocus();
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange} modal={!corner}>
      <Dialog.Portal>
        {!corner && <Dialog.Overlay className={styles.shade} />}
        <Dialog.Content
          id={id}
          className={classNames(styles.panel, corner ? styles.corner : styles.dialog, wide && styles.wide)}
          aria-describedby={undefined}
          onInteractOutside={(event) => {
            // The trigger closes by itself; twice would open it again.
            const onTrigger = event.target instanceof Node && trigger.current?.contains(event.target) === true;
            if (lasting || onTrigger) event.preventDefault();
          }}
          onEscapeKeyDown={(event) => {
            // The key belongs to whoever works beside a panel that lasts.
            const beside = event.target instanceof Node && !document.getElementById(id)?.contains(event.target);
            if (lasting && beside) event.preventDefault();
          }}
          {...returnFocus}
        >
          <div className={styles.head}>
            <Dialog.Title className={styles.title}>{title}</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton label={closeLabel}>
                <X size={16} />
              </IconButton>
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
};
