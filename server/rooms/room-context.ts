import type { Bus } from '../bus/ports.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { DocumentLog, RoomName } from '../storage/ports.ts';
import type { RoomLimits } from './limits.ts';
import type { RoomsMetrics, RoomsOptions } from './options.ts';
import type { ServerOrigin } from './ports.ts';

export type RoomCounters = {
  updates: number;
  denied: number;
  appendFailures: number;
  compactions: number;
  slowReaders: number;
};

/** What all rooms of a node share. */
export type RoomContext = {
  readonly log: DocumentLog;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly compactor: RoomsOptions['compactor'];
  readonly nodeId: string;
  readonly limits: RoomLimits;
  readonly logger: Logger | undefined;
  readonly metrics: RoomsMetrics | undefined;
  readonly counters: RoomCounters;
  readonly onChange: (room: RoomName, origin: ServerOrigin) => void;
  /** The room's log is gone. */
  readonly onRemoved: (room: { readonly name: RoomName }) => void;
};
