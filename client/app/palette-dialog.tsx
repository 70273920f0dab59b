import { Dialog } from 'radix-ui';
import { lazy, Suspense, useRef } from 'react';
import { useText } from '../ui/language.tsx';
import { useReturnFocus } from '../ui/return-focus.ts';
import { hiddenClass } from '../ui/visually-hidden.tsx';
import { appMessages } from './messages.ts';
import styles from './palette.module.css';

const PaletteContent = lazy(async () => ({ default: (await import('./palette-content.tsx')).PaletteContent }));

/** The palette while open. */
export const PaletteDialog = ({
  id,
  places,
  open,
  onOpenChange,
}: {
  readonly id: string;
  readonly places: boolean;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) => {
  const t = useText(appMessages);
  const { onOpenAutoFocus, onCloseAutoFocus } = useReturnFocus();
  const chosen = useRef<(() => void) | null>(null);
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Content
          id={id}
          className={styles.palette}
          aria-describedby={undefined}
          onOpenAutoFocus={onOpenAutoFocus}
          onCloseAutoFocus={(event) => {
            onCloseAutoFocus(event);
            // After the focus is back where it was, so that what was chosen may move it.
            chosen.current?.();
            chosen.current = null;
          }}
        >
          <Dialog.Title className={hiddenClass}>{t.findOrDo}</Dialog.Title>
          <Suspense fallback={<div className={styles.input} />}>
            <PaletteContent
              places={places}
              onChoose={(act) => {
                chosen.current = act;
                onOpenChange(false);
              }}
            />
          </Suspense>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
};
