import type { Frame } from '@oner/shared/document/desk.ts';
import { cardWidth } from '@oner/shared/protocol/http/card-width.ts';
import type { Job } from '@oner/shared/protocol/http/shot.ts';
import type { ReactNode } from 'react';
import { assetUrl } from '../../connection/api.ts';
import { pictureAsset, useJobs } from '../../model/project.tsx';
import { type CardState, queuePlace } from '../../model/shot-state.ts';
import { classNames } from '../../ui/class-names.ts';
import { FrameBadge, FrameFoot } from '../../ui/frame-overlay.tsx';
import { useText } from '../../ui/language.tsx';
import { ShotFrame } from '../../ui/shot-frame.tsx';
import { boardMessages } from './messages.ts';
import styles from './shot-card.module.css';

const QueuedLine = ({ job }: { readonly job: Job }) => {
  const t = useText(boardMessages);
  const place = queuePlace(useJobs(), job.id);
  return <span>{place === null ? t.queued : t.queuedAt(place)}</span>;
};

const Line = ({
  state,
  job,
  nextVersion,
  acts,
}: {
  readonly state: CardState;
  readonly job: Job | null;
  readonly nextVersion: number;
  readonly acts: boolean;
}): ReactNode => {
  const t = useText(boardMessages);
  const cancel = acts && (
    <span className={classNames(styles.act, styles.onDemand)} data-act="cancel">
      {t.cancel}
    </span>
  );
  switch (state.kind) {
    case 'generating':
      return (
        <FrameFoot className={styles.progress} percent={state.percent}>
          <span>{t.drawingFrame(nextVersion)}</span>
          <span className={acts ? styles.percent : undefined}>{state.percent}%</span>
          {cancel}
        </FrameFoot>
      );
    case 'queued':
      return (
        <FrameFoot className={styles.progress}>
          {job !== null && <QueuedLine job={job} />}
          {cancel}
        </FrameFoot>
      );
    case 'failed':
      return (
        <FrameFoot className={styles.progress} bad>
          <span title={state.reason}>{state.reason || t.failedUnknown}</span>
          {acts && (
            <span className={styles.act} data-act="retry">
              {t.retry}
            </span>
          )}
        </FrameFoot>
      );
    default:
      return null;
  }
};

/** The frame of a card: the last good picture, dimmed under what is being done to it. */
export const CardPicture = ({
  frame,
  frames,
  state,
  job,
  acts,
  aspect,
}: {
  readonly frame: Frame | null;
  readonly frames: readonly Frame[];
  readonly state: CardState;
  readonly job: Job | null;
  readonly acts: boolean;
  /** Width over height. */
  readonly aspect: number;
}) => {
  const t = useText(boardMessages);
  const busy = state.kind === 'generating' || state.kind === 'queued' || state.kind === 'failed';
  return (
    <ShotFrame
      aspect={aspect}
      src={frame === null ? null : assetUrl(pictureAsset(frame), cardWidth)}
      alt=""
      dimmed={busy}
    >
      {busy ? (
        <Line state={state} job={job} nextVersion={frames.length + 1} acts={acts} />
      ) : (
        frame !== null && (
          <FrameBadge corner="bottomRight" hidden>
            {t.version(frames.indexOf(frame) + 1)}
          </FrameBadge>
        )
      )}
    </ShotFrame>
  );
};
