import type { Frame } from '@oner/shared/document/desk.ts';
import type { Shot } from '@oner/shared/document/story.ts';
import type { Job } from '@oner/shared/protocol/http/shot.ts';

/** What a shot's card says of its frame, in order of what matters most. */
export type CardState =
  | { readonly kind: 'generating'; readonly percent: number }
  | { readonly kind: 'queued' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'out-of-date' }
  | { readonly kind: 'picked' }
  | { readonly kind: 'draft' };

/** A part of 0 to 1 in whole per cent. */
export const percentOf = (progress: number): number => Math.round(100 * Math.max(0, Math.min(1, progress)));

export const cardState = ({
  shot,
  frame,
  job,
  outOfDate,
}: {
  readonly shot: Pick<Shot, 'pick'>;
  readonly frame: Pick<Frame, 'id'> | null;
  readonly job: Pick<Job, 'state' | 'progress' | 'error'> | null;
  readonly outOfDate: boolean;
}): CardState => {
  switch (job?.state) {
    case 'running':
      return { kind: 'generating', percent: percentOf(job.progress) };
    case 'queued':
      return { kind: 'queued' };
    case 'failed':
      return { kind: 'failed', reason: job.error?.detail ?? '' };
    default:
      if (outOfDate) return { kind: 'out-of-date' };
      return { kind: frame !== null && frame.id === shot.pick ? 'picked' : 'draft' };
  }
};

/** The place of a job among those that wait, from 1; null when it does not wait. */
export const queuePlace = (jobs: readonly Pick<Job, 'id' | 'state'>[], id: string): number | null => {
  const waiting = jobs.filter(({ state }) => state === 'queued');
  const at = waiting.findIndex((job) => job.id === id);
  return at < 0 ? null : at + 1;
};
