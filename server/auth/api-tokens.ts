import type { UserId } from '@oner/shared/ids/ids.ts';
import type { Clock } from '../platform/clock.ts';
import type { Storage } from '../storage/ports.ts';
import type { AccessChanges } from './access-changes.ts';
import { allRecords } from './all-records.ts';
import { type ApiTokenRecord, apiTokenCollection } from './records.ts';
import { hashToken, newToken } from './secrets.ts';

/** Tokens by which a person's programs come in, as that person. */
export type ApiTokens = {
  readonly create: (user: UserId, name: string) => Promise<{ readonly record: ApiTokenRecord; readonly token: string }>;
  readonly of: (user: UserId) => Promise<readonly ApiTokenRecord[]>;
  readonly get: (id: string) => Promise<ApiTokenRecord | null>;
  readonly revoke: (user: UserId, id: string) => Promise<boolean>;
};

export const createApiTokens = (options: {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly changes: AccessChanges;
}): ApiTokens => {
  const tokens = options.storage.records(apiTokenCollection);
  return {
    create: async (user, name) => {
      const token = newToken('key');
      const record = { id: hashToken(token), user, name, createdAt: options.clock.now() };
      await tokens.insert(record);
      return { record, token };
    },
    of: (user) => allRecords(tokens, { index: 'user', equals: user }),
    get: tokens.get,
    revoke: async (user, id) => {
      if ((await tokens.get(id))?.user !== user || !(await tokens.delete(id))) return false;
      await options.changes.announce(null);
      return true;
    },
  };
};
