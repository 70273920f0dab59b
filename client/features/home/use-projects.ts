import type { Project } from '@oner/shared/protocol/http/project.ts';
import { useCallback, useEffect, useState } from 'react';
import type { HttpError } from '../../connection/http-client.ts';
import { useApi } from '../../model/session.tsx';

export type ProjectsState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: HttpError }
  | { readonly kind: 'loaded'; readonly projects: readonly Project[] };

/** One's projects, newest first. */
export const useProjects = () => {
  const api = useApi();
  const [state, setState] = useState<ProjectsState>({ kind: 'loading' });
  const refresh = useCallback(async () => {
    const result = await api.projects();
    setState(
      result.ok
        ? { kind: 'loaded', projects: result.value.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt)) }
        : { kind: 'failed', error: result.error },
    );
  }, [api]);
  useEffect(() => {
    void refresh();
  }, [refresh]);
  return { state, refresh };
};
