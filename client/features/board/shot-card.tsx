import { useDraggable } from '@dnd-kit/core';
import {
  angleNames,
  framingNames,
  movementNames,
  sizeAbbreviation,
  sizeNames,
  tightnessOf,
} from '@oner/shared/camera/vocabulary.ts';
import type { Shot } from '@oner/shared/document/story.ts';
import type { ShotId } from '@oner/shared/ids/ids.ts';
import { Check } from 'lucide-react';
import { type CSSProperties, memo } from 'react';
import {
  isOutOfDate,
  shownFrame,
  useCan,
  useFrames,
  useJob,
  useMeta,
  usePeopleAtShot,
  useShot,
  useSpecHash,
} from '../../model/project.tsx';
import { useIsChosen } from '../../model/selection-store.ts';
import { type CardState, cardState } from '../../model/shot-state.ts';
import { useIsCurrentShot } from '../../model/view.ts';
import { Avatar, AvatarGroup } from '../../ui/avatar.tsx';
import { Chip } from '../../ui/chip.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useLanguage, useText } from '../../ui/language.tsx';
import { personColor } from '../../ui/person-color.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import { wordsHeight } from './card-metrics.ts';
import { CardPicture } from './card-picture.tsx';
import { stateName, stateShapes } from './card-state-words.ts';
import { boardMessages } from './messages.ts';
import { secondsOf } from './seconds.ts';
import styles from './shot-card.module.css';

const Terms = ({ shot, wide }: { readonly shot: Shot; readonly wide: boolean }) => {
  const t = useText(boardMessages);
  const language = useLanguage();
  const angle = angleNames[shot.angle][language];
  const movement = movementNames[shot.movement][language];
  const size = sizeNames[shot.size];
  const roll = shot.roll === 0 ? null : t.dutch(String(Math.round(shot.roll)));
  const others = wide
    ? [framingNames[shot.framing][language], roll, shot.subjects.join(', ') || null]
    : [framingNames[shot.framing][language], angle, movement];
  return (
    <>
      <span className={styles.first}>
        <span className={styles.number}>{shot.number ?? <em className={styles.unplaced}>{t.unplacedShot}</em>}</span>
        <Chip tone={tightnessOf(shot.size)} title={size[language]}>
          {language === 'zh' ? size.zh : sizeAbbreviation(shot.size)}
        </Chip>
        {wide && <Chip>{angle}</Chip>}
        {wide && <Chip>{movement}</Chip>}
        <Chip>{t.lens(String(shot.lens))}</Chip>
        {!wide && roll !== null && <Chip>{roll}</Chip>}
      </span>
      <span className={styles.terms}>{others.filter((term) => term !== null).join(' · ')}</span>
    </>
  );
};

const CardWords = ({
  shot,
  state,
  wide,
  hasFrame,
}: {
  readonly shot: Shot;
  readonly state: CardState;
  readonly wide: boolean;
  readonly hasFrame: boolean;
}) => {
  const t = useText(boardMessages);
  const { language } = useMeta();
  return (
    <span className={styles.words}>
      <Terms shot={shot} wide={wide} />
      <span className={styles.description} lang={language}>
        {shot.description}
      </span>
      <span className={styles.last}>
        <span className={styles.state}>
          <StateMark shape={stateShapes[state.kind]} />
          {stateName(state, hasFrame, t)}
        </span>
        <span>{t.seconds(secondsOf(shot.durationMs))}</span>
      </span>
    </span>
  );
};

const PeopleHere = ({ id }: { readonly id: ShotId }) => {
  const people = usePeopleAtShot(id);
  if (people.length === 0) return null;
  return (
    <span className={styles.people}>
      <AvatarGroup>
        {people.slice(0, 3).map((person) => (
          <Avatar key={person.peer} id={person.id} name={person.name} size="small" label={person.name} />
        ))}
      </AvatarGroup>
    </span>
  );
};

/** What a card tells of a shot's frame; the same on card and overlay. */
const useCardState = (shot: Shot) => {
  const frames = useFrames(shot.id);
  const frame = shownFrame(shot, frames);
  const job = useJob(shot.id);
  const outOfDate = isOutOfDate(frame, useSpecHash(shot.id));
  return { frames, frame, job, state: cardState({ shot, frame, job, outOfDate }) };
};

const CardOf = ({
  shot,
  wide,
  many,
  tabbable,
}: {
  readonly shot: Shot;
  readonly wide: boolean;
  readonly many: boolean;
  readonly tabbable: boolean;
}) => {
  const { frames, frame, job, state } = useCardState(shot);
  const current = useIsCurrentShot(shot.id);
  const chosen = useIsChosen(shot.id) && many;
  const people = usePeopleAtShot(shot.id);
  const mayEdit = useCan('edit');
  const acts = useCan('generate');
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: shot.id, disabled: !mayEdit });
  const first = people[0];
  return (
    <div
      ref={setNodeRef}
      {...listeners}
      role="option"
      tabIndex={tabbable ? 0 : -1}
      aria-selected={many ? chosen : current}
      data-shot={shot.id}
      data-region-focus={tabbable ? '' : undefined}
      className={classNames(
        styles.card,
        frames.length > 1 && !wide && styles.stack,
        first !== undefined && styles.ringed,
        current && styles.current,
        chosen && styles.chosen,
        isDragging && styles.dragged,
      )}
      style={{ '--words': `${wordsHeight}px`, '--c': first && personColor(first.id) } as CSSProperties}
    >
      {chosen && (
        <span className={styles.check}>
          <Check size={14} aria-hidden />
        </span>
      )}
      <PeopleHere id={shot.id} />
      <CardPicture frame={frame} frames={frames} state={state} job={job} acts={acts} />
      <CardWords shot={shot} state={state} wide={wide} hasFrame={frame !== null} />
    </div>
  );
};

/** A shot on the board: its frame, number, camera, words and state. */
export const ShotCard = memo(
  ({
    id,
    ...rest
  }: {
    readonly id: ShotId;
    readonly wide: boolean;
    readonly many: boolean;
    readonly tabbable: boolean;
  }) => {
    const shot = useShot(id);
    return shot === null ? null : <CardOf shot={shot} {...rest} />;
  },
);
ShotCard.displayName = 'ShotCard';
