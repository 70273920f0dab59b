import type { IdFactory } from '@oner/shared/ids/ids.ts';
import type { AssetStore } from '../assets/ports.ts';
import type { Thumbnails } from '../assets/thumbnails.ts';
import type { Auth } from '../auth/create-auth.ts';
import type { Mailer } from '../auth/mailer.ts';
import type { Drawings } from '../drawing/create-drawings.ts';
import type { Snapshots } from '../generation/snapshots.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Versions } from '../review/versions.ts';
import type { Rooms } from '../rooms/ports.ts';
import type { Storage } from '../storage/ports.ts';
import type { Generation, LiveEmitter } from './ports.ts';
import type { Projects } from './projects.ts';

/** What routes work with. */
export type Services = {
  readonly auth: Auth;
  readonly storage: Storage;
  readonly assets: AssetStore;
  readonly thumbnails: Thumbnails;
  readonly rooms: Rooms;
  readonly snapshots: Snapshots;
  readonly projects: Projects;
  readonly versions: Versions;
  readonly generation: Generation;
  readonly drawings: Drawings;
  readonly live: LiveEmitter;
  /** Null: no SMTP server is configured. */
  readonly mailer: Mailer | null;
  readonly ids: IdFactory;
  readonly clock: Clock;
  readonly logger: Logger;
};
