import { assetIdSchema } from '@oner/shared/ids/ids.ts';
import { z } from 'zod';
import type { Principal } from '../../auth/principal.ts';
import { empty, notFound, problem, type Reply } from '../reply.ts';
import { personRoute, type Route } from '../route.ts';
import type { Services } from '../services.ts';

type Range = { readonly start: number; readonly end: number };

/** One range of bytes; null: the whole, also for several ranges, which we need not honour. */
export const rangeOf = (header: string | undefined, bytes: number): Range | 'unsatisfiable' | null => {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const [, from = '', to = ''] = match;
  if (from === '')
    return Number(to) === 0 || bytes === 0
      ? 'unsatisfiable'
      : { start: Math.max(0, bytes - Number(to)), end: bytes - 1 };
  const start = Number(from);
  const end = to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  if (to !== '' && Number(to) < start) return null;
  return start >= bytes ? 'unsatisfiable' : { start, end };
};

const mayRead = async ({ auth, projects }: Services, principal: Principal, asset: z.output<typeof assetIdSchema>) => {
  for (const project of await auth.assetLinks.projectsOf(asset)) {
    const access = await auth.gatekeeper.access(principal, project);
    if (access.kind === 'granted' && (await projects.get(project))) return true;
  }
  return false;
};

const extensions: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'video/mp4': 'mp4',
};

const headersOf = (id: string, mediaType: string) => ({
  'content-type': extensions[mediaType] ? mediaType : 'application/octet-stream',
  etag: `"${id}"`,
  'accept-ranges': 'bytes',
  'cache-control': 'private, max-age=31536000, immutable',
  // a picture is only a picture, whatever its bytes
  'content-disposition': `${extensions[mediaType] ? 'inline' : 'attachment'}; filename="${id.slice(0, 12)}.${extensions[mediaType] ?? 'bin'}"`,
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
});

export const assetRoutes = (services: Services): readonly Route[] => [
  personRoute(
    {
      ...{ method: 'get', path: '/api/assets/:asset', tag: 'assets', guard: 'signed-in' },
      summary: 'Bytes of an asset, for who may read a project that holds it',
      params: z.strictObject({ asset: assetIdSchema }),
      replies: {
        200: { description: 'All bytes', mediaType: 'application/octet-stream' },
        206: { description: 'A range', mediaType: 'application/octet-stream' },
        304: { description: 'Not changed: assets never are' },
        416: { description: 'No such range' },
      },
    },
    async ({ principal, params, request }): Promise<Reply> => {
      const { asset } = params;
      const info = (await mayRead(services, principal, asset)) ? await services.assets.info(asset) : null;
      if (!info) return notFound('asset');
      const headers = headersOf(asset, info.mediaType);
      const asked = request.raw.headers;
      if (asked['if-none-match']?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === headers.etag))
        return empty(304, headers);
      const fresh = asked['if-range'] === undefined || asked['if-range'] === headers.etag;
      const range = fresh ? rangeOf(asked.range, info.bytes) : null;
      if (range === 'unsatisfiable')
        return problem('bad-range', `The asset has ${info.bytes} bytes.`, {
          headers: { 'content-range': `bytes */${info.bytes}` },
        });
      const stream = await services.assets.read(asset, range ?? undefined);
      if (!stream) return notFound('asset');
      const length = String(range ? range.end - range.start + 1 : info.bytes);
      const part = range ? { 'content-range': `bytes ${range.start}-${range.end}/${info.bytes}` } : {};
      return {
        kind: 'stream',
        status: range ? 206 : 200,
        headers: { ...headers, ...part, 'content-length': length },
        stream,
      };
    },
  ),
];
