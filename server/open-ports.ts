/** Opens each port's implementation that the configuration asks for: embedded by default, scaled where an address is given. */
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { Redis } from 'ioredis';
import { openFolderAssets } from './assets/folder/folder-assets.ts';
import type { AssetStore } from './assets/ports.ts';
import { openS3Assets } from './assets/s3/s3-assets.ts';
import { createInProcessBus } from './bus/in-process-bus.ts';
import type { Bus } from './bus/ports.ts';
import { openRedisBus } from './bus/redis-bus.ts';
import type { Config } from './config.ts';
import type { Clock } from './platform/clock.ts';
import type { DataFolder } from './platform/data-folder.ts';
import type { Logger } from './platform/logger.ts';
import { openBullmqQueue } from './queue/bullmq-queue.ts';
import { createInProcessQueue } from './queue/in-process-queue.ts';
import type { JobQueue } from './queue/ports.ts';
import { openMongoStorage } from './storage/mongo/mongo-storage.ts';
import type { Storage } from './storage/ports.ts';
import { openSqliteStorage } from './storage/sqlite/sqlite-storage.ts';

type LiveAdapter = ReturnType<typeof createAdapter>;

export type Ports = {
  readonly storage: Storage;
  readonly assets: AssetStore;
  readonly bus: Bus;
  readonly queue: JobQueue;
  /** Carries live events between nodes; null on a single one. */
  readonly liveAdapter: LiveAdapter | null;
  readonly close: () => Promise<void>;
};

export const openPorts = async (
  config: Config,
  { folder, clock, logger }: { readonly folder: DataFolder; readonly clock: Clock; readonly logger: Logger },
): Promise<Ports> => {
  const onError = (port: string) => (error: unknown) => logger.warn('port-failed', { port, error: String(error) });
  const { MONGODB_URL: mongo, REDIS_URL: redis, MONGODB_DATABASE: database, s3 } = config;
  const storage = mongo
    ? await openMongoStorage({ url: mongo, database })
    : await openSqliteStorage({ file: folder.database });
  const assets = s3 ? await openS3Assets(s3) : await openFolderAssets({ folder: folder.assets });
  const bus = redis
    ? await openRedisBus({ url: redis, onError: onError('bus') })
    : createInProcessBus({ onError: onError('bus') });
  const queue = redis
    ? await openBullmqQueue({ url: redis, onError: onError('queue') })
    : createInProcessQueue({ clock, onError: onError('queue') });
  const liveConnection = redis ? new Redis(redis) : null;
  liveConnection?.on('error', onError('live'));
  return {
    ...{ storage, assets, bus, queue },
    liveAdapter: liveConnection ? createAdapter(liveConnection) : null,
    close: async () => {
      liveConnection?.disconnect();
      await Promise.all([storage.close(), assets.close(), bus.close()]);
    },
  };
};
