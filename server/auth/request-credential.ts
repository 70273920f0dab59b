import type { IncomingMessage } from 'node:http';

export const sessionCookie = 'oner_session';

export type Credential = { readonly token: string; readonly by: 'bearer' | 'query' | 'cookie' };

const cookieValue = (header: string | undefined, name: string): string | null => {
  for (const part of (header ?? '').split(';')) {
    const [key, value] = part.split('=', 2);
    if (key?.trim() === name && value) return value.trim();
  }
  return null;
};

/** Clients encode it as they encode any parameter; what is not encoded rightly is taken as it is. */
const decoded = (parameter: string): string => {
  try {
    return decodeURIComponent(parameter);
  } catch {
    return parameter;
  }
};

/** What the request shows: `Authorization: Bearer` before `?token=` before the cookie. */
export const credentialOf = (request: IncomingMessage): Credential | null => {
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer) return { token: bearer, by: 'bearer' };
  const query = /[?&]token=([^&#]*)/.exec(request.url ?? '')?.[1];
  if (query) return { token: decoded(query), by: 'query' };
  const cookie = cookieValue(request.headers.cookie, sessionCookie);
  return cookie ? { token: cookie, by: 'cookie' } : null;
};

/** The address without secrets, for logs. */
export const redactUrl = (url: string): string =>
  url.replace(/([?&]token=)[^&#]*/g, '$1…').replace(/\b(on[skli]_)[\w-]+/g, '$1…');

/**
 * Whether the request may act by the browser's cookie: pages of other origins may not. Programs, which send neither
 * header, may.
 */
export const isSameOrigin = (request: IncomingMessage, publicUrl: string | null): boolean => {
  const site = request.headers['sec-fetch-site'];
  const { origin, host } = request.headers;
  if (origin !== undefined && origin !== 'null')
    return URL.canParse(origin) && (new URL(origin).host === host || origin === originOf(publicUrl));
  if (origin === 'null') return site === 'same-origin';
  return site === undefined || site === 'same-origin' || site === 'none';
};

const originOf = (url: string | null): string | null => (url === null ? null : new URL(url).origin);

/** The `Set-Cookie` of a session; `null` ends it. */
export const sessionCookieHeader = (
  token: string | null,
  options: { readonly secure: boolean; readonly maxAgeMs: number },
): string =>
  [
    `${sessionCookie}=${token ?? ''}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    `Max-Age=${token === null ? 0 : Math.floor(options.maxAgeMs / 1000)}`,
    ...(options.secure ? ['Secure'] : []),
  ].join('; ');
