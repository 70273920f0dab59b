import type { Records } from '../storage/ports.ts';

/** Looked at each time one is made: as many go as come, and no sweep is needed. */
const batch = 20;

/** Removes what is over among the oldest records. */
export const forgetExpired = async <T extends { readonly id: string; readonly expiresAt: number }>(
  records: Records<T>,
  now: number,
): Promise<void> => {
  const { records: oldest } = await records.find({ limit: batch });
  for (const record of oldest) if (record.expiresAt <= now) await records.delete(record.id);
};
