import { z } from 'zod';

declare const brand: unique symbol;

/** A nominal type: a `T` that only a parser or factory of this file can make. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

export type ProjectId = Brand<string, 'ProjectId'>;
export type UserId = Brand<string, 'UserId'>;
export type BlockId = Brand<string, 'BlockId'>;
/** A scene is named by the block id of its heading. */
export type SceneId = BlockId;
export type ShotId = Brand<string, 'ShotId'>;
export type FrameId = Brand<string, 'FrameId'>;
/** A drawing is named by the frame that it was begun over. */
export type DrawingId = FrameId;
export type LayerId = Brand<string, 'LayerId'>;
export type CastId = Brand<string, 'CastId'>;
export type PlaceId = Brand<string, 'PlaceId'>;
export type PropId = Brand<string, 'PropId'>;
export type LookId = Brand<string, 'LookId'>;
export type RuleId = Brand<string, 'RuleId'>;
export type ThreadId = Brand<string, 'ThreadId'>;
export type CommentId = Brand<string, 'CommentId'>;
export type DecisionId = Brand<string, 'DecisionId'>;
export type FindingId = Brand<string, 'FindingId'>;
export type JobId = Brand<string, 'JobId'>;
export type ShareId = Brand<string, 'ShareId'>;
export type VersionId = Brand<string, 'VersionId'>;
export type WebhookId = Brand<string, 'WebhookId'>;
export type RevisionId = Brand<string, 'RevisionId'>;
export type SuggestionId = Brand<string, 'SuggestionId'>;
/** Lower-case hexadecimal SHA-256 of the asset's bytes. */
export type AssetId = Brand<string, 'AssetId'>;

const idPattern = /^[A-Za-z0-9_-]{1,64}$/;

/** A schema for an opaque id: 1 to 64 of `A-Z a-z 0-9 _ -`. */
const idSchema = <Id extends Brand<string, string>>() =>
  z
    .string()
    .regex(idPattern, 'not an id')
    .transform((text) => text as Id);

export const projectIdSchema = idSchema<ProjectId>();
export const userIdSchema = idSchema<UserId>();
export const blockIdSchema = idSchema<BlockId>();
export const shotIdSchema = idSchema<ShotId>();
export const frameIdSchema = idSchema<FrameId>();
export const layerIdSchema = idSchema<LayerId>();
export const castIdSchema = idSchema<CastId>();
export const threadIdSchema = idSchema<ThreadId>();
export const commentIdSchema = idSchema<CommentId>();
export const decisionIdSchema = idSchema<DecisionId>();
export const findingIdSchema = idSchema<FindingId>();
export const jobIdSchema = idSchema<JobId>();
export const shareIdSchema = idSchema<ShareId>();
export const versionIdSchema = idSchema<VersionId>();
export const webhookIdSchema = idSchema<WebhookId>();
export const revisionIdSchema = idSchema<RevisionId>();
export const suggestionIdSchema = idSchema<SuggestionId>();
export const assetIdSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'not an asset id')
  .transform((text) => text as AssetId);

/** `length` random bytes; the process's composition root passes `crypto.getRandomValues`. */
export type RandomBytes = (length: number) => Uint8Array;

/** Makes a fresh id for each kind of thing, 16 characters of 5 random bits after a prefix that says the kind. */
export type IdFactory = {
  readonly project: () => ProjectId;
  readonly user: () => UserId;
  readonly block: () => BlockId;
  readonly shot: () => ShotId;
  readonly frame: () => FrameId;
  readonly layer: () => LayerId;
  readonly cast: () => CastId;
  readonly place: () => PlaceId;
  readonly prop: () => PropId;
  readonly look: () => LookId;
  readonly rule: () => RuleId;
  readonly thread: () => ThreadId;
  readonly comment: () => CommentId;
  readonly decision: () => DecisionId;
  readonly finding: () => FindingId;
  readonly job: () => JobId;
  readonly share: () => ShareId;
  readonly version: () => VersionId;
  readonly webhook: () => WebhookId;
  readonly revision: () => RevisionId;
  readonly suggestion: () => SuggestionId;
};

const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';

export const createIdFactory = (randomBytes: RandomBytes): IdFactory => {
  const make =
    <Id extends Brand<string, string>>(prefix: string) =>
    (): Id => {
      const letters = Array.from(randomBytes(16), (byte) => alphabet[byte & 31]);
      return `${prefix}_${letters.join('')}` as Id;
    };
  return {
    project: make('prj'),
    user: make('usr'),
    block: make('blk'),
    shot: make('sht'),
    frame: make('frm'),
    layer: make('lyr'),
    cast: make('cst'),
    place: make('plc'),
    prop: make('prp'),
    look: make('lok'),
    rule: make('rul'),
    thread: make('thr'),
    comment: make('cmt'),
    decision: make('dec'),
    finding: make('fnd'),
    job: make('job'),
    share: make('shr'),
    version: make('ver'),
    webhook: make('hok'),
    revision: make('rev'),
    suggestion: make('sug'),
  };
};
