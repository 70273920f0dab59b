import { userIdSchema } from '@oner/shared/ids/ids.ts';
import { pageQuerySchema } from '@oner/shared/protocol/http/common.ts';
import { emailSchema, type Member, memberRoleSchema, memberSchema } from '@oner/shared/protocol/http/people.ts';
import { z } from 'zod';
import type { MemberError } from '../../auth/members.ts';
import { may } from '../../auth/policy.ts';
import type { Access } from '../../auth/principal.ts';
import type { Account, Membership } from '../../auth/records.ts';
import { pageOf } from '../page.ts';
import { empty, json, notFound, problem, type Reply } from '../reply.ts';
import { projectRoute, type Route } from '../route.ts';
import type { Services } from '../services.ts';

const tag = 'people';
/** An account's id; or, to invite someone, an e-mail address. */
const userParams = z.strictObject({ user: z.union([userIdSchema, emailSchema]) });

const memberView = (member: Membership, account: Account | null, access: Access): Member => ({
  user: member.user,
  name: account?.name ?? '',
  role: member.role,
  ...(account?.email && may(access, 'manage-members') ? { email: account.email } : {}),
});

const memberProblem = (error: MemberError): Reply =>
  error.kind === 'last-owner' ? problem('conflict', 'A project keeps at least one owner.') : notFound('member');

/** An unknown address is a person to be; an unknown id is nobody. */
const accountOf = async ({ auth }: Services, user: string, name?: string): Promise<Account | null> => {
  if (user.includes('@')) return auth.accounts.ensure(user, name);
  const id = userIdSchema.safeParse(user);
  return id.success ? auth.accounts.get(id.data) : null;
};

export const memberRoutes = (services: Services): readonly Route[] => [
  projectRoute(
    {
      ...{ method: 'get', path: '/api/projects/:project/members', tag, operation: 'read', summary: 'Members' },
      query: pageQuerySchema,
      replies: { 200: { description: 'Members', schema: z.array(memberSchema) } },
    },
    async ({ access, query, request }) => {
      const members = await services.auth.members.of(access.project);
      const views = await Promise.all(
        members.map(async (member) => {
          const view = memberView(member, await services.auth.accounts.get(member.user), access);
          return { ...view, id: member.user };
        }),
      );
      const page = pageOf(views, query, request);
      return page.kind === 'json' ? { ...page, body: z.array(memberSchema).parse(page.body) } : page;
    },
  ),
  projectRoute(
    {
      ...{ method: 'put', path: '/api/projects/:project/members/:user', tag, operation: 'manage-members' },
      summary: 'Give someone a role',
      params: userParams,
      body: memberRoleSchema,
      replies: { 200: { description: 'The member', schema: memberSchema } },
    },
    async ({ access, params, body }) => {
      const account = await accountOf(services, params.user, body.name);
      if (!account) return notFound('person');
      const set = await services.auth.members.set(access.project, account.id, body.role);
      return set.ok ? json(200, memberView(set.value, account, access)) : memberProblem(set.error);
    },
  ),
  projectRoute(
    {
      ...{ method: 'delete', path: '/api/projects/:project/members/:user', tag, operation: 'manage-members' },
      summary: 'Take someone out',
      params: z.strictObject({ user: userIdSchema }),
      replies: { 204: { description: 'Gone' } },
    },
    async ({ access, params }) => {
      const removed = await services.auth.members.remove(access.project, params.user);
      return removed.ok ? empty() : memberProblem(removed.error);
    },
  ),
];
