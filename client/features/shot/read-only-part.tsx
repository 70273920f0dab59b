import { angleNames, framingNames, movementNames, sizeNames } from '@oner/shared/camera/vocabulary.ts';
import type { Shot } from '@oner/shared/document/story.ts';
import { useLanguage, useText } from '../../ui/language.tsx';
import styles from './inspector.module.css';
import { shotMessages } from './messages.ts';

/** The same for those who read: values, and nothing that would refuse. */
export const ReadOnlyPart = ({ shot }: { readonly shot: Shot }) => {
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
