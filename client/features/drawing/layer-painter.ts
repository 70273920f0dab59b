/**
 * One layer's canvas: what is stored is kept painted beside it, so that a stroke under a pen costs one copy and itself. A
 * further stroke is painted on what is there; anything else paints the layer anew.
 */
import type { Stroke } from '@oner/shared/drawing/stroke.ts';
import { type Ground, paintStroke, type StoredPainter } from './paint.ts';

export type LayerPicture = {
  readonly strokes: readonly Uint8Array[];
  /** Those under a pen, own and others'. */
  readonly live: readonly Stroke[];
  readonly aspect: number;
  /** Device pixels. */
  readonly width: number;
  readonly height: number;
};

const contextOf = (canvas: HTMLCanvasElement, lowLatency: boolean): CanvasRenderingContext2D => {
  const context = canvas.getContext('2d', { desynchronized: lowLatency });
  if (context === null) throw new Error('this browser has no canvas');
  return context;
};

/** Whether the strokes are those painted before, and perhaps more after them. */
const goesOn = (before: readonly Uint8Array[], next: readonly Uint8Array[]): boolean =>
  before.length <= next.length && before.every((stroke, index) => stroke === next[index]);

export const createLayerPainter = (canvas: HTMLCanvasElement, paintStored: StoredPainter) => {
  const shown = contextOf(canvas, true);
  const store = document.createElement('canvas');
  const kept = contextOf(store, false);
  let painted: { readonly strokes: readonly Uint8Array[]; readonly aspect: number } = { strokes: [], aspect: 0 };
  let hadLive = false;

  const resize = ({ width, height }: LayerPicture): boolean => {
    if (store.width === width && store.height === height) return false;
    for (const each of [canvas, store]) {
      each.width = width;
      each.height = height;
    }
    return true;
  };
  const clear = (): void => {
    kept.setTransform(1, 0, 0, 1, 0, 0);
    kept.clearRect(0, 0, store.width, store.height);
    painted = { strokes: [], aspect: 0 };
  };
  const paintKept = (ground: Ground, { strokes, aspect }: LayerPicture): boolean => {
    if (painted.aspect === aspect && painted.strokes === strokes) return false;
    if (painted.aspect !== aspect || !goesOn(painted.strokes, strokes)) clear();
    for (const stroke of strokes.slice(painted.strokes.length)) paintStored(ground, stroke);
    painted = { strokes, aspect };
    return true;
  };

  return {
    paint: (picture: LayerPicture): void => {
      const resized = resize(picture);
      if (resized) clear();
      const ground = { aspect: picture.aspect, height: picture.height };
      const changed = paintKept({ ...ground, context: kept }, picture);
      if (!resized && !changed && !hadLive && picture.live.length === 0) return;
      shown.setTransform(1, 0, 0, 1, 0, 0);
      shown.globalCompositeOperation = 'copy';
      shown.drawImage(store, 0, 0);
      for (const stroke of picture.live) paintStroke({ ...ground, context: shown }, stroke);
      hadLive = picture.live.length > 0;
    },
  };
};
export type LayerPainter = ReturnType<typeof createLayerPainter>;
