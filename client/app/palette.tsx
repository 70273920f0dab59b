import { Search } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { lazy, Suspense, useRef, useState } from 'react';
import { useCommand } from '../ui/commands.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { useText } from '../ui/language.tsx';
import { useReturnFocus } from '../ui/return-focus.ts';
import { hiddenClass } from '../ui/visually-hidden.tsx';
import { appMessages } from './messages.ts';
import styles from './palette.module.css';

const PaletteContent = lazy(async () => ({ default: (await import('./palette-content.tsx')).PaletteContent }));

/** Finds scenes, shots and commands by a few letters: Ctrl-K. `places` only where a project is open. */
export const Palette = ({
  places,
  findClass,
}: {
  readonly places: boolean;
  readonly findClass: string | undefined;
}) => {
  const t = useText(appMessages);
  const [open, setOpen] = useState(false);
  const { onOpenAutoFocus, onCloseAutoFocus } = useReturnFocus();
  const chosen = useRef<(() => void) | null>(null);
  useCommand({ id: 'app.palette', title: t.findOrDo, keys: ['Mod+k'], run: () => setOpen(true) });
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className={findClass} title={t.findOrDo}>
        <Search size={14} />
        <span>{t.findOrDo}</span>
        <KeyHint chord="Mod+k" />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Content
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
                setOpen(false);
              }}
            />
          </Suspense>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
};
