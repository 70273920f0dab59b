import type { IncomingMessage, Server } from 'node:http';
import type { Gatekeeper } from '../auth/gatekeeper.ts';
import type { Bus } from '../bus/ports.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { DocumentLog } from '../storage/ports.ts';
import type { RoomLimits } from './limits.ts';
import type { Rooms } from './ports.ts';

/** What the rooms measure, in milliseconds. */
export type RoomsMetrics = {
  /** From a write's arrival to its durable commit. */
  readonly durable: (ms: number) => void;
  /** From a load's start to the loaded document. */
  readonly load: (ms: number) => void;
};

export type RoomsOptions = {
  readonly log: DocumentLog;
  readonly bus: Bus;
  readonly gatekeeper: Gatekeeper;
  readonly clock: Clock;
  /** Merges updates off the event loop; the caller closes it. */
  readonly compactor: { readonly compact: (updates: readonly Uint8Array[]) => Promise<Uint8Array> };
  /** Unique among the nodes that share log and bus. */
  readonly nodeId: string;
  readonly limits?: Partial<RoomLimits>;
  readonly logger?: Logger;
  readonly metrics?: RoomsMetrics;
  /** Whether a page of `origin` may open a socket with its visitor's cookie. Absent: only pages of the host that is asked. */
  readonly allowOrigin?: (origin: string, request: IncomingMessage) => boolean;
};

/** Counters since the start, and what is held now. */
export type RoomsStats = {
  readonly rooms: number;
  readonly connections: number;
  readonly unsavedBytes: number;
  readonly updates: number;
  readonly denied: number;
  readonly appendFailures: number;
  readonly compactions: number;
  readonly slowReaders: number;
};

export type SyncRooms = Rooms & {
  /** Handles upgrades on `/sync/<project>/<story|desk>` and leaves all others alone. Returns the way to stop. */
  readonly attach: (server: Server) => () => void;
  readonly stats: () => RoomsStats;
};

export type CreateRooms = (options: RoomsOptions) => SyncRooms;
