import type { IncomingMessage } from 'node:http';
import type { ProjectId } from '@oner/shared/ids/ids.ts';
import type { Access, Principal } from './principal.ts';

export type AccessResult =
  | { readonly kind: 'granted'; readonly access: Access }
  | { readonly kind: 'not-signed-in' }
  | { readonly kind: 'no-access' }
  | { readonly kind: 'no-such-project' };

/**
 * Where every door asks who comes and what they are in a project. An implementation looks the answer up
 * each time; long-lived connections ask again when `onChange` says that something changed.
 */
export type Gatekeeper = {
  /** By session cookie, `Authorization: Bearer` or `?token=`; null when none is valid. */
  readonly identify: (request: IncomingMessage) => Promise<Principal | null>;
  readonly access: (principal: Principal | null, project: ProjectId) => Promise<AccessResult>;
  /** Called, on every node, when the access of anyone to `project` (null: to any) may have changed. Returns the way to stop. */
  readonly onChange: (listener: (project: ProjectId | null) => void) => () => void;
};
