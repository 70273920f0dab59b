import { mostKeys } from '@oner/shared/camera/move.ts';
import { movementNames } from '@oner/shared/camera/vocabulary.ts';
import { Clapperboard, Diamond, Pause, Play, Trash2 } from 'lucide-react';
import { useEffect } from 'react';
import { useCan, useProject } from '../../../model/project.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { useCommand } from '../../../ui/commands.tsx';
import { useLanguage, useText } from '../../../ui/language.tsx';
import { useAnnouncer } from '../../../ui/live-region.tsx';
import { stageMessages } from '../messages.ts';
import { keyIndexAt, withEnd, withKey, withoutKey } from '../move-keys.ts';
import { useSession, useShown, useStage, wordsOf } from '../stage.tsx';
import { isMoving, type Staged } from '../use-staged.ts';
import styles from './move-bar.module.css';
import { usePlayer } from './use-player.ts';

const seconds = (share: number, durationMs: number): string => ((share * durationMs) / 1000).toFixed(1);

/** The shot's time: where it is played to, and its keys as buttons that go to theirs. */
const Timeline = ({ staged }: { readonly staged: Staged }) => {
  const t = useText(stageMessages);
  const { session, shot } = useStage();
  const moment = useSession(session, (now) => now.moment);
  const at = moment ?? staged.play.stillAt;
  const keys = staged.play.move.keys.length > 1 ? staged.play.move.keys : [];
  return (
    <span className={styles.timeline}>
      <input
        type="range"
        className={styles.range}
        aria-label={t.momentOf}
        aria-valuetext={t.seconds(seconds(at, shot.durationMs), seconds(1, shot.durationMs))}
        min={0}
        max={1}
        step={0.01}
        value={at}
        onChange={(event) => session.change({ moment: Number(event.target.value), playing: false })}
      />
      {keys.map((key, index) => (
        <button
          key={key.at}
          type="button"
          className={classNames(styles.key, Math.abs(key.at - at) < 0.005 && styles.on)}
          style={{ left: `${key.at * 100}%` }}
          aria-label={t.keyAt(index + 1, seconds(key.at, shot.durationMs))}
          title={t.keyAt(index + 1, seconds(key.at, shot.durationMs))}
          onClick={() => session.change({ moment: key.at, playing: false })}
        >
          <Diamond size={11} aria-hidden />
        </button>
      ))}
    </span>
  );
};

/** Keys by hand: the camera as it stands becomes the start, the end, or a key at this moment. */
const KeyButtons = ({ staged }: { readonly staged: Staged }) => {
  const t = useText(stageMessages);
  const { session, edits, hand } = useStage();
  const shown = useShown();
  const moment = useSession(session, (now) => now.moment);
  if (edits === null || shown === null) return null;
  const { move, stillAt } = staged.play;
  const at = moment ?? stillAt;
  const index = keyIndexAt(move, at);
  const set = (end: 'start' | 'end'): void => {
    hand?.drop();
    const next = withEnd(move, end, shown.camera);
    const isStill = stillAt === (end === 'start' ? 0 : 1);
    edits.setMove(next, isStill ? wordsOf(staged, shown.camera) : {});
    session.change({ moment: end === 'start' ? 0 : 1, playing: false });
  };
  return (
    <>
      <Button onClick={() => set('start')}>{t.setStart}</Button>
      <Button onClick={() => set('end')}>{t.setEnd}</Button>
      {index < 0 && move.keys.length > 1 && move.keys.length < mostKeys && (
        <Button onClick={() => edits.setMove(withKey(move, at, shown.camera), {})}>{t.addKey}</Button>
      )}
      {index >= 0 && move.keys.length > 2 && (
        <IconButton label={t.removeKey} onClick={() => edits.setMove(withoutKey(move, index), {})}>
          <Trash2 size={14} />
        </IconButton>
      )}
      {staged.spec.handMove !== null && <Button onClick={() => edits.backToWordMove()}>{t.moveToWord}</Button>}
    </>
  );
};

const ClipButton = () => {
  const t = useText(stageMessages);
  const { shot } = useStage();
  const project = useProject();
  const mayGenerate = useCan('generate');
  const { notify, refuse } = useAnnouncer();
  if (!mayGenerate) return null;
  const ask = async (): Promise<void> => {
    const asked = await project.api.generate(shot.id, { provider: 'previz', kind: 'video' });
    if (asked.ok) {
      project.jobs.receive(asked.value.job);
      notify(t.clipAsked);
    } else refuse(asked.error.kind === 'problem' ? asked.error.detail || asked.error.title : t.unreachable);
  };
  return (
    <Button kind="outline" onClick={() => void ask()}>
      <Clapperboard size={14} aria-hidden />
      {t.clip}
    </Button>
  );
};

/** How the shot moves: played in the browser in its own time, its keys, and the server's clip. */
export const MoveBar = () => {
  const t = useText(stageMessages);
  const language = useLanguage();
  const { staged, session, shot, edits } = useStage();
  const playing = useSession(session, (now) => now.playing);
  const moment = useSession(session, (now) => now.moment);
  usePlayer();
  const moving = staged !== null && isMoving(staged);
  const toggle = (): void =>
    session.change(
      playing ? { playing: false } : { playing: true, moment: moment !== null && moment < 1 ? moment : 0 },
    );
  useCommand({
    id: 'stage.play',
    title: t.play,
    group: t.stage,
    keys: [' '],
    enabled: moving,
    outsideText: true,
    run: toggle,
  });
  // A moment is of one shot's move: without one the still is shown.
  useEffect(() => {
    if (!moving && session.get().moment !== null) session.change({ moment: null, playing: false });
  }, [moving, session]);
  if (staged === null || (!moving && edits === null)) return null;
  return (
    <section className={styles.bar} aria-label={t.move}>
      {moving && (
        <IconButton label={playing ? t.pause : t.play} onClick={toggle}>
          {playing ? <Pause size={15} /> : <Play size={15} />}
        </IconButton>
      )}
      {moving ? (
        <>
          <Timeline staged={staged} />
          <span className={styles.time}>
            {t.seconds(seconds(moment ?? staged.play.stillAt, shot.durationMs), seconds(1, shot.durationMs))}
          </span>
        </>
      ) : (
        edits !== null && <span className={styles.words}>{t.noMove}</span>
      )}
      <span className={styles.words}>
        {staged.spec.handMove === null ? moving && t.moveByWord(movementNames[shot.movement][language]) : t.moveByHand}
      </span>
      {moment === 1 && edits !== null && <span className={styles.words}>{t.peopleEnd}</span>}
      <KeyButtons staged={staged} />
      {moving && <ClipButton />}
    </section>
  );
};
