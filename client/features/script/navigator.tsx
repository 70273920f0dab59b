import { tightnessOf } from '@oner/shared/camera/vocabulary.ts';
import { secondsOf } from '@oner/shared/document/pagination.ts';
import type { SceneId, ShotId } from '@oner/shared/ids/ids.ts';
import { Layers } from 'lucide-react';
import { lazy, memo, Suspense, useEffect, useRef, useState } from 'react';
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
import { hiddenClass } from '../../ui/visually-hidden.tsx';
import { scriptMessages } from './messages.ts';
import { useSceneDrag } from './navigator/use-scene-drag.ts';
import styles from './navigator.module.css';

const OutlineList = lazy(async () => ({ default: (await import('./navigator/outline-list.tsx')).OutlineList }));
const CharacterList = lazy(async () => ({
  default: (await import('./navigator/character-list.tsx')).CharacterList,
}));

const inEighths = (eighths: number): string => {
  const pages = Math.floor(eighths / 8);
  const rest = eighths % 8;
  return [pages > 0 ? String(pages) : null, rest > 0 ? `${rest}/8` : null].filter(Boolean).join(' ');
};

/** As on a clock. */
const inTime = (eighths: number): string => {
  const seconds = secondsOf(eighths);
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
  const drag = useSceneDrag(id);
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  if (scene === null) return null;
  return (
    <button
      {...drag.row}
      ref={row}
      type="button"
      className={classNames(styles.scene, drag.landing && styles[drag.landing])}
      title={drag.row.draggable ? t.sceneKeys : undefined}
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

const views = ['scenes', 'outline', 'characters'] as const;
type View = (typeof views)[number];

const Scenes = () => {
  const ids = useSceneIds();
  return (
    <div className={styles.list}>
      {ids.map((id) => (
        <SceneRow key={id} id={id} />
      ))}
    </div>
  );
};

/**
 * The scenes of the script, with who is where, its outline, or who speaks; a click goes there. Shots whose scene was deleted stand at the
 * foot.
 */
export const Navigator = () => {
  const t = useText(scriptMessages);
  const ids = useSceneIds();
  const [view, setView] = useState<View>('scenes');
  const names: Readonly<Record<View, string>> = {
    scenes: t.viewScenes,
    outline: t.viewOutline,
    characters: t.viewCharacters,
  };
  return (
    <>
      <div className={styles.head}>
        <h2 className={hiddenClass}>{t.scenes}</h2>
        <select
          className={styles.view}
          aria-label={t.navigatorView}
          value={view}
          onChange={({ target }) => setView(views.find((name) => name === target.value) ?? 'scenes')}
        >
          {views.map((name) => (
            <option key={name} value={name}>
              {names[name]}
            </option>
          ))}
        </select>
        <span className={styles.count}>{ids.length}</span>
      </div>
      {view === 'scenes' && <Scenes />}
      <Suspense fallback={null}>
        {view === 'outline' && <OutlineList />}
        {view === 'characters' && <CharacterList />}
      </Suspense>
      <Unplaced />
    </>
  );
};
