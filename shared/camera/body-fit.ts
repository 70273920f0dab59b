/** Fits for one figure at any size: the cut line, the whole body, or the body small in its place. */
import type { PosedFigure } from '../stage/pose-figure.ts';
import { cutLineOf, isCutSize, standingLineOf } from './cut-lines.ts';
import { type Axes, fitCut, fitPoints, type Window } from './fit.ts';
import type { Fit } from './solution.ts';
import type { ShotSize } from './vocabulary.ts';

/** FS: the whole figure, about 0.86 of the frame's height. */
export const fullWindow: Window = { left: -0.92, right: 0.92, bottom: -0.88, top: 0.84 };

const overheadWindow = (axes: Axes): boolean => axes.forward[1] < -0.95;

/** The camera position that shows the figure at this size, its head at `aimX` of the frame's half width. */
export const bodyFit =
  (posed: PosedFigure, size: ShotSize, aimX: number): Fit =>
  (axes) => {
    const head = posed.points.headCentre;
    if (isCutSize(size)) {
      const aim = size === 'ECU' || size === 'VCU' ? posed.points.eyes : head;
      return fitCut(axes, cutLineOf(posed, size, axes.up), aim, aimX);
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
