import { type PresenceEntry, type PresenceUser, visitPresence } from '@oner/shared/protocol/sync-presence.ts';
import { z } from 'zod';
import type { RoomLimits } from './limits.ts';

/** A connection as presence sees it: it speaks for one client id, the first it announced that is nobody else's. */
export type PresenceSpeaker = { user: PresenceUser; client: number | null };

type Live = {
  readonly clock: number;
  readonly state: string;
  readonly speaker: PresenceSpeaker | null;
  /** The node that said so; null: this one. */
  readonly node: string | null;
  readonly heardAt: number;
};

const nobody = 'null';
const stateSchema = z.record(z.string(), z.unknown());
const utf8 = new TextDecoder('utf-8', { fatal: true });

const readState = (stateBytes: Uint8Array): Record<string, unknown> | null | 'unreadable' => {
  try {
    const value: unknown = JSON.parse(utf8.decode(stateBytes));
    if (value === null) return null;
    const parsed = stateSchema.safeParse(value);
    return parsed.success ? parsed.data : 'unreadable';
  } catch {
    return 'unreadable';
  }
};

type PresenceOptions = {
  readonly limits: Pick<
    RoomLimits,
    'maxPresenceBytes' | 'maxPresenceClock' | 'maxPresenceTombstones' | 'presenceTombstoneMs'
  >;
  readonly now: () => number;
};

/**
 * Who is in a room. A connection can change its own entry only, under the name of its session; what it relays of others is not
 * looked at. Bounded: one entry for each connection, and a bounded number of remembered clocks of those who left.
 */
export class Presence {
  readonly #options: PresenceOptions;
  readonly #live = new Map<number, Live>();
  readonly #left = new Map<number, { readonly clock: number; readonly at: number }>();
  #changed = new Set<number>();
  #changedHere = new Set<number>();

  constructor(options: PresenceOptions) {
    this.#options = options;
  }

  get hasChanges(): boolean {
    return this.#changed.size > 0;
  }

  get size(): number {
    return this.#live.size;
  }

  /** Live entries and remembered clocks: bounded. */
  get held(): number {
    return this.#live.size + this.#left.size;
  }

  /** Takes from an awareness update what `speaker` may say. Throws when the update is cut off. */
  hear(speaker: PresenceSpeaker, update: Uint8Array): void {
    visitPresence(update, ({ client, clock, stateBytes }) => {
      if (speaker.client !== null && client !== speaker.client) return;
      if (clock > this.#options.limits.maxPresenceClock) return;
      if (stateBytes.length > this.#options.limits.maxPresenceBytes) return;
      if (speaker.client === null && !this.#free(client, speaker)) return;
      const state = readState(stateBytes);
      if (state === 'unreadable') return;
      if (state === null) return this.#silence(speaker, client);
      this.#speak(speaker, { client, clock, state: JSON.stringify({ ...state, user: speaker.user }) });
    });
  }

  /** The connection closed. */
  leave(speaker: PresenceSpeaker): void {
    if (speaker.client !== null) this.#silence(speaker, speaker.client);
    speaker.client = null;
  }

  /** Puts the speaker's name, colour and role anew into its entry. */
  rename(speaker: PresenceSpeaker, user: PresenceUser): void {
    speaker.user = user;
    const entry = speaker.client === null ? undefined : this.#live.get(speaker.client);
    if (speaker.client === null || entry?.speaker !== speaker) return;
    const state = { ...stateSchema.parse(JSON.parse(entry.state)), user };
    this.#speak(speaker, { client: speaker.client, clock: entry.clock, state: JSON.stringify(state) });
  }

  /** Another node's entries. What this node's own connections say stands. */
  hearNode(node: string, entries: readonly PresenceEntry[]): void {
    const heardAt = this.#options.now();
    for (const { client, clock, state } of entries) {
      const known = this.#live.get(client);
      if (known?.node === null) continue;
      if (state === nobody) {
        if (known?.node === node) this.#bury(client, known);
        continue;
      }
      this.#live.set(client, { clock, state, speaker: null, node, heardAt });
      if (known?.clock !== clock || known.state !== state) this.#changed.add(client);
    }
  }

  /** Drops the entries of other nodes that were silent since `before`, and clocks remembered for long enough. */
  expire(before: number): void {
    for (const [client, entry] of this.#live)
      if (entry.node !== null && entry.heardAt < before) this.#bury(client, entry);
    const forgetBefore = this.#options.now() - this.#options.limits.presenceTombstoneMs;
    for (const [client, { at }] of this.#left) {
      if (at >= forgetBefore && this.#left.size <= this.#options.limits.maxPresenceTombstones) break;
      this.#left.delete(client);
    }
  }

  /** What changed since it was last asked, those who left with state `null`. */
  takeChanges(): readonly PresenceEntry[] {
    const changed = this.#changed;
    this.#changed = new Set();
    return this.entries(changed);
  }

  /** As `takeChanges`, of this node's own connections only: for other nodes. */
  takeChangesHere(): readonly PresenceEntry[] {
    const changed = this.#changedHere;
    this.#changedHere = new Set();
    return this.entries(changed);
  }

  entries(clients: Iterable<number>): readonly PresenceEntry[] {
    const entries: PresenceEntry[] = [];
    for (const client of clients) {
      const live = this.#live.get(client);
      const left = this.#left.get(client);
      if (live) entries.push({ client, clock: live.clock, state: live.state });
      else if (left) entries.push({ client, clock: left.clock, state: nobody });
    }
    return entries;
  }

  all(): readonly PresenceEntry[] {
    return this.entries(this.#live.keys());
  }

  /** Those of this node's own connections. */
  here(): readonly PresenceEntry[] {
    return this.entries([...this.#live].filter(([, { node }]) => node === null).map(([client]) => client));
  }

  /** An id may be taken when nobody has it, or the same person's earlier connection, which has not been seen to close. */
  #free(client: number, speaker: PresenceSpeaker): boolean {
    const live = this.#live.get(client);
    if (!live) return true;
    return live.speaker !== null && live.speaker.user.id === speaker.user.id;
  }

  #speak(speaker: PresenceSpeaker, { client, clock, state }: PresenceEntry): void {
    const known = this.#live.get(client);
    if (known?.clock === clock && known.state === state) return;
    const before = known?.clock ?? this.#left.get(client)?.clock ?? -1;
    if (known?.speaker && known.speaker !== speaker) known.speaker.client = null;
    speaker.client = client;
    this.#left.delete(client);
    const heardAt = this.#options.now();
    // Receivers only take a higher clock; one who comes back after a lost connection repeats the last.
    this.#live.set(client, { clock: Math.max(clock, before + 1), state, speaker, node: null, heardAt });
    this.#changed.add(client);
    this.#changedHere.add(client);
  }

  #silence(speaker: PresenceSpeaker, client: number): void {
    const entry = this.#live.get(client);
    if (entry?.speaker !== speaker) return;
    this.#bury(client, entry);
    this.#changedHere.add(client);
  }

  /** y-protocols takes a `null` of the same clock. */
  #bury(client: number, { clock }: Live): void {
    this.#live.delete(client);
    this.#left.delete(client);
    this.#left.set(client, { clock, at: this.#options.now() });
    this.#changed.add(client);
    const oldest = this.#left.keys().next();
    if (this.#left.size > this.#options.limits.maxPresenceTombstones && !oldest.done) this.#left.delete(oldest.value);
  }
}
