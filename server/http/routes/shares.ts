import { shareIdSchema } from '@oner/shared/ids/ids.ts';
import { pageQuerySchema } from '@oner/shared/protocol/http/common.ts';
import {
  createdShareSchema,
  newShareSchema,
  sharePreviewSchema,
  shareSchema,
  shareSessionRequestSchema,
  shareSessionSchema,
} from '@oner/shared/protocol/http/people.ts';
import { z } from 'zod';
import type { ShareRecord } from '../../auth/records.ts';
import { credentialOf, sessionCookie, sessionCookieHeader } from '../../auth/request-credential.ts';
import { sessionLifeMs } from '../../auth/sessions.ts';
import { callerOf, tooManyRequests } from '../limit-attempts.ts';
import { authorOf } from '../notify.ts';
import { pageOf } from '../page.ts';
import { empty, invalidField, json, notFound, problem, type Reply } from '../reply.ts';
import { openRoute, projectRoute, type RequestFacts, type Route } from '../route.ts';
import type { Services } from '../services.ts';
import { shareView } from '../views.ts';

const tag = 'shares';
const tokenParams = z.strictObject({ token: z.string().min(1).max(200) });
/** Wrong passwords for one link from one address; more are not even tried. */
export const passwordGuesses = { max: 10, windowMs: 60_000 } as const;

const projectShareRoutes = (services: Services): readonly Route[] => [
  projectRoute(
    {
      ...{ method: 'get', path: '/api/projects/:project/shares', tag, operation: 'share', summary: 'Links to it' },
      query: pageQuerySchema,
      replies: { 200: { description: 'Links, without their tokens', schema: z.array(shareSchema) } },
    },
    async ({ access, query, request }) =>
      pageOf((await services.auth.shares.of(access.project)).map(shareView), query, request),
  ),
  projectRoute(
    {
      ...{ method: 'post', path: '/api/projects/:project/shares', tag, operation: 'share', summary: 'Make a link' },
      body: newShareSchema,
      replies: { 201: { description: 'The link; its token is shown here only', schema: createdShareSchema } },
    },
    async ({ access, principal, body, request }) => {
      const { role, expiresAt, ...rest } = body;
      if (role === 'owner')
        return access.role === 'owner'
          ? invalidField('role', 'a link makes editors, commenters and viewers; owners are made among the members')
          : problem('forbidden', 'Editors share up to the role of editor.');
      const until = expiresAt === undefined ? undefined : Date.parse(expiresAt);
      if (until !== undefined && until <= services.clock.now()) return invalidField('expiresAt', 'is in the past');
      const fields = { ...rest, role, by: authorOf(principal), ...(until === undefined ? {} : { expiresAt: until }) };
      const { share, token } = await services.auth.shares.create(access.project, fields);
      return json(201, { ...shareView(share), url: `${request.origin}/s/${token}`, token });
    },
  ),
  projectRoute(
    {
      ...{ method: 'delete', path: '/api/projects/:project/shares/:share', tag, operation: 'share' },
      summary: 'Withdraw a link: who came by it is out within two seconds',
      params: z.strictObject({ share: shareIdSchema }),
      replies: { 204: { description: 'Withdrawn' } },
    },
    async ({ access, params }) =>
      (await services.auth.shares.revoke(access.project, params.share)) ? empty() : notFound('link'),
  ),
];

export const isSecure = (request: RequestFacts): boolean => request.origin.startsWith('https:');

const sessionOf = async (auth: Services['auth'], request: RequestFacts) => {
  const credential = credentialOf(request.raw);
  if (credential?.by !== 'cookie') return null;
  const principal = await auth.gatekeeper.identify(request.raw);
  return principal && principal.kind !== 'admin' ? auth.sessions.find(credential.token) : null;
};

/** Lets someone in by a link, or says why not. Guesses of a password are counted. */
const enter = async (
  { auth, clock }: Services,
  share: ShareRecord,
  call: { readonly request: RequestFacts; readonly guest: z.output<typeof shareSessionRequestSchema> },
): Promise<Reply> => {
  const { request } = call;
  const guesser = `share ${share.id} ${callerOf(request)}`;
  const waitMs = share.password === null ? null : await auth.attempts.take(guesser, passwordGuesses);
  if (waitMs !== null) return tooManyRequests('Too many wrong passwords.', waitMs);
  const entered = await auth.shares.enter(share, { ...call.guest, session: await sessionOf(auth, request) });
  if (!entered.ok) return problem('wrong-password', 'The password is wrong.');
  if (share.password !== null) await auth.attempts.forget(guesser);
  const token = entered.value.token ?? credentialOf(request.raw)?.token ?? '';
  const maxAgeMs = Math.min(entered.value.session.expiresAt - clock.now(), sessionLifeMs);
  const cookie = sessionCookieHeader(token, { secure: isSecure(request), maxAgeMs });
  return json(200, { token, role: share.role, project: share.project }, { 'set-cookie': cookie });
};

export const shareRoutes = (services: Services): readonly Route[] => [
  ...projectShareRoutes(services),
  openRoute(
    {
      ...{ method: 'get', path: '/api/shares/:token', tag, summary: 'What a link opens' },
      params: tokenParams,
      replies: { 200: { description: 'Its role and project', schema: sharePreviewSchema } },
    },
    async ({ params }) => {
      const share = await services.auth.shares.byToken(params.token);
      const project = share && (await services.projects.get(share.project));
      if (!share || !project) return notFound('link');
      const password = share.password !== null;
      return json(200, {
        role: share.role,
        password,
        project: password ? null : { id: project.id, title: project.title },
      });
    },
  ),
  openRoute(
    {
      ...{ method: 'post', path: '/api/shares/:token/session', tag, summary: 'Come in by a link' },
      params: tokenParams,
      body: shareSessionRequestSchema,
      replies: { 200: { description: `A session, also as the cookie ${sessionCookie}`, schema: shareSessionSchema } },
    },
    async ({ params, body, request }) => {
      const share = await services.auth.shares.byToken(params.token);
      if (!share || !(await services.projects.get(share.project))) return notFound('link');
      return enter(services, share, { request, guest: body });
    },
  ),
];
