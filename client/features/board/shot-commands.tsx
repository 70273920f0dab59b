import type { ShotId } from '@oner/shared/ids/ids.ts';
import { useCan, useProject, useSceneIds, useShot } from '../../model/project.tsx';
import { useIsShotPage, useReadTargets, type Wish } from '../../model/selection-store.ts';
import { useSettings } from '../../model/settings.ts';
import { shotInAddress, useCurrentScene, useCurrentShot, useViewActions } from '../../model/view.ts';
import { useCommand } from '../../ui/commands.tsx';
import { useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { FieldCommands } from './field-commands.tsx';
import { actionKeys, textKeys } from './field-keys.ts';
import { boardMessages } from './messages.ts';
import { useBreakDownAction } from './use-break-down-action.ts';
import { useShotActions } from './use-shot-actions.ts';

/** Runs an act on the chosen shots, or says that one must be chosen first: so its key is in the list of keys always. */
const useOnTargets = (): ((act: (shots: readonly ShotId[]) => void) => void) => {
  const t = useText(boardMessages);
  const { notify } = useAnnouncer();
  const targets = useReadTargets();
  return (act) => {
    const shots = targets();
    if (shots.length === 0) notify(t.chooseFirst);
    else act(shots);
  };
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
  const { notify } = useAnnouncer();
  const { openShot } = useViewActions();
  useCommand({
    id: `shot.wish.${wish}`,
    title,
    group: t.groupWords,
    keys,
    enabled,
    palette: false,
    run: () => {
      const current = shotInAddress();
      if (current === null) notify(t.chooseFirst);
      else if (!selection.wish(wish)) openShot(current);
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
  const { add, duplicate, remove } = useShotActions();
  const breakDown = useBreakDownAction();
  const group = t.groupShots;
  const onTargets = useOnTargets();
  const scenes = useSceneIds();
  const home = scene ?? scenes[0] ?? null;
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
    outsideText: true,
    run: () => onTargets(duplicate),
  });
  useCommand({
    id: 'shot.delete',
    title: t.delete,
    group,
    keys: actionKeys.delete,
    run: () => onTargets(remove),
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
  const onTargets = useOnTargets();
  const { generate, cancel } = useShotActions();
  const group = t.groupShots;
  useCommand({
    id: 'shot.generate',
    title: t.generate,
    group,
    keys: actionKeys.generate,
    run: () => onTargets((shots) => void generate(shots)),
  });
  useCommand({
    id: 'shot.cancel',
    title: t.cancelGeneration,
    group,
    keys: actionKeys.cancel,
    run: () => onTargets((shots) => void cancel(shots)),
  });
  return null;
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
      {mayEdit && <FieldCommands />}
      <WishCommand wish="description" keys={[textKeys.description]} title={t.editDescription} enabled={mayEdit} />
      <WishCommand wish="dialogue" keys={[textKeys.dialogue]} title={t.editDialogue} enabled={mayEdit} />
      <WishCommand wish="notes" keys={[textKeys.notes]} title={t.editNotes} enabled={mayEdit} />
    </>
  );
};
