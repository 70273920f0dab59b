/**
 * What a pointer on the sheet does: a pen always draws; a palm beside it does nothing; a finger draws where no pen is
 * used, and moves the sheet where one is; two fingers move and zoom. Pure: it is told of events and answers.
 */

export type PointerKind = 'mouse' | 'touch' | 'pen';

export type PointerSeen = {
  readonly id: number;
  readonly kind: PointerKind;
  /** As of `PointerEvent.buttons`. */
  readonly buttons: number;
  readonly at: number;
  /** The key that moves the sheet is held. */
  readonly moving: boolean;
};

export type Gesture =
  | { readonly kind: 'none' }
  | { readonly kind: 'draw'; readonly erases: boolean }
  /** `dropped`: a stroke under way is no stroke. */
  | { readonly kind: 'pan'; readonly dropped: boolean }
  | { readonly kind: 'pinch'; readonly dropped: boolean; readonly fingers: readonly [number, number] };

const primaryButton = 1;
const middleButton = 4;
const eraserButton = 32;
/** A hand that rests beside the pen comes and goes with it: touches so long after the pen are palms, ms. */
const palmMs = 700;

type Holding = { readonly id: number; readonly kind: PointerKind; readonly does: 'draw' | 'pan' };

export const createPointerSorter = () => {
  let holding: Holding | null = null;
  let fingers: readonly number[] = [];
  let penAt = Number.NEGATIVE_INFINITY;
  let penUsed = false;

  const hold = (pointer: PointerSeen, does: Holding['does']): void => {
    holding = { id: pointer.id, kind: pointer.kind, does };
  };
  const downPen = (pointer: PointerSeen): Gesture => {
    penUsed = true;
    const dropped = holding?.does === 'draw' && holding.kind === 'touch';
    fingers = [];
    hold(pointer, pointer.moving ? 'pan' : 'draw');
    if (pointer.moving) return { kind: 'pan', dropped };
    return { kind: 'draw', erases: (pointer.buttons & eraserButton) !== 0 };
  };
  const downTouch = (pointer: PointerSeen): Gesture => {
    if (holding?.kind === 'pen' || pointer.at - penAt < palmMs) return { kind: 'none' };
    fingers = [...fingers, pointer.id].slice(-2);
    const [first, second] = fingers;
    const dropped = holding?.does === 'draw';
    if (first !== undefined && second !== undefined) {
      hold(pointer, 'pan');
      return { kind: 'pinch', dropped, fingers: [first, second] };
    }
    hold(pointer, penUsed || pointer.moving ? 'pan' : 'draw');
    return penUsed || pointer.moving ? { kind: 'pan', dropped: false } : { kind: 'draw', erases: false };
  };
  const downMouse = (pointer: PointerSeen): Gesture => {
    if (holding !== null) return { kind: 'none' };
    const pans = pointer.moving || (pointer.buttons & middleButton) !== 0;
    if (!pans && (pointer.buttons & primaryButton) === 0) return { kind: 'none' };
    hold(pointer, pans ? 'pan' : 'draw');
    return pans ? { kind: 'pan', dropped: false } : { kind: 'draw', erases: false };
  };

  return {
    /** A pointer came down. */
    down: (pointer: PointerSeen): Gesture => {
      if (pointer.kind === 'pen') return downPen(pointer);
      return pointer.kind === 'touch' ? downTouch(pointer) : downMouse(pointer);
    },
    /** A pointer moved, or hovered: a pen near the sheet makes touches palms. */
    seen: (pointer: Pick<PointerSeen, 'kind' | 'at'>): void => {
      if (pointer.kind === 'pen') penAt = pointer.at;
    },
    /** What this pointer is doing. */
    doing: (id: number): Holding['does'] | null =>
      holding?.id === id || (holding?.does === 'pan' && fingers.includes(id)) ? (holding?.does ?? null) : null,
    /** A pointer went up, or was taken away. */
    up: (pointer: Pick<PointerSeen, 'id' | 'kind' | 'at'>): void => {
      if (pointer.kind === 'pen') penAt = pointer.at;
      fingers = fingers.filter((finger) => finger !== pointer.id);
      const lastFinger = pointer.kind === 'touch' && holding?.kind === 'touch' && fingers.length === 0;
      if (holding?.id === pointer.id || lastFinger) holding = null;
      const [rest] = fingers;
      if (rest !== undefined && holding === null) holding = { id: rest, kind: 'touch', does: 'pan' };
    },
  };
};
