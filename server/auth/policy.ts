import type { Access, Role } from './principal.ts';

/** All that can be asked of a project. Every door (HTTP, sync, live events, assets, exports) asks `may` with one of these. */
export const operations = [
  'read',
  'comment',
  'decide',
  'edit',
  'generate',
  'name-version',
  'share',
  'manage-members',
  'manage-webhooks',
  'manage-keys',
  'delete-project',
] as const;
export type Operation = (typeof operations)[number];

const allowed: Readonly<Record<Role, ReadonlySet<Operation>>> = {
  viewer: new Set<Operation>(['read']),
  commenter: new Set<Operation>(['read', 'comment', 'decide']),
  editor: new Set<Operation>(['read', 'comment', 'decide', 'edit', 'generate', 'name-version', 'share']),
  owner: new Set<Operation>(operations),
};

/** The one policy. */
export const may = (access: Pick<Access, 'role' | 'decides'>, operation: Operation): boolean =>
  allowed[access.role].has(operation) && (operation !== 'decide' || access.role !== 'commenter' || access.decides);
