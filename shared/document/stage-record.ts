/**
 * Where hand-made stagings are stored. A target's record is `stage[id]`; while there is none, each part stands by itself
 * under `stage["id.part"]`: two people who stage one scene for the first time at once would else each put a map at the
 * same key, and Yjs keeps one of two maps and drops the other with all that is in it. What was changed of a list item by item
 * lies under `stage["id.part.item…"]` (see `stage-changes.ts`).
 */
import * as Y from 'yjs';
import { writeFields } from './commands/write-fields.ts';
import {
  type ChangedList,
  changedLists,
  listKeysToWrite,
  readListChanges,
  renamedKey,
  type StagedItem,
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

/** Those of the keys that tell of a list's single items, with what follows the list's name. */
const itemKeys = (
  keys: Iterable<string>,
  target: string,
  list: ChangedList,
): readonly (readonly [key: string, after: string])[] => {
  const start = partKey(target, list);
  return [...keys].filter((key) => key.startsWith(start + separator)).map((key) => [key, key.slice(start.length)]);
};

/** Where `parseStage` finds what was changed of each list. */
const changesField = { figures: 'figureChanges', pieces: 'pieceChanges' } as const satisfies Record<
  ChangedList,
  keyof StageEntry
>;

type Fields = Readonly<Record<string, unknown>>;

/** What is stored of the target's parts as wholes; what its record says goes before single parts. */
export const stagedParts = (stage: Y.Map<unknown>, target: string): Fields => {
  const single = stageParts.filter((part) => stage.has(partKey(target, part)));
  return {
    ...Object.fromEntries(single.map((part) => [part, plainValue(stage.get(partKey(target, part)))])),
    ...plainRecord(stage.get(target)),
  };
};

/** What is stored for the target under its `keys`, parts by name; null when nothing is. */
export const stagedRecord = (stage: Y.Map<unknown>, target: string, keys: Iterable<string>): Fields | null => {
  const record = plainRecord(stage.get(target));
  const changes = changedLists.flatMap((list) => {
    const items = record && list in record ? [] : itemKeys(keys, target, list);
    if (items.length === 0) return [];
    const entries = items.map(([key, after]) => [after, plainValue(stage.get(key))] as const);
    return [[changesField[list], readListChanges(entries)] as const];
  });
  const parts = stagedParts(stage, target);
  if (record === null && Object.keys(parts).length + changes.length === 0) return null;
  return { ...Object.fromEntries(changes), ...parts };
};

/** Sets the fields that differ from what is stored; what was changed of single items stays laid over them. */
export const rewriteStaged = (stage: Y.Map<unknown>, target: string, fields: Fields): void => {
  const record = recordForWriting(stage, target);
  const named = Object.entries(fields).map(([part, value]) => [partKey(target, part), value]);
  writeFields(record ?? stage, record === null ? Object.fromEntries(named) : fields);
};

/** Sets the fields that differ from what is stored. A list that is set takes the place of what was changed of its items. */
export const writeStaged = (stage: Y.Map<unknown>, target: string, fields: Fields): void => {
  rewriteStaged(stage, target, fields);
  for (const list of changedLists)
    if (fields[list] !== undefined) for (const [key] of itemKeys(stage.keys(), target, list)) stage.delete(key);
};

export type StagedItems = {
  readonly list: ChangedList;
  readonly now: readonly StagedItem[];
  readonly next: readonly StagedItem[];
};

/** Makes a list that is `now` for the target `next`, item by item; in a record, which other clients keep, as a whole. */
export const writeStagedItems = (stage: Y.Map<unknown>, target: string, { list, now, next }: StagedItems): void => {
  if (stage.has(target)) {
    writeStaged(stage, target, { [list]: next });
    return;
  }
  const start = partKey(target, list);
  const keys = [...listKeysToWrite(now, next)].map(([after, value]) => [start + after, value]);
  writeFields(stage, Object.fromEntries(keys));
};

export const deleteStaged = (stage: Y.Map<unknown>, targets: ReadonlySet<string>): void => {
  for (const key of [...stage.keys()]) if (targets.has(stageTarget(key))) stage.delete(key);
};

/** Copies what is staged for one target to another that has nothing. */
export const copyStaged = (stage: Y.Map<unknown>, from: string, to: string): void => {
  const record = plainRecord(stage.get(from));
  if (record !== null) stage.set(to, new Y.Map<unknown>(Object.entries(record)));
  for (const key of [...stage.keys()])
    if (key.startsWith(from + separator)) stage.set(to + key.slice(from.length), plainValue(stage.get(key)));
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
