/** The stroke under the pen, from its first sample to the last. */
import type { StrokePoint } from '@oner/shared/drawing/stroke.ts';
import { type Capture, endCapture, extendCapture, type Sample, shownPoints, startCapture } from './capture.ts';

export type StrokeTarget = {
  /** Width over height of the frame. */
  readonly aspect: () => number;
  /** Whether a stroke may begin; says why not by itself. */
  readonly mayBegin: () => boolean;
  readonly draw: (points: readonly StrokePoint[], erases: boolean) => void;
  readonly end: (points: readonly StrokePoint[], erases: boolean) => void;
  readonly drop: () => void;
};

/** A stroke of more points goes on as the next one. */
const maxCapturedPoints = 1500;

export const createStrokeHand = (target: StrokeTarget, sampleOf: (event: PointerEvent) => Sample) => {
  let stroke: { readonly pointer: number; readonly erases: boolean; readonly capture: Capture } | null = null;

  const begin = (event: PointerEvent, erases: boolean): void => {
    if (!target.mayBegin()) return;
    stroke = { pointer: event.pointerId, erases, capture: startCapture(sampleOf(event), target.aspect()) };
    target.draw(stroke.capture.points, erases);
  };
  const finish = (): void => {
    if (stroke === null) return;
    const { capture, erases } = stroke;
    stroke = null;
    target.end(endCapture(capture), erases);
  };
  return {
    begin,
    /** `samples` came with the event, which is the newest; those `expected` are shown alone. */
    extend: (event: PointerEvent, samples: readonly PointerEvent[], expected: readonly PointerEvent[]): void => {
      if (stroke === null || stroke.pointer !== event.pointerId) return;
      const { capture, erases } = stroke;
      for (const each of samples) extendCapture(capture, sampleOf(each));
      if (capture.points.length <= maxCapturedPoints) {
        target.draw(shownPoints(capture, expected.map(sampleOf)), erases);
        return;
      }
      finish();
      begin(event, erases);
    },
    finish,
    drop: (): void => {
      if (stroke === null) return;
      stroke = null;
      target.drop();
    },
    isOf: (pointer: number): boolean => stroke?.pointer === pointer,
  };
};
