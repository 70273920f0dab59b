import { readClientFrame } from '@oner/shared/protocol/sync-frames.ts';

/**
 * Which edits each write frame of one connection carried, so that `saved` for the first n frames tells up to which edit all is
 * durable. Before this connection's SyncStep2, which brings what was kept while there was none, nothing counts.
 */
export type FrameLedger = {
  /** A frame leaves; `lastEdit` is the newest edit at this moment. */
  readonly sent: (frame: Uint8Array, lastEdit: number) => void;
  /** What this connection's SyncStep2 brought: all that the server lacked when it began. */
  readonly brought: () => Uint8Array | null;
  /** The newest edit such that it and all before it are durable; null when that cannot be told. */
  readonly durableEdit: (frames: number) => number | null;
};

export const createFrameLedger = (): FrameLedger => {
  const editOfFrame: number[] = [];
  let firstWhole = Number.POSITIVE_INFINITY;
  let brought: Uint8Array | null = null;
  return {
    sent: (frame, lastEdit) => {
      const read = readClientFrame(frame);
      if (!read.ok || (read.value.kind !== 'update' && read.value.kind !== 'sync-step-2')) return;
      editOfFrame.push(lastEdit);
      if (read.value.kind !== 'sync-step-2' || brought !== null) return;
      firstWhole = editOfFrame.length;
      brought = read.value.update.slice();
    },
    brought: () => brought,
    durableEdit: (frames) => {
      const edit = editOfFrame[frames - 1];
      if (edit === undefined || frames < firstWhole) return null;
      // An edit that goes on in a later frame is not durable as a whole.
      return editOfFrame[frames] === edit ? edit - 1 : edit;
    },
  };
};
