import type { Frame } from '@oner/shared/document/desk.ts';
import { lazy, type ReactNode, Suspense } from 'react';

const DrawButton = lazy(async () => ({ default: (await import('../features/drawing/draw-button.tsx')).DrawButton }));

/** What other features offer for the frame on a shot's page. */
export const frameTools = (frame: Frame): ReactNode => (
  <Suspense fallback={null}>
    <DrawButton frame={frame} />
  </Suspense>
);
