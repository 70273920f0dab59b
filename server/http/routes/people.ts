import {
  apiTokenSchema,
  createdApiTokenSchema,
  type Me,
  mePatchSchema,
  meSchema,
  newApiTokenSchema,
  signInLinkRequestSchema,
  signInLinkSchema,
} from '@oner/shared/protocol/http/people.ts';
import { z } from 'zod';
import type { Principal } from '../../auth/principal.ts';
import { sessionCookieHeader } from '../../auth/request-credential.ts';
import { empty, json, notFound, problem } from '../reply.ts';
import { type PersonCall, personRoute, type Route } from '../route.ts';
import type { Services } from '../services.ts';
import { isoTime } from '../views.ts';
import { isSecure } from './shares.ts';

const tag = 'people';

const meOf = async ({ auth }: Services, principal: Principal): Promise<Me> => {
  const { kind, id, name } = principal;
  const account = kind === 'user' ? await auth.accounts.get(principal.id) : null;
  return {
    kind,
    id,
    name,
    email: account?.email ?? null,
    owner: kind === 'admin' || (account?.owner ?? false),
    project: kind === 'guest' ? principal.project : null,
  };
};

const signOut =
  (services: Services) =>
  async ({ principal, request }: PersonCall<unknown, unknown, unknown>) => {
    if (principal.kind !== 'admin') {
      await services.auth.sessions.end(principal.session);
      await services.auth.changes.announce(null);
    }
    return empty(204, { 'set-cookie': sessionCookieHeader(null, { secure: isSecure(request), maxAgeMs: 0 }) });
  };

const meRoutes = (services: Services): readonly Route[] => [
  personRoute(
    {
      ...{ method: 'get', path: '/api/me', tag, guard: 'signed-in', summary: 'Who you are here' },
      replies: { 200: { description: 'You', schema: meSchema } },
    },
    async ({ principal }) => json(200, await meOf(services, principal)),
  ),
  personRoute(
    {
      ...{ method: 'patch', path: '/api/me', tag, guard: 'signed-in', summary: 'Change your name' },
      body: mePatchSchema,
      replies: { 200: { description: 'You', schema: meSchema } },
    },
    async ({ principal, body: { name } }) => {
      if (principal.kind === 'admin') return problem('conflict', 'The admin token has no name to change.');
      if (principal.kind === 'user') await services.auth.accounts.rename(principal.id, name);
      await services.auth.sessions.rename(principal.session, name);
      await services.auth.changes.announce(null);
      return json(200, await meOf(services, { ...principal, name }));
    },
  ),
  personRoute(
    {
      ...{ method: 'delete', path: '/api/session', tag, guard: 'signed-in', summary: 'Sign out' },
      replies: { 204: { description: 'Signed out' } },
    },
    signOut(services),
  ),
  personRoute(
    {
      ...{ method: 'post', path: '/api/sign-out', tag, guard: 'signed-in', summary: 'Sign out' },
      replies: { 204: { description: 'Signed out' } },
    },
    signOut(services),
  ),
];

const noAccount = problem('forbidden', 'The admin token has no tokens of its own; sign in as the owner.');

const tokenRoutes = (services: Services): readonly Route[] => [
  personRoute(
    {
      ...{ method: 'get', path: '/api/tokens', tag, guard: 'account', summary: 'Your API tokens' },
      replies: { 200: { description: 'Tokens, without what they are', schema: z.array(apiTokenSchema) } },
    },
    async ({ principal }) => {
      const tokens = principal.kind === 'user' ? await services.auth.apiTokens.of(principal.id) : [];
      return json(
        200,
        tokens.map(({ id, name, createdAt }) => ({ id, name, createdAt: isoTime(createdAt) })),
      );
    },
  ),
  personRoute(
    {
      ...{ method: 'post', path: '/api/tokens', tag, guard: 'account', summary: 'Make an API token' },
      body: newApiTokenSchema,
      replies: { 201: { description: 'The token, shown here only', schema: createdApiTokenSchema } },
    },
    async ({ principal, body }) => {
      if (principal.kind !== 'user') return noAccount;
      const { record, token } = await services.auth.apiTokens.create(principal.id, body.name);
      return json(201, { id: record.id, name: record.name, createdAt: isoTime(record.createdAt), token });
    },
  ),
  personRoute(
    {
      ...{ method: 'delete', path: '/api/tokens/:id', tag, guard: 'account', summary: 'Revoke an API token' },
      params: z.strictObject({ id: z.string().regex(/^[0-9a-f]{64}$/) }),
      replies: { 204: { description: 'Revoked' } },
    },
    async ({ principal, params }) => {
      const revoked = principal.kind === 'user' && (await services.auth.apiTokens.revoke(principal.id, params.id));
      return revoked ? empty() : notFound('token');
    },
  ),
];

export const peopleRoutes = (services: Services): readonly Route[] => [
  ...meRoutes(services),
  ...tokenRoutes(services),
  personRoute(
    {
      ...{ method: 'post', path: '/api/sign-in-links', tag, guard: 'server-owner' },
      summary: 'Make a link that signs someone in, once, within an hour',
      body: signInLinkRequestSchema,
      replies: { 201: { description: 'The link', schema: signInLinkSchema } },
    },
    async ({ body, request }) => {
      const account = await services.auth.accounts.ensure(body.email, body.name);
      const { path, expiresAt } = await services.auth.signInLinks.create(account.id);
      return json(201, { user: account.id, url: `${request.origin}${path}`, expiresAt: isoTime(expiresAt) });
    },
  ),
];
