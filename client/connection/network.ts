/** Whether the device has a network at all, as the browser knows it. */
export type Network = {
  readonly online: () => boolean;
  /** Returns the way to stop. */
  readonly onChange: (listener: (online: boolean) => void) => () => void;
};

export const browserNetwork = (window: Window): Network => ({
  online: () => window.navigator.onLine,
  onChange: (listener) => {
    const onOnline = (): void => listener(true);
    const onOffline = (): void => listener(false);
    window.addEventListener('online', onOnline);
    window.addEventListener('offline', onOffline);
    return () => {
      window.removeEventListener('online', onOnline);
      window.removeEventListener('offline', onOffline);
    };
  },
});
