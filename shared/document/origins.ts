import type { UserId } from '../ids/ids.ts';

/**
 * Why a transaction was made: undo, persistence and echo decide from it. Pass one as `doc.transact(fn, origin)`.
 * Yjs compares origins by identity, so one editing session keeps one `user` origin object for its whole life.
 */
export type TransactionOrigin =
  | { readonly kind: 'user'; readonly user: UserId | null }
  | { readonly kind: 'storage' }
  | { readonly kind: 'generation' }
  | { readonly kind: 'migration' };

export type UserOrigin = Extract<TransactionOrigin, { kind: 'user' }>;

export const userOrigin = (user: UserId | null): UserOrigin => ({ kind: 'user', user });
export const migrationOrigin: TransactionOrigin = { kind: 'migration' };
