/** What the HTTP routes need from generation and live events. */
import type { ProjectId } from '@oner/shared/ids/ids.ts';
import type { Job } from '@oner/shared/protocol/http/shot.ts';
import type { Notice } from '@oner/shared/protocol/live.ts';
import type { Generation as WholeGeneration } from '../generation/create-generation.ts';

/** What is asked of generation over HTTP. */
export type Generation = Pick<WholeGeneration, 'requestFrame' | 'job' | 'cancel' | 'breakdown' | 'providers'>;

/** What is told at once to all who are in a project, on every node. */
export type LiveEvent =
  | { readonly kind: 'job'; readonly job: Job }
  | { readonly kind: 'notice'; readonly notice: Notice };

export type LiveEmitter = { readonly emit: (project: ProjectId, event: LiveEvent) => void };
