import type { RoomName } from '../storage/ports.ts';
import { Room } from './room.ts';
import type { RoomContext } from './room-context.ts';

type Entry = {
  readonly name: RoomName;
  readonly loading: Promise<Room>;
  room: Room | null;
  users: number;
  cancelUnload: () => void;
};

/**
 * The rooms that this node has loaded: one load for all who ask, and none is unloaded while someone uses it or anything in it is
 * not durable.
 */
export class RoomRegistry {
  readonly #context: RoomContext;
  readonly #entries = new Map<RoomName, Entry>();

  constructor(context: RoomContext) {
    this.#context = context;
  }

  get rooms(): readonly Room[] {
    return [...this.#entries.values()].flatMap(({ room }) => (room ? [room] : []));
  }

  /** The loaded room, which stays until it is released as often as it was acquired. Rejects when it cannot be loaded. */
  async acquire(name: RoomName): Promise<Room> {
    const entry = this.#entries.get(name) ?? this.#open(name);
    entry.users += 1;
    entry.cancelUnload();
    return entry.loading;
  }

  release(room: Room): void {
    const entry = this.#entries.get(room.name);
    if (entry?.room !== room) return;
    entry.users -= 1;
    if (entry.users === 0) this.#unloadLater(entry);
  }

  async use<T>(name: RoomName, run: (room: Room) => Promise<T>): Promise<T> {
    const room = await this.acquire(name);
    try {
      return await run(room);
    } finally {
      this.release(room);
    }
  }

  /** Takes a room out, whoever uses it: its log is gone. */
  async discard(gone: { readonly name: RoomName }): Promise<void> {
    const entry = this.#entries.get(gone.name);
    const room = entry?.room;
    if (!room || room !== gone) return;
    this.#entries.delete(room.name);
    entry.cancelUnload();
    for (const member of room.members) member.removed();
    await room.stop();
  }

  /** The loaded room of that name, once its load is done. */
  async loaded(name: RoomName): Promise<Room | null> {
    const entry = this.#entries.get(name);
    return entry ? entry.loading.catch(() => null) : null;
  }

  #open(name: RoomName): Entry {
    const room = new Room(name, this.#context);
    const startedAt = this.#context.clock.now();
    const loading = room.load().then(
      () => {
        entry.room = room;
        this.#context.metrics?.load(this.#context.clock.now() - startedAt);
        return room;
      },
      (cause: unknown) => {
        this.#entries.delete(name);
        throw cause;
      },
    );
    const entry: Entry = { name, loading, room: null, users: 0, cancelUnload: () => {} };
    this.#entries.set(name, entry);
    return entry;
  }

  #unloadLater(entry: Entry): void {
    const { clock, limits } = this.#context;
    entry.cancelUnload();
    entry.cancelUnload = clock.after(limits.unloadGraceMs, () => void this.#unload(entry));
  }

  async #unload(entry: Entry): Promise<void> {
    const { room } = entry;
    const idle = () => entry.users === 0 && this.#entries.get(entry.name) === entry;
    if (!room || !idle()) return;
    await room.flush().catch(() => {});
    if (idle() && room.saved) await room.shorten();
    // Looked at again after each wait: someone may have come back.
    if (!idle()) return;
    if (!room.saved) {
      this.#unloadLater(entry);
      return;
    }
    this.#entries.delete(entry.name);
    await room.stop();
  }
}
