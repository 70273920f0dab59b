import type { ShotId } from '@oner/shared/ids/ids.ts';
import type { Job } from '@oner/shared/protocol/http/shot.ts';
import { createKeyedListeners } from './keyed-listeners.ts';

/** Jobs as the live events tell them; the newest of each shot, and those of the project as a whole. */
export type JobsStore = {
  /** What is being made for a shot, or failed last; null when nothing is. A job that is done is no news: its frame is there. */
  readonly ofShot: (shot: ShotId) => Job | null;
  readonly subscribeShot: (shot: ShotId, listener: () => void) => () => void;
  /** Jobs that wait, run or failed, in order of arrival. */
  readonly list: () => readonly Job[];
  readonly subscribe: (listener: () => void) => () => void;
  readonly receive: (job: Job) => void;
  /** Forgets a failed job that its reader has seen. */
  readonly dismiss: (job: Job) => void;
};

const isNews = (job: Job): boolean => job.state === 'queued' || job.state === 'running' || job.state === 'failed';

export const createJobsStore = (): JobsStore => {
  const ofShot = new Map<ShotId, Job>();
  const ofProject = new Map<string, Job>();
  const shotListeners = createKeyedListeners<ShotId>();
  const listeners = new Set<() => void>();
  let list: readonly Job[] = [];

  const keep = <K>(jobs: Map<K, Job>, key: K, job: Job): boolean => {
    const before = jobs.get(key);
    if (isNews(job)) {
      jobs.set(key, job);
      return true;
    }
    // The end of an older job says nothing about the one that took its place.
    if (before?.id !== job.id) return false;
    jobs.delete(key);
    return true;
  };
  const changed = (shot: ShotId | undefined): void => {
    list = [...ofProject.values(), ...ofShot.values()];
    if (shot !== undefined) shotListeners.notify(shot);
    for (const listener of [...listeners]) listener();
  };

  return {
    ofShot: (shot) => ofShot.get(shot) ?? null,
    subscribeShot: shotListeners.subscribe,
    list: () => list,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    receive: (job) => {
      const kept = job.shot === undefined ? keep(ofProject, job.id, job) : keep(ofShot, job.shot, job);
      if (kept) changed(job.shot);
    },
    dismiss: (job) => {
      const gone =
        job.shot === undefined ? ofProject.delete(job.id) : ofShot.get(job.shot) === job && ofShot.delete(job.shot);
      if (gone) changed(job.shot);
    },
  };
};
