import type { Frame } from '@oner/shared/document/desk.ts';
import { shotSpec, specHash } from '@oner/shared/generation/spec.ts';
import { clipHash } from '@oner/shared/generation/spec-play.ts';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import { seedOf } from './job-ids.ts';
import type { FrameJob } from './job-record.ts';
import type { PostFrame } from './post-frame.ts';
import {
  builtIn,
  type ControlMaps,
  type FrameRequest,
  type Provider,
  type ProviderContext,
  type ProviderError,
} from './provider.ts';
import type { Snapshots } from './snapshots.ts';
import type { StageModels } from './stage-models.ts';

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
    readonly models: StageModels;
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
    const models = await options.models(job.project, spec);
    const staged = { spec, specHash: hash, kind: job.kind, seed, models };
    const maps = mapsOnce(options.providers.get(builtIn), staged, context);
    const made = await generateSafely(provider, { ...staged, maps }, context);
    if (!made.ok) return { kind: 'failed', error: made.error };
    if (context.signal.aborted || !(await options.isWanted(job))) return { kind: 'superseded' };
    const ofWhat = job.kind === 'video' ? clipHash(spec) : hash;
    return { kind: 'posted', frame: await options.postFrame({ ...job, specHash: ofWhat }, made.value) };
  };

const unknownProvider = (name: string): ProviderError => ({
  kind: 'unavailable',
  detail: `The provider ${name} is not set up on this server.`,
  retryable: false,
});

type Maps = Awaited<ReturnType<FrameRequest['maps']>>;

/** The maps of the built-in provider's picture of the same shot: drawn when asked for, once. */
const mapsOnce = (
  drawer: Provider | undefined,
  staged: Omit<FrameRequest, 'maps'>,
  { urgency, signal }: ProviderContext,
): FrameRequest['maps'] => {
  const none = fail<ProviderError>({
    kind: 'unavailable',
    detail: 'No control maps are drawn here.',
    retryable: false,
  });
  const draw = async (): Promise<Maps> => {
    const request: FrameRequest = { ...staged, kind: 'image', maps: async () => none };
    const context = { urgency, signal, onProgress: () => undefined };
    const drawn = drawer ? await generateSafely(drawer, request, context) : none;
    if (!drawn.ok) return drawn;
    const maps: ControlMaps | null = drawn.value.maps;
    return maps ? ok(maps) : none;
  };
  let drawing: Promise<Maps> | null = null;
  return () => {
    drawing ??= draw();
    return drawing;
  };
};

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
