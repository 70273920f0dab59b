/** Seconds with one decimal, as cards and fields show a duration. */
export const secondsOf = (durationMs: number): string => (durationMs / 1000).toFixed(1);
