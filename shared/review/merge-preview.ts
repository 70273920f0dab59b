/** What merging a changed script would do, for a person to look at before it is done. */
import type { Desk } from '../document/desk.ts';
import { equalJson } from '../document/equal-json.ts';
import { anchorAfter, type MergePlan, planMerge } from '../document/merge-script-plan.ts';
import { sceneStretches } from '../document/merge-script-scenes.ts';
import { type MergeSays, withUnprinted } from '../document/merge-script-unprinted.ts';
import { normalizeRuns } from '../document/script-xml.ts';
import type { Scene, Story } from '../document/story.ts';
import { type BlockType, blockText, type Run, type Screenplay } from '../fountain/screenplay.ts';
import type { SceneId, ShotId } from '../ids/ids.ts';
import { approvalOf } from './approval.ts';

/** A paragraph that differs. `restyled`: its words stay, but emphasis, number or column differ. `arrived`: it stood in another scene. */
export type LineChange = {
  readonly change: 'added' | 'removed' | 'changed' | 'restyled' | 'arrived';
  /** The element after the merge; of a removed one the element that it was. */
  readonly type: BlockType;
  readonly before: string | null;
  readonly after: string | null;
};

/** What hangs on words that go. */
export type Hanging = {
  readonly shots: readonly { readonly id: ShotId; readonly number: string | null }[];
  /** Counts. */
  readonly frames: number;
  readonly approvals: number;
  readonly comments: number;
};

export type SceneChange = {
  readonly change: 'added' | 'removed' | 'changed' | 'moved';
  /** Whether it stands elsewhere among the scenes; a changed scene may have moved too. */
  readonly moved: boolean;
  /** Null: it is new, or the stretch before the first heading. */
  readonly scene: SceneId | null;
  /** As printed now; null when it is new. */
  readonly number: string | null;
  /** As it will be; of a removed scene as it was. Empty before the first heading. */
  readonly heading: string;
  readonly lines: readonly LineChange[];
  /** Shots of a removed scene become unplaced; those of a scene that stays only lose their words. */
  readonly loses: Hanging;
};

export type MergePreview = {
  /** Scenes. */
  readonly counts: Readonly<Record<'added' | 'changed' | 'moved' | 'removed' | 'same', number>>;
  readonly titlePage: boolean;
  /** Scenes that differ, in the order of the script after the merge; a removed one stands where it was. */
  readonly scenes: readonly SceneChange[];
  /** Counts of shots: with words that stay, that become unplaced, and that stay in their scene without words. */
  readonly shots: { readonly kept: number; readonly unplaced: number; readonly wordless: number };
};

type Now = { readonly story: Story; readonly desk: Desk };
type Fate = 'kept' | 'unplaced' | 'wordless';

const fatesOf = (plan: MergePlan, { story }: Now): ReadonlyMap<ShotId, Fate> => {
  const places = new Map<string, number>(story.blocks.map(({ id }, index) => [id, index]));
  const fates = new Map<ShotId, Fate>();
  for (const [id, shot] of story.shots) {
    if (shot.scene === null) continue;
    const stays = (plan.to[places.get(shot.scene) ?? -1] ?? null) !== null;
    const words = shot.anchor !== null && anchorAfter(plan, shot.anchor, (block) => places.get(block)) !== null;
    fates.set(id, words ? 'kept' : !stays ? 'unplaced' : shot.anchor === null ? 'kept' : 'wordless');
  }
  return fates;
};

const hangingOn = (
  { story, desk }: Now,
  gone: { readonly shots: readonly ShotId[]; readonly scene: SceneId | null; readonly blocks: ReadonlySet<string> },
): Hanging => {
  const shots = gone.shots.flatMap((id) => story.shots.get(id) ?? []);
  const ids = new Set<string>(gone.shots);
  const frames = new Set<string>(
    gone.shots.flatMap((id) => (desk.framesByShot.get(id) ?? []).map((frame) => frame.id)),
  );
  const threads = [...desk.threads.values()].filter(({ anchor: { kind, id, blocks } }) => {
    if (kind === 'shot') return ids.has(id ?? '');
    if (kind === 'frame') return frames.has(id ?? '');
    if (kind === 'scene') return gone.scene !== null && id === gone.scene;
    return (
      kind === 'script' && blocks !== undefined && blocks.length > 0 && blocks.every((block) => gone.blocks.has(block))
    );
  });
  return {
    shots: shots.map(({ id, number }) => ({ id, number })),
    frames: frames.size,
    approvals: shots.filter((shot) => approvalOf(shot, desk).state === 'approved').length,
    comments: threads.reduce((sum, { comments }) => sum + comments.length, 0),
  };
};

/** Most files do not tell which words were revised: that is no difference then. */
const looks = (runs: readonly Run[]) =>
  normalizeRuns(runs.map(({ text, marks }) => ({ text, marks: marks.filter((mark) => mark !== 'revision') })));

const lineOf = (plan: MergePlan, right: number, inScene: (index: number) => boolean): LineChange | null => {
  const after = plan.after[right];
  const left = plan.from[right] ?? null;
  if (after === undefined) return null;
  const text = blockText(after);
  if (left === null) return { change: 'added', type: after.type, before: null, after: text };
  const before = plan.before[left];
  if (before === undefined) return null;
  const line = { type: after.type, before: before.text, after: text };
  if (before.text !== text || before.type !== after.type) return { change: 'changed', ...line };
  if (!inScene(left)) return { change: 'arrived', ...line };
  const same =
    before.number === (after.number ?? null) &&
    before.dual === (after.dual ?? null) &&
    equalJson(looks(before.runs), looks(after.runs));
  return same ? null : { change: 'restyled', ...line };
};

type Stretch = { readonly first: number; readonly last: number };
const rangeOf = ({ first, last }: Stretch): readonly number[] =>
  Array.from({ length: last - first }, (_, offset) => first + offset);

const removedLine = (plan: MergePlan, left: number): LineChange | null => {
  const before = plan.before[left];
  return before === undefined || (plan.to[left] ?? null) !== null
    ? null
    : { change: 'removed', type: before.type, before: before.text, after: null };
};

/** The lines of a scene that differ, those that go standing behind what stood before them. */
const linesOf = (plan: MergePlan, a: Stretch | null, b: Stretch): readonly LineChange[] => {
  const inScene = (index: number): boolean => a !== null && index >= a.first && index < a.last;
  const gone = new Map<number, LineChange[]>();
  let behind = -1;
  for (const left of a === null ? [] : rangeOf(a)) {
    const right = plan.to[left] ?? null;
    const line = removedLine(plan, left);
    if (line !== null) gone.set(behind, [...(gone.get(behind) ?? []), line]);
    else if (right !== null && right >= b.first && right < b.last) behind = right;
  }
  return [
    ...(gone.get(-1) ?? []),
    ...rangeOf(b).flatMap((right) => [lineOf(plan, right, inScene) ?? [], gone.get(right) ?? []].flat()),
  ];
};

type Context = {
  readonly plan: MergePlan;
  readonly now: Now;
  readonly fates: ReadonlyMap<ShotId, Fate>;
  readonly stretches: { readonly a: readonly Stretch[]; readonly b: readonly Stretch[] };
};

const blockIdsGone = ({ plan }: Context, stretch: Stretch): ReadonlySet<string> =>
  new Set(rangeOf(stretch).flatMap((left) => ((plan.to[left] ?? null) === null ? (plan.before[left]?.id ?? []) : [])));

const removedScene = (context: Context, scene: Scene, stretch: Stretch): SceneChange => {
  const { plan, now, fates } = context;
  return {
    ...{ change: 'removed', moved: false, scene: scene.id, number: scene.number, heading: scene.heading },
    lines: rangeOf(stretch).flatMap((left) => removedLine(plan, left) ?? []),
    loses: hangingOn(now, {
      shots: scene.shots.filter((shot) => fates.get(shot) === 'unplaced'),
      scene: scene.id,
      blocks: blockIdsGone(context, stretch),
    }),
  };
};

/** A scene after the merge; null when it differs in nothing. `at` is its stretch's index, 0 before the first heading. */
const sceneChange = (context: Context, at: number, from: number | null): SceneChange | null => {
  const { plan, now, fates, stretches } = context;
  const [a, b] = [from === null ? undefined : stretches.a[from], stretches.b[at]];
  if (b === undefined) return null;
  const scene = from === null || from === 0 ? undefined : now.story.scenes[from - 1];
  const lines = linesOf(plan, a ?? null, b);
  const heading = at === 0 ? undefined : plan.after[b.first];
  const left = heading === undefined ? null : (plan.from[b.first] ?? null);
  const moved = left !== null && !plan.still.has(left);
  const isNew = at > 0 && scene === undefined;
  if (!isNew && !moved && lines.length === 0) return null;
  return {
    change: isNew ? 'added' : lines.length > 0 ? 'changed' : 'moved',
    moved,
    scene: scene?.id ?? null,
    number: scene?.number ?? null,
    heading: heading === undefined ? '' : blockText(heading),
    lines,
    loses: hangingOn(now, {
      shots: (scene?.shots ?? []).filter((shot) => fates.get(shot) === 'wordless'),
      scene: null,
      blocks: a === undefined ? new Set() : blockIdsGone(context, a),
    }),
  };
};

const countFates = (fates: ReadonlyMap<ShotId, Fate>): MergePreview['shots'] => {
  const counts = { kept: 0, unplaced: 0, wordless: 0 };
  for (const fate of fates.values()) counts[fate] += 1;
  return counts;
};

/** What `mergeScript` would do with the story as it is. */
export const previewMerge = (now: Now, screenplay: Screenplay, says: MergeSays = 'all'): MergePreview => {
  const plan = planMerge(now.story.blocks, withUnprinted(now.story.blocks, screenplay.blocks, says));
  const stretches = {
    a: sceneStretches(plan.before),
    b: sceneStretches(plan.after.map(({ type, runs }) => ({ type, text: blockText({ runs }) }))),
  };
  const context = { plan, now, fates: fatesOf(plan, now), stretches };
  const stretchOf = new Map(stretches.a.map(({ first }, index) => [first, index] as const).slice(1));
  /** Removed scenes by the stretch after the merge that they stood behind. */
  const removed = new Map<number, SceneChange[]>();
  const placeOf = new Map(stretches.b.map(({ first }, index) => [first, index] as const).slice(1));
  let behind = 0;
  stretches.a.slice(1).forEach((stretch, index) => {
    const right = plan.to[stretch.first] ?? null;
    const place = right === null ? undefined : placeOf.get(right);
    const scene = now.story.scenes[index];
    if (place !== undefined) behind = place;
    else if (scene !== undefined)
      removed.set(behind, [...(removed.get(behind) ?? []), removedScene(context, scene, stretch)]);
  });
  const scenes = stretches.b.flatMap(({ first }, at): readonly SceneChange[] => {
    const left = at === 0 ? null : (plan.from[first] ?? null);
    const from = at === 0 ? 0 : left === null ? null : (stretchOf.get(left) ?? null);
    return [sceneChange(context, at, from) ?? [], removed.get(at) ?? []].flat();
  });
  const count = (change: SceneChange['change']): number =>
    scenes.filter((scene) => scene.change === change && scene.heading !== '').length;
  const counts = { added: count('added'), changed: count('changed'), moved: count('moved'), removed: count('removed') };
  return {
    counts: { ...counts, same: stretches.b.length - 1 - counts.added - counts.changed - counts.moved },
    titlePage: screenplay.titlePage.length > 0 && !equalJson(now.story.meta.titlePage, screenplay.titlePage),
    scenes,
    shots: countFates(context.fates),
  };
};
