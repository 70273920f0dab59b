/** What all resources of the HTTP interface share. Requests are strict (unknown fields are refused); replies may grow. */
import { z } from 'zod';

export const roles = ['viewer', 'commenter', 'editor', 'owner'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** ISO 8601 in UTC. */
export const timeSchema = z.iso.datetime();

/** Who did something, by the name that they had then. */
export const authorSchema = z.object({ id: z.string(), name: z.string() });

/** A name that people show to each other. */
export const personNameSchema = z.string().trim().min(1).max(80);

/** `?limit&cursor` of every list. */
export const pageQueryShape = {
  limit: z.coerce.number().int().min(1).max(1000).exactOptional(),
  cursor: z.string().min(1).max(1000).exactOptional(),
} as const;
export const pageQuerySchema = z.strictObject(pageQueryShape);
export type PageQuery = z.infer<typeof pageQuerySchema>;

/** RFC 9457. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  /** Fields at fault; `path` is dotted, such as `anchor.region.0`. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).exactOptional(),
});
export type Problem = z.infer<typeof problemSchema>;
