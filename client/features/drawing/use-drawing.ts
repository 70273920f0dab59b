import type { Frame } from '@oner/shared/document/desk.ts';
import type { Drawing, DrawingLayer } from '@oner/shared/document/drawing.ts';
import type { DrawingId, FrameId, LayerId, ShotId } from '@oner/shared/ids/ids.ts';
import { useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import { useFrames, useProject } from '../../model/project.tsx';

/** The drawing, live; null while nobody has drawn yet. */
export const useDrawing = (id: DrawingId): Drawing | null => {
  const { drawings } = useProject();
  const subscribe = useCallback((listener: () => void) => drawings.subscribe(id, listener), [drawings, id]);
  return useSyncExternalStore(subscribe, () => drawings.drawing(id));
};

/** The frame that it lies over, and whether a newer one was made since. */
export const useBase = (drawing: Drawing | null, id: DrawingId, shot: ShotId) => {
  const frames = useFrames(shot);
  const base = drawing?.base ?? id;
  return useMemo(() => {
    const frame = frames.find((each) => each.id === base && each.kind === 'image') ?? null;
    const isPicture = ({ kind, provider }: Frame): boolean => kind === 'image' && provider !== 'drawing';
    const newest = frames.findLast(isPicture) ?? null;
    const newer = frame !== null && newest !== null && frames.indexOf(newest) > frames.indexOf(frame) ? newest : null;
    const numberOf = (frameId: FrameId): number => frames.findIndex((each) => each.id === frameId) + 1;
    return { frame, newer, numberOf };
  }, [frames, base]);
};

const noLayers: readonly DrawingLayer[] = [];

/** The layer that one draws on: the one chosen, else the top one; null: the first stroke makes one. */
export const useActiveLayer = (drawing: Drawing | null) => {
  const [chosen, choose] = useState<LayerId | null>(null);
  const layers = drawing?.layers ?? noLayers;
  const active = layers.find(({ id }) => id === chosen) ?? layers.at(-1) ?? null;
  return { layers, active, choose };
};
