import { History } from 'lucide-react';
import { Suspense, useState } from 'react';
import { usePhase } from '../../model/project.tsx';
import { IconButton } from '../../ui/button.tsx';
import { useCommand } from '../../ui/commands.tsx';
import { useText } from '../../ui/language.tsx';
import { Dialog } from '../../ui/panel.tsx';
import { preloadable } from '../../ui/preloadable.tsx';
import { versionMessages } from './messages.ts';

const VersionsPanel = preloadable(async () => (await import('./versions-panel.tsx')).VersionsPanel);

/** The button and the command that open the project's versions. */
export const Versions = () => {
  const t = useText(versionMessages);
  const ready = usePhase() === 'ready';
  const [open, setOpen] = useState(false);
  useCommand({ id: 'versions.open', title: t.versions, enabled: ready, run: () => setOpen(true) });
  if (!ready) return null;
  return (
    <Dialog
      corner
      lasting
      wide
      title={t.versions}
      closeLabel={t.close}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <IconButton label={t.versions}>
          <History size={16} />
        </IconButton>
      }
    >
      <Suspense fallback={<p>{t.loading}</p>}>
        <VersionsPanel />
      </Suspense>
    </Dialog>
  );
};
