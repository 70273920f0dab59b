import {
  angleNames,
  angles,
  framingNames,
  framings,
  movementNames,
  movements,
  sizeNames,
} from '@oner/shared/camera/vocabulary.ts';
import type { ShotFields } from '@oner/shared/document/schema.ts';
import type { Shot } from '@oner/shared/document/story.ts';
import { useCan, useProject } from '../../model/project.tsx';
import { useReadTargets } from '../../model/selection-store.ts';
import { useCommand } from '../../ui/commands.tsx';
import { type Language, useLanguage, useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { type SteppedField, sizeKeys, sizesInKeyOrder, stepKeys, steppedFields } from './field-keys.ts';
import { boardMessages } from './messages.ts';
import { secondsOf } from './seconds.ts';

/** A changed field in words. */
const valueWords = (fields: ShotFields, language: Language): string => {
  if (fields.size) return sizeNames[fields.size][language];
  if (fields.angle) return angleNames[fields.angle][language];
  if (fields.framing) return framingNames[fields.framing][language];
  if (fields.movement) return movementNames[fields.movement][language];
  if (fields.lens !== undefined) return `${fields.lens} mm`;
  if (fields.roll !== undefined) return `${fields.roll}°`;
  if (fields.durationMs !== undefined) return `${secondsOf(fields.durationMs)} s`;
  return fields.subjects?.[0] ?? '';
};

/** Changes all chosen shots, each by what `fieldsOf` says of it, as one step; says what the first has now. */
const useChange = () => {
  const t = useText(boardMessages);
  const language = useLanguage();
  const { story, commands } = useProject();
  const { say, notify, refuse } = useAnnouncer();
  const targets = useReadTargets();
  return (fieldsOf: (shot: Shot) => ShotFields): void => {
    const changes = targets().flatMap((id) => {
      const shot = story.shot(id);
      return shot === null ? [] : [{ shot, fields: fieldsOf(shot) }];
    });
    const [first] = changes;
    if (first === undefined) {
      notify(t.chooseFirst);
      return;
    }
    const changed = commands.changeShots(changes.map(({ shot, fields }) => ({ shot: shot.id, fields })));
    if (!changed.ok) {
      refuse(t.refused);
      return;
    }
    const value = valueWords(first.fields, language);
    say(changes.length === 1 ? t.said(first.shot.number ?? t.unplacedShot, value) : t.saidMany(changes.length, value));
  };
};

const SizeCommand = ({ size }: { readonly size: (typeof sizesInKeyOrder)[number] }) => {
  const t = useText(boardMessages);
  const language = useLanguage();
  const change = useChange();
  const enabled = useCan('edit');
  useCommand({
    id: `shot.size.${size}`,
    title: t.sizeIs(sizeNames[size][language]),
    group: t.groupSizes,
    keys: [sizeKeys[size]],
    enabled,
    run: () => change(() => ({ size })),
  });
  return null;
};

const TermCommand = ({
  id,
  title,
  fields,
}: {
  readonly id: string;
  readonly title: string;
  readonly fields: ShotFields;
}) => {
  const change = useChange();
  const enabled = useCan('edit');
  useCommand({ id: `shot.${id}`, title, enabled, run: () => change(() => fields) });
  return null;
};

const useStepTitles = (): Readonly<Record<SteppedField, { readonly next: string; readonly previous: string }>> => {
  const t = useText(boardMessages);
  return {
    angle: { next: t.nextAngle, previous: t.previousAngle },
    framing: { next: t.nextFraming, previous: t.previousFraming },
    movement: { next: t.nextMovement, previous: t.previousMovement },
    lens: { next: t.nextLens, previous: t.previousLens },
    roll: { next: t.nextRoll, previous: t.previousRoll },
    duration: { next: t.nextDuration, previous: t.previousDuration },
    subject: { next: t.nextSubject, previous: t.previousSubject },
  };
};

const StepCommand = ({ field, way }: { readonly field: SteppedField; readonly way: 'next' | 'previous' }) => {
  const t = useText(boardMessages);
  const { story } = useProject();
  const change = useChange();
  const enabled = useCan('edit');
  const titles = useStepTitles();
  const castOf = ({ scene }: Shot): readonly string[] => (scene === null ? [] : (story.scene(scene)?.cast ?? []));
  useCommand({
    id: `shot.${field}.${way}`,
    title: titles[field][way],
    group: t.groupCamera,
    keys: [stepKeys[field][way]],
    enabled,
    palette: false,
    run: () => change((shot) => steppedFields(field, way === 'next' ? 1 : -1, { shot, cast: castOf(shot) })),
  });
  return null;
};

const TermCommands = () => {
  const t = useText(boardMessages);
  const language = useLanguage();
  return (
    <>
      {angles.map((angle) => (
        <TermCommand
          key={angle}
          id={`angle.${angle}`}
          title={t.angleIs(angleNames[angle][language])}
          fields={{ angle }}
        />
      ))}
      {framings.map((framing) => (
        <TermCommand
          key={framing}
          id={`framing.${framing}`}
          title={t.framingIs(framingNames[framing][language])}
          fields={{ framing }}
        />
      ))}
      {movements.map((movement) => (
        <TermCommand
          key={movement}
          id={`movement.${movement}`}
          title={t.movementIs(movementNames[movement][language])}
          fields={{ movement }}
        />
      ))}
    </>
  );
};

const steppedFieldIds = Object.keys(stepKeys) as SteppedField[]; // the record's own keys

/** The commands that set a field of the chosen shots: a key for each size, a step for each other field, and every term by name. */
export const FieldCommands = () => (
  <>
    {sizesInKeyOrder.map((size) => (
      <SizeCommand key={size} size={size} />
    ))}
    {steppedFieldIds.map((field) => (
      <StepCommand key={field} field={field} way="next" />
    ))}
    {steppedFieldIds.map((field) => (
      <StepCommand key={field} field={field} way="previous" />
    ))}
    <TermCommands />
  </>
);
