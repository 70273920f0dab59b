import { lazy, Suspense, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { useText } from '../../ui/language.tsx';
import { Dialog } from '../../ui/panel.tsx';
import { shareMessages } from './messages.ts';

const AccessPanel = lazy(async () => ({ default: (await import('./access-panel.tsx')).AccessPanel }));

/** The button that opens who has access. */
export const SharePanel = ({ title }: { readonly title: string }) => {
  const t = useText(shareMessages);
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      corner
      title={t.shareTitle(title)}
      closeLabel={t.close}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button kind="primary">{t.share}</Button>}
    >
      <Suspense fallback={<p>{t.loading}</p>}>
        <AccessPanel />
      </Suspense>
    </Dialog>
  );
};
