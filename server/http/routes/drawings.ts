import type { Drawing } from '@oner/shared/document/drawing.ts';
import { drawingIdsIn, readDrawing } from '@oner/shared/document/drawing-reader.ts';
import { frameIdSchema } from '@oner/shared/ids/ids.ts';
import { pageQuerySchema } from '@oner/shared/protocol/http/common.ts';
import { drawingSchema, keepDrawingSchema } from '@oner/shared/protocol/http/drawing.ts';
import { frameUploadReplySchema } from '@oner/shared/protocol/http/frame.ts';
import { z } from 'zod';
import type { KeepError } from '../../drawing/create-drawings.ts';
import { authorOf, notify } from '../notify.ts';
import { pageOf } from '../page.ts';
import { json, notFound, problem, type Reply } from '../reply.ts';
import { projectRoute, type Route } from '../route.ts';
import type { Services } from '../services.ts';
import { drawingView, frameView } from '../views.ts';

const tag = 'drawings';
const drawingParams = z.strictObject({ drawing: frameIdSchema });

const keepProblem = ({ kind }: KeepError): Reply => {
  switch (kind) {
    case 'no-such-drawing':
      return notFound('drawing');
    case 'no-such-shot':
      return notFound('shot');
    case 'no-such-frame':
      return problem(
        'conflict',
        'The frame below the drawing is not there any more; put the drawing over another one.',
      );
    case 'nothing-drawn':
      return problem('invalid', 'There is nothing to keep: no visible layer has a stroke.');
    case 'no-picture':
      return problem('invalid', 'The frame below the drawing is a clip; put the drawing over a picture.');
    case 'unreadable':
      return problem('invalid', 'The frame below the drawing cannot be read; put the drawing over another one.');
    case 'behind':
      return problem('unavailable', 'The last strokes have not reached this server yet; try again.');
    case 'too-much':
      return problem('unavailable', 'Painting the drawing took too long; nothing was changed.');
  }
};

export const drawingRoutes = (services: Services): readonly Route[] => [
  projectRoute(
    {
      ...{
        method: 'get',
        path: '/api/projects/:project/drawings',
        tag,
        operation: 'read',
        summary: 'Drawings over frames',
      },
      query: pageQuerySchema,
      replies: { 200: { description: 'Drawings, by id', schema: z.array(drawingSchema) } },
    },
    async ({ access, query, request }) => {
      const drawings = await services.rooms.read(`${access.project}/story`, (doc): readonly Drawing[] =>
        drawingIdsIn(doc).flatMap((id) => readDrawing(doc, id) ?? []),
      );
      return pageOf(drawings.map(drawingView), query, request);
    },
  ),
  projectRoute(
    {
      ...{ method: 'post', path: '/api/projects/:project/drawings/:drawing/frames', tag, operation: 'edit' },
      summary: 'Keep the drawing, over the frame below it, as a new version of its shot',
      params: drawingParams,
      body: keepDrawingSchema.nullable(),
      replies: {
        200: { description: 'The newest version shows this very picture already', schema: frameUploadReplySchema },
        201: { description: 'The new version', schema: frameUploadReplySchema },
      },
    },
    async ({ access: { project }, principal, params, body }) => {
      const { drawing } = params;
      const kept = await services.drawings.keep(project, { drawing, by: authorOf(principal), ...body });
      if (!kept.ok) return keepProblem(kept.error);
      const { frame, created } = kept.value;
      const about = { frame: frame.id, shot: frame.shot };
      if (created) notify(services.live, project, { kind: 'frame-posted', by: principal, about });
      return json(created ? 201 : 200, { frame: frameView(frame) });
    },
  ),
];
