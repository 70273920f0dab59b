import type { IdFactory, ProjectId, ShareId } from '@oner/shared/ids/ids.ts';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import type { Clock } from '../platform/clock.ts';
import type { Storage } from '../storage/ports.ts';
import type { AccessChanges } from './access-changes.ts';
import { allRecords } from './all-records.ts';
import type { Role } from './principal.ts';
import { type SessionRecord, type ShareRecord, shareCollection } from './records.ts';
import { checkPassword, hashPassword, hashToken, newToken } from './secrets.ts';
import type { Sessions } from './sessions.ts';

export type ShareFields = {
  readonly role: Exclude<Role, 'owner'>;
  readonly name?: string;
  readonly password?: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt?: number;
  readonly decides?: boolean;
  readonly by: { readonly id: string; readonly name: string };
};

export type Shares = {
  readonly create: (project: ProjectId, fields: ShareFields) => Promise<{ share: ShareRecord; token: string }>;
  readonly of: (project: ProjectId) => Promise<readonly ShareRecord[]>;
  /** Null when it is withdrawn or over. */
  readonly valid: (id: ShareId) => Promise<ShareRecord | null>;
  readonly byToken: (token: string) => Promise<ShareRecord | null>;
  readonly revoke: (project: ProjectId, id: ShareId) => Promise<boolean>;
  readonly removeAll: (project: ProjectId) => Promise<void>;
  /** Lets someone in by a link. `token` is null when the session that they had already took the link up. */
  readonly enter: (
    share: ShareRecord,
    guest: { readonly name: string; readonly password?: string; readonly session: SessionRecord | null },
  ) => Promise<Result<{ readonly token: string | null; readonly session: SessionRecord }, { kind: 'wrong-password' }>>;
};

export const createShares = (options: {
  readonly storage: Storage;
  readonly ids: Pick<IdFactory, 'share'>;
  readonly clock: Clock;
  readonly changes: AccessChanges;
  readonly sessions: Sessions;
}): Shares => {
  const { ids, clock, changes, sessions } = options;
  const shares = options.storage.records(shareCollection);
  const current = (share: ShareRecord | null | undefined): ShareRecord | null =>
    share && (share.expiresAt === null || share.expiresAt > clock.now()) ? share : null;
  const of = (project: ProjectId) => allRecords(shares, { index: 'project', equals: project });
  return {
    create: async (project, fields) => {
      const token = newToken('share');
      const share: ShareRecord = {
        id: ids.share(),
        project,
        tokenHash: hashToken(token),
        role: fields.role,
        name: fields.name ?? null,
        password: fields.password === undefined ? null : await hashPassword(fields.password),
        decides: fields.decides ?? true,
        expiresAt: fields.expiresAt ?? null,
        createdAt: clock.now(),
        by: fields.by,
      };
      await shares.insert(share);
      return { share, token };
    },
    of,
    valid: async (id) => current(await shares.get(id)),
    byToken: async (token) =>
      current((await shares.find({ where: { index: 'token', equals: hashToken(token) }, limit: 1 })).records[0]),
    revoke: async (project, id) => {
      if ((await shares.get(id))?.project !== project || !(await shares.delete(id))) return false;
      await changes.announce(project);
      return true;
    },
    removeAll: async (project) => {
      for (const share of await of(project)) await shares.delete(share.id);
    },
    enter: async (share, guest) => {
      if (share.password !== null && !(await checkPassword(guest.password ?? '', share.password)))
        return fail({ kind: 'wrong-password' });
      const by = { name: guest.name, share: share.id, project: share.project };
      return ok(await sessions.join(guest.session, by));
    },
  };
};
