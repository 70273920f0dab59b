import { z } from 'zod';
import { assetIdSchema, projectIdSchema } from '../../ids/ids.ts';
import { roleSchema, timeSchema } from './common.ts';

const title = z.string().trim().min(1).max(200);
/** BCP 47. */
const language = z.string().regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'not a language tag');
/** Width over height. */
const aspect = z.number().min(0.2).max(5);
const fps = z.number().min(1).max(240);

/** What a card tells of a project: counts, and up to three frames of its first shots. */
export const projectSummarySchema = z.object({
  scenes: z.number().int(),
  shots: z.number().int(),
  poster: z.array(assetIdSchema),
});
export type ProjectSummary = z.infer<typeof projectSummarySchema>;

export const projectSchema = z.object({
  id: projectIdSchema,
  title: z.string(),
  language: z.string(),
  aspect: z.number(),
  fps: z.number(),
  createdAt: timeSchema,
  /** What the one who asks is in it. */
  role: roleSchema,
  /** Half a second behind the documents; absent until it was made. */
  summary: projectSummarySchema.exactOptional(),
});
export type Project = z.infer<typeof projectSchema>;

export const newProjectSchema = z.strictObject({
  title,
  language: language.exactOptional(),
  aspect: aspect.exactOptional(),
  fps: fps.exactOptional(),
});
export type NewProject = z.infer<typeof newProjectSchema>;

export const projectPatchSchema = newProjectSchema.extend({ title: title.exactOptional() });
export type ProjectPatch = z.infer<typeof projectPatchSchema>;
