import type { Stroke } from '@oner/shared/drawing/stroke.ts';
import type { DrawingId, LayerId } from '@oner/shared/ids/ids.ts';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { Observable } from '../../connection/observable.ts';
import type { OwnStroke } from '../../model/live-strokes.ts';
import { useProject } from '../../model/project.tsx';
import styles from './drawing.module.css';
import { createLayerPainter, type LayerPainter } from './layer-painter.ts';
import type { StoredPainter } from './paint.ts';

export type CanvasSize = { readonly aspect: number; readonly width: number; readonly height: number };

/** Paints once a frame at most, however often it is asked to. */
const oncePerFrame = (paint: () => void) => {
  let asked: number | null = null;
  return {
    ask: (): void => {
      asked ??= requestAnimationFrame(() => {
        asked = null;
        paint();
      });
    },
    cancel: (): void => {
      if (asked !== null) cancelAnimationFrame(asked);
      asked = null;
    },
  };
};

/** One layer as it is now, with the strokes under pens that go onto it; `layer` null: those that have no layer yet. */
export const LayerCanvas = ({
  drawing,
  layer,
  strokes,
  size,
  opacity,
  own,
  paintStored,
}: {
  readonly drawing: DrawingId;
  readonly layer: LayerId | null;
  readonly strokes: readonly Uint8Array[];
  readonly size: CanvasSize;
  readonly opacity: number;
  readonly own: Observable<OwnStroke | null>;
  readonly paintStored: StoredPainter;
}) => {
  const { liveStrokes } = useProject();
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<LayerPainter | null>(null);
  const paint = useRef<() => void>(() => {});

  useLayoutEffect(() => {
    if (canvas.current === null) return;
    painter.current ??= createLayerPainter(canvas.current, paintStored);
    const isHere = (stroke: OwnStroke): boolean => stroke.drawing === drawing && stroke.layer === layer;
    paint.current = () => {
      const mine = own.get();
      const live: Stroke[] = liveStrokes
        .others()
        .filter(isHere)
        .map(({ stroke }) => stroke);
      if (mine !== null && isHere(mine)) live.push(mine.stroke);
      painter.current?.paint({ strokes, live, ...size });
    };
    // before the browser paints next: a stroke that was committed must not blink
    paint.current();
  }, [drawing, layer, strokes, size, own, liveStrokes, paintStored]);

  useEffect(() => {
    const frame = oncePerFrame(() => paint.current());
    const stops = [liveStrokes.subscribe(frame.ask), own.subscribe(frame.ask)];
    return () => {
      frame.cancel();
      for (const stop of stops) stop();
    };
  }, [liveStrokes, own]);

  useEffect(() => {
    if (layer !== null && strokes.length > 0) liveStrokes.arrived(layer);
  }, [liveStrokes, layer, strokes]);

  return <canvas ref={canvas} className={styles.layer} style={{ opacity }} data-layer={layer ?? 'new'} />;
};
