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

const kinds: ReadonlySet<unknown> = new Set(['user', 'storage', 'generation', 'migration']);

/** Tells our origins from those of providers and editor plugins, which may be anything. */
export const isTransactionOrigin = (origin: unknown): origin is TransactionOrigin =>
  typeof origin === 'object' && origin !== null && 'kind' in origin && kinds.has(origin.kind);

export const userOrigin = (user: UserId | null): UserOrigin => ({ kind: 'user', user });
export const storageOrigin: TransactionOrigin = { kind: 'storage' };
export const generationOrigin: TransactionOrigin = { kind: 'generation' };
export const migrationOrigin: TransactionOrigin = { kind: 'migration' };
