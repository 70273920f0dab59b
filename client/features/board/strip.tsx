import type { SceneId } from '@oner/shared/ids/ids.ts';
import { useSceneIds, useShotIds } from '../../model/project.tsx';
import { useCurrentScene } from '../../model/view.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useText } from '../../ui/language.tsx';
import { boardMessages } from './messages.ts';
import styles from './shot-card.module.css';
import { ShotCard } from './shot-card.tsx';

const SceneShots = ({ scene }: { readonly scene: SceneId }) => {
  const t = useText(boardMessages);
  const shots = useShotIds(scene);
  return (
    <>
      <div className={styles.head}>
        <h2>{t.shots}</h2>
        <span className={styles.none}>{shots.length}</span>
      </div>
      {shots.length === 0 ? (
        <EmptyState title={t.noShotsTitle} words={t.noShotsWords} />
      ) : (
        <div className={styles.list}>
          {shots.map((id) => (
            <ShotCard key={id} id={id} />
          ))}
        </div>
      )}
    </>
  );
};

/** The shots of the scene that one is in, beside the script. */
export const Strip = () => {
  const t = useText(boardMessages);
  const current = useCurrentScene();
  const first = useSceneIds()[0];
  const scene = current ?? first;
  if (scene === undefined) return <EmptyState title={t.noSceneTitle} words={t.noSceneWords} />;
  return <SceneShots scene={scene} />;
};
