import { type RefObject, useEffect, useState } from 'react';
import type { LensScene } from './lens-scene.ts';

export type LensState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly lens: LensScene }
  /** The browser draws no WebGL, or the figures did not come. */
  | { readonly kind: 'failed' };

/** The view through the lens on a canvas: its library and figures are loaded now, with the first one that is opened. */
export const useLensScene = (canvas: RefObject<HTMLCanvasElement | null>): LensState => {
  const [state, setState] = useState<LensState>({ kind: 'loading' });
  useEffect(() => {
    let stale = false;
    let lens: LensScene | null = null;
    const open = async (): Promise<void> => {
      try {
        const [{ createLensScene }, { loadBodies }] = await Promise.all([
          import('./lens-scene.ts'),
          import('./load-bodies.ts'),
        ]);
        const bodies = await loadBodies();
        if (stale || canvas.current === null) return;
        lens = createLensScene(canvas.current, bodies);
        setState({ kind: 'ready', lens });
      } catch {
        if (!stale) setState({ kind: 'failed' });
      }
    };
    void open();
    return () => {
      stale = true;
      lens?.dispose();
    };
  }, [canvas]);
  return state;
};
