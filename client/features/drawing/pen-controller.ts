/** Pointer events on the stage, as strokes and moves of the sheet. */
import type { StrokePoint } from '@oner/shared/drawing/stroke.ts';
import { type Capture, endCapture, extendCapture, type Sample, shownPoints, startCapture } from './capture.ts';
import { createPointerSorter, type PointerKind, type PointerSeen } from './pointer-sorter.ts';

type Point = { readonly x: number; readonly y: number };

export type PenTarget = {
  /** Width over height of the frame. */
  readonly aspect: () => number;
  /** A place on the stage, measured from its centre, in frame co-ordinates. */
  readonly frameAt: (at: Point) => Point;
  /** Whether the key that moves the sheet is held, or one may not draw. */
  readonly moving: () => boolean;
  /** Whether a stroke may begin; says why not by itself. */
  readonly mayBegin: () => boolean;
  readonly draw: (points: readonly StrokePoint[], erases: boolean) => void;
  readonly end: (points: readonly StrokePoint[], erases: boolean) => void;
  readonly drop: () => void;
  readonly pan: (by: Point) => void;
  readonly pinch: (before: readonly [Point, Point], after: readonly [Point, Point]) => void;
  readonly zoom: (factor: number, at: Point) => void;
  /** Where the pen hovers; null: away. */
  readonly hover: (at: Point | null) => void;
};

/** A stroke of more points goes on as the next one. */
const maxCapturedPoints = 1500;
const wheelZoom = 0.0022;
const pinchWheelZoom = 0.01;

const kindOf = (event: PointerEvent): PointerKind =>
  event.pointerType === 'pen' || event.pointerType === 'touch' ? event.pointerType : 'mouse';

const seenOf = (event: PointerEvent, moving: boolean): PointerSeen => ({
  id: event.pointerId,
  kind: kindOf(event),
  buttons: event.buttons,
  at: event.timeStamp,
  moving,
});

/** The samples that the browser gathered into one event. */
const gathered = (event: PointerEvent): readonly PointerEvent[] => {
  const all = event.getCoalescedEvents();
  return all.length > 0 ? all : [event];
};

/** Listens on the stage; returns the way to stop. */
export const createPenController = (stage: HTMLElement, target: PenTarget): (() => void) => {
  const sorter = createPointerSorter();
  const places = new Map<number, Point>();
  let stroke: { readonly pointer: number; readonly erases: boolean; capture: Capture } | null = null;
  let pair: readonly [number, number] | null = null;

  const placeOf = (event: MouseEvent): Point => {
    const box = stage.getBoundingClientRect();
    return { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 };
  };
  const sampleOf = (event: PointerEvent): Sample => ({
    ...target.frameAt(placeOf(event)),
    // only a pen tells how hard it is pressed; others report a half
    pressure: event.pointerType === 'pen' && event.pressure > 0 ? event.pressure : null,
    at: event.timeStamp,
  });
  const begin = (event: PointerEvent, erases: boolean): void => {
    if (!target.mayBegin()) return;
    stroke = { pointer: event.pointerId, erases, capture: startCapture(sampleOf(event), target.aspect()) };
    target.draw(stroke.capture.points, erases);
  };
  const drop = (): void => {
    if (stroke === null) return;
    stroke = null;
    target.drop();
  };
  const finish = (): void => {
    if (stroke === null) return;
    const { capture, erases } = stroke;
    stroke = null;
    target.end(endCapture(capture), erases);
  };
  const extend = (event: PointerEvent): void => {
    if (stroke === null || stroke.pointer !== event.pointerId) return;
    for (const each of gathered(event)) extendCapture(stroke.capture, sampleOf(each));
    if (stroke.capture.points.length > maxCapturedPoints) {
      const { erases } = stroke;
      finish();
      begin(event, erases);
      return;
    }
    const expected = event.pointerType === 'pen' ? event.getPredictedEvents().slice(0, 2) : [];
    target.draw(shownPoints(stroke.capture, expected.map(sampleOf)), stroke.erases);
  };
  const movePair = (event: PointerEvent): void => {
    const [first, second] = pair ?? [];
    const [a, b] = [places.get(first ?? -1), places.get(second ?? -1)];
    places.set(event.pointerId, placeOf(event));
    const [c, d] = [places.get(first ?? -1), places.get(second ?? -1)];
    if (a !== undefined && b !== undefined && c !== undefined && d !== undefined) target.pinch([a, b], [c, d]);
  };
  const move = (event: PointerEvent): void => {
    if (pair?.includes(event.pointerId)) {
      movePair(event);
      return;
    }
    const before = places.get(event.pointerId);
    const now = placeOf(event);
    places.set(event.pointerId, now);
    if (before !== undefined) target.pan({ x: now.x - before.x, y: now.y - before.y });
  };

  const onDown = (event: PointerEvent): void => {
    if (event.target instanceof Element && event.target.closest('button, input') !== null) return;
    const gesture = sorter.down(seenOf(event, target.moving()));
    if (gesture.kind === 'none') return;
    event.preventDefault();
    stage.focus({ preventScroll: true });
    stage.setPointerCapture(event.pointerId);
    places.set(event.pointerId, placeOf(event));
    if (gesture.kind === 'draw') {
      drop();
      begin(event, gesture.erases);
      return;
    }
    if (gesture.dropped) drop();
    pair = gesture.kind === 'pinch' ? gesture.fingers : null;
  };
  const onMove = (event: PointerEvent): void => {
    sorter.seen({ kind: kindOf(event), at: event.timeStamp });
    if (event.pointerType !== 'touch') target.hover(placeOf(event));
    const doing = sorter.doing(event.pointerId);
    if (doing === 'draw') extend(event);
    else if (doing === 'pan') move(event);
  };
  const onUp = (event: PointerEvent): void => {
    if (stroke?.pointer === event.pointerId) {
      if (event.type === 'pointercancel') drop();
      else finish();
    }
    sorter.up({ id: event.pointerId, kind: kindOf(event), at: event.timeStamp });
    places.delete(event.pointerId);
    if (pair?.includes(event.pointerId)) pair = null;
  };
  const onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    const line = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    if (event.ctrlKey) target.zoom(Math.exp(-event.deltaY * line * pinchWheelZoom), placeOf(event));
    else if (event.altKey) target.zoom(Math.exp(-event.deltaY * line * wheelZoom), placeOf(event));
    else target.pan({ x: -event.deltaX * line, y: -event.deltaY * line });
  };
  const onLeave = (): void => target.hover(null);

  stage.addEventListener('pointerdown', onDown);
  stage.addEventListener('pointermove', onMove);
  stage.addEventListener('pointerup', onUp);
  stage.addEventListener('pointercancel', onUp);
  stage.addEventListener('pointerleave', onLeave);
  stage.addEventListener('wheel', onWheel, { passive: false });
  return () => {
    drop();
    stage.removeEventListener('pointerdown', onDown);
    stage.removeEventListener('pointermove', onMove);
    stage.removeEventListener('pointerup', onUp);
    stage.removeEventListener('pointercancel', onUp);
    stage.removeEventListener('pointerleave', onLeave);
    stage.removeEventListener('wheel', onWheel);
  };
};
