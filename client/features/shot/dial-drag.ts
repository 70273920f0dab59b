import { type PointerEvent, useRef, useState } from 'react';

/**
 * Dragging a dial along: it shows the value that it would have and writes once, when it is let go. `valueAt` gives the value for
 * pixels to the right of where the drag began.
 */
export const useDialDrag = (write: (value: number) => void, valueAt: (pixels: number) => number) => {
  const [shown, setShown] = useState<number | null>(null);
  const start = useRef<number | null>(null);
  return {
    shown,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>): void => {
        if (event.button !== 0) return;
        start.current = event.clientX;
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove: (event: PointerEvent<HTMLElement>): void => {
        if (start.current === null) return;
        const moved = event.clientX - start.current;
        if (shown !== null || Math.abs(moved) > 3) setShown(valueAt(moved));
      },
      onPointerUp: (): void => {
        start.current = null;
        if (shown !== null) write(shown);
        setShown(null);
      },
      onPointerCancel: (): void => {
        start.current = null;
        setShown(null);
      },
    },
  };
};
