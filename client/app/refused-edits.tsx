import { Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { useText } from '../ui/language.tsx';
import { useAnnouncer } from '../ui/live-region.tsx';
import { Dialog } from '../ui/panel.tsx';
import { appMessages } from './messages.ts';
import styles from './refused-edits.module.css';

/** Edits that the server did not take: why, and the words that were in them. */
export type RefusedEdits = { readonly reason: string; readonly text: readonly string[] };

/** The list of what was typed, to be copied. */
export const RefusedText = ({ text }: { readonly text: readonly string[] }) => {
  const t = useText(appMessages);
  const { notify } = useAnnouncer();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind="outline" onClick={() => setOpen(true)}>
        {t.showText}
      </Button>
      <Dialog title={t.keptText} closeLabel={t.close} open={open} onOpenChange={setOpen}>
        <ul className={styles.list}>
          {text.map((piece) => (
            <li key={piece} className={styles.piece}>
              {piece}
            </li>
          ))}
        </ul>
        <Button
          kind="primary"
          onClick={() => {
            void navigator.clipboard.writeText(text.join('\n\n')).then(() => notify(t.copied));
          }}
        >
          <Copy size={15} />
          {t.copy}
        </Button>
      </Dialog>
    </>
  );
};
