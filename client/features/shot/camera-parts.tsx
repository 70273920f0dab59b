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
import { useMeta, useProject, useScene } from '../../model/project.tsx';
import { useLanguage, useText } from '../../ui/language.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { common } from './common.ts';
import type { WriteFields } from './inspected.ts';
import styles from './inspector.module.css';
import { KeyHints } from './key-hints.tsx';
import { LensRing } from './lens-ring.tsx';
import { shotMessages } from './messages.ts';
import { AnglePicture, FramingPicture, MovementPicture, SizePicture } from './pictograms.tsx';
import { PictureGroup } from './picture-group.tsx';
import { RollDial } from './roll-dial.tsx';
import { SubjectsField } from './subjects-field.tsx';

type PartProps = { readonly shots: readonly Shot[]; readonly write: WriteFields };

/** Size, angle, lens and roll. */
export const CameraPart = ({ shots, write }: PartProps) => {
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
              className={styles.unit}
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

/** Framing and movement. */
export const FramingPart = ({ shots, write }: PartProps) => {
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

/** Subjects and duration. */
export const PeoplePart = ({ shots, write }: PartProps) => {
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
            className={styles.unit}
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
