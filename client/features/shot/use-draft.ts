import { useEffect, useRef, useState } from 'react';
import { createDraft, type Draft } from './draft.ts';

/**
 * Text that is typed here and written in pauses. Between them the field shows what others write, at once; what is being typed
 * stays until it is written. Keep one field for one shot: a key on it writes what is pending when the shot changes.
 */
export const useDraft = (value: string, write: (text: string) => void) => {
  const latest = useRef(write);
  useEffect(() => {
    latest.current = write;
  });
  const [shown, setShown] = useState<string | null>(null);
  const [draft] = useState<Draft>(() =>
    createDraft({
      write: (text) => {
        latest.current(text);
        setShown(null);
      },
      timers: { set: (run, ms) => setTimeout(run, ms), clear: (timer) => clearTimeout(timer) },
    }),
  );
  useEffect(() => {
    const leave = (): void => draft.flush();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [draft]);
  return {
    text: shown ?? value,
    type: (text: string) => {
      setShown(text);
      draft.type(text);
    },
    flush: draft.flush,
  };
};
