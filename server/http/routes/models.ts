import { modelReplySchema } from '@oner/shared/protocol/http/model.ts';
import { meshMediaType } from '@oner/shared/stage/model-mesh.ts';
import { storeLinked } from '../../assets/store-linked.ts';
import { type ModelError, modelLimits } from '../../import/model/model-error.ts';
import { createModelReader } from '../../import/model/model-reader.ts';
import { json, problem, type Reply } from '../reply.ts';
import { projectRoute, type Route } from '../route.ts';
import type { Services } from '../services.ts';

const problems = {
  'not-a-model': 'unsupported-media-type',
  unsupported: 'unsupported-media-type',
  invalid: 'invalid',
  'too-large': 'too-large',
} as const;

const modelProblem = ({ kind, path, detail }: ModelError): Reply =>
  problem(problems[kind], path === '' ? detail : `${path}: ${detail}`, {
    ...(path === '' ? {} : { errors: [{ path, message: detail }] }),
  });

export const modelRoutes = (services: Services): readonly Route[] => {
  const reader = createModelReader(services);
  return [
    projectRoute(
      {
        ...{ method: 'post', path: '/api/projects/:project/models', tag: 'stage', operation: 'edit' },
        summary: 'Upload a model of a prop or a set, to stand on stages of the project',
        file: { maxBytes: modelLimits.maxBytes, description: 'Binary glTF 2.0 (.glb), all in one file' },
        replies: { 201: { description: 'The model as it is drawn', schema: modelReplySchema } },
      },
      async ({ access, file }) => {
        const read = await reader.read(file ?? new Uint8Array());
        if (!read.ok) return modelProblem(read.error);
        const { mesh, size, triangles, warnings } = read.value;
        const to = { assets: services.assets, links: services.auth.assetLinks };
        const asset = await storeLinked(to, { bytes: mesh, mediaType: meshMediaType, project: access.project });
        return json(201, { model: { asset, size, triangles, warnings } });
      },
    ),
  ];
};
