import type { IdFactory, UserId } from '@oner/shared/ids/ids.ts';
import type { Clock } from '../platform/clock.ts';
import type { Storage } from '../storage/ports.ts';
import { type Account, accountCollection } from './records.ts';

export type Accounts = {
  readonly get: (id: UserId) => Promise<Account | null>;
  readonly byEmail: (email: string) => Promise<Account | null>;
  /** The account of that address, made when there is none. */
  readonly ensure: (email: string, name?: string) => Promise<Account>;
  /** Whom the link that the server prints signs in; made at the first start. */
  readonly owner: () => Promise<Account>;
  readonly rename: (id: UserId, name: string) => Promise<Account | null>;
};

export const createAccounts = (options: {
  readonly storage: Storage;
  readonly ids: Pick<IdFactory, 'user'>;
  readonly clock: Clock;
}): Accounts => {
  const { ids, clock } = options;
  const accounts = options.storage.records(accountCollection);
  const byEmail = async (email: string) =>
    (await accounts.find({ where: { index: 'email', equals: email.toLowerCase() }, limit: 1 })).records[0] ?? null;
  const create = async (fields: Pick<Account, 'name' | 'email' | 'owner'>): Promise<Account> => {
    const account = { ...fields, id: ids.user(), createdAt: clock.now() };
    await accounts.insert(account);
    return account;
  };
  return {
    get: accounts.get,
    byEmail,
    ensure: async (email, name) =>
      (await byEmail(email)) ??
      create({ name: name ?? email.slice(0, email.indexOf('@')), email: email.toLowerCase(), owner: false }),
    owner: async () =>
      (await accounts.find({ where: { index: 'owner', equals: 'yes' }, limit: 1 })).records[0] ??
      create({ name: 'Owner', email: null, owner: true }),
    rename: (id, name) => accounts.update(id, (account) => ({ ...account, name })),
  };
};
