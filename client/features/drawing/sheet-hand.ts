/** Pointers that move the sheet: one, or two that also zoom it. */
export type Point = { readonly x: number; readonly y: number };

export type SheetTarget = {
  readonly pan: (by: Point) => void;
  readonly pinch: (before: readonly [Point, Point], after: readonly [Point, Point]) => void;
};

export const createSheetHand = (target: SheetTarget) => {
  const places = new Map<number, Point>();
  let pair: readonly [number, number] | null = null;
  const pairPlaces = (): readonly [Point, Point] | null => {
    const [a, b] = pair === null ? [] : [places.get(pair[0]), places.get(pair[1])];
    return a === undefined || b === undefined ? null : [a, b];
  };
  return {
    down: (pointer: number, place: Point, fingers: readonly [number, number] | null): void => {
      places.set(pointer, place);
      pair = fingers;
    },
    move: (pointer: number, place: Point): void => {
      const [before, pairBefore] = [places.get(pointer), pairPlaces()];
      places.set(pointer, place);
      const pairNow = pairPlaces();
      if (pairBefore !== null && pairNow !== null) target.pinch(pairBefore, pairNow);
      else if (before !== undefined) target.pan({ x: place.x - before.x, y: place.y - before.y });
    },
    up: (pointer: number): void => {
      places.delete(pointer);
      if (pair?.includes(pointer)) pair = null;
    },
  };
};
