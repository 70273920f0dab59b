import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { calmState, savedAfterMs } from './calm-state.ts';
import { createObservable } from './observable.ts';
import type { SyncState } from './sync-state.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const saving = (kept: number, storageFails = false): SyncState => ({ kind: 'saving', kept, storageFails });

const watch = () => {
  const state = createObservable<SyncState>({ kind: 'saved' });
  const shown = calmState(state, (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  });
  const told: SyncState[] = [];
  shown.subscribe(() => told.push(shown.get()));
  return { state, shown, told };
};

test('CLI-130 saving is said once while letters follow each other, and saved when it lasted', () => {
  const { state, shown, told } = watch();
  for (let letter = 0; letter < 5; letter += 1) {
    state.set(saving(1));
    state.set(saving(2));
    state.set({ kind: 'saved' });
    vi.advanceTimersByTime(savedAfterMs - 1);
  }
  expect(told).toEqual([saving(1)]);
  vi.advanceTimersByTime(1);
  expect(shown.get()).toEqual({ kind: 'saved' });
});

test('CLI-130 what goes wrong is said at once', () => {
  const { state, told } = watch();
  state.set(saving(1));
  state.set(saving(1, true));
  state.set(saving(2, true));
  state.set({ kind: 'offline', kept: 2, reconnecting: true });
  expect(told).toEqual([saving(1), saving(1, true), saving(2, true), { kind: 'offline', kept: 2, reconnecting: true }]);
});

test('CLI-130 nothing is said to be saved that was written while that waited', () => {
  const { state, shown } = watch();
  state.set(saving(1));
  state.set({ kind: 'saved' });
  state.set({ kind: 'offline', kept: 1, reconnecting: false });
  vi.advanceTimersByTime(savedAfterMs);
  expect(shown.get().kind).toBe('offline');
});
