import type { Frame } from '@oner/shared/document/desk.ts';
import { type FrameId, frameIdSchema, type ProjectId } from '@oner/shared/ids/ids.ts';
import { frameMapsQuerySchema, mapNames, projectMapsQuerySchema } from '@oner/shared/protocol/http/maps.ts';
import { z } from 'zod';
import { frameMapEntries, mapAsset, mapFileName, projectMapEntries, shotFileName } from '../../export/map-files.ts';
import { zipStream } from '../../export/zip-stream.ts';
import { contentDisposition, invalidField, notFound, type Reply } from '../reply.ts';
import { projectRoute, type Route } from '../route.ts';
import type { Services } from '../services.ts';

const tag = 'frames';
const frameParams = z.strictObject({ frame: frameIdSchema });
const mapParams = z.strictObject({ frame: frameIdSchema, map: z.enum(mapNames) });

type Found = { readonly frame: Frame; readonly name: string };

const frameWithMaps = async (services: Services, project: ProjectId, id: FrameId): Promise<Found | null> => {
  const frame = (await services.snapshots.desk(project)).frames.get(id);
  if (!frame?.maps) return null;
  const shot = (await services.snapshots.story(project)).shots.get(frame.shot);
  return { frame, name: shotFileName(shot, frame) };
};

const noMaps = (): Reply => notFound('frame with control maps');

const file = (name: string, mediaType: string, stream: ReadableStream<Uint8Array>): Reply => ({
  kind: 'stream',
  status: 200,
  headers: {
    'content-type': mediaType,
    'content-disposition': contentDisposition(name),
    'x-content-type-options': 'nosniff',
  },
  stream,
});

export const mapRoutes = (services: Services): readonly Route[] => [
  projectRoute(
    {
      ...{ method: 'get', path: '/api/projects/:project/frames/:frame/maps', tag, operation: 'read' },
      summary: 'Control maps of a frame, as a zip of files named by its shot’s number',
      params: frameParams,
      query: frameMapsQuerySchema,
      replies: { 200: { description: 'The zip', mediaType: 'application/zip' } },
    },
    async ({ access, params, query }) => {
      const found = await frameWithMaps(services, access.project, params.frame);
      if (!found) return noMaps();
      const wanted = query.maps ?? mapNames;
      const entries = frameMapEntries(services.assets, found.frame, { name: found.name, wanted });
      return file(`${found.name} maps.zip`, 'application/zip', zipStream(entries));
    },
  ),
  projectRoute(
    {
      ...{ method: 'get', path: '/api/projects/:project/frames/:frame/maps/:map', tag, operation: 'read' },
      summary: 'One control map of a frame: PNG of its size, or the segmentation’s legend as JSON',
      params: mapParams,
      replies: { 200: { description: 'The map', mediaType: 'image/png' } },
    },
    async ({ access, params }) => {
      const found = await frameWithMaps(services, access.project, params.frame);
      const asset = found && mapAsset(found.frame, params.map);
      const stream = asset ? await services.assets.read(asset) : null;
      if (!(found && stream)) return noMaps();
      const mediaType = params.map === 'legend' ? 'application/json' : 'image/png';
      return file(`${found.name} ${mapFileName(params.map)}`, mediaType, stream);
    },
  ),
  projectRoute(
    {
      ...{ method: 'get', path: '/api/projects/:project/maps', tag, operation: 'read' },
      summary: 'Control maps of the frames that stand for the shots, as a zip: `depth/12A.png` …',
      query: projectMapsQuerySchema,
      replies: { 200: { description: 'The zip', mediaType: 'application/zip' } },
    },
    async ({ access, query }) => {
      const { project } = access;
      const [story, desk] = [await services.snapshots.story(project), await services.snapshots.desk(project)];
      const { scene, maps } = query;
      if (scene !== undefined && !story.scenes.some(({ id }) => id === scene))
        return invalidField('scene', 'is no scene of this script');
      const asked = { scene: scene ?? null, wanted: maps ?? mapNames };
      const entries = projectMapEntries({ assets: services.assets, story, desk }, asked);
      return file('maps.zip', 'application/zip', zipStream(entries));
    },
  ),
];
