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
import type { Person } from '@oner/shared/protocol/live.ts';
import { Check } from 'lucide-react';
import type { CSSProperties } from 'react';
import {
  isOutOfDate,
  shownFrame,
  useFrames,
  useJob,
  usePeopleAtShot,
  useShot,
  useSpecHashes,
} from '../../model/project.tsx';
import { type CardState, cardState } from '../../model/shot-state.ts';
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

/** What is the same for all cards of a board. */
export type CardManner = {
  /** As wide as a strip: the first line says more. */
  readonly wide: boolean;
  readonly mayEdit: boolean;
  /** Whether frames may be asked for here. */
  readonly acts: boolean;
  /** Width of a frame over its height. */
  readonly aspect: number;
  /** Of the script. */
  readonly language: string;
};

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
  manner,
  hasFrame,
}: {
  readonly shot: Shot;
  readonly state: CardState;
  readonly manner: CardManner;
  readonly hasFrame: boolean;
}) => {
  const t = useText(boardMessages);
  return (
    <span className={styles.words}>
      <Terms shot={shot} wide={manner.wide} />
      <span className={styles.description} lang={manner.language}>
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

const PeopleHere = ({ people }: { readonly people: readonly Person[] }) => {
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
  const outOfDate = isOutOfDate(frame, useSpecHashes(shot.id));
  return { frames, frame, job, state: cardState({ shot, frame, job, outOfDate }) };
};

type CardProps = {
  readonly manner: CardManner;
  readonly current: boolean;
  /** Whether it is among the chosen; null unless several are. */
  readonly chosen: boolean | null;
  /** Whether Tab comes to it. */
  readonly tabbable: boolean;
};

const CardOf = ({ shot, manner, current, chosen, tabbable }: CardProps & { readonly shot: Shot }) => {
  const { frames, frame, job, state } = useCardState(shot);
  const people = usePeopleAtShot(shot.id);
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: shot.id, disabled: !manner.mayEdit });
  const first = people[0];
  return (
    <div
      ref={setNodeRef}
      {...listeners}
      role="option"
      tabIndex={tabbable ? 0 : -1}
      aria-selected={chosen ?? current}
      data-shot={shot.id}
      data-region-focus={tabbable ? '' : undefined}
      className={classNames(
        styles.card,
        frames.length > 1 && !manner.wide && styles.stack,
        first !== undefined && styles.ringed,
        current && styles.current,
        chosen === true && styles.chosen,
        isDragging && styles.dragged,
      )}
      style={{ '--words': `${wordsHeight}px`, '--c': first && personColor(first.id) } as CSSProperties}
    >
      {chosen === true && (
        <span className={styles.check}>
          <Check size={14} aria-hidden />
        </span>
      )}
      <PeopleHere people={people} />
      <CardPicture frame={frame} frames={frames} state={state} job={job} acts={manner.acts} aspect={manner.aspect} />
      <CardWords shot={shot} state={state} manner={manner} hasFrame={frame !== null} />
    </div>
  );
};

/** A shot on the board: its frame, number, camera, words and state. */
export const ShotCard = ({ id, ...rest }: CardProps & { readonly id: ShotId }) => {
  const shot = useShot(id);
  return shot === null ? null : <CardOf shot={shot} {...rest} />;
};
