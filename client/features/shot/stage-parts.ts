import type { ReactNode } from 'react';

/** The parts of a shot's page that show its stage: another feature's, given by the app. */
export type StageParts = {
  /** The lens view that shows the stage as it is now, in the frame's box. */
  readonly live: ReactNode;
  /** Signs of the move, over the frame. */
  readonly signs: ReactNode;
  /** What is to be told of the camera, beside the frame. */
  readonly facts: ReactNode;
  /** The shot's time: under the frame. */
  readonly move: ReactNode;
  /** The stage from above. */
  readonly plan: ReactNode;
};
