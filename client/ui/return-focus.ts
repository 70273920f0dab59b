import { useMemo, useRef } from 'react';

/**
 * Handlers for a dialog's content: at its close the focus goes back to what had it before, be that the control that opens it or, when
 * a key did, the place in the script.
 */
export const useReturnFocus = (): {
  readonly onOpenAutoFocus: () => void;
  readonly onCloseAutoFocus: (event: Event) => void;
} => {
  const before = useRef<Element | null>(null);
  return useMemo(
    () => ({
      onOpenAutoFocus: () => {
        before.current = document.activeElement;
      },
      onCloseAutoFocus: (event) => {
        event.preventDefault();
        if (before.current instanceof HTMLElement) before.current.focus();
      },
    }),
    [],
  );
};
