/** Opens each port's implementation that the configuration asks for: embedded by default, scaled where an address is given. */
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

export type Ports = {
  readonly storage: Storage;
  readonly assets: AssetStore;
  readonly bus: Bus;
  readonly queue: JobQueue;
};

export const openPorts = async (
  config: Config,
  { folder, clock, logger }: { readonly folder: DataFolder; readonly clock: Clock; readonly logger: Logger },
): Promise<Ports> => {
  const onError = (port: string) => (error: unknown) => logger.warn('port-failed', { port, error: String(error) });
  const { MONGODB_URL: mongo, REDIS_URL: redis, MONGODB_DATABASE: database, s3 } = config;
  return {
    storage: mongo
      ? await openMongoStorage({ url: mongo, database })
      : await openSqliteStorage({ file: folder.database }),
    assets: s3 ? await openS3Assets(s3) : await openFolderAssets({ folder: folder.assets }),
    bus: redis
      ? await openRedisBus({ url: redis, onError: onError('bus') })
      : createInProcessBus({ onError: onError('bus') }),
    queue: redis
      ? await openBullmqQueue({ url: redis, onError: onError('queue') })
      : createInProcessQueue({ clock, onError: onError('queue') }),
  };
};
