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
  useEffect(() => {
    const refreshIfSeen = (): void => {
      if (document.visibilityState === 'visible') void refresh();
    };
    void refresh();
    const timer = setInterval(refreshIfSeen, refreshMs);
    document.addEventListener('visibilitychange', refreshIfSeen);
    window.addEventListener('focus', refreshIfSeen);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refreshIfSeen);
      window.removeEventListener('focus', refreshIfSeen);
    };
  }, [refresh]);
  return { state, refresh };
};
