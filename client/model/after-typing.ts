import type { Typing } from '../connection/gather.ts';

/** Whether a letter is on its way to the screen: somebody writes in the page. */
export const isWriting = (): boolean =>
  document.visibilityState === 'visible' &&
  document.activeElement instanceof HTMLElement &&
  document.activeElement.isContentEditable;

/** Runs once the next frame is painted, as a task of its own: what waits for that frame too goes first, and so does a further key. */
const afterPaint = (run: () => void): void => {
  requestAnimationFrame(() => {
    setTimeout(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        run();
      };
      port2.postMessage(null);
    });
  });
};

/**
 * Runs at once, but while somebody writes only after the next frame is painted: then what they typed is on the screen before cards and
 * lists learn of it, and a burst of letters is told once.
 */
export const afterTyping = (run: () => void): void => {
  if (isWriting()) afterPaint(run);
  else run();
};

/** After so long without a key a person has paused, ms. */
const pausedMs = 400;

/** Watches the keys of this screen: what comes from others is shown between them. `stop` ends it. */
export const watchTyping = (now: () => number): Typing & { readonly stop: () => void } => {
  const listeners = new Set<() => void>();
  let keyAt = Number.NEGATIVE_INFINITY;
  const onKey = (): void => {
    if (!isWriting()) return;
    keyAt = now();
    afterPaint(() => {
      for (const listener of [...listeners]) listener();
    });
  };
  window.addEventListener('keydown', onKey, true);
  return {
    isUnderWay: () => now() - keyAt < pausedMs,
    onPainted: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => window.removeEventListener('keydown', onKey, true),
  };
};
