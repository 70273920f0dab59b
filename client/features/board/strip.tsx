import type { SceneId } from '@oner/shared/ids/ids.ts';
import { PanelBottom, Plus, WandSparkles } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { useCan, useProject, useSceneIds, useSceneNumber, useShotIds } from '../../model/project.tsx';
import { useSettings } from '../../model/settings.ts';
import { useCurrentScene, useCurrentShot } from '../../model/view.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useText } from '../../ui/language.tsx';
import styles from './board.module.css';
import { boardMessages } from './messages.ts';
import { useSceneSeconds } from './scene-seconds.ts';
import { ShotGrid } from './shot-grid.tsx';
import { useBreakDownAction } from './use-break-down-action.ts';
import { useShotActions } from './use-shot-actions.ts';

const noHeight = 0;

const Head = ({ scene }: { readonly scene: SceneId }) => {
  const t = useText(boardMessages);
  const shots = useShotIds(scene);
  const seconds = useSceneSeconds(shots);
  const current = useCurrentShot();
  const mayEdit = useCan('edit');
  const breakDown = useBreakDownAction();
  const { add } = useShotActions();
  const [settings, change] = useSettings();
  return (
    <div className={styles.head}>
      <h2>{t.shots}</h2>
      <span className={styles.count}>{shots.length > 0 && `${shots.length} · ${t.seconds(seconds)}`}</span>
      <span className={styles.space} />
      {mayEdit && shots.length > 0 && (
        <Button onClick={() => void breakDown(scene)}>
          <WandSparkles size={15} aria-hidden />
          {t.breakDown}
        </Button>
      )}
      {mayEdit && (
        <IconButton label={t.addShot} onClick={() => add(current, scene)}>
          <Plus size={16} />
        </IconButton>
      )}
      <IconButton
        label={t.inspector}
        on={settings.inspector}
        onClick={() => change({ inspector: !settings.inspector })}
      >
        <PanelBottom size={16} />
      </IconButton>
    </div>
  );
};

const NoShots = ({ scene }: { readonly scene: SceneId }) => {
  const t = useText(boardMessages);
  const mayEdit = useCan('edit');
  const breakDown = useBreakDownAction();
  const { add } = useShotActions();
  if (!mayEdit) return <EmptyState title={t.noShotsTitle} words={t.noShotsReadOnly} />;
  return (
    <EmptyState title={t.noShotsTitle} words={t.noShotsWords}>
      <Button kind="primary" size="large" onClick={() => void breakDown(scene)}>
        <WandSparkles size={15} aria-hidden />
        {t.breakDownScene}
      </Button>
      <Button kind="outline" size="large" onClick={() => add(null, scene)}>
        {t.addByHand}
      </Button>
    </EmptyState>
  );
};

const SceneShots = ({ scene, inspector }: { readonly scene: SceneId; readonly inspector: ReactNode }) => {
  const t = useText(boardMessages);
  const shots = useShotIds(scene);
  const number = useSceneNumber(scene);
  const [settings] = useSettings();
  const outline = useMemo(() => [{ scene, shots }], [scene, shots]);
  return (
    <div className={styles.strip}>
      <Head scene={scene} />
      {shots.length === 0 ? (
        <NoShots scene={scene} />
      ) : (
        <ShotGrid
          key={scene}
          outline={outline}
          least={280}
          side={12}
          wide
          labelOf={() => t.shotsOf(number)}
          empty={{ height: noHeight, render: () => null }}
        />
      )}
      {settings.inspector && <div className={styles.docked}>{inspector}</div>}
    </div>
  );
};

/** The shots of the scene that one is in, beside the script; `inspector` stands under them when it is asked for. */
export const Strip = ({ inspector = null }: { readonly inspector?: ReactNode }) => {
  const t = useText(boardMessages);
  const { story } = useProject();
  const current = useCurrentScene();
  const ids = useSceneIds();
  const scene = current !== null && story.scene(current) !== null ? current : ids[0];
  if (scene === undefined) return <EmptyState title={t.noSceneTitle} words={t.noSceneWords} />;
  return <SceneShots scene={scene} inspector={inspector} />;
};
