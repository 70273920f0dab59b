import type { IncomingMessage } from 'node:http';
import { type ProjectId, projectIdSchema } from '@oner/shared/ids/ids.ts';
import { minimumSyncProtocolVersion } from '@oner/shared/protocol/sync-messages.ts';
import type { RoomName } from '../storage/ports.ts';

/** What a client asks for by its address. */
export type SyncAddress =
  | {
      readonly kind: 'room';
      readonly project: ProjectId;
      readonly room: RoomName;
      /** It understands frames of type 120. */
      readonly speaksOner: boolean;
    }
  | { readonly kind: 'no-such-room' }
  | { readonly kind: 'client-too-old' };

const prefix = '/sync/';

const urlOf = (request: IncomingMessage): URL | null => URL.parse(request.url ?? '', 'http://localhost');

export const isSyncRequest = (request: IncomingMessage): boolean =>
  urlOf(request)?.pathname.startsWith(prefix) ?? false;

/** Reads `/sync/<project>/<story|desk>?v=1`. Without `v` it is a stock client. */
export const readSyncAddress = (request: IncomingMessage): SyncAddress => {
  const url = urlOf(request);
  const [id, document, ...rest] = (url?.pathname ?? '').slice(prefix.length).split('/');
  const project = projectIdSchema.safeParse(id);
  if (!url || !project.success || rest.length > 0) return { kind: 'no-such-room' };
  if (document !== 'story' && document !== 'desk') return { kind: 'no-such-room' };
  const version = url.searchParams.get('v');
  if (version !== null && !(Number(version) >= minimumSyncProtocolVersion)) return { kind: 'client-too-old' };
  return {
    kind: 'room',
    project: project.data,
    room: `${project.data}/${document}`,
    speaksOner: version !== null,
  };
};

/** Whether a cookie that comes with the request may count: browsers send cookies for pages of any origin, and say which. */
export const isSameOrigin = (origin: string, request: IncomingMessage): boolean =>
  URL.parse(origin)?.host === request.headers.host;

/** It brings its own token, so that its visitor's cookie does not matter. */
export const bringsToken = (request: IncomingMessage): boolean =>
  request.headers.authorization !== undefined || (urlOf(request)?.searchParams.has('token') ?? false);
