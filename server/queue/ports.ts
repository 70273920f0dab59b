/**
 * The order in which jobs are worked on. What a job is and what became of it is in storage; the queue only says when, and hands each
 * to one worker at a time. At least once: a job that was running when its node died is handed out again.
 */
export type JobQueue = {
  /** Adding an id that waits or runs already changes nothing. Higher `priority` (0 to 9) goes first; equal ones in order of arrival. */
  readonly add: (job: string, options?: { readonly priority?: number; readonly delayMs?: number }) => Promise<void>;
  /** Takes out a job that waits; false when it runs already or is not there. */
  readonly remove: (job: string) => Promise<boolean>;
  /** Starts handing out at most `concurrency` jobs at once. `run` must not reject for a job's own failure: that is a state of the job. */
  readonly work: (concurrency: number, run: (job: string) => Promise<void>) => void;
  /** Job ids that wait, next one first. */
  readonly waiting: () => Promise<readonly string[]>;
  /** Stops handing out and resolves when what runs has ended, or after `graceMs`. */
  readonly close: (graceMs: number) => Promise<void>;
};
