/** Pointer events on the stage, as strokes and moves of the sheet. */
import type { Sample } from './capture.ts';
import { createPointerSorter, type PointerKind, type PointerSeen } from './pointer-sorter.ts';
import { createSheetHand, type Point, type SheetTarget } from './sheet-hand.ts';
import { createStrokeHand, type StrokeTarget } from './stroke-hand.ts';

export type PenTarget = StrokeTarget &
  SheetTarget & {
    /** A place on the stage, measured from its centre, in frame co-ordinates. */
    readonly frameAt: (at: Point) => Point;
    /** Whether the key that moves the sheet is held, or one may not draw. */
    readonly moving: () => boolean;
    readonly zoom: (factor: number, at: Point) => void;
    /** Where the pen hovers; null: away. */
    readonly hover: (at: Point | null) => void;
  };

const wheelZoom = 0.0022;
const pinchWheelZoom = 0.01;
const wheelLine = 16;

const kindOf = (event: PointerEvent): PointerKind =>
  event.pointerType === 'pen' || event.pointerType === 'touch' ? event.pointerType : 'mouse';

const seenOf = (event: PointerEvent, moving: boolean): PointerSeen => ({
  ...{ id: event.pointerId, kind: kindOf(event), buttons: event.buttons, at: event.timeStamp, moving },
});

/** The samples that the browser gathered into one event. */
const gathered = (event: PointerEvent): readonly PointerEvent[] => {
  const all = event.getCoalescedEvents();
  return all.length > 0 ? all : [event];
};

/** Where the browser expects a pen next. */
const expected = (event: PointerEvent): readonly PointerEvent[] =>
  event.pointerType === 'pen' ? event.getPredictedEvents().slice(0, 2) : [];

const placesOn =
  (stage: HTMLElement) =>
  (event: MouseEvent): Point => {
    const box = stage.getBoundingClientRect();
    return { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 };
  };

/** The wheel moves the sheet; with Ctrl, as a pinch on a touchpad comes, or with Alt it zooms. */
const wheelOf =
  (target: PenTarget, placeOf: (event: MouseEvent) => Point) =>
  (event: WheelEvent): void => {
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? wheelLine : 1;
    const rate = event.ctrlKey ? pinchWheelZoom : wheelZoom;
    if (event.ctrlKey || event.altKey) target.zoom(Math.exp(-event.deltaY * unit * rate), placeOf(event));
    else target.pan({ x: -event.deltaX * unit, y: -event.deltaY * unit });
  };

/** Takes the focus for the keys of the stage, without the ring that it has when one came by the keyboard. */
const takeFocus = (stage: HTMLElement): void => {
  stage.dataset.pointed = '';
  stage.focus({ preventScroll: true });
};

const handlersOf = (stage: HTMLElement, target: PenTarget) => {
  const sorter = createPointerSorter();
  const placeOf = placesOn(stage);
  const sampleOf = (event: PointerEvent): Sample => ({
    ...target.frameAt(placeOf(event)),
    // only a pen tells how hard it is pressed; others report a half
    pressure: event.pointerType === 'pen' && event.pressure > 0 ? event.pressure : null,
    at: event.timeStamp,
  });
  const stroke = createStrokeHand(target, sampleOf);
  const sheet = createSheetHand(target);
  const onUp = (event: PointerEvent): void => {
    if (stroke.isOf(event.pointerId)) {
      if (event.type === 'pointercancel') stroke.drop();
      else stroke.finish();
    }
    sorter.up({ id: event.pointerId, kind: kindOf(event), at: event.timeStamp });
    sheet.up(event.pointerId);
  };
  return {
    pointerdown: (event: PointerEvent): void => {
      const gesture = sorter.down(seenOf(event, target.moving()));
      if (gesture.kind === 'none') return;
      event.preventDefault();
      takeFocus(stage);
      stage.setPointerCapture(event.pointerId);
      sheet.down(event.pointerId, placeOf(event), gesture.kind === 'pinch' ? gesture.fingers : null);
      if (gesture.kind === 'draw' || gesture.dropped) stroke.drop();
      if (gesture.kind === 'draw') stroke.begin(event, gesture.erases);
    },
    pointermove: (event: PointerEvent): void => {
      sorter.seen({ kind: kindOf(event), at: event.timeStamp });
      if (event.pointerType !== 'touch') target.hover(placeOf(event));
      const doing = sorter.doing(event.pointerId);
      if (doing === 'draw') stroke.extend(event, gathered(event), expected(event));
      else if (doing === 'pan') sheet.move(event.pointerId, placeOf(event));
    },
    pointerup: onUp,
    pointercancel: onUp,
    pointerleave: (): void => target.hover(null),
    blur: (): void => {
      delete stage.dataset.pointed;
    },
    wheel: wheelOf(target, placeOf),
    drop: stroke.drop,
  };
};

/** Listens on the stage; returns the way to stop. */
export const createPenController = (stage: HTMLElement, target: PenTarget): (() => void) => {
  const { drop, wheel, blur, ...pointers } = handlersOf(stage, target);
  const events = Object.keys(pointers) as readonly (keyof typeof pointers)[]; // exactly the handlers above
  for (const name of events) stage.addEventListener(name, pointers[name]);
  stage.addEventListener('wheel', wheel, { passive: false });
  stage.addEventListener('blur', blur);
  return () => {
    drop();
    for (const name of events) stage.removeEventListener(name, pointers[name]);
    stage.removeEventListener('wheel', wheel);
    stage.removeEventListener('blur', blur);
  };
};
