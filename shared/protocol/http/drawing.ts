import { z } from 'zod';
import { frameIdSchema, layerIdSchema, shotIdSchema } from '../../ids/ids.ts';

/** What is asked of a drawing that is kept as a version. */
export const keepDrawingSchema = z.strictObject({
  /** How many strokes the caller sees: a server that has heard of fewer so far waits for them. */
  strokes: z.number().int().min(0).max(1_000_000).exactOptional(),
});
export type KeepDrawing = z.infer<typeof keepDrawingSchema>;

/** A drawing over a frame; its strokes are in the story document. */
export const drawingSchema = z.object({
  /** The frame that it was begun over. */
  id: frameIdSchema,
  shot: shotIdSchema,
  /** The frame that it lies over now. */
  base: frameIdSchema,
  baseOpacity: z.number(),
  /** From the lowest up. */
  layers: z.array(
    z.object({
      id: layerIdSchema,
      name: z.string(),
      visible: z.boolean(),
      opacity: z.number(),
      /** How many there are. */
      strokes: z.number().int(),
    }),
  ),
});
export type Drawing = z.infer<typeof drawingSchema>;
