import { syncCloseCodes } from '@oner/shared/protocol/sync-messages.ts';
import type { AccessResult, Gatekeeper } from '../auth/gatekeeper.ts';
import type { Access, Principal } from '../auth/principal.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { CloseCode } from './outbox.ts';

/** An open socket whose right to be open can end. */
export type Admitted = {
  readonly access: Access;
  readonly admit: (access: Access) => void;
  readonly close: (code: CloseCode, reason: string) => void;
};

/** The close that an answer of the gatekeeper comes to. */
export const refusal = (
  result: Exclude<AccessResult, { kind: 'granted' }>,
): { readonly code: CloseCode; readonly reason: string } => {
  switch (result.kind) {
    case 'not-signed-in':
      return { code: syncCloseCodes.notSignedIn, reason: 'not signed in' };
    case 'no-access':
      return { code: syncCloseCodes.noAccess, reason: 'no access' };
    case 'no-such-project':
      return { code: syncCloseCodes.noSuchProject, reason: 'no such project' };
  }
};

const keyOf = ({ principal, project }: Access): string =>
  JSON.stringify([project, principal.kind, principal.id, 'session' in principal ? principal.session : '']);

type AccessWatchOptions = {
  readonly gatekeeper: Gatekeeper;
  readonly clock: Clock;
  readonly recheckMs: number;
  readonly admitted: ReadonlySet<Admitted>;
  readonly logger: Logger | undefined;
};

/**
 * Asks again for everyone who is in: at once when the gatekeeper says that something changed, else regularly, as sessions and
 * links also expire without a word. While there is no answer, what was granted stands.
 */
export class AccessWatch {
  readonly #options: AccessWatchOptions;
  readonly #stop: () => void;
  #cancel: () => void = () => {};
  #stopped = false;

  constructor(options: AccessWatchOptions) {
    this.#options = options;
    this.#stop = options.gatekeeper.onChange((project) => void this.recheck(project));
    this.#schedule();
  }

  /** Asks for all in `project`, null: in any. */
  async recheck(project: string | null): Promise<void> {
    const groups = new Map<string, Admitted[]>();
    for (const each of this.#options.admitted) {
      if (project !== null && each.access.project !== project) continue;
      const key = keyOf(each.access);
      groups.set(key, [...(groups.get(key) ?? []), each]);
    }
    await Promise.all([...groups.values()].map((group) => this.#ask(group)));
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
    this.#stop();
  }

  #schedule(): void {
    this.#cancel = this.#options.clock.after(this.#options.recheckMs, () => {
      void this.recheck(null).finally(() => {
        if (!this.#stopped) this.#schedule();
      });
    });
  }

  async #ask(group: readonly Admitted[]): Promise<void> {
    const access = group[0]?.access;
    if (!access) return;
    const principal: Principal = access.principal;
    try {
      const result = await this.#options.gatekeeper.access(principal, access.project);
      for (const each of group) {
        if (result.kind === 'granted') each.admit(result.access);
        else {
          const { code, reason } = refusal(result);
          each.close(code, reason);
        }
      }
    } catch (cause) {
      this.#options.logger?.warn('access-recheck-failed', { project: access.project, cause });
    }
  }
}
