import { pageTints, revisionName } from '@oner/shared/fountain/revision-names.ts';
import { Layers } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useCan, usePhase, useProduction } from '../../model/project.tsx';
import { useCurrentScene } from '../../model/view.ts';
import { IconButton } from '../../ui/button.tsx';
import { useCommand } from '../../ui/commands.tsx';
import { useLanguage, useText } from '../../ui/language.tsx';
import { Dialog } from '../../ui/panel.tsx';
import { preloadable } from '../../ui/preloadable.tsx';
import { revisionMessages } from './messages.ts';
import styles from './revisions.module.css';
import { useRevisionActs } from './use-revision-acts.ts';

const RevisionsPanel = preloadable(async () => (await import('./revisions-panel.tsx')).RevisionsPanel);

const useRevisionCommands = (open: () => void): void => {
  const t = useText(revisionMessages);
  const { revisions, sceneNumbers, pages, omitted } = useProduction();
  const scene = useCurrentScene();
  const acts = useRevisionActs();
  useCommand({ id: 'revisions.start', title: t.start, run: open });
  useCommand({ id: 'revisions.clear', title: t.clear, enabled: revisions.length > 0, run: open });
  useCommand({
    id: 'revisions.lock-numbers',
    title: t.lockNumbers,
    enabled: sceneNumbers === null,
    run: () => acts.lockNumbers('after'),
  });
  useCommand({ id: 'revisions.unlock-numbers', title: t.unlockNumbers, enabled: sceneNumbers !== null, run: open });
  useCommand({ id: 'revisions.lock-pages', title: t.lockPages, enabled: pages === null, run: acts.lockPages });
  useCommand({ id: 'revisions.unlock-pages', title: t.unlockPages, enabled: pages !== null, run: open });
  useCommand({
    id: 'revisions.omit',
    title: t.omitHere,
    enabled: sceneNumbers !== null && scene !== null && !omitted.has(scene),
    run: () => scene !== null && acts.omit(scene),
  });
};

const Tools = () => {
  const t = useText(revisionMessages);
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const { revisions, current } = useProduction();
  const revision = revisions.find(({ id }) => id === current);
  useRevisionCommands(() => setOpen(true));
  const label = revision ? `${t.revisions}: ${revisionName(revision, language)}` : t.revisions;
  return (
    <Dialog
      corner
      title={t.revisions}
      closeLabel={t.close}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <IconButton label={label} className={styles.trigger}>
          <Layers size={16} />
          {revision && <span className={styles.mark} style={{ backgroundColor: pageTints[revision.color] }} />}
        </IconButton>
      }
    >
      <Suspense fallback={null}>
        <RevisionsPanel />
      </Suspense>
    </Dialog>
  );
};

/** The button and commands of revisions, for who may edit. */
export const Revisions = () => {
  const mayEdit = useCan('edit');
  const phase = usePhase();
  return mayEdit && phase === 'ready' ? <Tools /> : null;
};
