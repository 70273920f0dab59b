import type { Drawing } from '@oner/shared/document/drawing.ts';
import type { DrawingId, FrameId } from '@oner/shared/ids/ids.ts';
import { useState } from 'react';
import type { HttpError } from '../../connection/http-client.ts';
import type { Observable } from '../../connection/observable.ts';
import type { SyncState } from '../../connection/sync-state.ts';
import { useProject } from '../../model/project.tsx';
import { useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { drawingMessages } from './messages.ts';

/** How long the last strokes may take to be durable, ms. */
const savingMs = 10_000;

/** Resolves once the server has all strokes for good; false: it will not soon. */
const whenSaved = (sync: Observable<SyncState>): Promise<boolean> =>
  new Promise((resolve) => {
    const settle = (saved: boolean): void => {
      stop();
      clearTimeout(timer);
      resolve(saved);
    };
    const look = (): void => {
      const { kind } = sync.get();
      if (kind === 'saved') settle(true);
      else if (kind !== 'saving') settle(false);
    };
    const stop = sync.subscribe(look);
    const timer = setTimeout(() => settle(false), savingMs);
    look();
  });

const countOf = (drawing: Drawing | null): number =>
  drawing?.layers.reduce((sum, { strokes }) => sum + strokes.length, 0) ?? 0;

/** Keeps the drawing as a version: the server paints its own copy, so all strokes must be there first. */
export const useKeep = (drawing: DrawingId) => {
  const t = useText(drawingMessages);
  const { api, sync, desk, drawings } = useProject();
  const { notify, refuse } = useAnnouncer();
  const [keeping, setKeeping] = useState(false);
  const words = (error: HttpError): string =>
    error.kind === 'problem' ? error.detail || error.title || t.unreachable : t.unreachable;
  const numberOf = (frame: { readonly id: FrameId; readonly shot: Parameters<typeof desk.frames>[0] }): number => {
    const at = desk.frames(frame.shot).findIndex(({ id }) => id === frame.id);
    // the desk may bring it after the answer
    return at < 0 ? desk.frames(frame.shot).length + 1 : at + 1;
  };
  const keep = async (): Promise<void> => {
    if (keeping) return;
    setKeeping(true);
    try {
      if (!(await whenSaved(sync))) {
        refuse(t.offline);
        return;
      }
      const before = new Set<string>([...desk.snapshot().frames.keys()]);
      const kept = await api.keepDrawing(drawing, { strokes: countOf(drawings.drawing(drawing)) });
      if (!kept.ok) refuse(words(kept.error));
      else if (before.has(kept.value.frame.id)) notify(t.keptBefore(numberOf(kept.value.frame)));
      else notify(t.kept(numberOf(kept.value.frame)));
    } finally {
      setKeeping(false);
    }
  };
  return { keep, keeping };
};
