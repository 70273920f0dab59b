import type { UserId } from '@oner/shared/ids/ids.ts';
import type { Clock } from '../platform/clock.ts';
import type { Storage } from '../storage/ports.ts';
import { createForgetting } from './forget-expired.ts';
import { type SignInLinkRecord, signInLinkCollection } from './records.ts';
import { hashToken, newToken } from './secrets.ts';

/** A link is good once, within this time. */
export const signInLinkLifeMs = 3_600_000;

/** The path of a sign-in link. */
export const signInPath = (token: string): string => `/sign-in/${token}`;

export type SignInLinks = {
  readonly create: (
    user: UserId,
    options?: { readonly confirm?: boolean },
  ) => Promise<{ readonly path: string; readonly expiresAt: number }>;
  /** Looks without using it up. */
  readonly peek: (token: string) => Promise<SignInLinkRecord | null>;
  /** Uses it up: of two who come at once, one gets in. */
  readonly redeem: (token: string) => Promise<UserId | null>;
};

export const createSignInLinks = (options: { readonly storage: Storage; readonly clock: Clock }): SignInLinks => {
  const { clock } = options;
  const links = options.storage.records(signInLinkCollection);
  const forgetExpired = createForgetting(links);
  const peek = async (token: string): Promise<SignInLinkRecord | null> => {
    const link = await links.get(hashToken(token));
    return link && link.expiresAt > clock.now() ? link : null;
  };
  return {
    create: async (user, { confirm = false } = {}) => {
      const token = newToken('signIn');
      const createdAt = clock.now();
      const expiresAt = createdAt + signInLinkLifeMs;
      await forgetExpired(createdAt);
      await links.insert({ id: hashToken(token), user, confirm, createdAt, expiresAt });
      return { path: signInPath(token), expiresAt };
    },
    peek,
    redeem: async (token) => {
      const link = await peek(token);
      return link && (await links.delete(link.id)) ? link.user : null;
    },
  };
};
