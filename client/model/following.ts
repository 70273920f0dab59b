import type { View } from '@oner/shared/protocol/live.ts';
import { type RefObject, useEffect, useRef } from 'react';
import { useLocation, useSearch } from 'wouter';
import { navigate } from 'wouter/use-browser-location';
import { useFollowed, useProject } from './project.tsx';
import { useCurrentScene, useCurrentShot } from './view.ts';

/** How often a scroll is told to the others at most, ms. */
const scrollEveryMs = 120;

type Scroll = NonNullable<View['scroll']>;

/** Tells the others which screen, scene and shot this is; mounted once. */
export const useShareRoute = (): void => {
  const { presence } = useProject();
  const [path] = useLocation();
  const search = useSearch();
  const scene = useCurrentScene();
  const shot = useCurrentShot();
  useEffect(() => {
    const route = search === '' ? path : `${path}?${search}`;
    presence.show({ route: route.slice(0, 500), scene, shot, scroll: null });
  }, [presence, path, search, scene, shot]);
};

/** Goes where the followed person goes; mounted once. */
export const useFollowRoute = (): void => {
  const { id } = useProject();
  const route = useFollowed()?.view?.route ?? null;
  useEffect(() => {
    // Only within this project: the route is another person's text.
    if (route === null || !(route === `/p/${id}` || route.startsWith(`/p/${id}/`) || route.startsWith(`/p/${id}?`)))
      return;
    if (route !== window.location.pathname + window.location.search) navigate(route, { replace: true });
  }, [route, id]);
};

export type SharedScrollOptions = {
  /** The element that scrolls. */
  readonly container: RefObject<HTMLElement | null>;
  /** The attribute that names what is shown, such as `data-block`; its elements stand in the order of the page. */
  readonly attribute: string;
  /** Brings a thing that is not rendered into the page (long lists render what fits the screen alone). */
  readonly reveal?: (at: string) => void;
};

const firstVisible = (container: HTMLElement, attribute: string): Scroll | null => {
  const elements = container.querySelectorAll<HTMLElement>(`[${attribute}]`);
  const top = container.getBoundingClientRect().top;
  let low = 0;
  let high = elements.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const bottom = elements[middle]?.getBoundingClientRect().bottom ?? 0;
    if (bottom > top) high = middle;
    else low = middle + 1;
  }
  const element = elements[low];
  const at = element?.getAttribute(attribute);
  if (element === undefined || at === null || at === undefined) return null;
  return { at, offset: Math.round(top - element.getBoundingClientRect().top) };
};

const scrollTo = (container: HTMLElement, attribute: string, scroll: Scroll): boolean => {
  const element = container.querySelector<HTMLElement>(`[${attribute}="${CSS.escape(scroll.at)}"]`);
  if (element === null) return false;
  const delta = element.getBoundingClientRect().top - container.getBoundingClientRect().top + scroll.offset;
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  container.scrollBy({ top: delta, behavior: still ? 'instant' : 'smooth' });
  return true;
};

/** Shares where a part of the screen stands, follows another's, and stops following at one's own scroll. */
export const useSharedScroll = ({ container, attribute, reveal }: SharedScrollOptions): void => {
  const { presence } = useProject();
  const followed = useFollowed();
  const following = followed !== null;
  const scroll = followed?.view?.scroll ?? null;
  const last = useRef<View | null>(null);
  const [path] = useLocation();
  const search = useSearch();
  const scene = useCurrentScene();
  const shot = useCurrentShot();
  useEffect(() => {
    const route = search === '' ? path : `${path}?${search}`;
    last.current = { route: route.slice(0, 500), scene, shot, scroll: null };
  }, [path, search, scene, shot]);

  useEffect(() => {
    const element = container.current;
    if (element === null) return;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const tell = (): void => {
      timer = null;
      if (last.current !== null) presence.show({ ...last.current, scroll: firstVisible(element, attribute) });
    };
    const onScroll = (): void => {
      timer ??= setTimeout(tell, scrollEveryMs);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      element.removeEventListener('scroll', onScroll);
      if (timer !== null) clearTimeout(timer);
    };
  }, [container, attribute, presence]);

  useEffect(() => {
    const element = container.current;
    if (element === null || scroll === null) return;
    if (!scrollTo(element, attribute, scroll)) reveal?.(scroll.at);
  }, [container, attribute, reveal, scroll]);

  useEffect(() => {
    const element = container.current;
    if (element === null || !following) return;
    const stop = (): void => presence.follow(null);
    const keys = new Set(['PageUp', 'PageDown', 'Home', 'End', 'ArrowUp', 'ArrowDown']);
    const onKey = (event: KeyboardEvent): void => {
      if (keys.has(event.key)) stop();
    };
    element.addEventListener('wheel', stop, { passive: true });
    element.addEventListener('touchmove', stop, { passive: true });
    element.addEventListener('keydown', onKey);
    return () => {
      element.removeEventListener('wheel', stop);
      element.removeEventListener('touchmove', stop);
      element.removeEventListener('keydown', onKey);
    };
  }, [container, following, presence]);
};
