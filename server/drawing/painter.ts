import { Worker } from 'node:worker_threads';
import type { Clock } from '../platform/clock.ts';
import type { Painting } from './paint-drawing.ts';

/** Paints drawings in a thread, one at a time, so that nobody's typing waits for one. */
export type Painter = {
  /** The finished pixels; null: it took too long, or too many wait already. */
  readonly paint: (painting: Painting) => Promise<Uint8Array | null>;
  readonly close: () => Promise<void>;
};

/** So many paintings wait at most; more are refused at once. */
const maxWaiting = 32;

/** What painting one drawing may take. A full one, of a megabyte of strokes, needs about two seconds. */
export const paintingLimits = { maxMs: 20_000, maxMemoryMb: 512 } as const;

const startThread = (): Worker =>
  new Worker(new URL('./painter-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: paintingLimits.maxMemoryMb },
  });

/** The thread's answer; null: it failed, or was ended for taking too long. */
const ask = (thread: Worker, painting: Painting, clock: Clock): Promise<Uint8Array | null> =>
  new Promise((resolve) => {
    const settle = (pixels: Uint8Array | null): void => {
      cancel();
      thread.off('message', settle);
      thread.off('error', onFailure);
      thread.off('exit', onFailure);
      thread.unref();
      resolve(pixels);
    };
    const onFailure = (): void => settle(null);
    const cancel = clock.after(paintingLimits.maxMs, () => void thread.terminate());
    // only a painting under way keeps the process alive, not an idle thread
    thread.ref();
    thread.on('message', settle);
    thread.on('error', onFailure);
    thread.on('exit', onFailure);
    thread.postMessage(painting);
  });

export const createPainter = (options: { readonly clock: Clock; readonly startThread?: () => Worker }): Painter => {
  const start = options.startThread ?? startThread;
  let thread: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const paint = async (painting: Painting): Promise<Uint8Array | null> => {
    thread ??= start();
    const pixels = await ask(thread, painting, options.clock);
    if (pixels !== null) return pixels;
    await thread.terminate();
    thread = null;
    return null;
  };
  return {
    paint: (painting) => {
      if (waiting >= maxWaiting) return Promise.resolve(null);
      waiting += 1;
      const pixels = last.then(() => paint(painting)).finally(() => (waiting -= 1));
      last = pixels.catch(() => undefined);
      return pixels;
    },
    close: async () => {
      await thread?.terminate();
    },
  };
};
