import { useEffect, useSyncExternalStore } from 'react';
import { whenIdle } from './when-idle.ts';

export type OnDemand<M> = {
  /** Begins to load the module, unless it is on its way; after a failure, anew. */
  readonly request: () => void;
  /** The module once it is there, null before. It comes when the page is idle, and at once if `wanted`. */
  readonly use: (wanted: boolean) => M | null;
};

/** A module that nothing shows at first. Until it is there, who uses it shows nothing of it; unlike `lazy`, none waits or fails. */
export const onDemand = <M extends object>(load: () => Promise<M>): OnDemand<M> => {
  let there: M | null = null;
  let loading = false;
  const listeners = new Set<() => void>();
  const request = (): void => {
    if (there !== null || loading) return;
    loading = true;
    load()
      .then((loaded) => {
        there = loaded;
        for (const tell of listeners) tell();
      })
      .catch(() => {
        loading = false;
      });
  };
  const subscribe = (tell: () => void) => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  };
  const present = () => there;
  const use = (wanted: boolean): M | null => {
    useEffect(() => {
      if (wanted) request();
      else void whenIdle().then(request);
    }, [wanted]);
    return useSyncExternalStore(subscribe, present);
  };
  return { request, use };
};
