/**
 * What hands changed of a staged list, field by field: who moves one figure writes nothing of the others, so that two hands
 * on two things of one scene never meet at one key, and each takes back only its own. What nobody touched follows the
 * list that it is laid over: the script's, or one stored as a whole.
 *
 * Keys, after the target's and the list's name: `.id` holds a whole item that is added, or null for one that is taken
 * away; `.id.field` holds one field's value, null where the item is to have none. Ids are written with `.` and `%` escaped.
 */
import { z } from 'zod';
import type { SetPiece, StagedFigure } from '../stage/scene.ts';
import { equalJson } from './equal-json.ts';
import { setPieceSchema, stagedFigureSchema } from './stage-schema.ts';

/** The lists that are changed item by item, by what tells one item from another. */
const idFields = { figures: 'name', pieces: 'id' } as const;
export const changedLists = ['figures', 'pieces'] as const satisfies readonly (keyof typeof idFields)[];
export type ChangedList = (typeof changedLists)[number];
export type ChangedItem<L extends ChangedList> = L extends 'figures' ? StagedFigure : SetPiece;

const itemChangeSchema = z.object({
  /** Added, null when taken away, absent when it is of the list below. */
  item: z.record(z.string(), z.unknown()).nullable().optional(),
  fields: z.record(z.string(), z.unknown()),
});
export const listChangesSchema = z.record(z.string(), itemChangeSchema);
export type ItemChange = z.infer<typeof itemChangeSchema>;
/** By item. */
export type ListChanges = Readonly<Record<string, ItemChange>>;
export const noListChanges: ListChanges = {};

const mark = '.';
const written = (id: string): string => id.replaceAll('%', '%25').replaceAll(mark, '%2E');
const unwritten = (id: string): string => id.replaceAll('%2E', mark).replaceAll('%25', '%');

/** The key of an item, or of one field of it, after that of its list. */
const changeKey = (id: string, field?: string): string =>
  mark + written(id) + (field === undefined ? '' : mark + field);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The changes that lie under keys; `entries` are keys after the list's name with what is stored there. */
export const readListChanges = (entries: Iterable<readonly [key: string, value: unknown]>): ListChanges => {
  const found = new Map<string, { item?: ItemChange['item']; fields: Map<string, unknown> }>();
  for (const [key, value] of entries) {
    const [, id, field] = key.split(mark);
    if (id === undefined) continue;
    const change = found.get(id) ?? { fields: new Map<string, unknown>() };
    found.set(id, change);
    if (field !== undefined) change.fields.set(field, value);
    else if (value === null || isObject(value)) change.item = value;
  }
  return Object.fromEntries(
    [...found].map(([id, { fields, ...change }]) => [unwritten(id), { ...change, fields: Object.fromEntries(fields) }]),
  );
};

/** What was changed of the item; null when nothing was. */
export const changeOf = (changes: ListChanges | undefined, id: string): ItemChange | null =>
  changes !== undefined && Object.hasOwn(changes, id) ? (changes[id] ?? null) : null;

export const hasChanges = (changes: ListChanges | undefined): boolean => Object.keys(changes ?? {}).length > 0;

/** Whether a hand set the field of the item. */
export const isFieldChanged = (changes: ListChanges | undefined, id: string, field: string): boolean =>
  Object.hasOwn(changeOf(changes, id)?.fields ?? {}, field);

/** Fields whose value may be null; elsewhere null says that there is none. */
const nullable: ReadonlySet<string> = new Set(['gaze']);

const schemas = { figures: stagedFigureSchema, pieces: setPieceSchema };
const parsed = (list: ChangedList, item: Readonly<Record<string, unknown>>): StagedItem | null =>
  schemas[list].safeParse(item).data ?? null;

export type StagedItem = StagedFigure | SetPiece;
const idOf = (item: StagedItem): string => ('name' in item ? item.name : item.id);

const withField = <T extends StagedItem>(list: ChangedList, item: T, [field, value]: readonly [string, unknown]): T => {
  if (field === idFields[list]) return item;
  const others = Object.entries(item).filter(([each]) => each !== field);
  const own = value === null && !nullable.has(field) ? [] : [[field, value] as const];
  return (parsed(list, Object.fromEntries([...others, ...own])) as T | null) ?? item; // the list's schema gives the list's items
};

/** With the fields, but for those that would make it no item. */
const withFields = <T extends StagedItem>(list: ChangedList, item: T, { fields }: ItemChange): T =>
  Object.entries(fields).reduce((changed, field) => withField(list, changed, field), item);

const added = <L extends ChangedList>(list: L, id: string, change: ItemChange | null): ChangedItem<L>[] => {
  if (!change?.item) return [];
  const item = parsed(list, { ...change.item, [idFields[list]]: id }) as ChangedItem<L> | null; // as above
  return item === null ? [] : [withFields(list, item, change)];
};

/** The list with what was changed of it; what was added comes last, by id. The same list when that is nothing. */
export const withListChanges = <L extends ChangedList>(
  list: L,
  base: readonly ChangedItem<L>[],
  changes: ListChanges,
): readonly ChangedItem<L>[] => {
  const ids = Object.keys(changes);
  if (ids.length === 0) return base;
  const known = new Set(base.map((item) => idOf(item)));
  const kept = base.flatMap((item) => {
    const change = changeOf(changes, idOf(item));
    if (change === null) return [item];
    if (change.item === null) return [];
    return change.item === undefined ? [withFields(list, item, change)] : added(list, idOf(item), change);
  });
  const others = ids.filter((id) => !known.has(id)).sort();
  return [...kept, ...others.flatMap((id) => added(list, id, changeOf(changes, id)))];
};

/** The fields in which two items differ. */
export const fieldsThatDiffer = (a: StagedItem, b: StagedItem): readonly string[] => {
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  const fields = [...new Set([...left.keys(), ...right.keys()])];
  return fields.filter((field) => !equalJson(left.get(field), right.get(field)));
};

/** What to store under keys after the list's name so that a list which is `now` becomes `next`; null is stored as such. */
export const listKeysToWrite = (
  now: readonly StagedItem[],
  next: readonly StagedItem[],
): ReadonlyMap<string, unknown> => {
  const before = new Map(now.map((item) => [idOf(item), item]));
  const after = new Set(next.map((item) => idOf(item)));
  const keys = new Map<string, unknown>();
  for (const item of next) {
    const [id, fields] = [idOf(item), new Map(Object.entries(item))];
    const was = before.get(id);
    if (was === undefined) keys.set(changeKey(id), item);
    else for (const field of fieldsThatDiffer(was, item)) keys.set(changeKey(id, field), fields.get(field) ?? null);
  }
  for (const id of before.keys()) if (!after.has(id)) keys.set(changeKey(id), null);
  return keys;
};

/** The key, after the list's name, under another id; null when it is of another item. */
export const renamedKey = (key: string, from: string, to: string): string | null => {
  const [, id, field] = key.split(mark);
  return id === written(from) ? changeKey(to, field) : null;
};
