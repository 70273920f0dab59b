import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { fitSheet, fitted, frameAt, held, pinched, type Viewport, zoomAt } from './viewport.ts';

type Point = { readonly x: number; readonly y: number };
type Size = { readonly width: number; readonly height: number };

/** Room around the sheet that fits, px. */
const margin = 16;
/** Longest side of a canvas, device pixels: beyond it a zoomed sheet gets soft rather than heavy. */
const maxCanvasSide = 4096;
/** Canvases are painted anew for another zoom once it has rested, ms. */
const restMs = 160;

const useSize = (element: RefObject<HTMLElement | null>): Size => {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return;
    const measure = (): void => setSize({ width: target.clientWidth, height: target.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return size;
};

/** Device pixels of the canvases: those of the screen, in steps, so that a little zoom repaints nothing. */
const canvasSize = (sheet: Size, zoom: number): Size => {
  const step = 2 ** Math.max(0, Math.ceil(Math.log2(zoom)));
  const wanted = step * window.devicePixelRatio;
  const scale = Math.min(wanted, maxCanvasSide / Math.max(sheet.width, sheet.height, 1));
  return {
    width: Math.max(1, Math.round(sheet.width * scale)),
    height: Math.max(1, Math.round(sheet.height * scale)),
  };
};

/** The stage and the sheet on it: their sizes, and how far one has zoomed and moved. */
export const useStage = (aspect: number) => {
  const stage = useRef<HTMLElement>(null);
  const sheetElement = useRef<HTMLDivElement>(null);
  const size = useSize(stage);
  const sheet = useMemo(() => fitSheet(size, aspect, margin), [size, aspect]);
  const view = useRef<Viewport>(fitted);
  const [restingZoom, setRestingZoom] = useState(1);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const set = useCallback(
    (next: Viewport): void => {
      // before the stage has a size nothing can be kept on it
      view.current = size.width > 0 ? held(next, size, sheet) : next;
      const { zoom, x, y } = view.current;
      if (sheetElement.current) sheetElement.current.style.transform = `translate(${x}px, ${y}px) scale(${zoom})`;
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = setTimeout(() => setRestingZoom(view.current.zoom), restMs);
    },
    [size, sheet],
  );
  // a stage of another size: what was seen of the sheet stays on it
  useLayoutEffect(() => set(view.current), [set]);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
    },
    [],
  );
  const actions = useMemo(
    () => ({
      pan: ({ x, y }: Point): void => set({ ...view.current, x: view.current.x + x, y: view.current.y + y }),
      zoom: (factor: number, at: Point = { x: 0, y: 0 }): void => set(zoomAt(view.current, factor, at)),
      pinch: (before: readonly [Point, Point], after: readonly [Point, Point]): void =>
        set(pinched(view.current, before, after)),
      fit: (): void => set(fitted),
      frameAt: (at: Point): Point => frameAt(view.current, sheet, at),
      /** Height of the frame on the screen, px. */
      shownHeight: (): number => sheet.height * view.current.zoom,
    }),
    [set, sheet],
  );
  const canvas = useMemo(() => ({ aspect, ...canvasSize(sheet, restingZoom) }), [aspect, sheet, restingZoom]);
  return { stage, sheetElement, sheet, canvas, ready: size.width > 0, actions };
};
export type StageActions = ReturnType<typeof useStage>['actions'];
