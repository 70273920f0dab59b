import { useSyncExternalStore } from 'react';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const query = '(prefers-color-scheme: dark)';
const subscribe = (listener: () => void): (() => void) => {
  const list = window.matchMedia(query);
  list.addEventListener('change', listener);
  return () => list.removeEventListener('change', listener);
};

/** What a theme looks like here and now. */
export const useShownTheme = (theme: Theme): 'light' | 'dark' => {
  const dark = useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
  return theme === 'system' ? (dark ? 'dark' : 'light') : theme;
};

const narrowQuery = '(max-width: 760px)';
const subscribeNarrow = (listener: () => void): (() => void) => {
  const list = window.matchMedia(narrowQuery);
  list.addEventListener('change', listener);
  return () => list.removeEventListener('change', listener);
};

/** Whether the screen is a phone's now: one column, tabs at its foot. */
export const isNarrow = (): boolean => window.matchMedia(narrowQuery).matches;
/** The same, kept current. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribeNarrow, isNarrow);
