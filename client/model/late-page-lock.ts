import type { PageLock } from '@oner/shared/document/pagination-layout.ts';
import type { LockedPage } from '@oner/shared/document/story.ts';

/** What lays out locked pages: few scripts have any, so it is loaded with the first that has. */
export type LatePageLock = {
  /** Null while it is on its way. */
  readonly of: (pages: readonly LockedPage[]) => PageLock | null;
  /** Calls once it is there; returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void;
};

export const createLatePageLock = (): LatePageLock => {
  let pageLock: ((pages: readonly LockedPage[]) => PageLock) | null = null;
  let loading = false;
  const listeners = new Set<() => void>();
  const load = (): void => {
    if (loading) return;
    loading = true;
    import('@oner/shared/document/locked-pages.ts')
      .then((loaded) => {
        pageLock = loaded.pageLock;
        for (const tell of listeners) tell();
      })
      .catch(() => {
        // asked for again with the next layout
        loading = false;
      });
  };
  return {
    of: (pages) => {
      if (pageLock === null) load();
      return pageLock?.(pages) ?? null;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
