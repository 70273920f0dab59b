import { assetIdSchema } from '@oner/shared/ids/ids.ts';
import {
  assetQuerySchema,
  type ThumbnailWidth,
  thumbnailWidthOf,
  thumbnailWidths,
} from '@oner/shared/protocol/http/asset.ts';
import { z } from 'zod';
import type { AssetInfo } from '../../assets/ports.ts';
import type { Principal } from '../../auth/principal.ts';
import { empty, notFound, problem, type Reply } from '../reply.ts';
import { personRoute, type RequestFacts, type Route } from '../route.ts';
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

const isKnown = ({ raw }: RequestFacts, etag: string): boolean =>
  raw.headers['if-none-match']?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag) ?? false;

/** As it is stored, or a range of it. */
const wholeReply = async ({ assets }: Services, info: AssetInfo, request: RequestFacts): Promise<Reply> => {
  const headers = headersOf(info.id, info.mediaType);
  const asked = request.raw.headers;
  if (isKnown(request, headers.etag)) return empty(304, headers);
  const fresh = asked['if-range'] === undefined || asked['if-range'] === headers.etag;
  const range = fresh ? rangeOf(asked.range, info.bytes) : null;
  if (range === 'unsatisfiable')
    return problem('bad-range', `The asset has ${info.bytes} bytes.`, {
      headers: { 'content-range': `bytes */${info.bytes}` },
    });
  const stream = await assets.read(info.id, range ?? undefined);
  if (!stream) return notFound('asset');
  const length = String(range ? range.end - range.start + 1 : info.bytes);
  const part = range ? { 'content-range': `bytes ${range.start}-${range.end}/${info.bytes}` } : {};
  return {
    kind: 'stream',
    status: range ? 206 : 200,
    headers: { ...headers, ...part, 'content-length': length },
    stream,
  };
};

/** A small picture of it; what is no picture goes as it is, and so does a picture while too many wait to be made small. */
const smallReply = async (
  services: Services,
  {
    info,
    width,
    request,
  }: { readonly info: AssetInfo; readonly width: ThumbnailWidth; readonly request: RequestFacts },
): Promise<Reply> => {
  const headers = { ...headersOf(info.id, 'image/webp'), etag: `"${info.id}-${width}"`, 'accept-ranges': 'none' };
  if (isKnown(request, headers.etag)) return empty(304, headers);
  const thumbnail = await services.thumbnails.of(info, width);
  switch (thumbnail.kind) {
    case 'made':
      return { kind: 'bytes', status: 200, headers, bytes: thumbnail.bytes };
    case 'whole':
      return wholeReply(services, info, request);
    case 'busy': {
      const whole = await wholeReply(services, info, request);
      return { ...whole, headers: { ...whole.headers, 'cache-control': 'no-store' } };
    }
  }
};

export const assetRoutes = (services: Services): readonly Route[] => [
  personRoute(
    {
      ...{ method: 'get', path: '/api/assets/:asset', tag: 'assets', guard: 'signed-in' },
      summary:
        'Bytes of an asset, for who may read a project that holds it; with `width`, a picture as WebP of at most that width, of a moving one the first',
      params: z.strictObject({ asset: assetIdSchema }),
      query: assetQuerySchema,
      replies: {
        200: { description: 'All bytes', mediaType: 'application/octet-stream' },
        206: { description: 'A range', mediaType: 'application/octet-stream' },
        304: { description: 'Not changed: assets never are' },
        400: { description: 'No width in which pictures can be had' },
        416: { description: 'No such range' },
      },
    },
    async ({ principal, params, query, request }): Promise<Reply> => {
      const width = query.width === undefined ? null : thumbnailWidthOf(query.width);
      if (query.width !== undefined && width === null)
        return problem('bad-request', `width: pictures can be had ${thumbnailWidths.join(', ')} pixels wide.`, {
          errors: [{ path: 'width', message: `must be one of ${thumbnailWidths.join(', ')}` }],
        });
      const info = (await mayRead(services, principal, params.asset)) ? await services.assets.info(params.asset) : null;
      if (!info) return notFound('asset');
      return width === null ? wholeReply(services, info, request) : smallReply(services, { info, width, request });
    },
  ),
];
