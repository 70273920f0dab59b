/**
 * Numbers a person's edits as people count them: what is typed without a pause is one. Pure but for the counter it keeps;
 * the caller brings the time.
 */
export type EditCount = {
  /** The number of the edit that a change at `now` (ms) belongs to. */
  readonly at: (now: number) => number;
  readonly last: () => number;
};

/** As the pause that ends an undo step. */
export const editPauseMs = 500;

export const createEditCount = (start: number): EditCount => {
  let count = start;
  let latest = Number.NEGATIVE_INFINITY;
  return {
    at: (now) => {
      if (now - latest > editPauseMs) count += 1;
      latest = now;
      return count;
    },
    last: () => count,
  };
};
