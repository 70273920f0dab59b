/** Previz: draws staged shots as ink roughs with control maps, on worker threads of its own. */
import { fail, type Result } from '@oner/shared/result/result.ts';
import { z } from 'zod';
import type { Clock } from '../../../platform/clock.ts';
import { type PrevizError, type PrevizFrame, type PrevizRequest, previzRequestSchema } from './frame-request.ts';
import { type PoolJob, PrevizPool } from './pool.ts';

export type Previz = {
  /** Draws a frame; resolves always. Progress runs from 0 to 1. */
  readonly render: (request: PrevizRequest, job: PoolJob) => Promise<Result<PrevizFrame, PrevizError>>;
  readonly close: () => Promise<void>;
};

export const createPreviz = ({ workers, clock }: { readonly workers: number; readonly clock: Clock }): Previz => {
  const script = new URL('./worker.ts', import.meta.url);
  const pool = new PrevizPool({ workers: Math.max(1, workers), script, clock });
  return {
    render: async (request, job) => {
      const parsed = previzRequestSchema.safeParse(request);
      if (!parsed.success) return fail({ kind: 'invalid-request', detail: z.prettifyError(parsed.error) });
      return pool.run(parsed.data, job);
    },
    close: () => pool.close(),
  };
};
