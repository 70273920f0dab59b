import type { IncomingMessage } from 'node:http';
import type { ProjectId, ShareId } from '@oner/shared/ids/ids.ts';
import type { Storage } from '../storage/ports.ts';
import type { AccessChanges } from './access-changes.ts';
import type { Accounts } from './accounts.ts';
import type { ApiTokens } from './api-tokens.ts';
import type { AccessResult, Gatekeeper } from './gatekeeper.ts';
import type { Members } from './members.ts';
import { type Principal, type Role, roles } from './principal.ts';
import { projectCollection, type SessionRecord, type ShareRecord } from './records.ts';
import { credentialOf, isSameOrigin } from './request-credential.ts';
import { hashToken, sameSecret, tokenKindOf } from './secrets.ts';
import type { Sessions } from './sessions.ts';
import type { Shares } from './shares.ts';

type Grant = { readonly role: Role; readonly decides: boolean };
type GatekeeperOptions = {
  readonly storage: Storage;
  readonly adminToken: string;
  readonly publicUrl: string | null;
  readonly accounts: Accounts;
  readonly members: Members;
  readonly sessions: Sessions;
  readonly apiTokens: ApiTokens;
  readonly shares: Shares;
  readonly changes: AccessChanges;
};
type User = Extract<Principal, { kind: 'user' }>;
type Guest = Extract<Principal, { kind: 'guest' }>;

const admin: Principal = { kind: 'admin', id: 'admin', name: 'Admin' };
/** How `session` of a principal says what stands behind it, besides a session's own id. */
const keySession = (id: string): string => `key:${id}`;
const bareSession = (share: ShareId): string => `share:${share}`;

const grantOf = (share: ShareRecord): Grant => ({ role: share.role, decides: share.decides });
/** The stronger of two grants; among equal roles the one that decides. */
const stronger = (a: Grant | null, b: Grant): Grant => {
  if (a === null) return b;
  const order = roles.indexOf(b.role) - roles.indexOf(a.role);
  return order > 0 || (order === 0 && b.decides) ? b : a;
};

/** Finds out who a token stands for. */
const createTokenReader = (options: GatekeeperOptions) => {
  const { accounts, sessions, apiTokens, shares } = options;
  const guestOf = (session: SessionRecord): Principal | null => {
    const latest = session.shares.at(-1);
    if (!latest) return null;
    const { share, project, guest } = latest;
    return { kind: 'guest', id: guest, name: session.name, share, project, session: session.id };
  };
  const bySession = async (token: string): Promise<Principal | null> => {
    const session = await sessions.find(token);
    if (!session) return null;
    if (session.user === null) return guestOf(session);
    const account = await accounts.get(session.user);
    return account && { kind: 'user', id: account.id, name: account.name, session: session.id };
  };
  const byKey = async (token: string): Promise<Principal | null> => {
    const key = await apiTokens.get(hashToken(token));
    const account = key && (await accounts.get(key.user));
    return account && { kind: 'user', id: account.id, name: account.name, session: keySession(key.id) };
  };
  const byShare = async (token: string): Promise<Principal | null> => {
    const share = await shares.byToken(token);
    if (!share || share.password !== null) return null;
    const { id, project, name } = share;
    return { kind: 'guest', id: `${id}.0`, name: name ?? 'Guest', share: id, project, session: bareSession(id) };
  };
  return async (token: string): Promise<Principal | null> => {
    if (sameSecret(token, options.adminToken)) return admin;
    switch (tokenKindOf(token)) {
      case 'session':
        return bySession(token);
      case 'key':
        return byKey(token);
      case 'share':
        return byShare(token);
      case 'signIn':
      case null:
        return null;
    }
  };
};

/** Looks up what a principal may be in a project now; `signed-out` when what it came by is over. */
const createGrants = (options: GatekeeperOptions) => {
  const { accounts, members, sessions, apiTokens, shares, changes } = options;
  const byLinks = async (entries: SessionRecord['shares'], project: ProjectId): Promise<Grant | null> => {
    let best: Grant | null = null;
    for (const entry of entries) {
      const share = entry.project === project ? await shares.valid(entry.share) : null;
      if (!share) continue;
      if (share.expiresAt !== null) changes.announceAt(share.id, share.expiresAt, project);
      best = stronger(best, grantOf(share));
    }
    return best;
  };
  const linksOf = async (session: string): Promise<SessionRecord['shares'] | null> => {
    if (session.startsWith('key:')) return (await apiTokens.get(session.slice(4))) ? [] : null;
    const record = await sessions.get(session);
    if (record) changes.announceAt(record.id, record.expiresAt, null);
    return record?.shares ?? null;
  };
  const ofUser = async (user: User, project: ProjectId): Promise<Grant | 'signed-out' | null> => {
    const links = await linksOf(user.session);
    if (links === null) return 'signed-out';
    if ((await accounts.get(user.id))?.owner) return { role: 'owner', decides: true };
    const member = await members.get(project, user.id);
    const byLink = await byLinks(links, project);
    return member ? stronger(byLink, { role: member.role, decides: true }) : byLink;
  };
  const ofGuest = async (guest: Guest, project: ProjectId): Promise<Grant | 'signed-out' | null> => {
    const bare = guest.session === bareSession(guest.share);
    const links = bare
      ? [{ share: guest.share, project: guest.project, guest: guest.id }]
      : await linksOf(guest.session);
    return links === null ? 'signed-out' : byLinks(links, project);
  };
  return async (principal: Principal, project: ProjectId): Promise<Grant | 'signed-out' | null> => {
    switch (principal.kind) {
      case 'admin':
        return { role: 'owner', decides: true };
      case 'user':
        return ofUser(principal, project);
      case 'guest':
        return ofGuest(principal, project);
    }
  };
};

/** The one place that tells who comes and what they may be. */
export const createGatekeeper = (options: GatekeeperOptions): Gatekeeper => {
  const projects = options.storage.records(projectCollection);
  const read = createTokenReader(options);
  const grants = createGrants(options);
  return {
    identify: async (request: IncomingMessage) => {
      const credential = credentialOf(request);
      if (!credential) return null;
      // a page of another origin can make a browser send its cookie, on sockets too
      if (credential.by === 'cookie' && !mayUseCookie(request, options.publicUrl)) return null;
      return read(credential.token);
    },
    access: async (principal, project): Promise<AccessResult> => {
      if (!principal) return { kind: 'not-signed-in' };
      const grant = await grants(principal, project);
      if (grant === 'signed-out') return { kind: 'not-signed-in' };
      if (!grant) return { kind: 'no-access' };
      if (!(await projects.get(project))) return { kind: 'no-such-project' };
      return { kind: 'granted', access: { principal, project, ...grant } };
    },
    onChange: options.changes.onChange,
  };
};

/** Following a link from elsewhere to a page of ours is reading, and SameSite=Lax allows it. */
const mayUseCookie = (request: IncomingMessage, publicUrl: string | null): boolean =>
  isSameOrigin(request, publicUrl) ||
  (request.method === 'GET' &&
    request.headers['sec-fetch-mode'] === 'navigate' &&
    request.headers.origin === undefined);
