import type { Frame } from '@oner/shared/document/desk.ts';
import { shotSpec, specHash } from '@oner/shared/generation/spec.ts';
import { fail, type Result } from '@oner/shared/result/result.ts';
import { seedOf } from './job-ids.ts';
import type { FrameJob } from './job-record.ts';
import type { PostFrame } from './post-frame.ts';
import type { Provider, ProviderContext, ProviderError } from './provider.ts';
import type { Snapshots } from './snapshots.ts';

export type FrameOutcome =
  | { readonly kind: 'posted'; readonly frame: Frame }
  /** The shot has changed since, or is gone: nobody wants this frame any more. */
  | { readonly kind: 'superseded' }
  | { readonly kind: 'failed'; readonly error: ProviderError };

/** Draws a job's shot as it is now and posts the frame; a job of a hook whose spec is no longer the shot's is superseded. */
export const createRunFrameJob =
  (options: {
    readonly providers: ReadonlyMap<string, Provider>;
    readonly snapshots: Snapshots;
    readonly postFrame: PostFrame;
    /** Asked when it is drawn: it may have been cancelled on another node, or its project deleted. */
    readonly isWanted: (job: FrameJob) => Promise<boolean>;
  }) =>
  async (job: FrameJob, context: ProviderContext): Promise<FrameOutcome> => {
    const provider = options.providers.get(job.provider);
    if (!provider) return { kind: 'failed', error: unknownProvider(job.provider) };
    const spec = shotSpec(await options.snapshots.story(job.project), job.shot);
    if (!spec) return { kind: 'superseded' };
    const hash = specHash(spec);
    if (job.auto && hash !== job.specHash) return { kind: 'superseded' };
    const seed = job.seed ?? (provider.capabilities.seed ? seedOf(job.id) : null);
    const made = await generateSafely(provider, { spec, specHash: hash, kind: job.kind, seed }, context);
    if (!made.ok) return { kind: 'failed', error: made.error };
    if (context.signal.aborted || !(await options.isWanted(job))) return { kind: 'superseded' };
    return { kind: 'posted', frame: await options.postFrame({ ...job, specHash: hash }, made.value) };
  };

const unknownProvider = (name: string): ProviderError => ({
  kind: 'unavailable',
  detail: `The provider ${name} is not set up on this server.`,
  retryable: false,
});

/** A provider that throws has failed; it must not take the runner down. */
const generateSafely = async (
  provider: Provider,
  request: Parameters<Provider['generate']>[0],
  context: ProviderContext,
): Promise<
  Result<Awaited<ReturnType<Provider['generate']>> extends Result<infer T, ProviderError> ? T : never, ProviderError>
> => {
  try {
    return await provider.generate(request, context);
  } catch (error) {
    return fail({ kind: 'failed', detail: String(error instanceof Error ? error.message : error), retryable: true });
  }
};
