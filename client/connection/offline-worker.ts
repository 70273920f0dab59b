/** What of the browser is needed to keep the page on the device. */
export type WorkerHost = {
  readonly register: (script: string) => Promise<unknown>;
};

/** Keeps the page of this build on the device; where that is not possible, it works with a network only. */
export const keepPage = (host: WorkerHost | undefined, entry: string): void => {
  const build = /([^/]+)\.js$/.exec(new URL(entry).pathname)?.[1];
  if (build === undefined) return;
  host?.register(`/offline-worker.js?build=${encodeURIComponent(build)}`).catch(() => undefined);
};
