import type { Desk, Frame } from '@oner/shared/document/desk.ts';
import type { FrameId, ShotId } from '@oner/shared/ids/ids.ts';
import { createKeyedListeners } from './keyed-listeners.ts';
import type { SnapshotReader } from './story-store.ts';

/** The desk for views: what the server wrote. */
export type DeskStore = {
  readonly snapshot: () => Desk;
  readonly subscribe: (listener: () => void) => () => void;
  readonly frame: (id: FrameId) => Frame | null;
  /** A shot's frames, oldest first. */
  readonly frames: (shot: ShotId) => readonly Frame[];
  readonly subscribeFrames: (shot: ShotId, listener: () => void) => () => void;
  readonly dispose: () => void;
};

const noFrames: readonly Frame[] = [];

export const createDeskStore = (reader: SnapshotReader<Desk>): DeskStore => {
  let desk = reader.snapshot();
  const frameListeners = createKeyedListeners<ShotId>();
  const listeners = new Set<() => void>();
  const stop = reader.subscribe(() => {
    const before = desk;
    desk = reader.snapshot();
    if (desk === before) return;
    frameListeners.notifyChanges(before.framesByShot, desk.framesByShot);
    for (const listener of [...listeners]) listener();
  });
  return {
    snapshot: () => desk,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    frame: (id) => desk.frames.get(id) ?? null,
    frames: (shot) => desk.framesByShot.get(shot) ?? noFrames,
    subscribeFrames: frameListeners.subscribe,
    dispose: () => {
      stop();
      reader.dispose();
    },
  };
};
