import { z } from 'zod';
import type { Collection } from '../ports.ts';

const filmSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  madeAt: z.number(),
  owner: z.string(),
  slug: z.string().nullable(),
  views: z.number(),
  credits: z.record(z.string(), z.string()).optional(),
});

export type Film = z.infer<typeof filmSchema>;

/** A kind of record that only tests have. */
export const films: Collection<Film> = {
  name: 'films',
  schema: filmSchema,
  key: ({ id }) => id,
  order: ({ madeAt }) => String(madeAt).padStart(15, '0'),
  indexes: { owner: ({ owner }) => owner, slug: ({ slug }) => slug },
};

export const film = (id: string, fields: Partial<Film> = {}): Film => ({
  id,
  title: `Film ${id}`,
  madeAt: 1,
  owner: 'usr_a',
  slug: null,
  views: 0,
  ...fields,
});
