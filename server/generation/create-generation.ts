import { type ShotSpec, shotSpec, specHash } from '@oner/shared/generation/spec.ts';
import { clipHash } from '@oner/shared/generation/spec-play.ts';
import type { JobId, ProjectId, SceneId, ShotId } from '@oner/shared/ids/ids.ts';
import type { FrameRequest } from '@oner/shared/protocol/http/frame.ts';
import type { Job } from '@oner/shared/protocol/http/shot.ts';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import type { Access } from '../auth/principal.ts';
import type { Clock } from '../platform/clock.ts';
import type { JobQueue } from '../queue/ports.ts';
import { createAskingPace } from './asking-pace.ts';
import { breakdownJobId, frameJobId } from './job-ids.ts';
import type { FrameJob, JobRecord } from './job-record.ts';
import type { JobRunner } from './job-runner.ts';
import type { JobStore } from './job-store.ts';
import { builtIn, type Provider } from './provider.ts';
import type { Snapshots } from './snapshots.ts';

/** A person who waits comes before one who asked for many at once, and both before a hook's work. */
const priorities = { person: 7, bulk: 5, hook: 3, restart: 1 } as const;

export type GenerationError = {
  readonly kind: 'no-such-shot' | 'no-such-scene' | 'unplaced-shot' | 'unknown-provider' | 'unsupported' | 'busy';
  readonly detail: string;
};

export type WantedFrame = { readonly shot: ShotId; readonly specHash: string };
type Asked = { readonly job: Job; readonly created: boolean };
type By = JobRecord['by'];

export type Generation = {
  readonly requestFrame: (
    access: Access,
    shot: ShotId,
    request: FrameRequest,
  ) => Promise<Result<Asked, GenerationError>>;
  /** What a hook asks: the built-in provider, superseded by a newer spec. All shots at once: a feature has 1,500. */
  readonly requestByHook: (project: ProjectId, wanted: readonly WantedFrame[]) => Promise<void>;
  readonly job: (id: JobId) => Promise<Job | null>;
  readonly cancel: (id: JobId) => Promise<Job | null>;
  readonly breakdown: (
    project: ProjectId,
    request: {
      readonly scenes?: readonly SceneId[];
      readonly provider?: string;
      readonly by: { readonly id: string; readonly name: string };
    },
  ) => Promise<Result<readonly Job[], GenerationError>>;
  readonly providers: () => Promise<
    readonly { id: string; name: string; kinds: ('image' | 'video' | 'breakdown')[]; available: boolean }[]
  >;
  /** The project was deleted: what waits or runs for it ends, and nothing is kept. */
  readonly removeAll: (project: ProjectId) => Promise<void>;
  /** Hands jobs to the queue that a node stored and died before it did; for where there are several nodes. */
  readonly requeueLost: () => Promise<void>;
  /** Takes up what a stop or a crash left undone, and starts working. */
  readonly start: (concurrency: number) => Promise<void>;
};

const priorityAfterRestart = (job: JobRecord): number => {
  if (job.auto) return priorities.restart;
  return job.kind !== 'breakdown' && job.bulk ? priorities.bulk : priorities.person;
};

/** Jobs of a hook that are stored at once: they share a commit. */
const askedAtOnce = 64;

const rules = 'rules';
const server: By = { id: 'server', name: 'Oner' };

export const createGeneration = (options: {
  readonly jobs: JobStore;
  readonly queue: JobQueue;
  readonly runner: JobRunner;
  readonly snapshots: Snapshots;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly clock: Clock;
  readonly tell: (job: Job, record: JobRecord) => void;
}): Generation => {
  const { jobs, queue, runner, snapshots, providers } = options;
  const now = () => new Date(options.clock.now()).toISOString();
  const asksForMany = createAskingPace(options.clock);

  const enqueue = async (record: JobRecord, priority: number, delayMs = 0): Promise<Asked> => {
    const asked = await jobs.ask(record);
    if (asked.created) await queue.add(record.id, { priority, delayMs });
    const job = runner.view(asked.job);
    if (asked.created) options.tell(job, asked.job);
    return { job, created: asked.created };
  };

  const frameJob = (
    what: Pick<FrameJob, 'project' | 'shot' | 'specHash' | 'provider' | 'kind' | 'seed' | 'by' | 'auto' | 'bulk'>,
    asked: { readonly version: number; readonly clipHash?: string },
  ): FrameJob => ({
    ...what,
    id: frameJobId({ ...what, ...asked }),
    state: 'queued',
    error: null,
    warnings: [],
    attempts: 0,
    at: now(),
    endedAt: null,
    frame: null,
  });

  const cancel = async (id: JobId, by: 'person' | 'server'): Promise<Job | null> => {
    await queue.remove(id);
    const job = await jobs.cancel(id, by);
    runner.abort(id);
    if (!job) return null;
    const view = runner.view(job);
    options.tell(view, job);
    return view;
  };

  /** How many jobs there are already for the same picture by the same provider. */
  const versionsOf = async (what: Pick<FrameJob, 'shot' | 'specHash' | 'provider' | 'kind'>): Promise<number> =>
    (await jobs.ofShot(what.shot)).filter(
      (job) =>
        job.kind === what.kind && job.provider === what.provider && 'specHash' in job && job.specHash === what.specHash,
    ).length;

  const byHook = (project: ProjectId, { shot, specHash: hash }: WantedFrame): FrameJob => {
    const what = { project, shot, specHash: hash, provider: builtIn, kind: 'image', seed: null } as const;
    return frameJob({ ...what, by: server, auto: true, bulk: false }, { version: 0 });
  };

  /** Asks for what is not asked for already, and supersedes a hook's jobs for older specs that no one has begun. */
  const requestByHook: Generation['requestByHook'] = async (project, wanted) => {
    const open = (await jobs.open()).filter((job) => job.project === project);
    const hashes = new Map(wanted.map((each) => [each.shot, each.specHash]));
    for (const job of open) {
      const hash = job.kind === 'breakdown' ? undefined : hashes.get(job.shot);
      if (job.kind !== 'breakdown' && hash !== undefined && job.auto && job.state === 'queued' && job.specHash !== hash)
        await cancel(job.id, 'server');
    }
    const there = new Set(open.map(({ id }) => id));
    const missing = wanted.map((each) => byHook(project, each)).filter(({ id }) => !there.has(id));
    for (let start = 0; start < missing.length; start += askedAtOnce)
      await Promise.all(missing.slice(start, start + askedAtOnce).map((job) => enqueue(job, priorities.hook)));
  };

  const specOf = async (project: ProjectId, id: ShotId): Promise<Result<ShotSpec, GenerationError>> => {
    const story = await snapshots.story(project);
    if (!story.shots.has(id)) return fail({ kind: 'no-such-shot', detail: 'There is no such shot in this project.' });
    const spec = shotSpec(story, id);
    return spec
      ? ok(spec)
      : fail({
          kind: 'unplaced-shot',
          detail: 'The scene of this shot was deleted: move the shot into a scene first.',
        });
  };

  const requestFrame: Generation['requestFrame'] = async (access, shot, request) => {
    const name = request.provider ?? builtIn;
    const kind = request.kind ?? 'image';
    const provider = providers.get(name);
    if (!provider)
      return fail({ kind: 'unknown-provider', detail: `There is no provider called ${name} on this server.` });
    if (!provider.capabilities.kinds.has(kind))
      return fail({ kind: 'unsupported', detail: `${name} does not make ${kind}s.` });
    const spec = await specOf(access.project, shot);
    if (!spec.ok) return spec;
    const what = {
      project: access.project,
      shot,
      specHash: specHash(spec.value),
      provider: name,
      kind,
      seed: request.seed ?? null,
      by: { id: access.principal.id, name: access.principal.name },
      auto: false,
      bulk: asksForMany(access.principal.id),
    } as const;
    const version = request.again ? await versionsOf(what) : 0;
    const clip = kind === 'video' ? { clipHash: clipHash(spec.value) } : {};
    const priority = what.bulk ? priorities.bulk : priorities.person;
    return ok(await enqueue(frameJob(what, { version, ...clip }), priority));
  };

  return {
    requestFrame,
    cancel: (id) => cancel(id, 'person'),
    requestByHook,
    job: async (id) => {
      const job = await jobs.get(id);
      return job ? runner.view(job) : null;
    },
    breakdown: async (project, request) => {
      if (request.provider !== undefined && request.provider !== rules)
        return fail({
          kind: 'unknown-provider',
          detail: `There is no breakdown by ${request.provider} on this server.`,
        });
      const story = await snapshots.story(project);
      const wanted = request.scenes ?? story.scenes.map((scene) => scene.id);
      const known = new Map(story.scenes.map((scene) => [scene.id, scene]));
      const unknown = wanted.find((id) => !known.has(id));
      if (unknown !== undefined)
        return fail({ kind: 'no-such-scene', detail: `There is no scene ${unknown} in this project.` });
      const scenes = [...new Set(wanted)];
      if (scenes.length === 0) return ok([]);
      const text = scenes.map((id) => {
        const scene = known.get(id);
        return [scene?.blocks.map((block) => [block.id, block.type, block.text]), scene?.shots];
      });
      // One job for all: the script is read once, and the shots come together.
      const record: JobRecord = {
        id: breakdownJobId(project, scenes, JSON.stringify([text, now()])),
        project,
        kind: 'breakdown',
        scenes,
        provider: rules,
        state: 'queued',
        error: null,
        warnings: [],
        by: { id: request.by.id, name: request.by.name },
        auto: false,
        attempts: 0,
        at: now(),
        endedAt: null,
        proposed: null,
      };
      return ok([(await enqueue(record, priorities.person)).job]);
    },
    providers: async () => [
      ...[...providers.values()].map((provider) => ({
        id: provider.name,
        name: provider.name,
        kinds: [...provider.capabilities.kinds],
        available: true,
      })),
      { id: rules, name: rules, kinds: ['breakdown' as const], available: true },
    ],
    removeAll: async (project) => {
      for (const { id } of await jobs.ofProject(project)) {
        await queue.remove(id);
        await jobs.remove(id);
        runner.abort(id);
      }
    },
    requeueLost: async () => {
      const waiting = new Set(await queue.waiting());
      for (const job of await jobs.open())
        if (!waiting.has(job.id)) await queue.add(job.id, { priority: priorityAfterRestart(job) });
    },
    start: async (concurrency) => {
      for (const job of await jobs.open()) await queue.add(job.id, { priority: priorityAfterRestart(job) });
      queue.work(concurrency, (id) => runner.run(id as JobId));
    },
  };
};
