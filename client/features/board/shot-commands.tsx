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
import { useCan, useProject, useShot } from '../../model/project.tsx';
import { useHasTargets, useIsShotPage, useReadTargets, type Wish } from '../../model/selection-store.ts';
import { useSettings } from '../../model/settings.ts';
import { shotInAddress, useCurrentScene, useCurrentShot, useViewActions } from '../../model/view.ts';
import { useCommand } from '../../ui/commands.tsx';
import { type Language, useLanguage, useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import {
  actionKeys,
  type SteppedField,
  sizeKeys,
  sizesInKeyOrder,
  stepKeys,
  steppedFields,
  textKeys,
} from './field-keys.ts';
import { boardMessages } from './messages.ts';
import { secondsOf } from './seconds.ts';
import { useBreakDownAction } from './use-break-down-action.ts';
import { useShotActions } from './use-shot-actions.ts';

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
  const { say, refuse } = useAnnouncer();
  const targets = useReadTargets();
  return (fieldsOf: (shot: Shot) => ShotFields): void => {
    const changes = targets().flatMap((id) => {
      const shot = story.shot(id);
      return shot === null ? [] : [{ shot, fields: fieldsOf(shot) }];
    });
    const [first] = changes;
    if (first === undefined) return;
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
  const enabled = useMayChange();
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
  const enabled = useMayChange();
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
  const enabled = useMayChange();
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

const useMayChange = (): boolean => {
  const mayEdit = useCan('edit');
  return useHasTargets() && mayEdit;
};

const WishCommand = ({
  wish,
  keys,
  title,
  enabled,
}: {
  readonly wish: Wish;
  readonly keys: readonly string[];
  readonly title: string;
  readonly enabled: boolean;
}) => {
  const t = useText(boardMessages);
  const { selection } = useProject();
  const some = useHasTargets();
  const { openShot } = useViewActions();
  useCommand({
    id: `shot.wish.${wish}`,
    title,
    group: t.groupWords,
    keys,
    enabled: enabled && some,
    palette: false,
    run: () => {
      const current = shotInAddress();
      if (!selection.wish(wish) && current !== null) openShot(current);
    },
  });
  return null;
};

/** Going about among shots: these work for everyone. */
const GoCommands = () => {
  const t = useText(boardMessages);
  const current = useCurrentShot();
  const scene = useCurrentScene();
  const anchor = useShot(current ?? ('' as never))?.anchor ?? null; // no shot has the empty id
  const onShotPage = useIsShotPage();
  const { go } = useShotActions();
  const { openShot, goTo } = useViewActions();
  const { notify } = useAnnouncer();
  const [settings, change] = useSettings();
  const group = t.groupShots;
  useCommand({ id: 'shot.next', title: t.nextShot, group, keys: actionKeys.next, run: () => go(current, 1, scene) });
  useCommand({
    id: 'shot.previous',
    title: t.previousShot,
    group,
    keys: actionKeys.previous,
    run: () => go(current, -1, scene),
  });
  useCommand({
    id: 'shot.open',
    title: t.openShot,
    group,
    keys: actionKeys.open,
    enabled: current !== null && !onShotPage,
    run: () => current !== null && openShot(current),
  });
  useCommand({
    id: 'shot.words',
    title: t.toWords,
    group,
    keys: actionKeys.words,
    enabled: current !== null,
    run: () => (anchor === null ? notify(t.noWords) : goTo('script')),
  });
  useCommand({
    id: 'shot.inspector',
    title: t.inspector,
    group,
    keys: actionKeys.inspector,
    enabled: !onShotPage,
    run: () => change({ inspector: !settings.inspector }),
  });
  return null;
};

/** What changes which shots there are. */
const EditCommands = () => {
  const t = useText(boardMessages);
  const targets = useReadTargets();
  const current = useCurrentShot();
  const scene = useCurrentScene();
  const { story } = useProject();
  const { add, duplicate, remove } = useShotActions();
  const breakDown = useBreakDownAction();
  const group = t.groupShots;
  const some = useHasTargets();
  const home = scene ?? story.sceneIds()[0] ?? null;
  useCommand({
    id: 'shot.add',
    title: t.addShot,
    group,
    keys: actionKeys.add,
    enabled: home !== null,
    run: () => add(targets().at(-1) ?? current, home),
  });
  useCommand({
    id: 'shot.duplicate',
    title: t.duplicate,
    group,
    keys: actionKeys.duplicate,
    enabled: some,
    outsideText: true,
    run: () => duplicate(targets()),
  });
  useCommand({
    id: 'shot.delete',
    title: t.delete,
    group,
    keys: actionKeys.delete,
    enabled: some,
    run: () => remove(targets()),
  });
  useCommand({
    id: 'scene.break-down',
    title: t.breakDownScene,
    group,
    keys: actionKeys.breakDown,
    enabled: home !== null,
    run: () => void breakDown(home),
  });
  useCommand({
    id: 'script.break-down',
    title: t.breakDownAll,
    enabled: home !== null,
    run: () => void breakDown(null),
  });
  return null;
};

const GenerateCommands = () => {
  const t = useText(boardMessages);
  const targets = useReadTargets();
  const { generate, cancel } = useShotActions();
  const group = t.groupShots;
  const enabled = useHasTargets();
  useCommand({
    id: 'shot.generate',
    title: t.generate,
    group,
    keys: actionKeys.generate,
    enabled,
    run: () => void generate(targets()),
  });
  useCommand({
    id: 'shot.cancel',
    title: t.cancelGeneration,
    group,
    keys: actionKeys.cancel,
    enabled,
    run: () => void cancel(targets()),
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

/** The commands on shots, wherever one is in a project; mounted once. Each acts on all chosen shots. */
export const ShotCommands = () => {
  const t = useText(boardMessages);
  const mayEdit = useCan('edit');
  const mayGenerate = useCan('generate');
  return (
    <>
      <GoCommands />
      {mayEdit && <EditCommands />}
      {mayGenerate && <GenerateCommands />}
      {mayGenerate && <WishCommand wish="providers" keys={actionKeys.generateWith} title={t.generateWith} enabled />}
      <WishCommand wish="versions" keys={actionKeys.versions} title={t.versions} enabled />
      {sizesInKeyOrder.map((size) => (
        <SizeCommand key={size} size={size} />
      ))}
      {(Object.keys(stepKeys) as SteppedField[]).map((field) => (
        <StepCommand key={field} field={field} way="next" />
      ))}
      {(Object.keys(stepKeys) as SteppedField[]).map((field) => (
        <StepCommand key={field} field={field} way="previous" />
      ))}
      <WishCommand wish="description" keys={[textKeys.description]} title={t.editDescription} enabled={mayEdit} />
      <WishCommand wish="dialogue" keys={[textKeys.dialogue]} title={t.editDialogue} enabled={mayEdit} />
      <WishCommand wish="notes" keys={[textKeys.notes]} title={t.editNotes} enabled={mayEdit} />
      {mayEdit && <TermCommands />}
    </>
  );
};
