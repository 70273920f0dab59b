import type { DrawingId, SceneId, ShotId } from '@oner/shared/ids/ids.ts';
import { blockIdSchema, frameIdSchema, shotIdSchema } from '@oner/shared/ids/ids.ts';
import { useMemo } from 'react';
import { navigate, useLocationProperty } from 'wouter/use-browser-location';
import { useProject } from './project.tsx';
import { type Layout, layouts, useSettings } from './settings.ts';

/** Where one is in a project: all of it is in the address, so that a copied address opens the same picture. */
export type Screen = 'script' | 'board' | 'shot';

const param = (name: string): string | null => new URLSearchParams(window.location.search).get(name);

const sceneInAddress = (): SceneId | null => blockIdSchema.safeParse(param('scene')).data ?? null;
/** The shot that the address names now; views that show it use `useCurrentShot`. */
export const shotInAddress = (): ShotId | null => {
  const inPath = /^\/p\/[^/]+\/shot\/([^/]+)/.exec(window.location.pathname)?.[1];
  return shotIdSchema.safeParse(inPath ?? param('shot')).data ?? null;
};
const layoutInAddress = (): Layout | null => layouts.find((layout) => layout === param('view')) ?? null;

/** The scene that the address names. */
export const useCurrentScene = (): SceneId | null => useLocationProperty(sceneInAddress);
/** The shot that the address names. */
export const useCurrentShot = (): ShotId | null => useLocationProperty(shotInAddress);
const drawingInAddress = (): DrawingId | null => frameIdSchema.safeParse(param('draw')).data ?? null;
/** The drawing that is open over the shot's frame. */
export const useOpenDrawing = (): DrawingId | null => useLocationProperty(drawingInAddress);
/** Whether the address names this shot: wakes a card only when it becomes or ceases to be the one. */
export const useIsCurrentShot = (id: ShotId): boolean => useLocationProperty(() => shotInAddress() === id);
/** Whether the address names this scene. */
export const useIsCurrentScene = (id: SceneId): boolean => useLocationProperty(() => sceneInAddress() === id);
/** The layout of the workspace: the address's, else the one that this person last chose. */
export const useLayout = (): Layout => {
  const inAddress = useLocationProperty(layoutInAddress);
  const [settings] = useSettings();
  return inAddress ?? settings.layout;
};

/** How a step is remembered: `push` makes one that Back undoes, `replace` none. */
export type Step = 'push' | 'replace';

export type ViewActions = {
  /** Goes to a scene on the present screen (the script when that is a shot's). */
  readonly goToScene: (scene: SceneId | null, step?: Step) => void;
  /** Selects a shot on the present screen, and the scene that it is in. */
  readonly selectShot: (shot: ShotId | null, step?: Step) => void;
  /** Opens a shot's page. */
  readonly openShot: (shot: ShotId) => void;
  /** Opens a drawing over a frame of the shot whose page this is; null goes back to the page. */
  readonly openDrawing: (drawing: DrawingId | null) => void;
  readonly goTo: (screen: 'script' | 'board') => void;
  readonly setLayout: (layout: Layout) => void;
};

const withParams = (path: string, changes: Readonly<Record<string, string | null>>): string => {
  const params = new URLSearchParams(window.location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) params.delete(name);
    else params.set(name, value);
  }
  const search = params.toString();
  return search === '' ? path : `${path}?${search}`;
};

const go = (to: string, step: Step): void => {
  if (to === window.location.pathname + window.location.search) return;
  navigate(to, { replace: step === 'replace' });
};

/** Moves about in the project; stable for its life. */
export const useViewActions = (): ViewActions => {
  const { id, story } = useProject();
  const [, change] = useSettings();
  return useMemo(() => {
    const script = `/p/${id}`;
    const board = `/p/${id}/board`;
    const here = (): string => (window.location.pathname === board ? board : script);
    return {
      goToScene: (scene, step = 'push') => go(withParams(here(), { scene, shot: null }), step),
      selectShot: (shot, step = 'replace') => {
        const scene = shot === null ? null : (story.shot(shot)?.scene ?? null);
        if (shot !== null && window.location.pathname.startsWith(`/p/${id}/shot/`)) {
          go(withParams(`/p/${id}/shot/${shot}`, { scene: scene ?? sceneInAddress(), draw: null }), step);
          return;
        }
        go(withParams(here(), { shot, scene: scene ?? sceneInAddress() }), step);
      },
      openShot: (shot) =>
        go(
          withParams(`/p/${id}/shot/${shot}`, { shot: null, scene: story.shot(shot)?.scene ?? null, draw: null }),
          'push',
        ),
      openDrawing: (drawing) => go(withParams(window.location.pathname, { draw: drawing }), 'push'),
      goTo: (screen) => {
        go(withParams(screen === 'board' ? board : script, { shot: shotInAddress() }), 'push');
      },
      setLayout: (layout) => {
        change({ layout });
        go(withParams(script, { view: layout }), 'push');
      },
    };
  }, [id, story, change]);
};
