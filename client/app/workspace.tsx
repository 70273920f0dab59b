import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useRoute } from 'wouter';
import { FollowBanner } from '../features/presence/follow-banner.tsx';
import { ShareView } from '../features/presence/share-view.tsx';
import { useMeta, usePhase, useProject, useSyncEnd } from '../model/project.tsx';
import { type Screen, useCurrentScene, useLayout, useOpenDrawing } from '../model/view.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { loadChineseScriptFont } from '../ui/fonts.ts';
import { useText } from '../ui/language.tsx';
import { onDemand } from '../ui/on-demand.ts';
import { preloadable } from '../ui/preloadable.tsx';
import { Region } from '../ui/region.tsx';
import { useNarrow } from '../ui/theme.ts';
import { whenIdle } from '../ui/when-idle.ts';
import { ConnectionBanner, RefusedBanner } from './connection-banner.tsx';
import { FaultBoundary } from './fault-boundary.tsx';
import { frameTools } from './frame-tools.tsx';
import { KeysPanel } from './keys-panel.tsx';
import {
  LoadingPage,
  NoAccessPage,
  NoProjectPage,
  NotFoundPage,
  SessionOverPage,
  TooLargePage,
} from './message-pages.tsx';
import { appMessages } from './messages.ts';
import type { RefusedEdits } from './refused-edits.tsx';
import { Areas, TopBar } from './top-bar.tsx';
import { UndoCommands } from './undo-commands.tsx';
import styles from './workspace.module.css';

const ScriptView = preloadable(async () => (await import('../features/script/script-view.tsx')).ScriptView);
const Navigator = preloadable(async () => (await import('../features/script/navigator.tsx')).Navigator);
// The script is there to write in first; the cards beside it and their keys come as soon as it stands.
const Strip = lazy(async () => {
  await whenIdle();
  return { default: (await import('../features/board/strip.tsx')).Strip };
});
const BoardView = preloadable(async () => (await import('../features/board/board-view.tsx')).BoardView);
const ShotCommands = lazy(async () => {
  await whenIdle();
  return { default: (await import('../features/board/shot-commands.tsx')).ShotCommands };
});
const scenesDialog = onDemand(() => import('./scenes-dialog.tsx'));
const DrawingView = lazy(async () => ({ default: (await import('../features/drawing/drawing-view.tsx')).DrawingView }));
const Inspector = lazy(async () => ({ default: (await import('../features/shot/inspector.tsx')).Inspector }));
const ShotPage = lazy(async () => ({ default: (await import('./staged-shot.tsx')).StagedShot }));

/** Loads the parts of the screen at this address beside the document, not after it. */
export const preloadScreen = (path: string): void => {
  const parts = path.endsWith('/board') ? [BoardView] : path.includes('/shot/') ? [] : [ScriptView, Navigator];
  for (const part of parts) void part.preload();
};

const Part = ({ children }: { readonly children: ReactNode }) => (
  <FaultBoundary>
    <Suspense fallback={null}>{children}</Suspense>
  </FaultBoundary>
);

/** The inspector where board and strip show it. */
const Inspecting = () => (
  <Part>
    <Inspector />
  </Part>
);

/** Which screen the address asks for; null: none that there is. */
const useScreen = (): Screen | null => {
  const [script] = useRoute('/p/:p');
  const [board] = useRoute('/p/:p/board');
  const [shot] = useRoute('/p/:p/shot/:s');
  return script ? 'script' : board ? 'board' : shot ? 'shot' : null;
};

const ScenesSheet = ({
  open,
  onOpenChange,
}: {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) => {
  const parts = scenesDialog.use(open);
  const scene = useCurrentScene();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a scene was chosen, so the sheet has done its work
  useEffect(() => onOpenChange(false), [scene, onOpenChange]);
  return (
    parts !== null && (
      <parts.ScenesDialog open={open} onOpenChange={onOpenChange}>
        <Part>
          <Navigator />
        </Part>
      </parts.ScenesDialog>
    )
  );
};

const ScriptScreen = () => {
  const t = useText(appMessages);
  const layout = useLayout();
  const narrow = useNarrow();
  return (
    <>
      <Region as="aside" className={styles.nav} label={t.scenes}>
        <Part>
          <Navigator />
        </Part>
      </Region>
      <Region as="main" id="main" className={styles.main} label={t.script}>
        <Part>
          <ScriptView />
        </Part>
      </Region>
      {layout === 'split' && !narrow && (
        <Region as="aside" className={classNames(styles.strip, 'darkroom')} label={t.shotsOfScene}>
          <Part>
            <Strip inspector={<Inspecting />} />
          </Part>
        </Region>
      )}
    </>
  );
};

const DarkScreen = ({ screen }: { readonly screen: 'board' | 'shot' }) => {
  const t = useText(appMessages);
  const drawing = useOpenDrawing();
  const shot = drawing === null ? <ShotPage tools={frameTools} /> : <DrawingView drawing={drawing} />;
  return (
    <Region as="main" id="main" className={styles.main} label={screen === 'shot' ? t.shotsOfScene : t.board}>
      <Part>{screen === 'shot' ? shot : <BoardView inspector={<Inspecting />} />}</Part>
    </Region>
  );
};

const Opening = ({ title }: { readonly title: string }) => {
  const t = useText(appMessages);
  return <LoadingPage words={t.opening(title)} />;
};

const Newer = () => {
  const t = useText(appMessages);
  return (
    <main className={styles.page} role="alert">
      <EmptyState level={1} title={t.newerTitle} words={t.newerWords}>
        <Button kind="primary" size="large" onClick={() => window.location.reload()}>
          {t.reload}
        </Button>
      </EmptyState>
    </main>
  );
};

/** The page instead of the workspace, once the connection has ended for good; null while it goes on. */
const useEndPage = (): ReactNode => {
  const { me } = useProject();
  const end = useSyncEnd();
  if (end === null) return null;
  if (end.kind === 'newer-schema') return <Newer />;
  switch (end.reason) {
    case 'session-over':
      return <SessionOverPage />;
    case 'no-access':
    case 'refused':
      return <NoAccessPage name={me.name} />;
    case 'no-such-project':
      return <NoProjectPage />;
    case 'client-too-old':
      return <Newer />;
    case 'document-too-large':
      return <TooLargePage />;
  }
};

/** The shell of a project: bar, state of saving, and the screen that the address names. */
export const Workspace = ({
  title: knownTitle,
  refused,
  onDismissRefused,
}: {
  readonly title: string;
  readonly refused: RefusedEdits | null;
  readonly onDismissRefused: () => void;
}) => {
  const t = useText(appMessages);
  const screen = useScreen();
  const layout = useLayout();
  // who draws has the keys of drawing: a digit there is an ink, and no size of the shot
  const drawing = useOpenDrawing();
  const phase = usePhase();
  const endPage = useEndPage();
  const [scenesOpen, setScenesOpen] = useState(false);
  const meta = useMeta();
  const title = meta.title || knownTitle;
  const chinese = meta.language.toLowerCase().startsWith('zh');
  useEffect(() => {
    if (chinese) void loadChineseScriptFont();
  }, [chinese]);
  useEffect(() => {
    document.title = `${title} · Oner 一镜`;
    return () => {
      document.title = 'Oner 一镜';
    };
  }, [title]);
  if (endPage !== null) return endPage;
  if (screen === null) return <NotFoundPage />;
  const dark = screen !== 'script' || layout === 'board';
  return (
    <div className={classNames(styles.page, dark && 'darkroom')}>
      <a href="#main" className={styles.skip}>
        {t.skipToScript}
      </a>
      <TopBar title={title} screen={screen} onOpenScenes={() => setScenesOpen(true)} />
      {refused !== null && <RefusedBanner refused={refused} onDismiss={onDismissRefused} />}
      <ConnectionBanner />
      <FollowBanner />
      <div className={styles.body}>
        {phase === 'opening' && <Opening title={title} />}
        {phase === 'ready' && (dark ? <DarkScreen screen={screen === 'shot' ? 'shot' : 'board'} /> : <ScriptScreen />)}
      </div>
      <Areas screen={screen} phone />
      <ScenesSheet open={scenesOpen} onOpenChange={setScenesOpen} />
      <ShareView />
      <UndoCommands />
      {drawing === null && (
        <Part>
          <ShotCommands />
        </Part>
      )}
      <KeysPanel />
    </div>
  );
};
