import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import type { Collection, Storage } from '../storage/ports.ts';
import { createForgetting } from './forget-expired.ts';

const attemptRecordSchema = z.object({
  id: z.string(),
  count: z.number().int().positive(),
  createdAt: z.number(),
  expiresAt: z.number(),
});
type AttemptRecord = z.infer<typeof attemptRecordSchema>;
const attemptCollection: Collection<AttemptRecord> = {
  name: 'attempts',
  schema: attemptRecordSchema,
  key: (record) => record.id,
  order: (record) => String(record.createdAt).padStart(16, '0'),
  indexes: {},
};

/** At most `max` attempts in a window of `windowMs` that the first one opens. */
export type AttemptLimit = { readonly max: number; readonly windowMs: number };

/** Counts attempts of anything that can be guessed or abused; all nodes count together, in storage. */
export type Attempts = {
  /** Counts one; null when it may go on, else how long to wait, ms. Counted before the answer is known: guesses in parallel are counted, too. */
  readonly take: (key: string, limit: AttemptLimit) => Promise<number | null>;
  /** It was right: what was counted counts no more. */
  readonly forget: (key: string) => Promise<void>;
};

/** What is counted (an address, say) is kept as a hash only. */
const idOf = (key: string): string => createHash('sha256').update(key).digest('hex');

export const createAttempts = (options: { readonly storage: Storage; readonly clock: Clock }): Attempts => {
  const { clock } = options;
  const records = options.storage.records(attemptCollection);
  const forgetExpired = createForgetting(records);
  /** Counts one more in the window that is open; null: none is. */
  const countMore = async (id: string): Promise<AttemptRecord | null> => {
    const record = await records.update(id, (known) =>
      known.expiresAt > clock.now() ? { ...known, count: known.count + 1 } : null,
    );
    return record && record.expiresAt > clock.now() ? record : null;
  };
  const open = async (id: string, windowMs: number): Promise<AttemptRecord | null> => {
    const createdAt = clock.now();
    await records.delete(id);
    await forgetExpired(createdAt);
    const record = { id, count: 1, createdAt, expiresAt: createdAt + windowMs };
    return (await records.insert(record)) ? record : countMore(id);
  };
  return {
    take: async (key, { max, windowMs }) => {
      const id = idOf(key);
      const record = (await countMore(id)) ?? (await open(id, windowMs));
      return record && record.count > max ? record.expiresAt - clock.now() : null;
    },
    forget: async (key) => {
      await records.delete(idOf(key));
    },
  };
};
