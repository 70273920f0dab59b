import type { SpecHashes } from '@oner/shared/generation/spec-hashes.ts';
import type { ShotId } from '@oner/shared/ids/ids.ts';
import type { ShotHashes } from '@oner/shared/review/freshness.ts';
import type { DeskStore } from './desk-store.ts';
import { createKeyedListeners } from './keyed-listeners.ts';
import type { StoryStore } from './story-store.ts';

/** Hashes of what shots ask for now: a frame with another one is out of date. */
export type SpecHashStore = {
  /** Null: unplaced, or not computed yet. A clip's is computed of shots that have clips. */
  readonly hashes: (shot: ShotId) => ShotHashes | null;
  /** While someone listens for a shot, its hashes are kept current. */
  readonly subscribe: (shot: ShotId, listener: () => void) => () => void;
  readonly dispose: () => void;
};

/** The pause after an edit before hashes are computed again, ms; longer while somebody writes: one shot's camera may take a letter's time. */
const settleMs = { resting: 250, writing: 1500 } as const;

/** How long hashes are computed in one turn at most, ms: a frame must fit beside it. */
const turnMs = 5;

/** Waits until the page has nothing to draw, and tells until when that is so: a time of `performance.now`. */
const idle = (): Promise<number> =>
  new Promise((resolve) => {
    const until = (ms: number): void => resolve(performance.now() + Math.min(ms, turnMs));
    if ('requestIdleCallback' in globalThis) {
      requestIdleCallback((deadline) => until(deadline.timeRemaining()), { timeout: 200 });
    } else setTimeout(until, 0, turnMs);
  });

/** Computes the hashes of the shots that are shown, off the path of the first paint; `writes` tells whether somebody writes just now. */
export const createSpecHashStore = (options: {
  readonly story: StoryStore;
  readonly desk: DeskStore;
  readonly writes: () => boolean;
}): SpecHashStore => {
  const { story, desk, writes } = options;
  const hashes = new Map<ShotId, ShotHashes | null>();
  const watched = new Map<ShotId, number>();
  const listeners = createKeyedListeners<ShotId>();
  const stop = new AbortController();
  const loading = import('@oner/shared/generation/spec-hashes.ts').then(({ createSpecHashes }) => createSpecHashes());
  let timer: ReturnType<typeof setTimeout> | null = null;
  /** Something changed while hashes were being computed. */
  let again = false;

  const hashesOf = (memo: SpecHashes, shot: ShotId): ShotHashes | null => {
    const now = story.snapshot();
    const still = memo.still(now, shot);
    if (still === null) return null;
    const hasClip = desk.frames(shot).some(({ kind }) => kind === 'video');
    return { still, clip: hasClip ? memo.clip(now, shot) : null };
  };
  const compute = async (): Promise<void> => {
    const memo = await loading;
    let until = await idle();
    for (const shot of [...watched.keys()]) {
      if (performance.now() > until) until = await idle();
      if (stop.signal.aborted) return;
      if (!watched.has(shot)) continue;
      const found = hashesOf(memo, shot);
      const known = hashes.get(shot);
      if (known !== undefined && known?.still === found?.still && known?.clip === found?.clip) continue;
      hashes.set(shot, found);
      listeners.notify(shot);
    }
  };
  const run = async (): Promise<void> => {
    again = false;
    await compute();
    timer = null;
    if (again) schedule();
  };
  const schedule = (): void => {
    if (timer === null) timer = setTimeout(() => void run(), writes() ? settleMs.writing : settleMs.resting);
    else again = true;
  };
  const unsubscribe = story.subscribe(schedule);

  return {
    hashes: (shot) => hashes.get(shot) ?? null,
    subscribe: (shot, listener) => {
      watched.set(shot, (watched.get(shot) ?? 0) + 1);
      if (!hashes.has(shot)) schedule();
      const unlisten = listeners.subscribe(shot, listener);
      const unwatch = desk.subscribeFrames(shot, schedule);
      return () => {
        unlisten();
        unwatch();
        const left = (watched.get(shot) ?? 1) - 1;
        if (left > 0) watched.set(shot, left);
        else {
          // Unwatched hashes go stale: whoever asks again waits for a fresh one.
          watched.delete(shot);
          hashes.delete(shot);
        }
      };
    },
    dispose: () => {
      stop.abort();
      unsubscribe();
      if (timer !== null) clearTimeout(timer);
    },
  };
};
