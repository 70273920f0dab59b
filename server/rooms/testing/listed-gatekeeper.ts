import type { IncomingMessage } from 'node:http';
import { type ProjectId, userIdSchema } from '@oner/shared/ids/ids.ts';
import type { AccessResult, Gatekeeper } from '../../auth/gatekeeper.ts';
import type { Principal, Role } from '../../auth/principal.ts';

type Grant = { readonly role: Role; readonly name: string };

/** A gatekeeper whose tokens are `<name>` of whom it was told; it grants each of them any project. */
export class ListedGatekeeper implements Gatekeeper {
  readonly #grants = new Map<string, Grant>();
  readonly #listeners = new Set<(project: ProjectId | null) => void>();
  readonly missing = new Set<string>();
  /** While set, it has no answer. */
  failure: Error | null = null;
  /** While set, answers wait for it. */
  gate: Promise<void> | null = null;

  /** Lets `name` in with `role`. Silent: without telling the open sockets. */
  grant(name: string, role: Role, silent = false): void {
    this.#grants.set(name, { role, name });
    if (!silent) this.#tell();
  }

  revoke(name: string, silent = false): void {
    this.#grants.delete(name);
    if (!silent) this.#tell();
  }

  readonly identify = async (request: IncomingMessage): Promise<Principal | null> => {
    await this.gate;
    const token = new URL(request.url ?? '', 'http://localhost').searchParams.get('token');
    if (token === null) return null;
    return { kind: 'user', id: userIdSchema.parse(`usr_${token}`), name: token, session: token };
  };

  readonly access = async (principal: Principal | null, project: ProjectId): Promise<AccessResult> => {
    if (this.failure) throw this.failure;
    if (!principal) return { kind: 'not-signed-in' };
    if (this.missing.has(project)) return { kind: 'no-such-project' };
    const grant = this.#grants.get(principal.name);
    return grant
      ? { kind: 'granted', access: { principal, project, role: grant.role, decides: true } }
      : { kind: 'no-access' };
  };

  readonly onChange = (listener: (project: ProjectId | null) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  #tell(): void {
    for (const listener of this.#listeners) listener(null);
  }
}
