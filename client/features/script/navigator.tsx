import type { SceneId } from '@oner/shared/ids/ids.ts';
import { useMeta, usePeopleInScene, useScene, useSceneIds, useShotIds, useUnplaced } from '../../model/project.tsx';
import { useIsCurrentScene, useViewActions } from '../../model/view.ts';
import { Avatar, AvatarGroup } from '../../ui/avatar.tsx';
import { useText } from '../../ui/language.tsx';
import { scriptMessages } from './messages.ts';
import styles from './navigator.module.css';

const inEighths = (eighths: number): string => {
  const pages = Math.floor(eighths / 8);
  const rest = eighths % 8;
  return [pages > 0 ? String(pages) : null, rest > 0 ? `${rest}/8` : null].filter(Boolean).join(' ');
};

const SceneRow = ({ id }: { readonly id: SceneId }) => {
  const t = useText(scriptMessages);
  const scene = useScene(id);
  const shots = useShotIds(id);
  const people = usePeopleInScene(id);
  const current = useIsCurrentScene(id);
  const { goToScene } = useViewActions();
  const { language } = useMeta();
  if (scene === null) return null;
  return (
    <button
      type="button"
      className={styles.scene}
      aria-current={current ? 'true' : undefined}
      onClick={() => goToScene(id)}
    >
      <span className={styles.number}>{scene.number}</span>
      <span className={styles.heading} lang={language}>
        {scene.heading}
      </span>
      <AvatarGroup>
        {people.slice(0, 3).map((person) => (
          <Avatar key={person.peer} id={person.id} name={person.name} label={person.name} />
        ))}
      </AvatarGroup>
      <span className={styles.meta}>
        <span>{t.length(inEighths(scene.eighths))}</span>
        <span>{t.shots(shots.length)}</span>
      </span>
    </button>
  );
};

/** The scenes of the script; a click goes there. */
export const Navigator = () => {
  const t = useText(scriptMessages);
  const ids = useSceneIds();
  const unplaced = useUnplaced();
  return (
    <>
      <div className={styles.head}>
        <h2>{t.scenes}</h2>
        <span className={styles.count}>{ids.length}</span>
      </div>
      <div className={styles.list}>
        {ids.map((id) => (
          <SceneRow key={id} id={id} />
        ))}
      </div>
      {unplaced.length > 0 && <div className={styles.foot}>{t.unplaced(unplaced.length)}</div>}
    </>
  );
};
