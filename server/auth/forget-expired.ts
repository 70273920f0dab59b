import type { Records } from '../storage/ports.ts';

/** Looked at each time one is made: more go than come, and no sweep is needed. */
const batch = 20;

/**
 * Removes what is over, a batch at each call, going round: records that are old and still in use do not stand in the way of those
 * behind them.
 */
export const createForgetting = <T extends { readonly id: string; readonly expiresAt: number }>(
  records: Records<T>,
): ((now: number) => Promise<void>) => {
  let cursor: string | null = null;
  return async (now) => {
    const page = await records.find({ limit: batch, ...(cursor === null ? {} : { cursor }) });
    cursor = page.next;
    for (const record of page.records) if (record.expiresAt <= now) await records.delete(record.id);
  };
};
