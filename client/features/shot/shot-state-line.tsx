import type { Shot } from '@oner/shared/document/story.ts';
import { isOutOfDate, shownFrame, useFrames, useJob, useSpecHashes } from '../../model/project.tsx';
import { cardState } from '../../model/shot-state.ts';
import { useText } from '../../ui/language.tsx';
import { StateMark, type StateShape } from '../../ui/state-mark.tsx';
import styles from './inspector.module.css';
import { shotMessages } from './messages.ts';

const shapes: Readonly<Record<ReturnType<typeof cardState>['kind'], StateShape>> = {
  generating: 'arc',
  queued: 'half-disc',
  failed: 'cross',
  'out-of-date': 'triangle',
  picked: 'disc',
  draft: 'ring',
};

/** A shot's state, shape and word, as on its card. */
export const ShotStateLine = ({ shot }: { readonly shot: Shot }) => {
  const t = useText(shotMessages);
  const frame = shownFrame(shot, useFrames(shot.id));
  const state = cardState({ shot, frame, job: useJob(shot.id), outOfDate: isOutOfDate(frame, useSpecHashes(shot.id)) });
  const names = {
    generating: t.generating,
    queued: t.queued,
    failed: t.failed,
    'out-of-date': t.outOfDate,
    picked: t.picked,
    draft: frame === null ? t.noFrame : t.draft,
  } as const;
  return (
    <span className={styles.state}>
      <StateMark shape={shapes[state.kind]} />
      {names[state.kind]}
    </span>
  );
};
