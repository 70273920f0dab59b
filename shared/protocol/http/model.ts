import { z } from 'zod';
import { assetIdSchema } from '../../ids/ids.ts';

/** An uploaded model, as it is put on a stage: a piece whose `model` is the asset and whose `size` is this one. */
export const modelSchema = z.object({
  /** The mesh; `decodeMesh` of `shared/stage/model-mesh.ts` reads its bytes. */
  asset: assetIdSchema,
  /** Width, height and depth as modelled, metres. */
  size: z.tuple([z.number(), z.number(), z.number()]),
  triangles: z.number().int(),
  /** What was left out or looks wrong. */
  warnings: z.array(z.string()),
});

export const modelReplySchema = z.object({ model: modelSchema });
