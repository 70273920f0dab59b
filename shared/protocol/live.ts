/** Live events by socket.io at `/live`: progress, notices and following. Nothing here is stored. */
import { z } from 'zod';
import { projectIdSchema } from '../ids/ids.ts';
import { roleSchema } from './http/common.ts';
import { jobSchema } from './http/shot.ts';

/** The path that socket.io listens on. */
export const livePath = '/live';

/** Bounds of what a client may send. */
export const liveLimits = {
  /** Bytes of one message. */
  maxBytes: 16_384,
  /** Messages a second and connection, with bursts of twice as many; more are dropped and answered with `slow-down`. */
  perSecond: 30,
  /** Projects that one connection may be in at once. */
  maxProjects: 8,
} as const;

export const noticeSchema = z.object({
  project: projectIdSchema,
  kind: z.enum([
    'comment-added',
    'decision-made',
    'frame-posted',
    'version-named',
    'version-restored',
    'script-imported',
    'project-changed',
    'project-deleted',
  ]),
  by: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Ids that it is about: shot, frame, thread, version. */
  about: z.record(z.string(), z.string()),
});
export type Notice = z.infer<typeof noticeSchema>;

/** Where a person is and what they look at. */
export const viewSchema = z.strictObject({
  /** A path of the client with its query, such as `/p/x/board?scene=y`. */
  route: z.string().max(500),
  scene: z.string().max(64).nullable(),
  shot: z.string().max(64).nullable(),
  /** First visible block or shot, and pixels past its top. */
  scroll: z.strictObject({ at: z.string().max(64), offset: z.number() }).nullable(),
});
export type View = z.infer<typeof viewSchema>;

export const personSchema = z.object({
  /** One connection of a person; who follows names this. */
  peer: z.string(),
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  view: viewSchema.nullable(),
  /** The peer that this one follows. */
  following: z.string().nullable(),
  presenting: z.boolean(),
});
export type Person = z.infer<typeof personSchema>;

/** `access.role` null: access was withdrawn; the connection has left the project. */
export const accessEventSchema = z.object({ project: projectIdSchema, role: roleSchema.nullable() });
export const jobEventSchema = z.object({ project: projectIdSchema, job: jobSchema });
export const peopleEventSchema = z.object({ project: projectIdSchema, people: z.array(personSchema) });
export const personEventSchema = z.object({ project: projectIdSchema, person: personSchema });
export const leftEventSchema = z.object({ project: projectIdSchema, peer: z.string() });

/** Server to client, by event name. */
export const serverEventSchemas = {
  job: jobEventSchema,
  notice: noticeSchema,
  access: accessEventSchema,
  /** All who are there: sent to one who joins. */
  people: peopleEventSchema,
  /** One came, moved, follows or presents. */
  person: personEventSchema,
  left: leftEventSchema,
} as const;
export type ServerEvents = {
  [Name in keyof typeof serverEventSchemas]: (message: z.infer<(typeof serverEventSchemas)[Name]>) => void;
};

export const joinSchema = z.strictObject({ project: projectIdSchema });
export const followSchema = z.strictObject({ project: projectIdSchema, peer: z.string().max(64).nullable() });
export const presentSchema = z.strictObject({ project: projectIdSchema, presenting: z.boolean() });
export const viewMessageSchema = z.strictObject({ project: projectIdSchema, view: viewSchema });

/** Client to server, by event name. */
export const clientEventSchemas = {
  join: joinSchema,
  leave: joinSchema,
  follow: followSchema,
  present: presentSchema,
  view: viewMessageSchema,
} as const;

export const liveAnswerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), role: roleSchema.exactOptional(), peer: z.string().exactOptional() }),
  z.object({
    ok: z.literal(false),
    reason: z.enum([
      'malformed',
      'not-signed-in',
      'no-access',
      'no-such-project',
      'not-joined',
      'too-many',
      'slow-down',
    ]),
  }),
]);
export type LiveAnswer = z.infer<typeof liveAnswerSchema>;

export type ClientEvents = {
  [Name in keyof typeof clientEventSchemas]: (
    message: z.input<(typeof clientEventSchemas)[Name]>,
    answer?: (answer: LiveAnswer) => void,
  ) => void;
};
