import { z } from 'zod';
import { projectIdSchema, shareIdSchema, userIdSchema } from '../../ids/ids.ts';
import { personNameSchema, roleSchema, timeSchema } from './common.ts';

export const emailSchema = z.email().max(254).toLowerCase();

export const memberSchema = z.object({
  user: userIdSchema,
  name: z.string(),
  role: roleSchema,
  /** Told to owners only. */
  email: z.string().exactOptional(),
});
export type Member = z.infer<typeof memberSchema>;
export const memberRoleSchema = z.strictObject({ role: roleSchema, name: personNameSchema.exactOptional() });

export const shareSchema = z.object({
  id: shareIdSchema,
  role: roleSchema,
  name: z.string().nullable(),
  password: z.boolean(),
  decides: z.boolean(),
  expiresAt: timeSchema.nullable(),
  createdAt: timeSchema,
  by: z.object({ id: z.string(), name: z.string() }),
});
export type Share = z.infer<typeof shareSchema>;

/** A link makes editors, commenters and viewers. */
export const newShareSchema = z.strictObject({
  role: roleSchema,
  name: z.string().trim().min(1).max(200).exactOptional(),
  password: z.string().min(1).max(200).exactOptional(),
  expiresAt: timeSchema.exactOptional(),
  /** False: a commenter by this link does not decide. Default true. */
  decides: z.boolean().exactOptional(),
});
export type NewShare = z.infer<typeof newShareSchema>;

/** The token is shown here only. */
export const createdShareSchema = shareSchema.extend({ url: z.string(), token: z.string() });

/** What a link tells before anyone has come in by it. */
export const sharePreviewSchema = z.object({
  role: roleSchema,
  password: z.boolean(),
  /** Null while a password guards it. */
  project: z.object({ id: projectIdSchema, title: z.string() }).nullable(),
});
export type SharePreview = z.infer<typeof sharePreviewSchema>;

export const shareSessionRequestSchema = z.strictObject({
  name: personNameSchema,
  password: z.string().max(200).exactOptional(),
});
export const shareSessionSchema = z.object({ token: z.string(), role: roleSchema, project: projectIdSchema });

export const meSchema = z.object({
  kind: z.enum(['admin', 'user', 'guest']),
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  /** Owner of this whole server. */
  owner: z.boolean(),
  /** A guest's project. */
  project: projectIdSchema.nullable(),
});
export type Me = z.infer<typeof meSchema>;
export const mePatchSchema = z.strictObject({ name: personNameSchema });

export const signInRequestSchema = z.strictObject({ email: emailSchema });
/** What the sign-in page may offer. */
export const signInOptionsSchema = z.object({ email: z.boolean() });
export const signInLinkRequestSchema = z.strictObject({ email: emailSchema, name: personNameSchema.exactOptional() });
export const signInLinkSchema = z.object({ user: userIdSchema, url: z.string(), expiresAt: timeSchema });

export const apiTokenSchema = z.object({ id: z.string(), name: z.string(), createdAt: timeSchema });
export const newApiTokenSchema = z.strictObject({ name: z.string().trim().min(1).max(80) });
/** The token is shown here only. */
export const createdApiTokenSchema = apiTokenSchema.extend({ token: z.string() });
