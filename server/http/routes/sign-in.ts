import { signInOptionsSchema, signInRequestSchema } from '@oner/shared/protocol/http/people.ts';
import { z } from 'zod';
import { sessionCookieHeader } from '../../auth/request-credential.ts';
import { sessionLifeMs } from '../../auth/sessions.ts';
import { callerOf, tooManyRequests } from '../limit-attempts.ts';
import { empty, html, json, problem, type Reply } from '../reply.ts';
import { openRoute, type RequestFacts, type Route } from '../route.ts';
import type { Services } from '../services.ts';
import { isSecure } from './shares.ts';

const tag = 'sign-in';
const minuteMs = 60_000;
/** Mails that one address may be sent, and that one caller may ask for; the same whether or not there is an account. */
export const mailLimits = {
  address: { max: 5, windowMs: 15 * minuteMs },
  caller: { max: 20, windowMs: 15 * minuteMs },
} as const;
const tokenParams = z.strictObject({ token: z.string().min(1).max(200) });

/** A page for people: the link was used, or is too old. */
const spentLink = (): Reply =>
  html(
    410,
    page('This link no longer works · 链接已失效', [
      '<p>A sign-in link works once, within an hour. Ask for a new one, or restart the server, which prints one.</p>',
      '<p>登录链接一小时内有效，仅可使用一次。请重新获取，或重启服务器。</p>',
      '<p><a href="/">Oner</a></p>',
    ]),
  );

const page = (title: string, body: readonly string[]): string =>
  [
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${title}</title>`,
    `<main><h1>${title}</h1>${body.join('')}</main></html>`,
  ].join('\n');

/** Mail scanners open links: what a mail holds signs in only by a press of the button. */
const confirmation = (): Reply =>
  html(200, page('Sign in to Oner · 登录', ['<form method="post"><button autofocus>Sign in · 登录</button></form>']));

const signIn = async ({ auth }: Services, token: string, request: RequestFacts): Promise<Reply> => {
  const user = await auth.signInLinks.redeem(token);
  const account = user && (await auth.accounts.get(user));
  if (!account) return spentLink();
  const session = await auth.sessions.start(account);
  const cookie = sessionCookieHeader(session, { secure: isSecure(request), maxAgeMs: sessionLifeMs });
  return empty(303, { location: '/', 'set-cookie': cookie });
};

export const signInRoutes = (services: Services): readonly Route[] => [
  openRoute(
    {
      ...{ method: 'get', path: '/api/sign-in', tag, summary: 'Ways to sign in' },
      replies: { 200: { description: 'What the page may offer', schema: signInOptionsSchema } },
    },
    async () => json(200, { email: services.mailer !== null }),
  ),
  openRoute(
    {
      ...{ method: 'post', path: '/api/sign-in', tag, summary: 'Ask for a link by e-mail' },
      body: signInRequestSchema,
      replies: { 202: { description: 'Sent, if there is such an account' } },
    },
    async ({ body, request }) => {
      const { mailer, auth, logger } = services;
      if (!mailer) return problem('unavailable', 'This server sends no e-mail: ask its owner for a link.');
      const waits = [
        await auth.attempts.take(`mail-by ${callerOf(request)}`, mailLimits.caller),
        await auth.attempts.take(`mail-to ${body.email.toLowerCase()}`, mailLimits.address),
      ].filter((wait) => wait !== null);
      if (waits.length > 0) return tooManyRequests('Too many sign-in mails were asked for.', Math.max(...waits));
      const account = await auth.accounts.byEmail(body.email);
      if (account) {
        const { path } = await auth.signInLinks.create(account.id, { confirm: true });
        // not awaited: how long it takes would tell which addresses have an account
        mailer
          .sendSignInLink({ to: body.email, url: `${request.origin}${path}` })
          .catch((error: unknown) => logger.error('mail-not-sent', { error: String(error) }));
      }
      return empty(202);
    },
  ),
  openRoute(
    {
      ...{ method: 'get', path: '/sign-in/:token', tag, summary: 'Sign in by a link' },
      params: tokenParams,
      replies: {
        303: { description: 'Signed in' },
        200: { description: 'A page that asks', mediaType: 'text/html' },
        410: { description: 'The link was used, or is too old', mediaType: 'text/html' },
      },
    },
    async ({ params, request }) => {
      const link = await services.auth.signInLinks.peek(params.token);
      if (!link) return spentLink();
      // HEAD, which Express answers here too, only looks
      return link.confirm || request.raw.method === 'HEAD' ? confirmation() : signIn(services, params.token, request);
    },
  ),
  openRoute(
    {
      ...{ method: 'post', path: '/sign-in/:token', tag, summary: 'Sign in by a link from a mail' },
      params: tokenParams,
      replies: {
        303: { description: 'Signed in' },
        410: { description: 'The link was used, or is too old', mediaType: 'text/html' },
      },
    },
    async ({ params, request }) => signIn(services, params.token, request),
  ),
];
