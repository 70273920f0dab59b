import { z } from 'zod';

/** Who wrote in a project's story: which Yjs client stood for whom, from which count of its on. */
export const authorsSchema = z.object({
  clients: z.array(
    z.object({
      client: z.number().int(),
      spans: z.array(z.object({ from: z.number().int(), by: z.string() })),
    }),
  ),
  people: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type Authors = z.infer<typeof authorsSchema>;
