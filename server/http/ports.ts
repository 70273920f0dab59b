/** What the HTTP routes need from generation and live events. */
import type { BlockId, JobId, ProjectId, ShotId } from '@oner/shared/ids/ids.ts';
import type { FrameRequest, Provider } from '@oner/shared/protocol/http/frame.ts';
import type { Job } from '@oner/shared/protocol/http/shot.ts';
import type { Notice } from '@oner/shared/protocol/live.ts';
import type { Result } from '@oner/shared/result/result.ts';
import type { Access, Principal } from '../auth/principal.ts';

export type GenerationError = {
  readonly kind: 'no-such-shot' | 'no-such-scene' | 'unplaced-shot' | 'unknown-provider' | 'unsupported' | 'busy';
  readonly detail: string;
};

export type Generation = {
  /** `created` is false when the same spec and provider have a job already: it is given as it is. */
  readonly requestFrame: (
    access: Access,
    shot: ShotId,
    request: FrameRequest,
  ) => Promise<Result<{ readonly job: Job; readonly created: boolean }, GenerationError>>;
  readonly job: (id: JobId) => Promise<Job | null>;
  /** The job as it is then; null: no such job. One that has ended stays as it is. */
  readonly cancel: (id: JobId) => Promise<Job | null>;
  /** Proposes shots for `scenes`, absent: all. */
  readonly breakdown: (
    project: ProjectId,
    request: { readonly scenes?: readonly BlockId[]; readonly provider?: string; readonly by: Principal },
  ) => Promise<Result<readonly Job[], GenerationError>>;
  readonly providers: () => Promise<readonly Provider[]>;
};

/** What is told at once to all who are in a project, on every node. */
export type LiveEvent =
  | { readonly kind: 'job'; readonly job: Job }
  | { readonly kind: 'notice'; readonly notice: Notice };

export type LiveEmitter = { readonly emit: (project: ProjectId, event: LiveEvent) => void };
