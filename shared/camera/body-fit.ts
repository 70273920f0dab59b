/** Fits for one figure at any size: the cut line, the whole body, or the body small in its place. */
import type { PosedFigure } from '../stage/pose-figure.ts';
import type { Vec3 } from '../stage/scene.ts';
import { add, dot, scale, subtract } from '../stage/vec3.ts';
import { cutLineOf, isCutSize, standingLineOf } from './cut-lines.ts';
import { type Axes, fitCut, fitPoints, isUpright, type Window } from './fit.ts';
import { boundsInView } from './project.ts';
import type { Fit } from './solution.ts';
import type { ShotSize } from './vocabulary.ts';

/** FS: the whole figure, about 0.86 of the frame's height. */
export const fullWindow: Window = { left: -0.92, right: 0.92, bottom: -0.88, top: 0.84 };

const overheadWindow = (axes: Axes): boolean => axes.forward[1] < -0.95;

/** The part of the frame that a head keeps to in frames that do not cut it. */
const headWindow: Window = { left: -0.96, right: 0.96, bottom: -0.98, top: 0.98 };

/**
 * The camera moved aside until the head is in the frame, and back where the frame has no room for it, as a narrow one. A
 * line that was fitted exactly keeps its place: `up` moves the camera up and down only where none was.
 */
const withWholeHead = (axes: Axes, position: Vec3, posed: PosedFigure, flat: boolean): Vec3 => {
  const { headHull, points } = posed;
  const first = boundsInView({ position, ...axes }, headHull);
  const high = flat
    ? (first.top - first.bottom) / (headWindow.top - headWindow.bottom)
    : Math.max(0, first.bottom / headWindow.bottom);
  const wide = (first.right - first.left) / (headWindow.right - headWindow.left);
  const depth = dot(subtract(points.headCentre, position), axes.forward);
  const back = Math.max(0, Math.max(wide, high) - 1) * depth;
  const moved = subtract(position, scale(axes.forward, back));
  const { left, right, bottom, top } = back > 0 ? boundsInView({ position: moved, ...axes }, headHull) : first;
  const aside = Math.max(0, right - headWindow.right) - Math.max(0, headWindow.left - left);
  const up = flat ? Math.max(0, top - headWindow.top) - Math.max(0, headWindow.bottom - bottom) : 0;
  if (aside === 0 && up === 0) return moved;
  const reach = depth + back;
  return add(moved, add(scale(axes.right, (aside * reach) / axes.fx), scale(axes.up, (up * reach) / axes.fy)));
};

/** The camera position that shows the figure at this size, its head at `aimX` of the frame's half width. */
export const bodyFit =
  (posed: PosedFigure, size: ShotSize, aimX: number): Fit =>
  (axes) => {
    const head = posed.points.headCentre;
    if (isCutSize(size)) {
      const aim = size === 'ECU' || size === 'VCU' ? posed.points.eyes : head;
      const line = cutLineOf(posed, size, axes.up);
      const position = fitCut(axes, line, aim, aimX);
      if (!position || size === 'ECU' || size === 'VCU') return position;
      return withWholeHead(axes, position, posed, !isUpright(axes, line));
    }
    if (size === 'FS' && !overheadWindow(axes)) {
      return fitPoints(axes, posed.hull, fullWindow, { aim: head, aimX, aimY: 'top' });
    }
    if (size === 'FS') {
      const line = standingLineOf(posed, 'WS');
      return fitCut(axes, { ...line, topAt: 0.84, cutAt: -0.88 }, head, aimX);
    }
    return fitCut(axes, standingLineOf(posed, size === 'WS' ? 'WS' : 'EWS'), head, aimX);
  };
