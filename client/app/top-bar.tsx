import type { SceneId, ShotId } from '@oner/shared/ids/ids.ts';
import { Columns2, LayoutGrid, ListTree, ScrollText } from 'lucide-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { Link } from 'wouter';
import { PeopleBar } from '../features/presence/people-bar.tsx';
import { SharePanel } from '../features/share/share-panel.tsx';
import { useCan, useProject, useScene, useShot } from '../model/project.tsx';
import type { Layout } from '../model/settings.ts';
import { type Screen, useCurrentScene, useCurrentShot, useLayout, useViewActions } from '../model/view.ts';
import { IconButton } from '../ui/button.tsx';
import { useText } from '../ui/language.tsx';
import { Region } from '../ui/region.tsx';
import { Seal } from '../ui/seal.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { whenIdle } from '../ui/when-idle.ts';
import styles from './bar.module.css';
import { FaultBoundary } from './fault-boundary.tsx';
import { appMessages } from './messages.ts';
import { Palette } from './palette.tsx';
import { LookControls, PersonMenu } from './person-controls.tsx';
import { SyncStatus } from './sync-status.tsx';

// The words are there to write in first.
const FilesTools = lazy(async () => {
  await whenIdle();
  return { default: (await import('../features/files/files-tools.tsx')).FilesTools };
});

const Revisions = lazy(async () => {
  await whenIdle();
  return { default: (await import('../features/revisions/revisions.tsx')).Revisions };
});

const Versions = lazy(async () => {
  await whenIdle();
  return { default: (await import('../features/versions/versions.tsx')).Versions };
});

const areaIcons: Readonly<Record<'script' | 'board', ReactNode>> = {
  script: <ScrollText size={19} />,
  board: <LayoutGrid size={19} />,
};

const useAreas = (screen: Screen) => {
  const t = useText(appMessages);
  const { id } = useProject();
  return [
    { id: 'script', name: t.script, to: `/p/${id}`, current: screen === 'script' },
    { id: 'board', name: t.board, to: `/p/${id}/board`, current: screen !== 'script' },
  ] as const;
};

/** The areas of a project: tabs in the bar, and on a phone at the foot. */
export const Areas = ({ screen, phone }: { readonly screen: Screen; readonly phone: boolean }) => {
  const t = useText(appMessages);
  const scene = useCurrentScene();
  const areas = useAreas(screen);
  const search = scene === null ? '' : `?scene=${scene}`;
  return (
    <nav className={phone ? styles.tabBar : styles.tabs} aria-label={t.areas}>
      {areas.map((area) => (
        <Link key={area.id} href={area.to + search} aria-current={area.current ? 'page' : undefined}>
          {phone && areaIcons[area.id]}
          {area.name}
        </Link>
      ))}
    </nav>
  );
};

const PlaceName = ({ children }: { readonly children: string }) => (
  <>
    <span className={styles.slash}>/</span>
    <span className={styles.place}>{children}</span>
  </>
);

const SceneName = ({ scene }: { readonly scene: SceneId }) => {
  const t = useText(appMessages);
  const found = useScene(scene);
  return found === null ? null : <PlaceName>{t.scene(found.number)}</PlaceName>;
};

const ShotName = ({ shot }: { readonly shot: ShotId }) => {
  const t = useText(appMessages);
  const found = useShot(shot);
  return found?.number == null ? null : <PlaceName>{t.shot(found.number)}</PlaceName>;
};

const Place = ({ screen }: { readonly screen: Screen }) => {
  const t = useText(appMessages);
  const scene = useCurrentScene();
  const shot = useCurrentShot();
  if (screen === 'shot' && shot !== null) return <ShotName shot={shot} />;
  if (screen === 'board') return <PlaceName>{t.allScenes}</PlaceName>;
  return scene === null ? null : <SceneName scene={scene} />;
};

const LayoutSwitch = () => {
  const t = useText(appMessages);
  const layout = useLayout();
  const { setLayout } = useViewActions();
  const options: readonly { readonly value: Layout; readonly label: string; readonly content: ReactNode }[] = [
    { value: 'script', label: t.script, content: <ScrollText size={15} /> },
    { value: 'split', label: t.split, content: <Columns2 size={15} /> },
    { value: 'board', label: t.board, content: <LayoutGrid size={15} /> },
  ];
  return (
    <span className={styles.layout}>
      <Segmented label={t.layout} value={layout} options={options} onChange={setLayout} />
    </span>
  );
};

/** The bar of a project. */
export const TopBar = ({
  title,
  screen,
  onOpenScenes,
}: {
  readonly title: string;
  readonly screen: Screen;
  /** Shows the scenes as a sheet, where the screen has no room for them. */
  readonly onOpenScenes: () => void;
}) => {
  const t = useText(appMessages);
  const canShare = useCan('share');
  return (
    <Region as="header" className={styles.bar} label={t.bar}>
      <Link href="/" aria-label={t.home} title={t.home}>
        <Seal />
      </Link>
      <IconButton className={styles.scenes} label={t.scenes} onClick={onOpenScenes}>
        <ListTree size={16} />
      </IconButton>
      <div className={styles.crumb}>
        <h1 className={styles.title}>{title}</h1>
        <Place screen={screen} />
      </div>
      <Areas screen={screen} phone={false} />
      {screen === 'script' && <LayoutSwitch />}
      <Palette places findClass={styles.find} />
      <SyncStatus />
      <PeopleBar />
      {canShare && <SharePanel title={title} />}
      <span className={styles.files}>
        <FaultBoundary>
          <Suspense fallback={null}>
            {screen === 'script' && <Revisions />}
            <Versions />
            <FilesTools />
          </Suspense>
        </FaultBoundary>
      </span>
      <LookControls />
      <PersonMenu />
    </Region>
  );
};
