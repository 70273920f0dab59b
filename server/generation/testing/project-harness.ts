/** A project as the server holds it, with real storage, rooms, jobs and hooks, a clock moved by hand and a provider told what to do. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { seedStory } from '@oner/shared/document/create-story.ts';
import type { Frame } from '@oner/shared/document/desk.ts';
import type { Story } from '@oner/shared/document/story.ts';
import { readFountain } from '@oner/shared/fountain/read-fountain.ts';
import { type AssetId, createIdFactory, projectIdSchema, userIdSchema } from '@oner/shared/ids/ids.ts';
import type { Job } from '@oner/shared/protocol/http/shot.ts';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import type * as Y from 'yjs';
import { openFolderAssets } from '../../assets/folder/folder-assets.ts';
import type { AssetStore } from '../../assets/ports.ts';
import type { Access } from '../../auth/principal.ts';
import { createAutoPreviz } from '../../hooks/auto-previz.ts';
import type { Hook } from '../../hooks/hook.ts';
import { createHookRunner, type HookRunner, hookDelays } from '../../hooks/hook-runner.ts';
import { createTidyStory } from '../../hooks/tidy-story.ts';
import { createLogger } from '../../platform/logger.ts';
import { createInProcessQueue } from '../../queue/in-process-queue.ts';
import { createRooms } from '../../rooms/create-rooms.ts';
import { ListedGatekeeper } from '../../rooms/testing/listed-gatekeeper.ts';
import { ManualClock } from '../../rooms/testing/manual-clock.ts';
import { MemoryBus } from '../../rooms/testing/memory-bus.ts';
import { createCompactor } from '../../storage/compact-updates.ts';
import { openSqliteStorage } from '../../storage/sqlite/sqlite-storage.ts';
import { createGeneration } from '../create-generation.ts';
import { createJobRunner } from '../job-runner.ts';
import { createJobStore } from '../job-store.ts';
import { createPostFrame } from '../post-frame.ts';
import type { FrameRequest, GeneratedFrame, Provider, ProviderContext, ProviderError } from '../provider.ts';
import { createRunBreakdownJob } from '../run-breakdown-job.ts';
import { createRunFrameJob } from '../run-frame-job.ts';
import { createSnapshots } from '../snapshots.ts';
import { createStageModels } from '../stage-models.ts';

const script = `INT. KITCHEN - DAY

ANA sits at the table. BO stands by the window.

ANA
Is it yours?

BO
It was.
`;

const picture = (request: FrameRequest): GeneratedFrame => ({
  bytes: new TextEncoder().encode(`${request.specHash} ${request.seed}`),
  mediaType: 'image/webp',
  width: 1280,
  height: 536,
  model: 'test-1',
  prompt: 'as asked',
  seed: request.seed,
  maps: null,
  warnings: [],
  ...(request.kind === 'video'
    ? {
        video: {
          poster: new TextEncoder().encode(`poster ${request.specHash}`),
          posterMediaType: 'image/webp',
          durationMs: request.spec.durationMs,
        },
      }
    : {}),
});

type Drawing = (request: FrameRequest, context: ProviderContext) => Promise<Result<GeneratedFrame, ProviderError>>;

/** A provider that draws at once, until it is told to do something else. */
export class ToldProvider implements Provider {
  readonly name: string;
  readonly capabilities: Provider['capabilities'];
  readonly requests: FrameRequest[] = [];
  draw: Drawing = async (request) => ok(picture(request));

  constructor(name: string, kinds: readonly ('image' | 'video')[]) {
    this.name = name;
    this.capabilities = { kinds: new Set(kinds), references: false, controlMaps: false, seed: true };
  }

  readonly generate: Drawing = (request, context) => {
    this.requests.push(request);
    return this.draw(request, context);
  };

  readonly close = async (): Promise<void> => {};

  /** Draws only when `release` is called, or fails as cancelled when the job is. */
  hold(): { readonly release: () => void } {
    const gate = Promise.withResolvers<void>();
    this.draw = async (request, { signal, onProgress }) => {
      onProgress(0.5);
      const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      await Promise.race([gate.promise, aborted]);
      return signal.aborted
        ? fail({ kind: 'cancelled', detail: 'It was cancelled.', retryable: true })
        : ok(picture(request));
    };
    return { release: () => gate.resolve() };
  }
}

/** Lets everything that is ready run, until `check` holds; rejects when it never does. */
export const until = async (check: () => boolean | Promise<boolean>, turns = 400_000): Promise<void> => {
  for (let turn = 0; turn < turns; turn += 1) {
    if (await check()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('what was waited for did not come');
};

export type ProjectHarness = Awaited<ReturnType<typeof openProjectHarness>>;

/** How long what runs may take to end when the harness is closed, on its own clock, ms. */
const graceMs = 1000;

/** Opens it on a folder; another one on the same folder is the server after a restart. `hooks` are those beside auto-previz. */
export const openProjectHarness = async (
  options: {
    readonly folder?: string;
    readonly hooks?: readonly Hook[];
    readonly autoPreviz?: boolean;
    readonly tidy?: boolean;
  } = {},
) => {
  const folder = options.folder ?? mkdtempSync(path.join(tmpdir(), 'oner-project-'));
  const project = projectIdSchema.parse('prj_harness');
  const clock = new ManualClock();
  const logger = createLogger('silent');
  let made = 0;
  const ids = createIdFactory((length) =>
    Uint8Array.from({ length }, (_, index) => (index === 0 ? made++ : index * 7)),
  );
  const storage = await openSqliteStorage({ file: path.join(folder, 'oner.db') });
  const assets: AssetStore = await openFolderAssets({ folder: path.join(folder, 'assets') });
  const compactor = createCompactor();
  const rooms = createRooms({
    log: storage.log,
    bus: new MemoryBus(),
    gatekeeper: new ListedGatekeeper(),
    clock,
    compactor,
    nodeId: 'one',
  });
  const queue = createInProcessQueue({ clock });
  const snapshots = createSnapshots(rooms);
  const previz = new ToldProvider('previz', ['image']);
  const other = new ToldProvider('other', ['image', 'video']);
  const providers = new Map<string, Provider>([previz, other].map((provider) => [provider.name, provider]));
  const jobs = createJobStore(storage, clock);
  const told: Job[] = [];
  const linked: string[] = [];
  const tell = (job: Job): void => {
    told.push(job);
  };
  const now = (): string => new Date(clock.now()).toISOString();
  const madeSmall: AssetId[] = [];
  const postFrame = createPostFrame({
    ...{ assets, rooms, now, links: { link: async (asset) => void linked.push(asset) } },
    makeSmall: async ({ id }) => void madeSmall.push(id),
  });
  const runner = createJobRunner({
    jobs,
    tell,
    logger,
    runFrame: createRunFrameJob({
      ...{ providers, snapshots, postFrame, isWanted: ({ id }) => jobs.isRunning(id) },
      models: createStageModels({
        assets,
        links: { projectsOf: async (asset) => (linked.includes(asset) ? [project] : []) },
      }),
    }),
    runBreakdown: createRunBreakdownJob({ snapshots, rooms, ids }),
  });
  const generation = createGeneration({ jobs, queue, runner, snapshots, providers, clock, tell });
  const autoPreviz = createAutoPreviz({ request: generation.requestByHook, clock, logger });
  const hooks: HookRunner = createHookRunner({
    hooks: [
      ...(options.autoPreviz === false ? [] : [autoPreviz]),
      ...(options.tidy ? [createTidyStory({ rooms })] : []),
      ...(options.hooks ?? []),
    ],
    rooms,
    storage,
    snapshots,
    clock,
    logger,
  });

  const edit = <T>(change: (doc: Y.Doc) => T): Promise<T> =>
    rooms.edit(`${project}/story`, { kind: 'user', by: 'usr_ana' }, change);
  const story = (): Promise<Story> => snapshots.story(project);
  const frames = async (): Promise<readonly Frame[]> => [...(await snapshots.desk(project)).frames.values()];
  const everyJobEnded = async (): Promise<boolean> => (await jobs.open()).length === 0;
  const access: Access = {
    project,
    role: 'editor',
    decides: true,
    principal: { kind: 'user', id: userIdSchema.parse('usr_ana'), name: 'Ana', session: 's' },
  };

  return {
    ...{
      folder,
      project,
      clock,
      storage,
      rooms,
      queue,
      snapshots,
      previz,
      other,
      jobs,
      told,
      linked,
      madeSmall,
      assets,
      generation,
      hooks,
      ids,
      access,
    },
    edit,
    story,
    frames,
    seed: () => edit((doc) => seedStory(doc, { meta: { title: 'Harness' }, screenplay: readFountain(script), ids })),
    /** Lets hooks run for what changed, and every job come to its end. */
    settle: async (): Promise<void> => {
      clock.advance(hookDelays.patienceMs);
      await until(async () => {
        clock.advance(hookDelays.quietMs);
        await hooks.idle();
        return everyJobEnded();
      });
    },
    close: async (): Promise<void> => {
      await hooks.close();
      const queueClosed = queue.close(graceMs);
      clock.advance(graceMs);
      await queueClosed;
      await rooms.close();
      await compactor.close();
      await storage.close();
      await assets.close();
    },
    discard: (): void => rmSync(folder, { recursive: true, force: true }),
  };
};
