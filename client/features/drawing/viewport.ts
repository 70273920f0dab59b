/** How the sheet lies on the stage: pure. */

export type Viewport = {
  /** 1: the sheet fits the stage. */
  readonly zoom: number;
  /** The sheet's centre, away from the stage's, px. */
  readonly x: number;
  readonly y: number;
};

export const fitted: Viewport = { zoom: 1, x: 0, y: 0 };
export const zoomRange = { min: 0.5, max: 12 } as const;

type Size = { readonly width: number; readonly height: number };
type Point = { readonly x: number; readonly y: number };

/** The largest sheet of the aspect within the stage, with a margin. */
export const fitSheet = (stage: Size, aspect: number, margin: number): Size => {
  const room = { width: Math.max(1, stage.width - 2 * margin), height: Math.max(1, stage.height - 2 * margin) };
  const width = Math.min(room.width, room.height * aspect);
  return { width, height: width / aspect };
};

/** Keeps some of the sheet on the stage. */
export const held = (view: Viewport, stage: Size, sheet: Size): Viewport => {
  const [reachX, reachY] = [(stage.width + sheet.width * view.zoom) / 2, (stage.height + sheet.height * view.zoom) / 2];
  const least = 48;
  const clamp = (value: number, reach: number): number => Math.min(Math.max(value, least - reach), reach - least);
  return { zoom: view.zoom, x: clamp(view.x, reachX), y: clamp(view.y, reachY) };
};

/** Zooms by a factor; what lies under `at`, measured from the stage's centre, stays there. */
export const zoomAt = (view: Viewport, factor: number, at: Point): Viewport => {
  const zoom = Math.min(Math.max(view.zoom * factor, zoomRange.min), zoomRange.max);
  const ratio = zoom / view.zoom;
  return { zoom, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio };
};

/** Two fingers moved: the sheet moves, turns its size, and stays under both. */
export const pinched = (view: Viewport, before: readonly [Point, Point], after: readonly [Point, Point]): Viewport => {
  const middle = ([a, b]: readonly [Point, Point]): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  const apart = ([a, b]: readonly [Point, Point]): number => Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));
  const [from, to] = [middle(before), middle(after)];
  return zoomAt({ ...view, x: view.x + to.x - from.x, y: view.y + to.y - from.y }, apart(after) / apart(before), to);
};

/** A place on the stage, measured from its centre, in frame co-ordinates. */
export const frameAt = (view: Viewport, sheet: Size, at: Point): Point => ({
  x: (at.x - view.x) / (sheet.width * view.zoom) + 0.5,
  y: (at.y - view.y) / (sheet.height * view.zoom) + 0.5,
});
