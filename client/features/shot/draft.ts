/** What one types into a field before it is written: once for each pause, and never lost. */
export type Draft = {
  /** What is typed and not written yet; null when all is. */
  readonly pending: () => string | null;
  readonly type: (text: string) => void;
  /** Writes at once what is pending: when the field is left or the page goes. */
  readonly flush: () => void;
};

/** The pause that ends a step of undo, ms. */
export const draftPauseMs = 600;

export const createDraft = ({
  write,
  timers,
}: {
  readonly write: (text: string) => void;
  readonly timers: {
    readonly set: (run: () => void, ms: number) => ReturnType<typeof setTimeout>;
    readonly clear: (timer: ReturnType<typeof setTimeout>) => void;
  };
}): Draft => {
  let pending: string | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = (): void => {
    if (timer !== null) timers.clear(timer);
    timer = null;
    if (pending === null) return;
    const text = pending;
    pending = null;
    write(text);
  };
  return {
    pending: () => pending,
    type: (text) => {
      pending = text;
      if (timer !== null) timers.clear(timer);
      timer = timers.set(flush, draftPauseMs);
    },
    flush,
  };
};
