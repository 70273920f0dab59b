import type * as Y from 'yjs';
import { equalJson } from './equal-json.ts';

/** The parsed records of one root map: those that changed are parsed again, the others keep their identity. */
export type RecordCache<Id extends string, T> = {
  /** The same map as long as nothing changed; sorted by id, so that every replica lists alike. */
  readonly read: () => ReadonlyMap<Id, T>;
  readonly dispose: () => void;
};

/** How the records lie in the root map, where it is not one record a key. */
export type RecordLayout = {
  /** The id of the record that the key belongs to. */
  readonly idOf: (key: string) => string;
  /** What is stored for the id under its keys, for `parse`; undefined when nothing is. */
  readonly stored: (root: Y.Map<unknown>, id: string, keys: Iterable<string>) => unknown;
};

const oneRecordEachKey: RecordLayout = { idOf: (key) => key, stored: (root, id) => root.get(id) };

/** The keys of each record, kept current. */
const createKeyIndex = (root: Y.Map<unknown>, idOf: RecordLayout['idOf']) => {
  const keysOf = new Map<string, Set<string>>();
  const note = (key: string): void => {
    const id = idOf(key);
    const keys = keysOf.get(id) ?? new Set<string>();
    if (root.has(key)) keys.add(key);
    else keys.delete(key);
    if (keys.size > 0) keysOf.set(id, keys);
    else keysOf.delete(id);
  };
  for (const key of root.keys()) note(key);
  return { note, of: (id: string): Iterable<string> => keysOf.get(id) ?? [] };
};

/** The keys of the root that an event lies under. */
export const changedKeys = (root: Y.Map<unknown>, event: Y.YEvent<Y.AbstractType<unknown>>): readonly string[] =>
  event.target === root ? [...event.keys.keys()] : [String(event.path[0])];

/** `records`, which are in order of their ids, with others put in where they belong. */
const withAdded = <Id extends string, T>(
  records: ReadonlyMap<Id, T>,
  added: ReadonlyMap<Id, T>,
): ReadonlyMap<Id, T> => {
  const waiting = [...added].sort(([a], [b]) => (a < b ? 1 : a > b ? -1 : 0));
  const merged = new Map<Id, T>();
  for (const [id, value] of records) {
    for (let next = waiting.at(-1); next !== undefined && next[0] < id; next = waiting.at(-1)) {
      merged.set(...next);
      waiting.pop();
    }
    merged.set(id, value);
  }
  for (const [id, value] of waiting.reverse()) merged.set(id, value);
  return merged;
};

/** `parse` gives null for what is no record; `onChange` is told that some changed, within the transaction. */
export const createRecordCache = <Id extends string, T>(
  root: Y.Map<unknown>,
  options: {
    readonly parse: (id: Id, value: unknown) => T | null;
    readonly onChange: () => void;
    readonly layout?: RecordLayout;
  },
): RecordCache<Id, T> => {
  const { parse, onChange, layout = oneRecordEachKey } = options;
  const dirty = new Set<string>([...root.keys()].map(layout.idOf));
  const index = layout === oneRecordEachKey ? null : createKeyIndex(root, layout.idOf);
  let records: ReadonlyMap<Id, T> = new Map();

  const observe = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    for (const event of events)
      for (const key of changedKeys(root, event)) {
        dirty.add(layout.idOf(key));
        index?.note(key);
      }
    onChange();
  };
  root.observeDeep(observe);

  const refresh = (): void => {
    let next: Map<Id, T> | null = null;
    const added = new Map<Id, T>();
    for (const key of dirty) {
      const id = key as Id; // the keys of a root map are its ids; whether they are well formed is for writers to check
      const old = records.get(id);
      const stored = layout.stored(root, key, index?.of(key) ?? [key]);
      const value = stored === undefined ? null : parse(id, stored);
      if (value === null ? old === undefined : equalJson(old, value)) continue;
      if (value !== null && old === undefined) {
        added.set(id, value);
        continue;
      }
      next ??= new Map(records);
      if (value === null) next.delete(id);
      else next.set(id, value);
    }
    dirty.clear();
    if (next !== null) records = next;
    if (added.size > 0) records = withAdded(records, added);
  };

  return {
    read: () => {
      if (dirty.size > 0) refresh();
      return records;
    },
    dispose: () => root.unobserveDeep(observe),
  };
};
