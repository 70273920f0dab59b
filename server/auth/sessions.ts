import type { ProjectId, ShareId } from '@oner/shared/ids/ids.ts';
import type { Clock } from '../platform/clock.ts';
import type { Storage } from '../storage/ports.ts';
import { createForgetting } from './forget-expired.ts';
import { type Account, type SessionRecord, sessionCollection } from './records.ts';
import { guestSuffix, hashToken, newToken } from './secrets.ts';

/** A session lasts this long after it was last used. */
export const sessionLifeMs = 30 * 24 * 3_600_000;
/** Sliding costs a write, so it happens at most this often. */
const slideEveryMs = 24 * 3_600_000;
/** Links that one browser may hold at once; the oldest goes. */
const maxShares = 50;

export type Sessions = {
  /** Resolves with the token, which is nowhere else. */
  readonly start: (account: Account) => Promise<string>;
  /** Adds a link to the session, or starts a guest's when there is none. */
  readonly join: (
    session: SessionRecord | null,
    guest: { readonly name: string; readonly share: ShareId; readonly project: ProjectId },
  ) => Promise<{ readonly token: string | null; readonly session: SessionRecord }>;
  /** Null when unknown or over. Being asked about keeps it alive. */
  readonly find: (token: string) => Promise<SessionRecord | null>;
  readonly get: (id: string) => Promise<SessionRecord | null>;
  readonly end: (id: string) => Promise<void>;
  readonly rename: (id: string, name: string) => Promise<void>;
};

export const createSessions = (options: { readonly storage: Storage; readonly clock: Clock }): Sessions => {
  const { clock } = options;
  const sessions = options.storage.records(sessionCollection);
  const forgetExpired = createForgetting(sessions);
  const create = async (fields: Pick<SessionRecord, 'user' | 'name' | 'shares'>) => {
    const token = newToken('session');
    const now = clock.now();
    await forgetExpired(now);
    const session = { ...fields, id: hashToken(token), createdAt: now, expiresAt: now + sessionLifeMs };
    await sessions.insert(session);
    return { token, session };
  };
  const get = async (id: string): Promise<SessionRecord | null> => {
    const session = await sessions.get(id);
    return session && session.expiresAt > clock.now() ? session : null;
  };
  const slide = (session: SessionRecord): SessionRecord | null =>
    session.expiresAt - clock.now() < sessionLifeMs - slideEveryMs
      ? { ...session, expiresAt: clock.now() + sessionLifeMs }
      : null;
  return {
    start: async (account) => (await create({ user: account.id, name: account.name, shares: [] })).token,
    join: async (session, guest) => {
      const entry = { share: guest.share, project: guest.project, guest: `${guest.share}.${guestSuffix()}` };
      if (!session) return create({ user: null, name: guest.name, shares: [entry] });
      const joined = await sessions.update(session.id, (stored) => {
        const known = stored.shares.find((share) => share.share === guest.share);
        const others = stored.shares.filter((share) => share.share !== guest.share);
        const name = stored.user === null ? guest.name : stored.name;
        return { ...stored, name, shares: [...others, known ?? entry].slice(-maxShares) };
      });
      return joined ? { token: null, session: joined } : create({ user: null, name: guest.name, shares: [entry] });
    },
    find: async (token) => {
      const session = await get(hashToken(token));
      return session && slide(session) ? sessions.update(session.id, slide) : session;
    },
    get,
    end: async (id) => {
      await sessions.delete(id);
    },
    rename: async (id, name) => {
      await sessions.update(id, (session) => ({ ...session, name }));
    },
  };
};
