/**
 * Where hand-made stagings are stored. A target's record is `stage[id]`; while there is none, each part stands by itself
 * under `stage["id.part"]`: two people who stage one scene for the first time at once would else each put a map at the
 * same key, and Yjs keeps one of two maps and drops the other with all that is in it.
 */
import * as Y from 'yjs';
import { writeFields } from './commands/write-fields.ts';
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

/** What is stored for the target, parts by name; null when nothing is. What its record says goes before single parts. */
export const stagedRecord = (stage: Y.Map<unknown>, target: string): Readonly<Record<string, unknown>> | null => {
  const record = plainRecord(stage.get(target));
  const parts = stageParts.filter((part) => stage.has(partKey(target, part)));
  if (record === null && parts.length === 0) return null;
  const single = parts.map((part) => [part, plainValue(stage.get(partKey(target, part)))] as const);
  return { ...Object.fromEntries(single), ...record };
};

/** Sets the fields that differ from what is stored. */
export const writeStaged = (stage: Y.Map<unknown>, target: string, fields: Readonly<Record<string, unknown>>): void => {
  const record = recordForWriting(stage, target);
  const named = Object.entries(fields).map(([part, value]) => [partKey(target, part), value]);
  writeFields(record ?? stage, record === null ? Object.fromEntries(named) : fields);
};

export const deleteStaged = (stage: Y.Map<unknown>, target: string): void => {
  stage.delete(target);
  for (const part of stageParts) stage.delete(partKey(target, part));
};

/** Copies what is staged for one target to another that has nothing. */
export const copyStaged = (stage: Y.Map<unknown>, from: string, to: string): void => {
  const staged = stagedRecord(stage, from);
  if (staged !== null) stage.set(to, new Y.Map<unknown>(Object.entries(staged)));
};
