import type { ProjectId, UserId } from '@oner/shared/ids/ids.ts';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import type { Clock } from '../platform/clock.ts';
import type { Storage } from '../storage/ports.ts';
import type { AccessChanges } from './access-changes.ts';
import { allRecords } from './all-records.ts';
import type { Role } from './principal.ts';
import { type Membership, membershipCollection, membershipKey } from './records.ts';

export type MemberError = { readonly kind: 'last-owner' } | { readonly kind: 'no-such-member' };

export type Members = {
  readonly get: (project: ProjectId, user: UserId) => Promise<Membership | null>;
  readonly of: (project: ProjectId) => Promise<readonly Membership[]>;
  readonly projectsOf: (user: UserId) => Promise<readonly Membership[]>;
  /** A project keeps at least one owner. */
  readonly set: (project: ProjectId, user: UserId, role: Role) => Promise<Result<Membership, MemberError>>;
  readonly remove: (project: ProjectId, user: UserId) => Promise<Result<void, MemberError>>;
  readonly removeAll: (project: ProjectId) => Promise<void>;
};

export const createMembers = (options: {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly changes: AccessChanges;
}): Members => {
  const members = options.storage.records(membershipCollection);
  const of = (project: ProjectId) => allRecords(members, { index: 'project', equals: project });
  const isLastOwner = async (project: ProjectId, user: UserId): Promise<boolean> => {
    const owners = (await of(project)).filter((member) => member.role === 'owner');
    return owners.length === 1 && owners[0]?.user === user;
  };
  return {
    get: (project, user) => members.get(membershipKey(project, user)),
    of,
    projectsOf: (user) => allRecords(members, { index: 'user', equals: user }),
    set: async (project, user, role) => {
      if (role !== 'owner' && (await isLastOwner(project, user))) return fail({ kind: 'last-owner' });
      const fresh = { project, user, role, at: options.clock.now() };
      const stored = (await members.insert(fresh))
        ? fresh
        : await members.update(membershipKey(project, user), (member) => ({ ...member, role }));
      await options.changes.announce(project);
      return stored ? ok(stored) : fail({ kind: 'no-such-member' });
    },
    remove: async (project, user) => {
      if (await isLastOwner(project, user)) return fail({ kind: 'last-owner' });
      if (!(await members.delete(membershipKey(project, user)))) return fail({ kind: 'no-such-member' });
      await options.changes.announce(project);
      return ok(undefined);
    },
    removeAll: async (project) => {
      for (const member of await of(project)) await members.delete(membershipCollection.key(member));
      await options.changes.announce(project);
    },
  };
};
