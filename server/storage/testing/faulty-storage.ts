import type { Collection, DocumentLog, Records, Storage } from '../ports.ts';
import { StorageError, type StorageReason } from '../storage-error.ts';

export type StorageOperation =
  | 'append'
  | 'read'
  | 'head'
  | 'compact'
  | 'size'
  | 'remove'
  | 'get'
  | 'insert'
  | 'update'
  | 'delete'
  | 'find'
  | 'ping';

/** All operations that change something. */
export const writes: readonly StorageOperation[] = [
  'append',
  'compact',
  'remove',
  'insert',
  'update',
  'delete',
  'ping',
];

export type Fault = {
  readonly operations: readonly StorageOperation[];
  readonly reason?: StorageReason;
  /** `before`: nothing is done. `after`: it is done, and the answer gets lost. Absent: before. */
  readonly when?: 'before' | 'after';
  /** How many calls fail; absent: all until `heal`. */
  readonly times?: number;
};

export type FaultyStorage = {
  readonly storage: Storage;
  /** Lets calls of the named operations reject from now on. */
  readonly breakDown: (fault: Fault) => void;
  /** Ends all faults. */
  readonly heal: () => void;
  /** Keeps calls of these operations waiting until the function that it returns is called: for a slow disk. */
  readonly hold: (operations: readonly StorageOperation[]) => () => void;
  /** How often an operation was asked for. */
  readonly calls: (operation: StorageOperation) => number;
};

type Guard = <T>(operation: StorageOperation, run: () => Promise<T>) => Promise<T>;

const guardLog = (log: DocumentLog, guard: Guard): DocumentLog => ({
  append: (room, entries) => guard('append', () => log.append(room, entries)),
  read: (room, after) => guard('read', () => log.read(room, after)),
  head: (room) => guard('head', () => log.head(room)),
  compact: (room, seqs, update) => guard('compact', () => log.compact(room, seqs, update)),
  size: (room) => guard('size', () => log.size(room)),
  remove: (room) => guard('remove', () => log.remove(room)),
});

const guardRecords = <T>(records: Records<T>, guard: Guard): Records<T> => ({
  get: (key) => guard('get', () => records.get(key)),
  insert: (record) => guard('insert', () => records.insert(record)),
  update: (key, change) => guard('update', () => records.update(key, change)),
  delete: (key) => guard('delete', () => records.delete(key)),
  find: (query) => guard('find', () => records.find(query)),
});

type ActiveFault = Fault & { left: number };

/** The port over another storage, failing on demand: what a full or dying disk looks like to the rest of the server. */
export const createFaultyStorage = (inner: Storage): FaultyStorage => {
  let faults: ActiveFault[] = [];
  const gates = new Set<{ readonly operations: readonly StorageOperation[]; readonly opened: Promise<void> }>();
  const counts = new Map<StorageOperation, number>();

  const strike = (operation: StorageOperation, when: 'before' | 'after'): void => {
    const fault = faults.find((f) => f.left > 0 && f.operations.includes(operation) && (f.when ?? 'before') === when);
    if (!fault) return;
    fault.left -= 1;
    throw new StorageError(fault.reason ?? 'full', `injected into ${operation}`);
  };

  const guard: Guard = async (operation, run) => {
    counts.set(operation, (counts.get(operation) ?? 0) + 1);
    for (const gate of gates) if (gate.operations.includes(operation)) await gate.opened;
    strike(operation, 'before');
    const result = await run();
    strike(operation, 'after');
    return result;
  };

  return {
    storage: {
      log: guardLog(inner.log, guard),
      records: <T>(collection: Collection<T>) => guardRecords(inner.records(collection), guard),
      ping: () => guard('ping', inner.ping),
      close: inner.close,
    },
    breakDown: (fault) => {
      faults.push({ ...fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    heal: () => {
      faults = [];
    },
    hold: (operations) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const gate = { operations, opened: promise };
      gates.add(gate);
      return () => {
        gates.delete(gate);
        resolve();
      };
    },
    calls: (operation) => counts.get(operation) ?? 0,
  };
};
