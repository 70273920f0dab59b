import type { DenialReason } from '@oner/shared/protocol/sync-messages.ts';
import type * as Y from 'yjs';
import type { LogEntry, RoomName } from '../storage/ports.ts';
import { Broadcast, type Receiver } from './broadcast.ts';
import { LogCompaction } from './log-compaction.ts';
import { LogFollower } from './log-follower.ts';
import { type Commit, LogWriter } from './log-writer.ts';
import { NodeLink } from './node-link.ts';
import { DocumentTooLarge, type ServerOrigin } from './ports.ts';
import { Presence, type PresenceSpeaker } from './presence.ts';
import type { RoomContext } from './room-context.ts';
import { RoomDocument } from './room-document.ts';
import { WholeDocument } from './whole-document.ts';
import { WriteLedger, type Writer } from './write-ledger.ts';

/** One open connection, as its room sees it. */
export type Member = Receiver &
  Writer & {
    readonly speaker: PresenceSpeaker;
    readonly origin: ServerOrigin;
    /** The room lacks what the client's updates build on: ask it for all that `stateVector` does not have. */
    readonly resync: (stateVector: Uint8Array) => void;
    /** The room can take frames again. */
    readonly roomReady: () => void;
    /** The project was removed. */
    readonly removed: () => void;
  };

export type WriteOutcome =
  | { readonly kind: 'taken' }
  | { readonly kind: 'denied'; readonly reason: DenialReason }
  /** It decoded, but Yjs could not apply it: the room is built anew. */
  | { readonly kind: 'broken' }
  /** Storage has not taken what is held already. */
  | { readonly kind: 'full' };

const taken = { kind: 'taken' } as const;

/** One document, loaded: its changes, their way to everyone in it and to the log. */
export class Room {
  readonly name: RoomName;
  readonly presence: Presence;
  readonly broadcast: Broadcast;
  readonly #context: RoomContext;
  readonly #whole: WholeDocument;
  readonly #writer: LogWriter;
  readonly #follower: LogFollower;
  readonly #compaction: LogCompaction;
  readonly #link: NodeLink;
  readonly #ledger: WriteLedger<Member>;
  readonly #members = new Set<Member>();
  #document = new RoomDocument();
  #rebuilding: Promise<void> | null = null;
  #retriedVersion = 0;
  #closed = false;

  constructor(name: RoomName, context: RoomContext) {
    this.name = name;
    this.#context = context;
    const { log, clock, limits, compactor } = context;
    const onFailure = (cause: unknown) => context.logger?.warn('room-storage-failed', { room: name, cause });
    this.presence = new Presence({ limits, now: clock.now });
    this.#whole = new WholeDocument(limits.maxCachedTailBytes);
    this.#ledger = new WriteLedger(limits, clock.now);
    this.broadcast = new Broadcast({
      clock,
      limits,
      presence: this.presence,
      document: () => this.#document,
      atTurnEnd: setImmediate,
      onFlushed: () => this.#flushed(),
    });
    this.#writer = new LogWriter({
      room: name,
      log,
      clock,
      limits,
      events: { onDurable: (commit) => this.#committed(commit), onFailure: (cause) => this.#appendFailed(cause) },
    });
    const onRemoved = () => context.onRemoved(this);
    this.#follower = new LogFollower({ room: name, log, onRows: (rows) => this.#follow(rows), onRemoved, onFailure });
    this.#compaction = new LogCompaction({
      room: name,
      log,
      compactor,
      limits,
      onCompacted: () => {
        context.counters.compactions += 1;
      },
      onFailure,
    });
    this.#link = new NodeLink({
      ...context,
      room: name,
      presence: this.presence,
      onPresence: () => this.broadcast.presenceChanged(),
      onAppended: (seq) => this.#follower.hint(seq),
      onRemoved,
      onFailure,
    });
  }

  /** Reads the log. Rejects when it cannot be read. */
  async load(): Promise<void> {
    await this.#link.join();
    try {
      this.#use(await this.#context.log.read(this.name, 0), this.#document);
    } catch (cause) {
      await this.#link.leave();
      throw cause;
    }
  }

  get doc(): Y.Doc {
    return this.#document.doc;
  }

  /**
   * The member has written without a pause for so long that it never had all it sent acknowledged: it is heard again when it has. Not
   * while storage fails: then it is heard all the same.
   */
  overdue(member: Member): boolean {
    const since = this.#ledger.owedSince(member);
    const { clock, limits } = this.#context;
    return since !== null && !this.#writer.failing && clock.now() - since > limits.maxAckDelayMs;
  }

  get closed(): boolean {
    return this.#closed;
  }

  get members(): ReadonlySet<Member> {
    return this.#members;
  }

  get unsavedBytes(): number {
    return this.#writer.unsavedBytes;
  }

  /** Everything that was taken is durable. */
  get saved(): boolean {
    return this.#writer.durablePosition === this.#writer.position;
  }

  get documentBytes(): number {
    return this.#document.estimatedBytes;
  }

  /** While it is built anew, frames must wait. */
  get ready(): boolean {
    return this.#rebuilding === null;
  }

  enter(member: Member): void {
    this.#members.add(member);
  }

  leave(member: Member): void {
    this.#members.delete(member);
    this.broadcast.delete(member);
    this.#ledger.forget(member);
    this.presence.leave(member.speaker);
    this.#presenceChanged();
  }

  /** Encodes the whole document for those who are about to come. */
  warm(): void {
    if (this.ready) this.#whole.frames(this.#document);
  }

  /** The frames that bring a client with `stateVector` up to date. Throws when the vector cannot be read. */
  welcome(stateVector: Uint8Array): readonly Buffer[] {
    const empty = stateVector.length === 0 || (stateVector.length === 1 && stateVector[0] === 0);
    return empty ? this.#whole.frames(this.#document) : this.#whole.difference(this.#document, stateVector);
  }

  stateVector(): Uint8Array {
    return this.#document.stateVector();
  }

  /** Takes a write of someone who may write. `whole`: it is all that the client has (SyncStep2). */
  write(member: Member, update: Uint8Array, whole: boolean): WriteOutcome {
    if (this.#writer.unsavedBytes > this.#context.limits.maxUnsavedBytes) return { kind: 'full' };
    const outcome = this.#take(member, update);
    if (whole && outcome.kind === 'taken') this.#ledger.caughtUp(member);
    this.broadcast.schedule();
    return outcome;
  }

  /** What a write of someone who may not write comes to: nothing, if it says nothing new. */
  refuse(update: Uint8Array, reason: DenialReason): WriteOutcome {
    const check = this.#document.check(update);
    if (check.kind === 'malformed') return { kind: 'denied', reason: 'malformed' };
    if (check.kind === 'nothing') return taken;
    return check.kind === 'complete' && this.#document.contains(update) ? taken : { kind: 'denied', reason };
  }

  /** Throws when the update is cut off. */
  hear(member: Member, awareness: Uint8Array): void {
    try {
      this.presence.hear(member.speaker, awareness);
    } finally {
      this.#presenceChanged();
    }
  }

  rename(member: Member, user: PresenceSpeaker['user']): void {
    this.presence.rename(member.speaker, user);
    this.#presenceChanged();
  }

  async edit<T>(origin: ServerOrigin, change: (doc: Y.Doc) => T): Promise<T> {
    await this.#untilReady();
    if (this.#closed) throw new Error(`room ${this.name} is closed`);
    if (this.#writer.unsavedBytes > this.#context.limits.maxUnsavedBytes) throw new Error('storage takes no changes');
    const edited = this.#document.edit(origin, change);
    if (edited.kind === 'broken') {
      this.#rebuild();
      throw edited.cause;
    }
    if (edited.delta && this.#grewTooLarge(edited.delta)) {
      this.#rebuild();
      await this.#untilReady();
      throw new DocumentTooLarge(this.#context.limits.maxDocumentBytes);
    }
    if (edited.delta) this.#changed({ delta: edited.delta, origin, from: null });
    await this.#writer.durable();
    return edited.result;
  }

  async read<T>(view: (doc: Y.Doc) => T): Promise<T> {
    await this.#untilReady();
    return view(this.#document.doc);
  }

  /** About once a second. */
  tend(): void {
    this.#link.tend();
    const missing = [...this.#ledger.waitingForMissing()];
    const stateVector = missing.length > 0 ? this.stateVector() : null;
    if (stateVector) for (const member of missing) member.resync(stateVector);
  }

  checkHead(): void {
    void this.#follower.check();
  }

  /** Writes all that is left now; rejects when storage fails. */
  async flush(): Promise<void> {
    this.broadcast.flush();
    await this.#writer.flush();
  }

  /** Before it is unloaded, while it still can be used. */
  async shorten(): Promise<void> {
    await this.#compaction.runAtUnload();
  }

  /** Ends for this node. What is not durable is given up: callers flush first, or mean to. */
  async stop(): Promise<void> {
    this.#closed = true;
    this.broadcast.stop();
    this.#follower.stop();
    await Promise.all([this.#writer.end(), this.#compaction.settled(), this.#link.leave()]);
    this.#document.destroy();
  }

  /** Tells other nodes that the project is gone. */
  announceRemoval(): void {
    this.#link.removed();
  }

  #take(member: Member, update: Uint8Array): WriteOutcome {
    const check = this.#document.check(update);
    switch (check.kind) {
      case 'malformed':
        return { kind: 'denied', reason: 'malformed' };
      case 'nothing':
        this.#ledger.owe(member, this.#writer.position);
        return taken;
      case 'incomplete':
        if (this.#ledger.hold(member, update)) member.resync(this.stateVector());
        return taken;
      case 'complete':
        if (check.insertsContent && this.#wouldBeTooLarge(update))
          return { kind: 'denied', reason: 'document-too-large' };
        return this.#apply(member, update);
    }
  }

  #apply(member: Member, update: Uint8Array): WriteOutcome {
    const applied = this.#document.apply(update, member.origin);
    if (applied.kind === 'broken') {
      this.#context.logger?.warn('update-broken', { room: this.name, by: member.origin.by, detail: applied.detail });
      this.#rebuild();
      return { kind: 'broken' };
    }
    if (applied.delta) this.#changed({ delta: applied.delta, origin: member.origin, from: member });
    this.#ledger.owe(member, this.#writer.position);
    return taken;
  }

  #wouldBeTooLarge(update: Uint8Array): boolean {
    const { maxDocumentBytes } = this.#context.limits;
    if (this.#document.estimatedBytes + update.length <= maxDocumentBytes) return false;
    return this.#document.encode().length + update.length > maxDocumentBytes && !this.#document.contains(update);
  }

  /** Whether `delta`, which an edit has just made, added content beyond the limit. No one has seen it yet. */
  #grewTooLarge(delta: Uint8Array): boolean {
    const { maxDocumentBytes } = this.#context.limits;
    if (this.#document.estimatedBytes <= maxDocumentBytes) return false;
    const check = this.#document.check(delta);
    return check.kind === 'complete' && check.insertsContent && this.#document.encode().length > maxDocumentBytes;
  }

  #changed(change: { readonly delta: Uint8Array; readonly origin: ServerOrigin; readonly from: Member | null }): void {
    const { delta, origin, from } = change;
    const { clock, counters } = this.#context;
    counters.updates += 1;
    this.#writer.push({ update: delta, by: origin.by, at: clock.now() });
    this.#spread(delta, from);
    this.#context.onChange(this.name, origin);
  }

  #spread(delta: Uint8Array, from: Member | null): void {
    this.#whole.changed(delta);
    this.broadcast.push(delta, from);
  }

  #follow(rows: readonly LogEntry[]): void {
    this.#compaction.grew(rows.length, 0);
    for (const { update, by } of rows) {
      const origin = { kind: by === 'server' ? 'server' : 'user', by } as const;
      const applied = this.#document.apply(update, origin);
      if (applied.kind === 'broken') {
        this.#rebuild();
        return;
      }
      if (!applied.delta) continue;
      this.#spread(applied.delta, null);
      this.#context.onChange(this.name, origin);
    }
  }

  #flushed(): void {
    if (this.#retriedVersion !== this.#document.version) {
      this.#retriedVersion = this.#document.version;
      this.#ledger.retryHeld((member, update) => this.#retry(member, update));
    }
    this.#writer.start();
    this.#ledger.settle(this.#writer.durablePosition, this.#follower.seq);
    if (this.#writer.failing) this.#tellNotSaved();
  }

  #tellNotSaved(): void {
    this.#ledger.tellNotSaved();
    for (const member of this.#members) member.roomReady();
  }

  #retry(member: Member, update: Uint8Array): boolean {
    if (!this.ready || this.#document.check(update).kind === 'incomplete') return false;
    if (this.#take(member, update).kind !== 'taken') this.#ledger.lose(member);
    return true;
  }

  #committed({ position, entries, seq }: Commit): void {
    const { clock, metrics } = this.#context;
    const first = entries[0];
    if (first) metrics?.durable(clock.now() - first.at);
    this.#follower.appended(entries.length, seq);
    this.#link.appended(seq);
    const bytes = entries.reduce((sum, { update }) => sum + update.length, 0);
    this.#compaction.grew(entries.length, bytes);
    this.#compaction.runIfDue(this.#document.estimatedBytes);
    this.#ledger.settle(position, seq);
  }

  #appendFailed(cause: unknown): void {
    this.#context.counters.appendFailures += 1;
    this.#context.logger?.error('append-failed', { room: this.name, cause, unsavedBytes: this.#writer.unsavedBytes });
    this.#tellNotSaved();
  }

  #presenceChanged(): void {
    if (this.presence.hasChanges) this.broadcast.presenceChanged();
    this.#link.presenceChanged();
  }

  #use(rows: readonly LogEntry[], document: RoomDocument, unsaved: readonly Uint8Array[] = []): void {
    document.load([...rows.map(({ update }) => update), ...unsaved]);
    this.#document = document;
    this.#follower.startAt(rows.at(-1)?.seq ?? 0);
    this.#whole.forget();
    const bytes = rows.reduce((sum, { update }) => sum + update.length, 0);
    this.#compaction.grew(rows.length, bytes);
  }

  async #untilReady(): Promise<void> {
    while (this.#rebuilding) await this.#rebuilding;
  }

  #rebuild(): void {
    this.#rebuilding ??= this.#reload().finally(() => {
      this.#rebuilding = null;
      for (const member of this.#members) member.roomReady();
    });
  }

  /** Builds the document anew from the log and from what is on its way there; tries until the log can be read. */
  async #reload(): Promise<void> {
    const { clock, log, limits, logger } = this.#context;
    while (!this.#closed) {
      // First what is not in the log: an append that succeeds meanwhile is then read twice rather than never.
      const unsaved = this.#writer.unsaved().map(({ update }) => update);
      try {
        const rows = await log.read(this.name, 0);
        return this.#use(rows, new RoomDocument(this.#document.version + 1), unsaved);
      } catch (cause) {
        logger?.error('room-rebuild-failed', { room: this.name, cause });
        await new Promise<void>((resolve) => clock.after(limits.appendRetryMinMs, resolve));
      }
    }
  }
}
