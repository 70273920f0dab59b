import type { Frame } from '@oner/shared/document/desk.ts';
import type { Shot } from '@oner/shared/document/story.ts';
import type { FrameId } from '@oner/shared/ids/ids.ts';
import { type ReactNode, useMemo, useState } from 'react';
import { shownFrame, useFrames, useShot } from '../../model/project.tsx';
import { useCurrentShot, useViewActions } from '../../model/view.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useText } from '../../ui/language.tsx';
import { GenerateBar } from './generate-bar.tsx';
import { InspectorOf } from './inspector.tsx';
import { LensView } from './lens-view.tsx';
import { shotMessages } from './messages.ts';
import styles from './shot-page.module.css';
import type { StageParts } from './stage-parts.ts';
import { useFrameActions } from './use-frame-actions.ts';
import { Versions } from './versions.tsx';

/** Which frame one looks at: another than the one that stands for the shot, until one looks at another shot. */
const useViewed = (shot: Shot) => {
  const frames = useFrames(shot.id);
  const [chosen, setChosen] = useState<{ readonly frame: FrameId; readonly shot: string } | null>(null);
  const own = chosen?.shot === shot.id ? frames.find(({ id }) => id === chosen.frame) : undefined;
  return {
    frames,
    viewed: own ?? shownFrame(shot, frames),
    view: (frame: FrameId) => setChosen({ frame, shot: shot.id }),
  };
};

/** What other features offer for the frame that one looks at. */
export type FrameTools = (frame: Frame) => ReactNode;

type ShotPageProps = { readonly tools: FrameTools; readonly stage: StageParts };

const Page = ({ shot, tools, stage }: ShotPageProps & { readonly shot: Shot }) => {
  const { frames, viewed, view } = useViewed(shot);
  const actions = useFrameActions(shot.id);
  const ids = useMemo(() => [shot.id], [shot.id]);
  return (
    <div className={styles.page}>
      <div className={styles.left}>
        <LensView shot={shot} frame={viewed} versions={frames.length} actions={actions} stage={stage}>
          {viewed !== null && tools(viewed)}
        </LensView>
        {stage.move}
        <div className={styles.lower}>
          {stage.plan}
          <Versions shot={shot} frames={frames} viewed={viewed} actions={actions} onView={view} />
        </div>
      </div>
      <div className={styles.right}>
        <InspectorOf ids={ids} foot={<GenerateBar actions={actions} />} />
      </div>
    </div>
  );
};

/** One shot: its frame through the lens, the stage from above, its versions, and all that can be set of it. */
export const ShotPage = (props: ShotPageProps) => {
  const t = useText(shotMessages);
  const id = useCurrentShot();
  const shot = useShot(id ?? ('' as never)); // no shot has the empty id
  const { goTo } = useViewActions();
  if (shot !== null) return <Page shot={shot} {...props} />;
  return (
    <EmptyState title={t.noShotTitle} words={t.noShotWords}>
      <Button kind="primary" size="large" onClick={() => goTo('board')}>
        {t.toBoard}
      </Button>
    </EmptyState>
  );
};
