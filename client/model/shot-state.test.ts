import type { FrameId } from '@oner/shared/ids/ids.ts';
import { describe, expect, it } from 'vitest';
import { cardState, queuePlace } from './shot-state.ts';

const frame = { id: 'frame' as FrameId };
const base = { shot: { pick: null }, frame, job: null, outOfDate: false };

describe('what a card says', () => {
  it('CLI-67 tells of the work that is going on before anything else, then of a failure, then of age', () => {
    const running = { state: 'running', progress: 0.618 } as const;
    expect(cardState({ ...base, outOfDate: true, job: running })).toEqual({ kind: 'generating', percent: 62 });
    expect(cardState({ ...base, outOfDate: true, job: { state: 'queued', progress: 0 } })).toEqual({ kind: 'queued' });
    const error = { kind: 'credit', detail: 'The provider is out of credit', retryable: true };
    expect(cardState({ ...base, outOfDate: true, job: { state: 'failed', progress: 0.4, error } })).toEqual({
      kind: 'failed',
      reason: 'The provider is out of credit',
    });
    expect(cardState({ ...base, shot: { pick: frame.id }, outOfDate: true })).toEqual({ kind: 'out-of-date' });
  });

  it('CLI-67 calls a shot picked only when the frame that is shown is the picked one', () => {
    expect(cardState({ ...base, shot: { pick: frame.id } })).toEqual({ kind: 'picked' });
    expect(cardState({ ...base, shot: { pick: 'gone' as FrameId } })).toEqual({ kind: 'draft' });
    expect(cardState({ ...base, shot: { pick: 'gone' as FrameId }, frame: null })).toEqual({ kind: 'draft' });
  });

  it('CLI-68 counts the place of a job among those that wait, from one', () => {
    const jobs = [
      { id: 'a', state: 'running' },
      { id: 'b', state: 'queued' },
      { id: 'c', state: 'queued' },
    ] as const;
    expect(['a', 'b', 'c', 'd'].map((id) => queuePlace(jobs as never, id))).toEqual([null, 1, 2, null]);
  });
});
