/**
 * Commands on shots. Each checks first and then writes, so that what fails changes nothing; the caller owns the
 * transaction and its origin: `doc.transact(() => addShot(doc, …), origin)`.
 */
import * as Y from 'yjs';
import type { FrameId, IdFactory, SceneId, ShotId } from '../../ids/ids.ts';
import { fail, ok } from '../../result/result.ts';
import { resolveAnchor } from '../anchor.ts';
import {
  anchorInOutline,
  hasScene,
  isHeading,
  nodeOfBlock,
  outlineOf,
  type PlacedShot,
  type ScriptOutline,
  sceneExtent,
  sceneOfBlock,
  shotsInScene,
  textOfOutline,
} from '../locate.ts';
import { arrangeKeys } from '../order-keys.ts';
import {
  type ShotFields,
  type StoredAnchor,
  shotFieldsSchema,
  shotsOf,
  stageOf,
  storedAnchorSchema,
} from '../schema.ts';
import { copyStaged, deleteStaged } from '../stage-record.ts';
import { isRecord, plainField, plainRecord, recordForWriting } from '../stored.ts';
import type { ScriptPoint, ShotOrigin } from '../story.ts';
import { mendAnchors } from '../tidy-story.ts';
import { type CommandResult, checked } from './command-error.ts';
import { deleteDrawingsOf } from './drawings.ts';
import { writeFields } from './write-fields.ts';

/**
 * Where among a scene's shots: at its end, right before or after one of them, or where its words stand in the script:
 * after the last shot whose words start no later, else before the first whose words start later.
 */
export type ShotPlace =
  | { readonly at: 'script-order' }
  | { readonly at: 'end' }
  | { readonly at: 'before'; readonly shot: ShotId }
  | { readonly at: 'after'; readonly shot: ShotId };

export type Words = { readonly start: ScriptPoint; readonly end: ScriptPoint };

export type NewShot = {
  readonly ids: Pick<IdFactory, 'shot'>;
  /** Absent: the scene that the words stand in. */
  readonly scene?: SceneId;
  readonly words?: Words;
  /** Absent: in script order when it has words, else at the end. */
  readonly place?: ShotPlace;
  readonly fields?: ShotFields;
  readonly origin?: ShotOrigin;
};

const atEnd: ShotPlace = { at: 'end' };
const inScriptOrder: ShotPlace = { at: 'script-order' };
const shotOfPlace = (place: ShotPlace): string => ('shot' in place ? place.shot : '');

/** The place as an index into `shots`, or null when its shot is not among them. */
const indexOfPlace = (shots: readonly PlacedShot[], place: ShotPlace): number | null => {
  if (place.at === 'end' || place.at === 'script-order') return shots.length;
  const index = shots.findIndex((shot) => shot.id === place.shot);
  return index < 0 ? null : place.at === 'before' ? index : index + 1;
};

/** The index at which a shot of words from `start` on comes in script order. */
const indexByScript = (
  doc: Y.Doc,
  {
    outline,
    scene,
    shots,
  }: { readonly outline: ScriptOutline; readonly scene: SceneId; readonly shots: readonly PlacedShot[] },
  start: ScriptPoint,
): number => {
  const extent = sceneExtent(outline, scene);
  const block = outline.indexOf.get(start.block);
  if (extent === null || block === undefined || block < extent.first || block >= extent.last) return shots.length;
  const blocks = Array.from({ length: extent.last - extent.first }, (_, at) => extent.first + at);
  const text = textOfOutline(outline);
  let firstLater: number | null = null;
  let after: number | null = null;
  shots.forEach(({ id }, index) => {
    const stored = storedAnchorSchema.safeParse(plainField(shotsOf(doc).get(id), 'anchor'));
    const found = stored.success ? resolveAnchor(doc, text, stored.data, blocks).anchor?.start : undefined;
    const at = found === undefined ? undefined : outline.indexOf.get(found.block);
    if (found === undefined || at === undefined) return;
    if (at < block || (at === block && found.offset <= start.offset)) after = index + 1;
    else firstLater ??= index;
  });
  return after ?? firstLater ?? shots.length;
};

/** Puts `added` at `index` among `others` and returns the keys to write. */
const keysFor = (
  others: readonly PlacedShot[],
  added: readonly string[],
  index: number,
): ReadonlyMap<string, string> => {
  const kept = others.map((shot) => ({ id: shot.id, key: shot.order, pinned: true }));
  const fresh = added.map((id) => ({ id, key: null, pinned: false }));
  return arrangeKeys([...kept.slice(0, index), ...fresh, ...kept.slice(index)]);
};

export const writeOrders = (shots: Y.Map<unknown>, keys: ReadonlyMap<string, string>): void => {
  for (const [id, order] of keys) {
    const record = recordForWriting(shots, id);
    if (record !== null) writeFields(record, { order });
  }
};

/** Adds a shot and returns its id. */
export const addShot = (doc: Y.Doc, shot: NewShot): CommandResult<ShotId> => {
  const fields = checked(shotFieldsSchema, shot.fields ?? {});
  if (!fields.ok) return fields;
  const outline = outlineOf(doc);
  const scene = shot.scene ?? (shot.words ? sceneOfBlock(outline, shot.words.start.block) : null);
  if (scene === null || !hasScene(outline, scene)) return fail({ kind: 'no-such-scene', id: scene ?? '' });
  const anchor = shot.words ? anchorInOutline(outline, shot.words.start, shot.words.end) : null;
  if (shot.words && anchor === null) return fail({ kind: 'no-words' });
  const others = shotsInScene(doc, scene);
  const place = shot.place ?? (shot.words ? inScriptOrder : atEnd);
  const byScript = place.at === 'script-order' && shot.words !== undefined;
  const index = byScript
    ? indexByScript(doc, { outline, scene, shots: others }, shot.words.start)
    : indexOfPlace(others, place);
  if (index === null) return fail({ kind: 'no-such-shot', id: shotOfPlace(place) });
  const id = shot.ids.shot();
  if (shotsOf(doc).has(id)) return fail({ kind: 'already-there', id });
  insertShot(doc, id, { ...fields.value, scene, anchor, origin: shot.origin ?? 'person' });
  writeOrders(shotsOf(doc), keysFor(others, [id], index));
  return ok(id);
};

/** Writes a new shot's record; its order is for the caller to set. */
export const insertShot = (
  doc: Y.Doc,
  id: ShotId,
  record: ShotFields & { scene: SceneId; anchor: StoredAnchor | null; origin: ShotOrigin },
): void => {
  const present = Object.entries(record).filter(([, value]) => value !== undefined && value !== null);
  shotsOf(doc).set(id, new Y.Map<unknown>(present));
};

export type ShotChange = {
  readonly shot: ShotId;
  readonly fields?: ShotFields;
  /** New words to cover, or null for none. */
  readonly words?: Words | null;
  /** Who changes it: what a person changed is theirs, and no breakdown replaces it. */
  readonly by: ShotOrigin;
};

/** Changes a shot; returns whether anything differed. */
export const updateShot = (doc: Y.Doc, change: ShotChange): CommandResult<boolean> => {
  const fields = checked(shotFieldsSchema, change.fields ?? {});
  if (!fields.ok) return fields;
  const shots = shotsOf(doc);
  if (!isRecord(shots.get(change.shot))) return fail({ kind: 'no-such-shot', id: change.shot });
  const words = change.words;
  const anchor = words ? anchorInOutline(outlineOf(doc), words.start, words.end) : words;
  if (words && anchor === null) return fail({ kind: 'no-words' });
  const record = recordForWriting(shots, change.shot);
  if (record === null) return fail({ kind: 'no-such-shot', id: change.shot });
  const written = writeFields(record, { ...fields.value, anchor });
  if (written > 0 && change.by === 'person') writeFields(record, { origin: 'person' });
  return ok(written > 0);
};

/** Deletes shots with what was staged and drawn for them; returns how many. Frames and comments stay in the `desk`. */
export const deleteShots = (doc: Y.Doc, ids: readonly ShotId[]): CommandResult<number> => {
  const shots = shotsOf(doc);
  const unknown = ids.find((id) => !shots.has(id));
  if (unknown !== undefined) return fail({ kind: 'no-such-shot', id: unknown });
  const deleted = new Set(ids);
  for (const id of deleted) shots.delete(id);
  deleteStaged(stageOf(doc), deleted);
  deleteDrawingsOf(doc, deleted);
  return ok(deleted.size);
};

export type ShotMove = { readonly shots: readonly ShotId[]; readonly scene: SceneId; readonly place?: ShotPlace };

/** Moves shots, in the order given, to a place in the same or another scene. */
export const moveShots = (doc: Y.Doc, move: ShotMove): CommandResult<void> => {
  const shots = shotsOf(doc);
  const moved = [...new Set(move.shots)];
  const unknown = moved.find((id) => !isRecord(shots.get(id)));
  if (unknown !== undefined) return fail({ kind: 'no-such-shot', id: unknown });
  if (!isHeading(nodeOfBlock(doc, move.scene) ?? undefined)) return fail({ kind: 'no-such-scene', id: move.scene });
  const all = shotsInScene(doc, move.scene);
  const place = move.place ?? atEnd;
  const target = indexOfPlace(all, place);
  if (target === null) return fail({ kind: 'no-such-shot', id: shotOfPlace(place) });
  const movedIds = new Set(moved);
  const isMoved = (shot: PlacedShot): boolean => movedIds.has(shot.id);
  const others = all.filter((shot) => !isMoved(shot));
  const index = target - all.slice(0, target).filter(isMoved).length;
  for (const id of moved) {
    const record = recordForWriting(shots, id);
    if (record !== null) writeFields(record, { scene: move.scene, origin: 'person' });
  }
  writeOrders(shots, keysFor(others, moved, index));
  mendAnchors(doc, moved);
  return ok(undefined);
};

/** Copies a shot to the place right after it, without its picked frame; returns the copy's id. */
export const duplicateShot = (
  doc: Y.Doc,
  options: { readonly shot: ShotId; readonly ids: Pick<IdFactory, 'shot'> },
): CommandResult<ShotId> => {
  const shots = shotsOf(doc);
  const record = plainRecord(shots.get(options.shot));
  if (record === null) return fail({ kind: 'no-such-shot', id: options.shot });
  const scene = String(record.scene ?? '');
  const others = shotsInScene(doc, scene);
  const id = options.ids.shot();
  if (shots.has(id)) return fail({ kind: 'already-there', id });
  const copied = Object.entries(record).filter(([key]) => key !== 'pick' && key !== 'order');
  shots.set(id, new Y.Map<unknown>([...copied, ['origin', 'person']]));
  const index = others.findIndex((shot) => shot.id === options.shot) + 1;
  writeOrders(shots, keysFor(others, [id], index));
  copyStaged(stageOf(doc), options.shot, id);
  return ok(id);
};

/** Picks the frame that stands for the shot; null shows the latest. */
export const setPick = (
  doc: Y.Doc,
  pick: { readonly shot: ShotId; readonly frame: FrameId | null },
): CommandResult<void> => {
  const record = recordForWriting(shotsOf(doc), pick.shot);
  if (record === null) return fail({ kind: 'no-such-shot', id: pick.shot });
  if (writeFields(record, { pick: pick.frame }) > 0) writeFields(record, { origin: 'person' });
  return ok(undefined);
};
