import { X } from 'lucide-react';
import { Dialog as RadixDialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './panel.module.css';
import { useReturnFocus } from './return-focus.ts';

type PanelProps = {
  readonly title: string;
  readonly closeLabel: string;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly children: ReactNode;
};

/** A question that must be answered before anything else; or, in the corner, a panel beside the work. */
export const Dialog = ({
  title,
  closeLabel,
  open,
  onOpenChange,
  corner = false,
  trigger,
  children,
}: PanelProps & {
  /** In the corner, beside the work, which stays in reach. */
  readonly corner?: boolean;
  /** The control that opens it: focus returns there. */
  readonly trigger?: ReactNode;
}) => {
  const returnFocus = useReturnFocus();
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange} modal={!corner}>
      {trigger !== undefined && <RadixDialog.Trigger asChild>{trigger}</RadixDialog.Trigger>}
      <RadixDialog.Portal>
        {!corner && <RadixDialog.Overlay className={styles.shade} />}
        <RadixDialog.Content
          className={classNames(styles.panel, corner ? styles.corner : styles.dialog)}
          aria-describedby={undefined}
          {...returnFocus}
        >
          <div className={styles.head}>
            <RadixDialog.Title className={styles.title}>{title}</RadixDialog.Title>
            <RadixDialog.Close asChild>
              <IconButton label={closeLabel}>
                <X size={16} />
              </IconButton>
            </RadixDialog.Close>
          </div>
          {children}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
};
