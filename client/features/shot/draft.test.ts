import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDraft, draftPauseMs } from './draft.ts';

const open = () => {
  const written: string[] = [];
  const timers = {
    set: (run: () => void, ms: number) => setTimeout(run, ms),
    clear: (timer: ReturnType<typeof setTimeout>) => clearTimeout(timer),
  };
  return { written, draft: createDraft({ write: (text) => written.push(text), timers }) };
};

describe('typing into a field', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('CLI-70 writes once for each pause, with all that was typed until then', () => {
    const { written, draft } = open();
    for (const text of ['S', 'Sh', 'She']) {
      draft.type(text);
      vi.advanceTimersByTime(draftPauseMs - 1);
    }
    expect(written).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(written).toEqual(['She']);
    draft.type('She hears');
    vi.advanceTimersByTime(draftPauseMs);
    expect(written).toEqual(['She', 'She hears']);
  });

  it('CLI-70 writes at once what is pending when the field is left, and nothing when nothing is', () => {
    const { written, draft } = open();
    draft.flush();
    expect(written).toEqual([]);
    draft.type('x');
    expect(draft.pending()).toBe('x');
    draft.flush();
    expect(written).toEqual(['x']);
    expect(draft.pending()).toBeNull();
    vi.advanceTimersByTime(10 * draftPauseMs);
    expect(written).toEqual(['x']);
  });

  it('CLI-70 writes an emptied field too', () => {
    const { written, draft } = open();
    draft.type('');
    draft.flush();
    expect(written).toEqual(['']);
  });
});
