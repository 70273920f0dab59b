import type { PageQuery } from '@oner/shared/protocol/http/common.ts';
import { invalidField, json, type Reply } from './reply.ts';
import type { RequestFacts } from './route.ts';

const encode = (id: string, index: number): string => Buffer.from(JSON.stringify([id, index])).toString('base64url');

const decode = (cursor: string): { readonly id: string; readonly index: number } | null => {
  try {
    const [id, index]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return typeof id === 'string' && typeof index === 'number' && index >= 0 ? { id, index } : null;
  } catch {
    return null;
  }
};

/** The `Link` header that announces a further page. */
export const nextLink = (request: RequestFacts, cursor: string): Record<string, string> => {
  const next = new URL(request.url);
  next.searchParams.delete('token');
  next.searchParams.set('cursor', cursor);
  return { link: `<${request.origin}${next.pathname}${next.search}>; rel="next"` };
};

/**
 * A page of a list that is in memory; without a limit, all of it. A cursor names the last item seen: the next page
 * starts after it, or where it was when it is gone.
 */
export const pageOf = <T extends { readonly id: string }>(
  items: readonly T[],
  query: PageQuery,
  request: RequestFacts,
): Reply => {
  const after = query.cursor === undefined ? null : decode(query.cursor);
  if (query.cursor !== undefined && !after) return invalidField('cursor', 'not a cursor of this list');
  const found = after ? items.findIndex((item) => item.id === after.id) : -1;
  const start = after ? (found >= 0 ? found + 1 : Math.min(after.index, items.length)) : 0;
  const end = query.limit === undefined ? items.length : Math.min(items.length, start + query.limit);
  const last = items[end - 1];
  const more = end < items.length && last !== undefined;
  return json(200, items.slice(start, end), more ? nextLink(request, encode(last.id, end)) : {});
};
