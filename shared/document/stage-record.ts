/**
 * Where hand-made stagings are stored. A target's record is `stage[id]`; while there is none, each part stands by itself
 * under `stage["id.part"]`: two people who stage one scene for the first time at once would else each put a map at the
 * same key, and Yjs keeps one of two maps and drops the other with all that is in it. What was changed of a list item by item
 * lies under `stage["id.part.item…"]` (see `stage-changes.ts`).
 */
import * as Y from 'yjs';
import { writeFields } from './commands/write-fields.ts';
import {
  type ChangedItem,
  type ChangedList,
  changedLists,
  type ListChanges,
  listKeysToWrite,
  noListChanges,
  readListChanges,
  renamedKey,
} from './stage-changes.ts';
import { plainRecord, plainValue, recordForWriting } from './stored.ts';
import type { StageEntry } from './story.ts';

export const stageParts = [
  'figures',
  'pieces',
  'extent',
  'time',
  'side',
  'camera',
  'move',
  'figuresEnd',
] as const satisfies readonly (keyof StageEntry)[];

/** Never part of an id. */
const separator = '.';
const partKey = (target: string, part: string): string => `${target}${separator}${part}`;

/** The scene or shot that a key of `stage` tells of. */
export const stageTarget = (key: string): string => key.split(separator, 1)[0] ?? key;

/** The keys that belong to the target. */
export const stageKeys = (stage: Y.Map<unknown>, target: string): readonly string[] =>
  [...stage.keys()].filter((key) => stageTarget(key) === target);

/** The keys of a list's single items, with what follows the list's name. */
const itemKeys = (
  keys: Iterable<string>,
  target: string,
  list: ChangedList,
): readonly (readonly [string, string])[] => {
  const start = partKey(target, list);
  return [...keys].filter((key) => key.startsWith(start + separator)).map((key) => [key, key.slice(start.length)]);
};

/** Where `parseStage` finds what was changed of each list. */
const changesField = { figures: 'figureChanges', pieces: 'pieceChanges' } as const satisfies Record<
  ChangedList,
  keyof StageEntry
>;

const listChanges = (stage: Y.Map<unknown>, items: readonly (readonly [string, string])[]): ListChanges =>
  items.length === 0
    ? noListChanges
    : readListChanges(items.map(([key, after]) => [after, plainValue(stage.get(key))] as const));

/**
 * What is stored for the target under its `keys`, parts by name; null when nothing is. What its record says goes before
 * single parts.
 */
export const stagedRecord = (
  stage: Y.Map<unknown>,
  target: string,
  keys: Iterable<string> = stageKeys(stage, target),
): Readonly<Record<string, unknown>> | null => {
  const record = plainRecord(stage.get(target));
  const parts = stageParts.filter((part) => stage.has(partKey(target, part)));
  const single = parts.map((part) => [part, plainValue(stage.get(partKey(target, part)))] as const);
  const changes = changedLists
    .filter((list) => !(record && list in record))
    .map((list) => [changesField[list], listChanges(stage, itemKeys(keys, target, list))] as const)
    .filter(([, changed]) => changed !== noListChanges);
  if (record === null && parts.length + changes.length === 0) return null;
  return { ...Object.fromEntries([...single, ...changes]), ...record };
};

/** Sets the fields that differ from what is stored; what was changed of single items stays laid over them. */
export const rewriteStaged = (
  stage: Y.Map<unknown>,
  target: string,
  fields: Readonly<Record<string, unknown>>,
): void => {
  const record = recordForWriting(stage, target);
  const named = Object.entries(fields).map(([part, value]) => [partKey(target, part), value]);
  writeFields(record ?? stage, record === null ? Object.fromEntries(named) : fields);
};

/** Sets the fields that differ from what is stored. A list that is set takes the place of what was changed of its items. */
export const writeStaged = (stage: Y.Map<unknown>, target: string, fields: Readonly<Record<string, unknown>>): void => {
  rewriteStaged(stage, target, fields);
  const set = changedLists.filter((list) => fields[list] !== undefined);
  if (set.length === 0) return;
  const keys = stageKeys(stage, target);
  for (const list of set) for (const [key] of itemKeys(keys, target, list)) stage.delete(key);
};

/** Makes a list that is `now` for the target `next`, item by item; in a record, which other clients keep, as a whole. */
export const writeStagedItems = <L extends ChangedList>(
  stage: Y.Map<unknown>,
  target: string,
  change: { readonly list: L; readonly now: readonly ChangedItem<L>[]; readonly next: readonly ChangedItem<L>[] },
): void => {
  if (stage.has(target)) {
    writeStaged(stage, target, { [change.list]: change.next });
    return;
  }
  const keys = [...listKeysToWrite(change.now, change.next)];
  const start = partKey(target, change.list);
  writeFields(stage, Object.fromEntries(keys.map(([after, value]) => [start + after, value])));
};

export const deleteStaged = (stage: Y.Map<unknown>, target: string): void => {
  for (const key of stageKeys(stage, target)) stage.delete(key);
};

/** Copies what is staged for one target to another that has nothing. */
export const copyStaged = (stage: Y.Map<unknown>, from: string, to: string): void => {
  const record = plainRecord(stage.get(from));
  if (record !== null) stage.set(to, new Y.Map<unknown>(Object.entries(record)));
  for (const key of stageKeys(stage, from))
    if (key !== from) stage.set(to + key.slice(from.length), plainValue(stage.get(key)));
};

/** Renames a figure wherever single changes tell of it. */
export const renameStagedFigure = (stage: Y.Map<unknown>, from: string, to: string): void => {
  for (const key of [...stage.keys()]) {
    const target = stageTarget(key);
    const start = partKey(target, 'figures');
    const next = key.startsWith(start + separator) ? renamedKey(key.slice(start.length), from, to) : null;
    if (next === null) continue;
    stage.set(start + next, plainValue(stage.get(key)));
    stage.delete(key);
  }
};
