/** What is stored of people and of what they may open. */
import {
  assetIdSchema,
  type ProjectId,
  projectIdSchema,
  shareIdSchema,
  type UserId,
  userIdSchema,
} from '@oner/shared/ids/ids.ts';
import { roleSchema } from '@oner/shared/protocol/http/common.ts';
import { projectSummarySchema } from '@oner/shared/protocol/http/project.ts';
import { z } from 'zod';
import type { Collection } from '../storage/ports.ts';

const author = z.object({ id: z.string(), name: z.string() });

/** Sorts creation times as text. */
const byTime = (at: number): string => String(at).padStart(16, '0');

export const projectRecordSchema = z.object({
  id: projectIdSchema,
  title: z.string(),
  language: z.string(),
  aspect: z.number(),
  fps: z.number(),
  createdAt: z.number(),
  summary: projectSummarySchema.exactOptional(),
});
export type ProjectRecord = z.infer<typeof projectRecordSchema>;
export const projectCollection: Collection<ProjectRecord> = {
  name: 'projects',
  schema: projectRecordSchema,
  key: (project) => project.id,
  order: (project) => byTime(project.createdAt),
  indexes: {},
};

export const accountSchema = z.object({
  id: userIdSchema,
  name: z.string(),
  email: z.string().nullable(),
  /** Owner of the whole server. */
  owner: z.boolean(),
  createdAt: z.number(),
});
export type Account = z.infer<typeof accountSchema>;
export const accountCollection: Collection<Account> = {
  name: 'accounts',
  schema: accountSchema,
  key: (account) => account.id,
  order: (account) => byTime(account.createdAt),
  indexes: { email: (account) => account.email, owner: (account) => (account.owner ? 'yes' : null) },
};

export const membershipSchema = z.object({
  project: projectIdSchema,
  user: userIdSchema,
  role: roleSchema,
  at: z.number(),
});
export type Membership = z.infer<typeof membershipSchema>;
export const membershipKey = (project: ProjectId, user: UserId): string => `${project}/${user}`;
export const membershipCollection: Collection<Membership> = {
  name: 'members',
  schema: membershipSchema,
  key: (member) => membershipKey(member.project, member.user),
  order: (member) => byTime(member.at),
  indexes: { project: (member) => member.project, user: (member) => member.user },
};

export const shareRecordSchema = z.object({
  id: shareIdSchema,
  project: projectIdSchema,
  tokenHash: z.string(),
  role: roleSchema,
  name: z.string().nullable(),
  /** As `hashPassword` made it. */
  password: z.string().nullable(),
  decides: z.boolean(),
  /** Milliseconds since the epoch. */
  expiresAt: z.number().nullable(),
  createdAt: z.number(),
  by: author,
});
export type ShareRecord = z.infer<typeof shareRecordSchema>;
export const shareCollection: Collection<ShareRecord> = {
  name: 'shares',
  schema: shareRecordSchema,
  key: (share) => share.id,
  order: (share) => byTime(share.createdAt),
  indexes: { project: (share) => share.project, token: (share) => share.tokenHash },
};

export const sessionRecordSchema = z.object({
  /** Hash of its token. */
  id: z.string(),
  /** Null: a guest's. */
  user: userIdSchema.nullable(),
  name: z.string(),
  /** Links that this session came in by, the latest last; `guest` is who the guest is on that link. */
  shares: z.array(z.object({ share: shareIdSchema, project: projectIdSchema, guest: z.string() })),
  createdAt: z.number(),
  expiresAt: z.number(),
});
export type SessionRecord = z.infer<typeof sessionRecordSchema>;
export const sessionCollection: Collection<SessionRecord> = {
  name: 'sessions',
  schema: sessionRecordSchema,
  key: (session) => session.id,
  order: (session) => byTime(session.createdAt),
  indexes: { user: (session) => session.user },
};

export const apiTokenRecordSchema = z.object({
  /** Hash of the token. */
  id: z.string(),
  user: userIdSchema,
  name: z.string(),
  createdAt: z.number(),
});
export type ApiTokenRecord = z.infer<typeof apiTokenRecordSchema>;
export const apiTokenCollection: Collection<ApiTokenRecord> = {
  name: 'api-tokens',
  schema: apiTokenRecordSchema,
  key: (token) => token.id,
  order: (token) => byTime(token.createdAt),
  indexes: { user: (token) => token.user },
};

export const signInLinkRecordSchema = z.object({
  /** Hash of the token. */
  id: z.string(),
  user: userIdSchema,
  /** A mail's link asks for a click first: mail scanners open links. */
  confirm: z.boolean(),
  createdAt: z.number(),
  expiresAt: z.number(),
});
export type SignInLinkRecord = z.infer<typeof signInLinkRecordSchema>;
export const signInLinkCollection: Collection<SignInLinkRecord> = {
  name: 'sign-in-links',
  schema: signInLinkRecordSchema,
  key: (link) => link.id,
  order: (link) => byTime(link.createdAt),
  indexes: {},
};

export const assetLinkSchema = z.object({ asset: assetIdSchema, project: projectIdSchema });
export type AssetLinkRecord = z.infer<typeof assetLinkSchema>;
export const assetLinkCollection: Collection<AssetLinkRecord> = {
  name: 'asset-links',
  schema: assetLinkSchema,
  key: (link) => `${link.asset}/${link.project}`,
  order: (link) => `${link.asset}/${link.project}`,
  indexes: { asset: (link) => link.asset, project: (link) => link.project },
};
