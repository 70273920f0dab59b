/** Commands on everything of the `story` that is neither script nor shot: meta, cast, places, props, looks, rules, stage. */
import * as Y from 'yjs';
import type { CastId, IdFactory, SceneId, ShotId } from '../../ids/ids.ts';
import { fail, ok } from '../../result/result.ts';
import {
  type CastFields,
  castFieldsSchema,
  castOf,
  type EntryFields,
  type EntryRoot,
  entriesOf,
  entryFieldsSchema,
  type MetaFields,
  metaFieldsSchema,
  metaOf,
  type StageFields,
  stageFieldsSchema,
  stageOf,
} from '../schema.ts';
import { type StagedItems, writeStaged, writeStagedItems } from '../stage-record.ts';
import { recordForWriting } from '../stored.ts';
import { type CommandResult, checked } from './command-error.ts';
import { writeFields } from './write-fields.ts';

export const setMeta = (doc: Y.Doc, fields: MetaFields): CommandResult<void> => {
  const valid = checked(metaFieldsSchema, fields);
  if (!valid.ok) return valid;
  writeFields(metaOf(doc), valid.value);
  return ok(undefined);
};

const add = <Id extends string>(root: Y.Map<unknown>, id: Id, fields: Readonly<Record<string, unknown>>) => {
  if (root.has(id)) return fail({ kind: 'already-there', id } as const);
  root.set(id, new Y.Map<unknown>(Object.entries(fields).filter(([, value]) => value !== undefined)));
  return ok(id);
};

const update = (root: Y.Map<unknown>, id: string, fields: Readonly<Record<string, unknown>>): CommandResult<void> => {
  const record = recordForWriting(root, id);
  if (record === null) return fail({ kind: 'no-such-entry', id });
  writeFields(record, fields);
  return ok(undefined);
};

const remove = (root: Y.Map<unknown>, id: string): CommandResult<void> => {
  if (!root.has(id)) return fail({ kind: 'no-such-entry', id });
  root.delete(id);
  return ok(undefined);
};

export const addCast = (
  doc: Y.Doc,
  member: { readonly ids: Pick<IdFactory, 'cast'>; readonly fields: CastFields },
): CommandResult<CastId> => {
  const valid = checked(castFieldsSchema.required({ name: true }), member.fields);
  return valid.ok ? add(castOf(doc), member.ids.cast(), valid.value) : valid;
};

export const updateCast = (
  doc: Y.Doc,
  change: { readonly id: CastId; readonly fields: CastFields },
): CommandResult<void> => {
  const valid = checked(castFieldsSchema, change.fields);
  return valid.ok ? update(castOf(doc), change.id, valid.value) : valid;
};

export const deleteCast = (doc: Y.Doc, id: CastId): CommandResult<void> => remove(castOf(doc), id);

/** Adds a place, prop, look or rule under the id given. */
export const addEntry = <Id extends string>(
  doc: Y.Doc,
  entry: { readonly root: EntryRoot; readonly id: Id; readonly fields: EntryFields },
): CommandResult<Id> => {
  const valid = checked(entryFieldsSchema.required({ name: true }), entry.fields);
  return valid.ok ? add(entriesOf(doc, entry.root), entry.id, valid.value) : valid;
};

export const updateEntry = (
  doc: Y.Doc,
  change: { readonly root: EntryRoot; readonly id: string; readonly fields: EntryFields },
): CommandResult<void> => {
  const valid = checked(entryFieldsSchema, change.fields);
  return valid.ok ? update(entriesOf(doc, change.root), change.id, valid.value) : valid;
};

export const deleteEntry = (
  doc: Y.Doc,
  entry: { readonly root: EntryRoot; readonly id: string },
): CommandResult<void> => remove(entriesOf(doc, entry.root), entry.id);

/** Stages a scene or shot by hand; a part set to null is derived from the script again. */
export const setStage = (
  doc: Y.Doc,
  stage: { readonly target: SceneId | ShotId; readonly fields: StageFields },
): CommandResult<void> => {
  const valid = checked(stageFieldsSchema, stage.fields);
  if (!valid.ok) return valid;
  writeStaged(stageOf(doc), stage.target, valid.value);
  return ok(undefined);
};

/**
 * Makes a list of the target's stage, which is `now` as it is shown, `next`: of the figures and pieces only what differs is
 * stored, so that what others do to the rest at the same time stays.
 */
export const changeStage = (
  doc: Y.Doc,
  { target, list, now, next }: StagedItems & { readonly target: SceneId | ShotId },
): CommandResult<void> => {
  const valid = checked(stageFieldsSchema, { [list]: next });
  if (!valid.ok) return valid;
  writeStagedItems(stageOf(doc), target, { list, now, next: valid.value[list] ?? [] });
  return ok(undefined);
};
