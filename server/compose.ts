/** The server's composition root: everything that has state is made here and handed to what uses it. */
import { randomBytes } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { createIdFactory } from '@oner/shared/ids/ids.ts';
import { cardWidth } from '@oner/shared/protocol/http/card-width.ts';
import type { Job } from '@oner/shared/protocol/http/shot.ts';
import { createThumbnails } from './assets/thumbnails.ts';
import { createAuth } from './auth/create-auth.ts';
import { createSmtpMailer } from './auth/mailer.ts';
import { isSameOrigin } from './auth/request-credential.ts';
import type { Config } from './config.ts';
import { createDrawings } from './drawing/create-drawings.ts';
import { createPainter } from './drawing/painter.ts';
import { createGeneration } from './generation/create-generation.ts';
import type { JobRecord } from './generation/job-record.ts';
import { createJobRunner } from './generation/job-runner.ts';
import { createJobStore } from './generation/job-store.ts';
import { createPostFrame } from './generation/post-frame.ts';
import { createPreviz } from './generation/providers/previz/previz.ts';
import { createPrevizProvider } from './generation/providers/previz/previz-provider.ts';
import { createRunBreakdownJob } from './generation/run-breakdown-job.ts';
import { createRunFrameJob } from './generation/run-frame-job.ts';
import { createSnapshots } from './generation/snapshots.ts';
import { createStageModels } from './generation/stage-models.ts';
import { createAutoPreviz } from './hooks/auto-previz.ts';
import { createCatchUp } from './hooks/catch-up.ts';
import { createContinuity } from './hooks/continuity.ts';
import { slowHookCursors } from './hooks/hook-cursor.ts';
import { createHookRunner } from './hooks/hook-runner.ts';
import { createTidyStory } from './hooks/tidy-story.ts';
import { createWebhooks } from './hooks/webhooks.ts';
import { createHttpApp } from './http/create-http-app.ts';
import { createHttpServer } from './http/http-server.ts';
import { createProjects } from './http/projects.ts';
import { createLive } from './live/create-live.ts';
import { openPorts } from './open-ports.ts';
import { systemClock } from './platform/clock.ts';
import type { DataFolder } from './platform/data-folder.ts';
import { createEgress } from './platform/egress.ts';
import type { Logger } from './platform/logger.ts';
import { createMetrics } from './platform/metrics.ts';
import { createAutomaticVersions } from './review/automatic-versions.ts';
import { createVersions } from './review/versions.ts';
import { createRooms } from './rooms/create-rooms.ts';
import { makeSampleProject } from './sample/make-sample-project.ts';
import { createCompactor } from './storage/compact-updates.ts';

export type Server = {
  readonly http: HttpServer;
  /** A fresh one-time path that signs the owner in. */
  readonly ownerLink: () => Promise<string>;
  /** Makes the sample project at the first start, and takes up what a stop left undone. */
  readonly start: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The built client, beside the server in the repository. */
const clientFolder = path.join(import.meta.dirname, '../client/dist');
const version = '0.1.0';
/** What runs may take this long to end when the server leaves, ms. */
const jobGraceMs = 4000;

/**
 * Jobs under way beyond those that draw: so a clip, whose frames give way to pictures that somebody waits for, keeps no
 * such picture from being asked for.
 */
const waitingJobs = 4;

const previzWorkers = (config: Config): number =>
  config.ONER_PREVIZ_WORKERS > 0 ? config.ONER_PREVIZ_WORKERS : Math.max(1, availableParallelism() - 1);

export const compose = async (config: Config, folder: DataFolder, logger: Logger): Promise<Server> => {
  const clock = systemClock;
  const ids = createIdFactory((length) => randomBytes(length));
  const adminToken = config.ONER_ADMIN_TOKEN ?? folder.adminToken();
  const publicUrl = config.ONER_PUBLIC_URL ?? null;
  const ports = await openPorts(config, { folder, clock, logger });
  const { storage, assets, bus, queue } = ports;
  const auth = await createAuth({ storage, bus, ids, clock, logger, adminToken, publicUrl });
  const metrics = createMetrics();
  const compactor = createCompactor();
  const rooms = createRooms({
    ...{ log: storage.log, bus, gatekeeper: auth.gatekeeper, clock, compactor, logger },
    nodeId: randomBytes(8).toString('hex'),
    metrics: metrics.rooms,
    allowOrigin: (_origin, request) => isSameOrigin(request, publicUrl),
  });
  metrics.watch(rooms.stats);
  const snapshots = createSnapshots(rooms);
  const webhooks = createWebhooks({
    ...{ storage, clock, logger },
    egress: createEgress({ rules: config.ONER_EGRESS_ALLOW, clock }),
  });
  // What may take its time runs apart, so that no picture waits for it.
  const slowHooks = createHookRunner({
    ...{ rooms, storage, snapshots, clock, logger },
    cursors: slowHookCursors,
    hooks: [webhooks.hook, createContinuity({ rooms, clock })],
  });
  const versions = createVersions({
    ...{ storage, assets, rooms, ids, clock },
    onNamed: webhooks.versionNamed(slowHooks.tell),
  });
  const projects = createProjects({
    ...{ storage, assets, rooms, auth, versions, snapshots, ids, clock, logger },
    forget: async (project) => {
      await generation.removeAll(project);
      await Promise.all([hooks, slowHooks, webhooks].map((each) => each.forget(project)));
    },
  });
  const automaticVersions = createAutomaticVersions({
    ...{ versions, assets, rooms, ids, clock, logger, links: auth.assetLinks },
    isThere: async (project) => (await projects.get(project)) !== null,
  });

  const http = createHttpServer();
  const live = createLive({
    ...{ server: http, gatekeeper: auth.gatekeeper, clock, logger },
    ...(ports.liveAdapter ? { adapter: ports.liveAdapter } : {}),
  });

  const workers = previzWorkers(config);
  const previz = createPrevizProvider(createPreviz({ workers, clock }));
  const providers = new Map([[previz.name, previz]]);
  const jobs = createJobStore(storage, clock);
  const tell = (job: Job, record: JobRecord): void => live.emit(record.project, { kind: 'job', job });
  const now = (): string => new Date(clock.now()).toISOString();
  const thumbnails = createThumbnails({ assets, logger });
  const runner = createJobRunner({
    ...{ jobs, tell, logger },
    runFrame: createRunFrameJob({
      ...{ providers, snapshots, isWanted: ({ id }) => jobs.isRunning(id) },
      models: createStageModels({ assets, links: auth.assetLinks }),
      postFrame: createPostFrame({
        ...{ assets, links: auth.assetLinks, rooms, now },
        makeSmall: (picture) => thumbnails.of(picture, cardWidth),
      }),
    }),
    runBreakdown: createRunBreakdownJob({ snapshots, rooms, ids }),
  });
  const generation = createGeneration({ jobs, queue, runner, snapshots, providers, clock, tell });
  const hooks = createHookRunner({
    ...{ rooms, storage, snapshots, clock, logger },
    hooks: [createAutoPreviz({ request: generation.requestByHook, clock, logger }), createTidyStory({ rooms })],
  });

  const painter = createPainter({ clock });
  const drawings = createDrawings({ rooms, snapshots, assets, links: auth.assetLinks, ids, painter, clock });

  const app = createHttpApp({
    ...{ auth, storage, assets, rooms, snapshots, projects, versions, generation, live, ids, clock, logger },
    ...{ thumbnails, drawings, adminToken, publicUrl, clientFolder, version, metrics: metrics.registry },
    mailer: config.SMTP_URL ? createSmtpMailer({ url: config.SMTP_URL, from: config.SMTP_FROM }) : null,
    readiness: { storage: storage.ping, bus: bus.ping, assets: assets.ping },
  });
  http.on('request', app);
  const detach = rooms.attach(http);

  const allProjects = async () => (await projects.all()).map(({ id }) => id);
  // Alone on its storage, a server takes up at its start what was left.
  const catchUp = createCatchUp({
    ...{ runners: [hooks, slowHooks], projects: allProjects, clock, logger },
    requeueLost: generation.requeueLost,
  });

  const makeSample = async (): Promise<void> => {
    if (!config.ONER_SAMPLE || (await projects.all()).length > 0) return;
    const owner = { kind: 'admin', id: 'admin', name: 'Oner' } as const;
    await makeSampleProject({
      ...{ rooms, ids },
      createProject: (title, screenplay) => projects.create(owner, { title }, screenplay),
    });
  };

  return {
    http,
    ownerLink: auth.ownerLink,
    start: async () => {
      await projects.finishRemovals();
      await generation.start(workers + waitingJobs);
      await makeSample();
      const all = await allProjects();
      await hooks.start(all);
      await slowHooks.start(all);
      await webhooks.start(versions.of, slowHooks.tell);
      if (config.MONGODB_URL) catchUp.start();
    },
    close: async () => {
      http.close();
      detach();
      await live.close();
      await projects.close();
      await catchUp.close();
      await automaticVersions.close();
      await hooks.close();
      await slowHooks.close();
      await webhooks.close();
      await queue.close(jobGraceMs);
      await previz.close();
      await drawings.close();
      await rooms.close();
      http.closeAllConnections();
      await Promise.all([auth.close(), compactor.close()]);
      await ports.close();
    },
  };
};
