import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { useText } from '../ui/language.tsx';
import { hiddenClass } from '../ui/visually-hidden.tsx';
import { appMessages } from './messages.ts';
import styles from './workspace.module.css';

/** The scenes as a sheet, where the screen has no room for them. */
export const ScenesDialog = ({
  open,
  onOpenChange,
  children,
}: {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly children: ReactNode;
}) => {
  const t = useText(appMessages);
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.shade} />
        <Dialog.Content className={styles.sheet} aria-describedby={undefined}>
          <Dialog.Title className={hiddenClass}>{t.scenes}</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
};
