import { type FrameTools, ShotPage } from '../features/shot/shot-page.tsx';
import { CameraFacts } from '../features/stage/camera-facts.tsx';
import { LiveLens } from '../features/stage/lens/live-lens.tsx';
import { FrameSigns } from '../features/stage/movement/frame-signs.tsx';
import { MoveBar } from '../features/stage/movement/move-bar.tsx';
import { StagePlan } from '../features/stage/plan/stage-plan.tsx';
import { StageScope } from '../features/stage/stage.tsx';

const stage = {
  live: <LiveLens />,
  signs: <FrameSigns />,
  facts: <CameraFacts />,
  move: <MoveBar />,
  plan: <StagePlan />,
};

/** A shot's page with its stage: two features that meet here. */
export const StagedShot = ({ tools }: { readonly tools: FrameTools }) => (
  <StageScope>
    <ShotPage tools={tools} stage={stage} />
  </StageScope>
);
