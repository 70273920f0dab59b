import { createHash } from 'node:crypto';
import type { FrameId, JobId, ProjectId, SceneId, ShotId } from '@oner/shared/ids/ids.ts';

const hashed = (prefix: string, parts: readonly (string | number | null)[]): string =>
  `${prefix}_${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 32)}`;

/** The id of the job that makes this frame: the same asking gives the same id. */
export const frameJobId = (what: {
  readonly project: ProjectId;
  readonly shot: ShotId;
  readonly specHash: string;
  readonly provider: string;
  readonly kind: string;
  readonly seed: number | null;
  /** Of a video: the hash of all that moves, and of its length. */
  readonly clipHash?: string;
  /** 0 for the first; another number asks for another version of the same spec. */
  readonly version: number;
}): JobId =>
  hashed('job', [
    what.project,
    what.shot,
    what.specHash,
    what.provider,
    what.kind,
    what.seed,
    what.version,
    ...(what.clipHash === undefined ? [] : [what.clipHash]),
  ]) as JobId;

/** The id of the job that breaks this text of these scenes down. */
export const breakdownJobId = (project: ProjectId, scenes: readonly SceneId[], text: string): JobId =>
  hashed('job', [project, ...scenes, 'breakdown', text]) as JobId;

/** The frame that a job posts: running the job twice posts it once. */
export const frameIdOf = (job: JobId): FrameId => hashed('frm', [job]) as FrameId;

/** A seed for a provider that wants one, 0 to 2³¹ − 1, from the job's id. */
export const seedOf = (job: JobId): number => createHash('sha256').update(job).digest().readUInt32BE(0) >>> 1;
