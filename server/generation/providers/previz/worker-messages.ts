/** What the pool and its worker threads say to each other; both sides check what they receive. */
import { mapLegendSchema } from '@oner/shared/protocol/http/frame.ts';
import { z } from 'zod';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

export const toWorkerSchema = z.object({ id: z.number().int(), request: z.unknown() });
export type ToWorker = z.infer<typeof toWorkerSchema>;

export const fromWorkerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), id: z.number().int(), progress: z.number().min(0).max(1) }),
  z.object({
    kind: z.literal('drawn'),
    id: z.number().int(),
    frame: z.object({
      bytes,
      mediaType: z.literal('image/webp'),
      width: z.number().int(),
      height: z.number().int(),
      maps: z
        .object({
          depth: bytes,
          normal: bytes,
          pose: bytes,
          segmentation: bytes,
          line: bytes,
          legend: mapLegendSchema,
        })
        .exactOptional(),
    }),
  }),
  z.object({
    kind: z.literal('failed'),
    id: z.number().int(),
    error: z.object({ kind: z.enum(['invalid-request', 'render-failed']), detail: z.string() }),
  }),
]);
export type FromWorker = z.infer<typeof fromWorkerSchema>;
