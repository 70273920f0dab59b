import type { SceneId } from '@oner/shared/ids/ids.ts';
import { useScene, useSceneIds, useShotIds } from '../../model/project.tsx';
import { useText } from '../../ui/language.tsx';
import { boardMessages } from './messages.ts';
import styles from './shot-card.module.css';
import { ShotCard } from './shot-card.tsx';

const SceneRow = ({ id }: { readonly id: SceneId }) => {
  const t = useText(boardMessages);
  const scene = useScene(id);
  const shots = useShotIds(id);
  if (scene === null) return null;
  return (
    <section className={styles.row}>
      <h2>
        {scene.number} {scene.heading} {shots.length === 0 && <span className={styles.none}>{t.noShots}</span>}
      </h2>
      <div className={styles.cards}>
        {shots.map((shot) => (
          <ShotCard key={shot} id={shot} />
        ))}
      </div>
    </section>
  );
};

/** All scenes as rows of shots. */
export const BoardView = () => {
  const ids = useSceneIds();
  return (
    <div className={styles.board}>
      {ids.map((id) => (
        <SceneRow key={id} id={id} />
      ))}
    </div>
  );
};
