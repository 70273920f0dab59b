import type { IdFactory } from '@oner/shared/ids/ids.ts';
import type { Bus } from '../bus/ports.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Storage } from '../storage/ports.ts';
import { type AccessChanges, createAccessChanges } from './access-changes.ts';
import { type Accounts, createAccounts } from './accounts.ts';
import { type ApiTokens, createApiTokens } from './api-tokens.ts';
import { type AssetLinks, createAssetLinks } from './asset-links.ts';
import { type Attempts, createAttempts } from './attempts.ts';
import { createGatekeeper } from './create-gatekeeper.ts';
import type { Gatekeeper } from './gatekeeper.ts';
import { createMembers, type Members } from './members.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createShares, type Shares } from './shares.ts';
import { createSignInLinks, type SignInLinks } from './sign-in-links.ts';

/** Everything about people and what they may open. */
export type Auth = {
  readonly gatekeeper: Gatekeeper;
  readonly accounts: Accounts;
  readonly members: Members;
  readonly sessions: Sessions;
  readonly apiTokens: ApiTokens;
  readonly shares: Shares;
  readonly signInLinks: SignInLinks;
  readonly assetLinks: AssetLinks;
  readonly attempts: Attempts;
  readonly changes: AccessChanges;
  /** A fresh link for the owner, such as `/sign-in/oni_…`; the server prints one at every start. */
  readonly ownerLink: () => Promise<string>;
  readonly close: () => Promise<void>;
};

export const createAuth = async (options: {
  readonly storage: Storage;
  readonly bus: Bus;
  readonly ids: IdFactory;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly adminToken: string;
  /** Null: whatever host people reach the server by. */
  readonly publicUrl: string | null;
}): Promise<Auth> => {
  const { storage, clock, ids, adminToken, publicUrl } = options;
  const changes = await createAccessChanges(options);
  const accounts = createAccounts({ storage, ids, clock });
  const members = createMembers({ storage, clock, changes });
  const sessions = createSessions({ storage, clock });
  const apiTokens = createApiTokens({ storage, clock, changes });
  const shares = createShares({ storage, ids, clock, changes, sessions });
  const signInLinks = createSignInLinks({ storage, clock });
  const gatekeeper = createGatekeeper({
    ...{ storage, adminToken, publicUrl, accounts, members, sessions, apiTokens, shares, changes },
  });
  return {
    gatekeeper,
    accounts,
    members,
    sessions,
    apiTokens,
    shares,
    signInLinks,
    assetLinks: createAssetLinks(storage),
    attempts: createAttempts({ storage, clock }),
    changes,
    ownerLink: async () => (await signInLinks.create((await accounts.owner()).id)).path,
    close: changes.close,
  };
};
