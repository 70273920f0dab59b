import {
  angleNames,
  angles,
  framingNames,
  framings,
  movementNames,
  movements,
  shotSizes,
  sizeNames,
} from '@oner/shared/camera/vocabulary.ts';
import { lensRange, maxDurationMs } from '@oner/shared/document/schema.ts';
import type { Shot } from '@oner/shared/document/story.ts';
import { coveredWords } from '@oner/shared/generation/spec-words.ts';
import type { ShotId } from '@oner/shared/ids/ids.ts';
import { ArrowRight } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useMeta, useProject, useScene } from '../../model/project.tsx';
import { useTargets } from '../../model/selection-store.ts';
import { useViewActions } from '../../model/view.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useLanguage, useText } from '../../ui/language.tsx';
import { common } from './common.ts';
import { useShots, useWriteFields } from './inspected.ts';
import styles from './inspector.module.css';
import { InspectorHead } from './inspector-head.tsx';
import { KeyHints } from './key-hints.tsx';
import { LensRing } from './lens-ring.tsx';
import { shotMessages } from './messages.ts';
import { NumberField } from './number-field.tsx';
import { AnglePicture, FramingPicture, MovementPicture, SizePicture } from './pictograms.tsx';
import { PictureGroup } from './picture-group.tsx';
import { RollDial } from './roll-dial.tsx';
import { SubjectsField } from './subjects-field.tsx';
import { TextField } from './text-field.tsx';

type Write = NonNullable<ReturnType<typeof useWriteFields>>;
type PartProps = { readonly shots: readonly Shot[]; readonly write: Write };

const CameraPart = ({ shots, write }: PartProps) => {
  const t = useText(shotMessages);
  const language = useLanguage();
  const size = common(shots.map((shot) => shot.size));
  const angle = common(shots.map((shot) => shot.angle));
  return (
    <>
      <PictureGroup
        title={t.size}
        values={shotSizes}
        value={size}
        said={size === null ? t.mixed : t.keyed(language === 'zh' ? size : sizeNames[size].en, '1–9')}
        nameOf={(each) => (language === 'zh' ? sizeNames[each].zh : each)}
        tipOf={(each) => sizeNames[each][language]}
        pictureOf={(each) => <SizePicture size={each} />}
        commands={[]}
        onChange={(next) => write({ size: next })}
      />
      <PictureGroup
        title={t.angle}
        values={angles}
        value={angle}
        said={angle === null ? t.mixed : ''}
        nameOf={(each) => angleNames[each][language]}
        pictureOf={(each) => <AnglePicture angle={each} />}
        commands={['shot.angle.next']}
        onChange={(next) => write({ angle: next })}
      />
      <LensPart shots={shots} write={write} />
    </>
  );
};

const LensPart = ({ shots, write }: PartProps) => {
  const t = useText(shotMessages);
  const { aspect } = useMeta();
  const lens = common(shots.map((shot) => shot.lens));
  const roll = common(shots.map((shot) => shot.roll));
  const first = shots[0];
  return (
    <section className={styles.group}>
      <div className={styles.two}>
        <div>
          <h3 className={styles.title}>
            {t.lens}
            <KeyHints commands={['shot.lens.next']} />
            <NumberField
              label={t.lensMm}
              value={lens}
              unit="mm"
              min={lensRange.min}
              max={lensRange.max}
              step={1}
              onWrite={(next) => write({ lens: next })}
            />
          </h3>
          <LensRing lens={lens ?? first?.lens ?? 50} aspect={aspect} onChange={(next) => write({ lens: next })} />
        </div>
        <div>
          <h3 className={styles.title}>
            {t.roll}
            <KeyHints commands={['shot.roll.previous', 'shot.roll.next']} />
            <span className={styles.value}>{roll === null ? t.mixed : t.rollIs(String(Math.round(roll)))}</span>
          </h3>
          <RollDial roll={roll ?? first?.roll ?? 0} onChange={(next) => write({ roll: next })} />
        </div>
      </div>
    </section>
  );
};

const FramingPart = ({ shots, write }: PartProps) => {
  const t = useText(shotMessages);
  const language = useLanguage();
  const framing = common(shots.map((shot) => shot.framing));
  const movement = common(shots.map((shot) => shot.movement));
  return (
    <>
      <PictureGroup
        title={t.framing}
        values={framings}
        value={framing}
        said={framing === null ? t.mixed : ''}
        nameOf={(each) => framingNames[each][language]}
        pictureOf={(each) => <FramingPicture framing={each} />}
        commands={['shot.framing.next']}
        flat
        onChange={(next) => write({ framing: next })}
      />
      <PictureGroup
        title={t.movement}
        values={movements}
        value={movement}
        said={movement === null ? t.mixed : ''}
        nameOf={(each) => movementNames[each][language]}
        pictureOf={(each) => <MovementPicture movement={each} />}
        commands={['shot.movement.next']}
        onChange={(next) => write({ movement: next })}
      />
    </>
  );
};

const sameNames = (a: readonly string[], b: readonly string[]): boolean => a.join('\n') === b.join('\n');

const PeoplePart = ({ shots, write }: PartProps) => {
  const t = useText(shotMessages);
  const { story } = useProject();
  const scene = common(shots.map((shot) => shot.scene));
  const inScene = useScene(scene ?? ('' as never))?.cast ?? []; // no scene has the empty id
  const everyone = [...story.snapshot().cast.values()].map(({ name }) => name);
  const duration = common(shots.map((shot) => shot.durationMs));
  return (
    <>
      <SubjectsField
        subjects={common(
          shots.map((shot) => shot.subjects),
          sameNames,
        )}
        cast={[...new Set([...inScene, ...everyone])]}
        onChange={(next) => write({ subjects: [...next] })}
      />
      <section className={styles.group}>
        <h3 className={styles.title} style={{ margin: 0 }}>
          {t.duration}
          <KeyHints commands={['shot.duration.previous', 'shot.duration.next']} />
          <NumberField
            label={t.seconds}
            value={duration === null ? null : Math.round(duration / 100) / 10}
            unit="s"
            min={0.1}
            max={maxDurationMs / 1000}
            step={0.5}
            onWrite={(next) => write({ durationMs: Math.round(next * 1000) })}
          />
        </h3>
      </section>
    </>
  );
};

/** What is written of one shot; several have no words in common. */
const WordsPart = ({ shot, write }: { readonly shot: Shot; readonly write: Write }) => {
  const t = useText(shotMessages);
  const { selection } = useProject();
  const dialogue = useRef<HTMLTextAreaElement>(null);
  const notes = useRef<HTMLTextAreaElement>(null);
  useEffect(
    () => selection.onWish(['dialogue', 'notes'], (wish) => (wish === 'notes' ? notes : dialogue).current?.focus()),
    [selection],
  );
  return (
    <>
      <TextField
        inputRef={dialogue}
        label={t.dialogue}
        command="shot.wish.dialogue"
        value={shot.dialogue}
        onWrite={(text) => write({ dialogue: text })}
      />
      <TextField
        inputRef={notes}
        label={t.notes}
        command="shot.wish.notes"
        value={shot.notes}
        onWrite={(text) => write({ notes: text })}
      />
    </>
  );
};

const CoveredPart = ({ shot }: { readonly shot: Shot }) => {
  const t = useText(shotMessages);
  const scene = useScene(shot.scene ?? ('' as never)); // no scene has the empty id
  const { language } = useMeta();
  const { goTo } = useViewActions();
  const words = scene === null ? '' : coveredWords(scene, shot);
  return (
    <section className={styles.group}>
      <h3 className={styles.title}>
        {t.words}
        <KeyHints commands={['shot.words']} />
      </h3>
      {words === '' ? (
        <p className={styles.none}>{t.noWords}</p>
      ) : (
        <>
          <blockquote className={styles.quote} lang={language}>
            {words}
          </blockquote>
          <Button kind="outline" onClick={() => goTo('script')}>
            {t.toScript}
            <ArrowRight size={14} aria-hidden />
          </Button>
        </>
      )}
    </section>
  );
};

/** The same for those who read: values, and nothing that would refuse. */
const ReadOnly = ({ shot }: { readonly shot: Shot }) => {
  const t = useText(shotMessages);
  const language = useLanguage();
  const facts: readonly (readonly [string, string])[] = [
    [t.size, sizeNames[shot.size][language]],
    [t.angle, angleNames[shot.angle][language]],
    [t.lens, t.lensIs(String(shot.lens))],
    [t.roll, t.rollIs(String(Math.round(shot.roll)))],
    [t.framing, framingNames[shot.framing][language]],
    [t.movement, movementNames[shot.movement][language]],
    [t.subjects, shot.subjects.join(' · ') || t.noSubjects],
    [t.duration, t.secondsShown((shot.durationMs / 1000).toFixed(1))],
    [t.dialogue, shot.dialogue],
    [t.notes, shot.notes],
  ];
  return (
    <section className={styles.group}>
      <dl className={styles.facts}>
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <Fact key={name} name={name} value={value} />
          ))}
      </dl>
    </section>
  );
};

const Fact = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </>
);

/** All that can be set of the shots, together when they are several. */
export const InspectorOf = ({ ids, foot }: { readonly ids: readonly ShotId[]; readonly foot?: ReactNode }) => {
  const t = useText(shotMessages);
  const shots = useShots(ids);
  const write = useWriteFields(ids);
  const first = shots[0];
  if (first === undefined) {
    return (
      <div className={styles.panel}>
        <EmptyState title={t.nothingChosenTitle} words={t.nothingChosenWords} />
      </div>
    );
  }
  const only = shots.length === 1 ? first : null;
  return (
    <div className={styles.panel}>
      <InspectorHead key={first.id} shot={first} several={shots.length} write={write} />
      {write === null ? (
        <ReadOnly shot={first} />
      ) : (
        <>
          <CameraPart shots={shots} write={write} />
          <FramingPart shots={shots} write={write} />
          <PeoplePart shots={shots} write={write} />
          {only !== null && <WordsPart key={only.id} shot={only} write={write} />}
        </>
      )}
      {only !== null && <CoveredPart shot={only} />}
      {foot}
    </div>
  );
};

/** The inspector beside a board: of the shots that are chosen there. */
export const Inspector = () => <InspectorOf ids={useTargets()} />;
