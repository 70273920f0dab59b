import { z } from 'zod';
import { frameIdSchema, layerIdSchema } from '../ids/ids.ts';

/** The key of a client's awareness state, on the desk's connection, that holds the stroke under its pen. */
export const liveStrokeKey = 'stroke';

/**
 * A stroke that is being drawn: the stretch of its points that is newest, so that one message stays small and a lost one
 * is made up for by the next. It is in the document once the pen goes up.
 */
export const liveStrokeSchema = z.object({
  /** Tells one stroke of this client from the next. */
  id: z.number().int().min(0),
  drawing: frameIdSchema,
  /** Null: the layer will be made with the stroke. */
  layer: layerIdSchema.nullable(),
  /** How many points come before those in `stroke`. */
  from: z.number().int().min(0).max(100_000),
  /** An encoded stroke, Base64. */
  stroke: z.string().min(1).max(6000),
  /** True: the pen is up, and the whole stroke is on its way by the document. */
  ended: z.boolean(),
});
export type LiveStroke = z.infer<typeof liveStrokeSchema>;
