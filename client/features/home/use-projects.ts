import type { Project } from '@oner/shared/protocol/http/project.ts';
import { useCallback, useEffect, useState } from 'react';
import type { HttpError } from '../../connection/http-client.ts';
import { useApi } from '../../model/session.tsx';

export type ProjectsState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: HttpError }
  | { readonly kind: 'loaded'; readonly projects: readonly Project[] };

/** Frames arrive and others write while one looks at the list: it is asked for again this often while it is seen, ms. */
const refreshMs = 10_000;
/** As often while a project is being drawn for the first time and has no picture to show yet, ms. */
const refreshDrawingMs = 1500;

/** For so long after it was made a project's first picture is waited for, ms. */
const drawingMs = 300_000;

/** As many frames as a card shows. */
const posterFrames = 3;

/** Whether a new project's counts or first frame are on their way. */
const isBeingDrawn = ({ summary, createdAt }: Project): boolean =>
  Date.now() - Date.parse(createdAt) < drawingMs &&
  (summary === undefined || summary.poster.length < Math.min(posterFrames, summary.shots));

/** One's projects, newest first. */
export const useProjects = () => {
  const api = useApi();
  const [state, setState] = useState<ProjectsState>({ kind: 'loading' });
  const refresh = useCallback(async () => {
    const result = await api.projects();
    setState((before) => {
      if (result.ok)
        return { kind: 'loaded', projects: result.value.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt)) };
      // a list that is there already stays while the server does not answer
      return before.kind === 'loaded' && result.error.kind !== 'problem'
        ? before
        : { kind: 'failed', error: result.error };
    });
  }, [api]);
  const drawing = state.kind === 'loaded' && state.projects.some(isBeingDrawn);
  useEffect(() => {
    void refresh();
  }, [refresh]);
  useEffect(() => {
    const refreshIfSeen = (): void => {
      if (document.visibilityState === 'visible') void refresh();
    };
    const timer = setInterval(refreshIfSeen, drawing ? refreshDrawingMs : refreshMs);
    document.addEventListener('visibilitychange', refreshIfSeen);
    window.addEventListener('focus', refreshIfSeen);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refreshIfSeen);
      window.removeEventListener('focus', refreshIfSeen);
    };
  }, [refresh, drawing]);
  return { state, refresh };
};
