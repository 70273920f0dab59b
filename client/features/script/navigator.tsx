import { tightnessOf } from '@oner/shared/camera/vocabulary.ts';
import type { SceneId, ShotId } from '@oner/shared/ids/ids.ts';
import { Layers } from 'lucide-react';
import { memo, useEffect, useRef } from 'react';
import {
  useMeta,
  usePeopleInScene,
  useScene,
  useSceneIds,
  useShot,
  useShotIds,
  useUnplaced,
} from '../../model/project.tsx';
import { useIsCurrentScene, useViewActions } from '../../model/view.ts';
import { Avatar, AvatarGroup } from '../../ui/avatar.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useText } from '../../ui/language.tsx';
import { scriptMessages } from './messages.ts';
import styles from './navigator.module.css';

const inEighths = (eighths: number): string => {
  const pages = Math.floor(eighths / 8);
  const rest = eighths % 8;
  return [pages > 0 ? String(pages) : null, rest > 0 ? `${rest}/8` : null].filter(Boolean).join(' ');
};

/** As on a clock: an eighth of a page lasts an eighth of a minute. */
const inTime = (eighths: number): string => {
  const seconds = Math.round((eighths * 60) / 8);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const rest = String(seconds % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
};

/** A bar for a shot: its colour and height say how tight it is. */
const ShotBar = memo(({ id }: { readonly id: ShotId }) => {
  const size = useShot(id)?.size;
  return size ? <i className={classNames(styles.bar, styles[tightnessOf(size)])} /> : null;
});
ShotBar.displayName = 'ShotBar';

const barsShown = 24;

const SceneRow = ({ id }: { readonly id: SceneId }) => {
  const t = useText(scriptMessages);
  const scene = useScene(id);
  const shots = useShotIds(id);
  const people = usePeopleInScene(id);
  const current = useIsCurrentScene(id);
  const { goToScene } = useViewActions();
  const { language } = useMeta();
  const row = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  if (scene === null) return null;
  return (
    <button
      ref={row}
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
        <span title={t.lasts(inTime(scene.eighths))}>{inTime(scene.eighths)}</span>
        <span>{t.shots(shots.length)}</span>
        <span className={styles.bars} aria-hidden>
          {shots.slice(0, barsShown).map((shot) => (
            <ShotBar key={shot} id={shot} />
          ))}
        </span>
      </span>
    </button>
  );
};

const UnplacedShot = ({ id }: { readonly id: ShotId }) => {
  const t = useText(scriptMessages);
  const shot = useShot(id);
  const { openShot } = useViewActions();
  if (shot === null) return null;
  return (
    <button type="button" className={styles.unplaced} onClick={() => openShot(id)}>
      {shot.description || t.untitledShot}
    </button>
  );
};

const Unplaced = () => {
  const t = useText(scriptMessages);
  const ids = useUnplaced();
  if (ids.length === 0) return null;
  return (
    <details className={styles.foot}>
      <summary>
        <Layers size={15} aria-hidden /> {t.unplaced(ids.length)}
      </summary>
      <p>{t.unplacedWords}</p>
      {ids.map((id) => (
        <UnplacedShot key={id} id={id} />
      ))}
    </details>
  );
};

/** The scenes of the script, with who is where; a click goes there. Shots whose scene was deleted stand at the foot. */
export const Navigator = () => {
  const t = useText(scriptMessages);
  const ids = useSceneIds();
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
      <Unplaced />
    </>
  );
};
