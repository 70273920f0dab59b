import type { Query, Records } from '../storage/ports.ts';

const pageSize = 500;

/** Every record that the index gives, page after page. For sets that people make by hand: members, links, tokens. */
export const allRecords = async <T>(records: Records<T>, where?: Query['where']): Promise<readonly T[]> => {
  const found: T[] = [];
  let cursor: string | null = null;
  do {
    const page = await records.find({
      ...(where ? { where } : {}),
      limit: pageSize,
      ...(cursor === null ? {} : { cursor }),
    });
    found.push(...page.records);
    cursor = page.next;
  } while (cursor !== null);
  return found;
};
