/** Whether a letter is on its way to the screen: somebody writes in the page. */
export const isWriting = (): boolean =>
  document.visibilityState === 'visible' &&
  document.activeElement instanceof HTMLElement &&
  document.activeElement.isContentEditable;

/**
 * Runs at once, but while somebody writes only after the next frame is painted: then what they typed is on the screen before cards and
 * lists learn of it, and a burst of letters is told once.
 */
export const afterTyping = (run: () => void): void => {
  if (!isWriting()) {
    run();
    return;
  }
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      run();
    };
    port2.postMessage(null);
  });
};
