import type { ProjectId } from '@oner/shared/ids/ids.ts';
import { projectIdSchema } from '@oner/shared/ids/ids.ts';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import type { Accounts } from '../auth/accounts.ts';
import type { Gatekeeper } from '../auth/gatekeeper.ts';
import { may, type Operation } from '../auth/policy.ts';
import type { Access, Principal } from '../auth/principal.ts';
import { notFound, problem, type Reply } from './reply.ts';
import type { Guard } from './route.ts';

type Refusal = { readonly kind: 'refused'; readonly reply: Reply };
const refuse = (reply: Reply) => fail<Refusal>({ kind: 'refused', reply });

const notSignedIn = problem('not-signed-in', 'Sign in, or send a token that is valid.');

export type Asked = { readonly principal: Principal | null; readonly access: Access | null };

/** Asks the gatekeeper and the policy what a route may do for whoever calls. */
export const createAuthorise = (options: { readonly gatekeeper: Gatekeeper; readonly accounts: Accounts }) => {
  const forProject = async (
    principal: Principal | null,
    project: ProjectId,
    operation: Operation,
  ): Promise<Result<Asked, Refusal>> => {
    const result = await options.gatekeeper.access(principal, project);
    switch (result.kind) {
      case 'not-signed-in':
        return refuse(notSignedIn);
      case 'no-access':
      case 'no-such-project':
        return refuse(notFound('project'));
      case 'granted':
        return may(result.access, operation)
          ? ok({ principal, access: result.access })
          : refuse(
              problem('forbidden', `Your role here, ${result.access.role}, may not ${operation.replace('-', ' ')}.`),
            );
    }
  };
  const isServerOwner = async (principal: Principal): Promise<boolean> =>
    principal.kind === 'admin' ||
    (principal.kind === 'user' && ((await options.accounts.get(principal.id))?.owner ?? false));

  return async (
    guard: Guard,
    principal: Principal | null,
    params: { readonly project?: unknown },
  ): Promise<Result<Asked, Refusal>> => {
    if (guard === 'anyone') return ok({ principal, access: null });
    if (!principal) return refuse(notSignedIn);
    if (typeof guard === 'object') {
      const project = projectIdSchema.safeParse(params.project);
      return project.success ? forProject(principal, project.data, guard.operation) : refuse(notFound('project'));
    }
    if (guard === 'account' && principal.kind === 'guest')
      return refuse(problem('forbidden', 'Guests by a link may not do this; it takes an account.'));
    if (guard === 'server-owner' && !(await isServerOwner(principal)))
      return refuse(problem('forbidden', 'Only the owner of this server may do this.'));
    return ok({ principal, access: null });
  };
};

export type Authorise = ReturnType<typeof createAuthorise>;
