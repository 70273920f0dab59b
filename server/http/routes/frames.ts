import { postFrame } from '@oner/shared/document/commands/desk.ts';
import type { Frame } from '@oner/shared/document/desk.ts';
import { shotIdSchema } from '@oner/shared/ids/ids.ts';
import { pageQuerySchema } from '@oner/shared/protocol/http/common.ts';
import {
  frameJobReplySchema,
  frameRequestSchema,
  frameSchema,
  frameUploadReplySchema,
  uploadMediaTypes,
} from '@oner/shared/protocol/http/frame.ts';
import { z } from 'zod';
import { storeLinked } from '../../assets/store-linked.ts';
import { createGate, type Gate } from '../../platform/gate.ts';
import { commandProblem } from '../command-problem.ts';
import { generationProblem } from '../generation-problem.ts';
import { authorOf, notify } from '../notify.ts';
import { pageOf } from '../page.ts';
import { decodeLimits, type Picture, probePicture } from '../probe-picture.ts';
import { json, notFound, problem, type Reply } from '../reply.ts';
import { type ProjectCall, projectRoute, type Route } from '../route.ts';
import type { Services } from '../services.ts';
import { frameView, isoTime } from '../views.ts';

const tag = 'frames';
const shotParams = z.strictObject({ shot: shotIdSchema });

/** Largest picture that may be uploaded. */
export const maxUploadBytes = 40 * 1024 * 1024;

type FrameCall = ProjectCall<z.output<typeof shotParams>, unknown, unknown>;

const post = async (services: Services, call: FrameCall, picture: Picture & { readonly bytes: Uint8Array }) => {
  const { project } = call.access;
  const to = { assets: services.assets, links: services.auth.assetLinks };
  const asset = await storeLinked(to, { bytes: picture.bytes, mediaType: picture.mediaType, project });
  const frame: Frame = {
    ...{ id: services.ids.frame(), shot: call.params.shot, kind: 'image', provider: 'upload', model: '', asset },
    ...{ width: picture.width, height: picture.height, specHash: null, prompt: '', seed: null, maps: null },
    ...{ warnings: [], by: authorOf(call.principal), at: isoTime(services.clock.now()), parent: null },
  };
  const origin = { kind: 'user', by: call.principal.id } as const;
  const posted = await services.rooms.edit(`${project}/desk`, origin, (doc) => postFrame(doc, frame));
  if (!posted.ok) return commandProblem(posted.error);
  const about = { frame: frame.id, shot: frame.shot };
  notify(services.live, project, { kind: 'frame-posted', by: call.principal, about });
  return json(201, { frame: frameView(frame) });
};

type Uploading = { readonly services: Services; readonly decoding: Gate };

const unsupported = problem('unsupported-media-type', 'A frame is a PNG, JPEG, WebP or AVIF picture.');

const upload = async ({ services, decoding }: Uploading, call: FrameCall, bytes: Uint8Array): Promise<Reply> => {
  const declared = (call.request.raw.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  const accepted = uploadMediaTypes.some((type) => type === declared);
  if (!accepted) return unsupported;
  const picture = await decoding.pass(() => probePicture(bytes));
  if (!picture)
    return problem('unavailable', 'Many pictures are being read already: send this one again in a moment.', {
      headers: { 'retry-after': '5' },
    });
  return picture.ok
    ? post(services, call, { ...picture.value, bytes })
    : problem(picture.error.kind === 'unknown' ? 'unsupported-media-type' : 'invalid', picture.error.detail);
};

export const frameRoutes = (services: Services): readonly Route[] => {
  const decoding = createGate(decodeLimits);
  return [
    projectRoute(
      {
        ...{
          method: 'get',
          path: '/api/projects/:project/frames',
          tag,
          operation: 'read',
          summary: 'Frames, oldest first',
        },
        query: pageQuerySchema,
        replies: { 200: { description: 'Frames', schema: z.array(frameSchema) } },
      },
      async ({ access, query, request }) => {
        const { frames } = await services.snapshots.desk(access.project);
        const sorted = [...frames.values()].sort((a, b) => (a.at < b.at || (a.at === b.at && a.id < b.id) ? -1 : 1));
        return pageOf(sorted.map(frameView), query, request);
      },
    ),
    projectRoute(
      {
        ...{ method: 'post', path: '/api/projects/:project/shots/:shot/frames', tag, operation: 'generate' },
        summary: 'Generate a frame (JSON), or upload one (a picture)',
        params: shotParams,
        body: frameRequestSchema.nullable(),
        file: { maxBytes: maxUploadBytes, description: 'PNG, JPEG, WebP or AVIF' },
        replies: {
          200: { description: 'The job that the same spec and provider have already', schema: frameJobReplySchema },
          201: { description: 'The uploaded frame', schema: frameUploadReplySchema },
          202: { description: 'The job', schema: frameJobReplySchema },
        },
      },
      async (call) => {
        const story = await services.snapshots.story(call.access.project);
        if (!story.shots.has(call.params.shot)) return notFound('shot');
        if (call.file) return upload({ services, decoding }, call, call.file);
        const asked = await services.generation.requestFrame(call.access, call.params.shot, call.body ?? {});
        return asked.ok
          ? json(asked.value.created ? 202 : 200, { job: asked.value.job })
          : generationProblem(asked.error);
      },
    ),
  ];
};
