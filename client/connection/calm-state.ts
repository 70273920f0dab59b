import { createObservable, type Observable } from './observable.ts';
import type { SyncState } from './sync-state.ts';

/** So long everything must have been saved before it is said, ms: between two letters it would flicker. */
export const savedAfterMs = 500;

const looksTheSame = (a: SyncState, b: SyncState): boolean =>
  a.kind === 'saving' && b.kind === 'saving' && !a.storageFails && !b.storageFails;

/** A state as it is shown to people: `saving` stays while letters follow each other, all else is told at once. */
export const calmState = (
  state: Observable<SyncState>,
  after: (ms: number, run: () => void) => () => void,
): Observable<SyncState> => {
  const shown = createObservable<SyncState>(state.get());
  let callOff = (): void => {};
  state.subscribe(() => {
    const next = state.get();
    callOff();
    if (next.kind === 'saved' && shown.get().kind === 'saving') callOff = after(savedAfterMs, () => shown.set(next));
    else if (!looksTheSame(shown.get(), next)) shown.set(next);
  });
  return shown;
};
