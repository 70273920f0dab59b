import type {
  AssetId,
  BlockId,
  DrawingId,
  JobId,
  ProjectId,
  ShareId,
  ShotId,
  SuggestionId,
  ThreadId,
  UserId,
} from '@oner/shared/ids/ids.ts';
import type { ThumbnailWidth } from '@oner/shared/protocol/http/asset.ts';
import type { Role } from '@oner/shared/protocol/http/common.ts';
import type { KeepDrawing } from '@oner/shared/protocol/http/drawing.ts';
import {
  type FrameRequest,
  frameJobReplySchema,
  frameUploadReplySchema,
  providerSchema,
} from '@oner/shared/protocol/http/frame.ts';
import {
  createdShareSchema,
  memberSchema,
  meSchema,
  type NewShare,
  sharePreviewSchema,
  shareSchema,
  shareSessionSchema,
  signInOptionsSchema,
} from '@oner/shared/protocol/http/people.ts';
import { type NewProject, type ProjectPatch, projectSchema } from '@oner/shared/protocol/http/project.ts';
import type { NewThread } from '@oner/shared/protocol/http/review.ts';
import { type BreakdownRequest, breakdownReplySchema, jobSchema } from '@oner/shared/protocol/http/shot.ts';
import type { NewSuggestion } from '@oner/shared/protocol/http/suggestion.ts';
import { newVersionSchema, versionSchema } from '@oner/shared/protocol/http/version.ts';
import { z } from 'zod';
import type { HttpClient, RequestOptions } from './http-client.ts';

const nothing = z.unknown();
const listLimit = 1000;

/** Where an asset's bytes are; with a width, those of a picture of it that is as small. */
export const assetUrl = (asset: AssetId | string, width?: ThumbnailWidth): string =>
  `/api/assets/${asset}${width === undefined ? '' : `?width=${width}`}`;

/** The operations on one project. */
export const createProjectApi = (http: HttpClient, project: ProjectId) => {
  const base = `/api/projects/${project}`;
  return {
    get: () => http.request(base, { schema: projectSchema }),
    patch: (patch: ProjectPatch) => http.request(base, { method: 'PATCH', body: patch, schema: projectSchema }),
    delete: () => http.request(base, { method: 'DELETE', schema: nothing }),
    /** Asks what few screens ask, whose schemas come with them: the path goes on from the project's. */
    request: <T>(path: string, options: RequestOptions<T>) => http.request(`${base}${path}`, options),
    /** The project as a file; the query as `exportQuerySchema` has it. */
    download: (query: URLSearchParams, signal?: AbortSignal) => http.download(`${base}/export?${query}`, signal),
    /** Proposes shots for scenes; absent: for all. */
    breakDown: (scenes?: readonly BlockId[], provider?: string) => {
      const body: BreakdownRequest = {
        ...(scenes === undefined ? {} : { scenes: [...scenes] }),
        ...(provider === undefined ? {} : { provider }),
      };
      return http.request(`${base}/breakdown`, { method: 'POST', body, schema: breakdownReplySchema });
    },
    /** Asks for a frame of a shot. */
    generate: (shot: ShotId, request: FrameRequest = {}) =>
      http.request(`${base}/shots/${shot}/frames`, { method: 'POST', body: request, schema: frameJobReplySchema }),
    upload: (shot: ShotId, picture: Blob) =>
      http.request(`${base}/shots/${shot}/frames`, { method: 'POST', body: picture, schema: frameUploadReplySchema }),
    /** Keeps a drawing as a version of its shot. */
    keepDrawing: (drawing: DrawingId, request: KeepDrawing) =>
      http.request(`${base}/drawings/${drawing}/frames`, {
        method: 'POST',
        body: request,
        schema: frameUploadReplySchema,
      }),
    // what these make comes with the documents
    openThread: (thread: NewThread) =>
      http.request(`${base}/threads`, { method: 'POST', body: thread, schema: nothing }),
    answer: (thread: ThreadId, body: string) =>
      http.request(`${base}/threads/${thread}/comments`, { method: 'POST', body: { body }, schema: nothing }),
    setThread: (thread: ThreadId, status: 'open' | 'resolved') =>
      http.request(`${base}/threads/${thread}`, { method: 'PATCH', body: { status }, schema: nothing }),
    suggest: (suggestion: NewSuggestion) =>
      http.request(`${base}/suggestions`, { method: 'POST', body: suggestion, schema: nothing }),
    withdraw: (suggestion: SuggestionId) =>
      http.request(`${base}/suggestions/${suggestion}`, { method: 'DELETE', schema: nothing }),
    members: () => http.request(`${base}/members?limit=${listLimit}`, { schema: z.array(memberSchema) }),
    setMember: (user: UserId, role: Role) =>
      http.request(`${base}/members/${user}`, { method: 'PUT', body: { role }, schema: nothing }),
    removeMember: (user: UserId) => http.request(`${base}/members/${user}`, { method: 'DELETE', schema: nothing }),
    shares: () => http.request(`${base}/shares?limit=${listLimit}`, { schema: z.array(shareSchema) }),
    createShare: (share: NewShare) =>
      http.request(`${base}/shares`, { method: 'POST', body: share, schema: createdShareSchema }),
    revokeShare: (share: ShareId) => http.request(`${base}/shares/${share}`, { method: 'DELETE', schema: nothing }),
    nameVersion: (name: string) =>
      http.request(`${base}/versions`, {
        method: 'POST',
        body: newVersionSchema.parse({ name }),
        schema: versionSchema,
      }),
  };
};
export type ProjectApi = ReturnType<typeof createProjectApi>;

/** The operations that belong to no single project. */
export const createApi = (http: HttpClient) => ({
  me: () => http.request('/api/me', { schema: meSchema }),
  rename: (name: string) => http.request('/api/me', { method: 'PATCH', body: { name }, schema: meSchema }),
  signInOptions: () => http.request('/api/sign-in', { schema: signInOptionsSchema }),
  signInByEmail: (email: string) => http.request('/api/sign-in', { method: 'POST', body: { email }, schema: nothing }),
  signOut: () => http.request('/api/sign-out', { method: 'POST', schema: nothing }),
  previewShare: (token: string) =>
    http.request(`/api/shares/${encodeURIComponent(token)}`, { schema: sharePreviewSchema }),
  enterShare: (token: string, name: string, password: string | null) =>
    http.request(`/api/shares/${encodeURIComponent(token)}/session`, {
      method: 'POST',
      body: { name, ...(password === null ? {} : { password }) },
      schema: shareSessionSchema,
    }),
  projects: () => http.request(`/api/projects?limit=${listLimit}`, { schema: z.array(projectSchema) }),
  createProject: (project: NewProject) =>
    http.request('/api/projects', { method: 'POST', body: project, schema: projectSchema }),
  providers: () => http.request('/api/providers', { schema: z.array(providerSchema) }),
  job: (job: JobId) => http.request(`/api/jobs/${job}`, { schema: jobSchema }),
  cancelJob: (job: JobId) => http.request(`/api/jobs/${job}`, { method: 'DELETE', schema: nothing }),
  project: (project: ProjectId) => createProjectApi(http, project),
});
export type Api = ReturnType<typeof createApi>;
