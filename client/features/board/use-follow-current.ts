import type { ShotId } from '@oner/shared/ids/ids.ts';
import { type FocusEvent, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/**
 * Brings the current shot onto the screen when another one becomes it, and the focus along with it if a card had it.
 * `hadFocus` tells whether a card has, or lost it only because its row went.
 */
export const useFollowCurrent = ({
  current,
  inner,
  hadFocus,
  reveal,
}: {
  readonly current: ShotId | null;
  readonly inner: RefObject<HTMLElement | null>;
  readonly hadFocus: RefObject<boolean>;
  readonly reveal: (shot: string) => void;
}) => {
  const shown = useRef<ShotId | null>(null);
  const wanted = useRef<ShotId | null>(null);
  useLayoutEffect(() => {
    if (current === shown.current) return;
    shown.current = current;
    if (current === null) return;
    reveal(current);
    if (hadFocus.current) wanted.current = current;
  });
  useLayoutEffect(() => {
    // A card that moved to another row is another element: the focus goes after it.
    if (hadFocus.current && document.activeElement === document.body) wanted.current ??= current;
    if (wanted.current === null) return;
    const card = inner.current?.querySelector<HTMLElement>(`[data-shot="${CSS.escape(wanted.current)}"]`);
    if (!card) return;
    wanted.current = null;
    card.focus({ preventScroll: true });
  });
  useEffect(() => {
    const elsewhere = (event: PointerEvent): void => {
      if (event.target instanceof Element && event.target.closest('[data-shot]') === null) hadFocus.current = false;
    };
    window.addEventListener('pointerdown', elsewhere);
    return () => window.removeEventListener('pointerdown', elsewhere);
  }, [hadFocus]);
  return {
    onFocus: (event: FocusEvent) => {
      hadFocus.current = event.target.matches('[data-shot]');
    },
    onBlur: (event: FocusEvent) => {
      // A card that leaves the page says nothing of where the focus goes.
      if (event.relatedTarget !== null) hadFocus.current = event.relatedTarget.matches('[data-shot]');
    },
  };
};

/** The current card stays in sight when a panel takes room from the board. */
export const useRevealOnResize = (
  scroller: RefObject<HTMLElement | null>,
  current: ShotId | null,
  reveal: (shot: string) => void,
): void => {
  const latest = useRef<() => void>(() => {});
  useLayoutEffect(() => {
    latest.current = () => current !== null && reveal(current);
  });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    let height = element.clientHeight;
    const sizes = new ResizeObserver(() => {
      if (element.clientHeight < height) latest.current();
      height = element.clientHeight;
    });
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [scroller]);
};
