/** Puts a breakdown's proposals on the board of one scene. */
import type * as Y from 'yjs';
import type { IdFactory, SceneId, ShotId } from '../../ids/ids.ts';
import { fail, ok } from '../../result/result.ts';
import { equalJson } from '../equal-json.ts';
import { anchorInOutline, outlineOf, type ScriptOutline } from '../locate.ts';
import { arrangeKeys, type OrderItem } from '../order-keys.ts';
import type { Proposal } from '../proposal.ts';
import { type ShotFields, type StoredAnchor, shotFieldsSchema, shotsOf } from '../schema.ts';
import { recordForWriting } from '../stored.ts';
import type { ScriptPoint, Shot, Story } from '../story.ts';
import { readStory } from '../story-reader.ts';
import { type CommandResult, checked } from './command-error.ts';
import { deleteShots, insertShot, writeOrders } from './shots.ts';
import { writeFields } from './write-fields.ts';

/** A stretch of the scene in characters from its start. */
type Stretch = { readonly from: number; readonly to: number };
type Candidate = {
  readonly fields: ShotFields;
  readonly anchor: StoredAnchor;
  readonly stretch: Stretch;
  readonly words: { readonly start: ScriptPoint; readonly end: ScriptPoint };
};

export type AppliedProposals = {
  readonly added: readonly ShotId[];
  /** Shots of an earlier breakdown that the proposals match: brought up to date, with their frames and comments. */
  readonly kept: readonly ShotId[];
  readonly deleted: readonly ShotId[];
  /** How many proposals a person's shot covers already. */
  readonly covered: number;
};

const measureScene = (story: Story, scene: SceneId): ((point: ScriptPoint) => number | null) => {
  const starts = new Map<string, number>();
  let total = 0;
  for (const block of story.scenes.find(({ id }) => id === scene)?.blocks ?? []) {
    starts.set(block.id, total);
    total += block.text.length + 1;
  }
  return (point) => {
    const start = starts.get(point.block);
    return start === undefined ? null : start + point.offset;
  };
};

const stretchBetween = (
  measure: (point: ScriptPoint) => number | null,
  words: { start: ScriptPoint; end: ScriptPoint } | null,
): Stretch | null => {
  if (words === null) return null;
  const from = measure(words.start);
  const to = measure(words.end);
  return from === null || to === null ? null : { from, to };
};

const readCandidates = (
  outline: ScriptOutline,
  proposals: readonly Proposal[],
  measure: (point: ScriptPoint) => number | null,
): CommandResult<readonly Candidate[]> => {
  const candidates: Candidate[] = [];
  for (const { start, end, ...rest } of proposals) {
    const fields = checked(shotFieldsSchema, rest);
    if (!fields.ok) return fields;
    const anchor = anchorInOutline(outline, start, end);
    const stretch = stretchBetween(measure, { start, end });
    if (anchor === null || stretch === null) return fail({ kind: 'no-words' });
    candidates.push({ fields: fields.value, anchor, stretch, words: { start, end } });
  }
  return ok(candidates);
};

/** How alike two stretches are, 0 to 1: what they share over the longer of the two. */
const likeness = (a: Stretch, b: Stretch): number => {
  const shared = Math.min(a.to, b.to) - Math.max(a.from, b.from);
  return shared <= 0 ? 0 : shared / Math.max(a.to - a.from, b.to - b.from, 1);
};

/** A person's shot covers a proposal when they share at least half of the longer one's words. */
const coveringLikeness = 0.5;

type Known = { readonly shot: Shot; readonly stretch: Stretch | null };

/** The best person's shot for the proposal among those that cover no other proposal yet. */
const coveredBy = (candidate: Candidate, persons: readonly Known[], used: ReadonlySet<Known>): Known | null => {
  let best: Known | null = null;
  let bestScore = 0;
  for (const known of persons) {
    if (used.has(known) || known.stretch === null) continue;
    const alike = likeness(known.stretch, candidate.stretch);
    if (alike < coveringLikeness) continue;
    const sameFraming = known.shot.framing === candidate.fields.framing ? 1 : 0;
    const sameSubject = known.shot.subjects[0] === candidate.fields.subjects?.[0] ? 1 : 0;
    const score = alike + sameFraming + sameSubject;
    if (score > bestScore) [best, bestScore] = [known, score];
  }
  return best;
};

const isSameShot = ({ shot }: Known, candidate: Candidate): boolean =>
  shot.anchor !== null &&
  equalJson(shot.anchor.start, candidate.words.start) &&
  equalJson(shot.anchor.end, candidate.words.end) &&
  shot.framing === candidate.fields.framing &&
  shot.subjects[0] === candidate.fields.subjects?.[0];

type Plan = {
  /** Proposals in order; `reuse` is the shot of an earlier breakdown that is the same one. */
  readonly places: readonly { readonly candidate: Candidate; readonly reuse: Known | null }[];
  readonly persons: readonly Known[];
  readonly dropped: readonly Known[];
  readonly covered: number;
};

const makePlan = (candidates: readonly Candidate[], known: readonly Known[]): Plan => {
  const persons = known.filter(({ shot }) => shot.origin === 'person');
  const replaceable = new Set(known.filter(({ shot }) => shot.origin === 'breakdown'));
  const used = new Set<Known>();
  const places: { candidate: Candidate; reuse: Known | null }[] = [];
  for (const candidate of candidates) {
    const cover = coveredBy(candidate, persons, used);
    if (cover !== null) {
      used.add(cover);
      continue;
    }
    const reuse = [...replaceable].find((shot) => isSameShot(shot, candidate)) ?? null;
    if (reuse !== null) replaceable.delete(reuse);
    places.push({ candidate, reuse });
  }
  return { places, persons, dropped: [...replaceable], covered: used.size };
};

type Entry = { readonly item: OrderItem; readonly from: number };

/** People's shots stay in their order; proposals come between them by where their words start. */
const mergeOrder = (persons: readonly Known[], placed: readonly Entry[]): readonly OrderItem[] => {
  const merged: OrderItem[] = [];
  let next = 0;
  for (const { shot, stretch } of persons) {
    for (let entry = placed[next]; entry !== undefined && stretch !== null; entry = placed[next]) {
      if (entry.from >= stretch.from) break;
      merged.push(entry.item);
      next += 1;
    }
    merged.push({ id: shot.id, key: shot.order, pinned: true });
  }
  return [...merged, ...placed.slice(next).map(({ item }) => item)];
};

/**
 * Replaces what earlier breakdowns left of a scene by these proposals. A shot that a person made or changed is never
 * touched, and a proposal that such a shot covers is left out. Applying the same proposals again changes nothing.
 */
export const applyProposals = (
  doc: Y.Doc,
  options: { readonly scene: SceneId; readonly proposals: readonly Proposal[]; readonly ids: Pick<IdFactory, 'shot'> },
): CommandResult<AppliedProposals> => {
  const { ids, scene, proposals } = options;
  return applyAllProposals(doc, { scenes: [{ scene, proposals }], ids });
};

export type SceneProposals = { readonly scene: SceneId; readonly proposals: readonly Proposal[] };

/** The same for several scenes, reading the script once. What one of them fails at changes none. */
export const applyAllProposals = (
  doc: Y.Doc,
  options: { readonly scenes: readonly SceneProposals[]; readonly ids: Pick<IdFactory, 'shot'> },
): CommandResult<AppliedProposals> => {
  const story = readStory(doc);
  const outline = outlineOf(doc);
  const plans: { readonly scene: SceneId; readonly plan: Plan }[] = [];
  for (const each of options.scenes) {
    const plan = planScene({ story, outline }, each);
    if (!plan.ok) return plan;
    plans.push({ scene: each.scene, plan: plan.value });
  }
  const applied = plans.map(({ scene, plan }) => writePlan(doc, plan, { scene, ids: options.ids }));
  return ok({
    added: applied.flatMap(({ added }) => added),
    kept: applied.flatMap(({ kept }) => kept),
    deleted: applied.flatMap(({ deleted }) => deleted),
    covered: applied.reduce((sum, { covered }) => sum + covered, 0),
  });
};

const planScene = (
  { story, outline }: { readonly story: Story; readonly outline: ScriptOutline },
  { scene: id, proposals }: SceneProposals,
): CommandResult<Plan> => {
  const scene = story.scenes.find((each) => each.id === id);
  if (scene === undefined) return fail({ kind: 'no-such-scene', id });
  const measure = measureScene(story, id);
  const candidates = readCandidates(outline, proposals, measure);
  if (!candidates.ok) return candidates;
  const known = scene.shots.flatMap((shotId): Known[] => {
    const shot = story.shots.get(shotId);
    return shot === undefined ? [] : [{ shot, stretch: stretchBetween(measure, shot.anchor) }];
  });
  return ok(makePlan(candidates.value, known));
};

const writePlan = (
  doc: Y.Doc,
  plan: Plan,
  { scene, ids }: { readonly scene: SceneId; readonly ids: Pick<IdFactory, 'shot'> },
): AppliedProposals => {
  const deleted = plan.dropped.map(({ shot }) => shot.id);
  deleteShots(doc, deleted);
  const added: ShotId[] = [];
  const kept: ShotId[] = [];
  const placed = plan.places.map(({ candidate: { fields, anchor, stretch }, reuse }): Entry => {
    const id = reuse?.shot.id ?? ids.shot();
    const record = reuse === null ? null : recordForWriting(shotsOf(doc), id);
    if (record === null) insertShot(doc, id, { ...fields, scene, anchor, origin: 'breakdown' });
    else writeFields(record, fields);
    (record === null ? added : kept).push(id);
    return { item: { id, key: reuse?.shot.order ?? null, pinned: false }, from: stretch.from };
  });
  writeOrders(shotsOf(doc), arrangeKeys(mergeOrder(plan.persons, placed)));
  return { added, kept, deleted, covered: plan.covered };
};
