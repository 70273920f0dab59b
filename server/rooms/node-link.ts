import type { PresenceEntry } from '@oner/shared/protocol/sync-presence.ts';
import { z } from 'zod';
import type { Bus } from '../bus/ports.ts';
import type { Clock } from '../platform/clock.ts';
import type { RoomName } from '../storage/ports.ts';
import type { RoomLimits } from './limits.ts';
import type { Presence } from './presence.ts';

const entrySchema = z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative(), z.string()]);
const noteSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('appended'), seq: z.number().int().nonnegative() }),
  z.object({ kind: z.literal('presence'), entries: z.array(entrySchema) }),
  /** A node loaded the room and asks the others who is there. */
  z.object({ kind: z.literal('who') }),
  z.object({ kind: z.literal('removed') }),
]);
type Note = z.infer<typeof noteSchema>;

type NodeLinkOptions = {
  readonly room: RoomName;
  readonly nodeId: string;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly limits: Pick<RoomLimits, 'busPresenceIntervalMs' | 'busPresenceRepeatMs' | 'busPresenceExpiryMs'>;
  readonly presence: Presence;
  /** Another node's entries changed presence here. */
  readonly onPresence: () => void;
  readonly onAppended: (seq: number) => void;
  readonly onRemoved: () => void;
  readonly onFailure: (cause: unknown) => void;
};

const toTuple = ({ client, clock, state }: PresenceEntry): z.infer<typeof entrySchema> => [client, clock, state];

/** One room's link to the other nodes that have it loaded: hints about the log, and who is present. Losing any of it loses nothing. */
export class NodeLink {
  readonly #options: NodeLinkOptions;
  #leave: () => Promise<void> = async () => {};
  #othersHeardAt = Number.NEGATIVE_INFINITY;
  #presenceTimer: (() => void) | null = null;
  #repeatedAt = Number.NEGATIVE_INFINITY;

  constructor(options: NodeLinkOptions) {
    this.#options = options;
  }

  async join(): Promise<void> {
    const { bus, room } = this.#options;
    this.#leave = await bus.subscribe(`sync/${room}`, (message) => this.#hear(message));
    this.#tell({ kind: 'who' });
  }

  appended(seq: number): void {
    this.#tell({ kind: 'appended', seq });
  }

  removed(): void {
    this.#tell({ kind: 'removed' });
  }

  /** Presence of this node's connections changed: told soon, when another node is there to hear it. */
  presenceChanged(): void {
    if (this.#presenceTimer || !this.#othersAreThere()) return;
    const { clock, limits, presence } = this.#options;
    this.#presenceTimer = clock.after(limits.busPresenceIntervalMs, () => {
      this.#presenceTimer = null;
      const entries = presence.takeChangesHere();
      if (entries.length > 0) this.#tell({ kind: 'presence', entries: entries.map(toTuple) });
    });
  }

  /** Once a second or so: repeats who is here and drops whom a silent node left behind. */
  tend(): void {
    const { clock, limits, presence, onPresence } = this.#options;
    presence.expire(clock.now() - limits.busPresenceExpiryMs);
    if (presence.hasChanges) onPresence();
    if (clock.now() - this.#repeatedAt >= limits.busPresenceRepeatMs) this.#tellAll();
  }

  async leave(): Promise<void> {
    this.#presenceTimer?.();
    // What is still heard finds no room: nothing is lost by it.
    await this.#leave().catch(this.#options.onFailure);
  }

  #tellAll(): void {
    const { clock, presence } = this.#options;
    this.#repeatedAt = clock.now();
    presence.takeChangesHere();
    const entries = presence.here();
    if (entries.length > 0) this.#tell({ kind: 'presence', entries: entries.map(toTuple) });
  }

  #othersAreThere(): boolean {
    const { clock, limits } = this.#options;
    return clock.now() - this.#othersHeardAt < 2 * limits.busPresenceExpiryMs;
  }

  #tell(note: Note): void {
    const { bus, room, nodeId, onFailure } = this.#options;
    bus.publish(`sync/${room}`, `${nodeId} ${JSON.stringify(note)}`).catch(onFailure);
  }

  #hear(message: string): void {
    const space = message.indexOf(' ');
    const node = message.slice(0, space);
    if (node === this.#options.nodeId) return;
    try {
      this.#take(node, noteSchema.parse(JSON.parse(message.slice(space + 1))));
    } catch (cause) {
      this.#options.onFailure(cause);
    }
  }

  #take(node: string, note: Note): void {
    const { clock, presence, onPresence, onAppended, onRemoved } = this.#options;
    this.#othersHeardAt = clock.now();
    switch (note.kind) {
      case 'appended':
        onAppended(note.seq);
        break;
      case 'presence':
        presence.hearNode(
          node,
          note.entries.map(([client, at, state]) => ({ client, clock: at, state })),
        );
        onPresence();
        break;
      case 'who':
        this.#tellAll();
        break;
      case 'removed':
        onRemoved();
        break;
    }
  }
}
