import { X } from 'lucide-react';
import { Dialog as RadixDialog, Popover } from 'radix-ui';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './panel.module.css';

type PanelProps = {
  readonly title: string;
  readonly closeLabel: string;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly children: ReactNode;
};

/** A panel that hangs from the control that opens it, beside the work; focus returns to that control. */
export const Panel = ({ title, closeLabel, open, onOpenChange, trigger, children }: PanelProps & { readonly trigger: ReactNode }) => (
  <Popover.Root open={open} onOpenChange={onOpenChange}>
    <Popover.Trigger asChild>{trigger}</Popover.Trigger>
    <Popover.Portal>
      <Popover.Content className={styles.panel} align="end" sideOffset={8} collisionPadding={12} aria-label={title}>
        <div className={styles.head}>
          <h2 className={styles.title}>{title}</h2>
          <Popover.Close asChild>
            <IconButton label={closeLabel}>
              <X size={16} />
            </IconButton>
          </Popover.Close>
        </div>
        {children}
      </Popover.Content>
    </Popover.Portal>
  </Popover.Root>
);

/** A question that must be answered before anything else; never over the script while it is written. */
export const Dialog = ({
  title,
  closeLabel,
  open,
  onOpenChange,
  corner = false,
  children,
}: PanelProps & {
  /** In the corner, beside the work, which stays in reach. */
  readonly corner?: boolean;
}) => (
  <RadixDialog.Root open={open} onOpenChange={onOpenChange} modal={!corner}>
    <RadixDialog.Portal>
      {!corner && <RadixDialog.Overlay className={styles.shade} />}
      <RadixDialog.Content
        className={classNames(styles.panel, corner ? styles.corner : styles.dialog)}
        aria-describedby={undefined}
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
