import type { Desk } from '@oner/shared/document/desk.ts';
import { createDeskReader } from '@oner/shared/document/desk-reader.ts';
import { type DomainEvent, diffDesks, diffStories } from '@oner/shared/document/domain-events.ts';
import type { Story } from '@oner/shared/document/story.ts';
import { createStoryReader } from '@oner/shared/document/story-reader.ts';
import type { ProjectId } from '@oner/shared/ids/ids.ts';
import * as Y from 'yjs';
import type { Snapshots } from '../generation/snapshots.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Rooms } from '../rooms/ports.ts';
import type { Collection, RoomName, Storage } from '../storage/ports.ts';
import type { Hook, HookEvent } from './hook.ts';
import { type HookCursor, hookCursors } from './hook-cursor.ts';

/**
 * A burst of edits is one change: hooks run when it has been quiet for `quietMs`, at the latest `patienceMs` after it began. What they have
 * seen of a project is let go of after `idleMs`: it can be read again from the log.
 */
export const hookDelays = { quietMs: 400, patienceMs: 1500, retryMs: 5000, idleMs: 10 * 60_000 } as const;

type State = { readonly story: Story; readonly desk: Desk };

type Project = {
  /** What the hooks have seen. */
  seen: State | null;
  cancelTimer: (() => void) | null;
  dirtySince: number;
  running: Promise<void> | null;
  again: boolean;
  cancelRelease: () => void;
};

export type HookRunner = {
  /** Takes up what a stop or a crash left undone in these projects, and listens from then on. */
  readonly start: (projects: readonly ProjectId[]) => Promise<void>;
  /**
   * Takes over what no node has acted on since the last call: what is behind at two calls on end was left by a node that
   * died. For where there are several nodes.
   */
  readonly catchUp: (projects: readonly ProjectId[]) => Promise<void>;
  /** Runs the hooks for what the documents do not tell; rejects when one fails. */
  readonly tell: (project: ProjectId, events: readonly HookEvent[]) => Promise<void>;
  /** The project was removed: its hooks run no more, and nothing of it is kept. */
  readonly forget: (project: ProjectId) => Promise<void>;
  /** Resolves when nothing is waiting or running. */
  readonly idle: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const projectOf = (room: RoomName): ProjectId => room.slice(0, room.lastIndexOf('/')) as ProjectId;

export const createHookRunner = (options: {
  readonly hooks: readonly Hook[];
  readonly rooms: Rooms;
  readonly storage: Storage;
  readonly snapshots: Snapshots;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where it keeps how far it is: each runner over one storage has its own. */
  readonly cursors?: Collection<HookCursor>;
}): HookRunner => {
  const { rooms, storage, snapshots, clock, logger } = options;
  const cursors = storage.records(options.cursors ?? hookCursors);
  const projects = new Map<ProjectId, Project>();
  /** What was behind at the last `catchUp`, and where. */
  let left: ReadonlyMap<ProjectId, string> = new Map();
  let stop: (() => void) | null = null;
  let closed = false;

  const projectState = (id: ProjectId): Project => {
    const known = projects.get(id);
    if (known) return known;
    const state = {
      seen: null,
      cancelTimer: null,
      dirtySince: 0,
      running: null,
      again: false,
      cancelRelease: () => {},
    };
    projects.set(id, state);
    return state;
  };

  const heads = async (id: ProjectId) => ({
    story: await storage.log.head(`${id}/story`),
    desk: await storage.log.head(`${id}/desk`),
  });

  /** Where the hooks stand when that is behind the documents; null when they have run for all of it. */
  const behind = async (id: ProjectId): Promise<string | null> => {
    const cursor = await cursors.get(id);
    const reached = await heads(id);
    const isBehind = !cursor || cursor.story < reached.story || cursor.desk < reached.desk;
    return isBehind ? `${cursor?.story ?? 0} ${cursor?.desk ?? 0}` : null;
  };

  /** A document as it was at `seq`; what a compaction merged past it counts as not seen. */
  const docAt = async (room: RoomName, seq: number): Promise<Y.Doc> => {
    const doc = new Y.Doc();
    const entries = (await storage.log.read(room, 0)).filter((entry) => entry.seq <= seq);
    doc.transact(() => {
      for (const entry of entries) Y.applyUpdate(doc, entry.update);
    });
    return doc;
  };

  const seenAt = async (id: ProjectId, cursor: { story: number; desk: number }): Promise<State> => {
    const story = createStoryReader(await docAt(`${id}/story`, cursor.story));
    const desk = createDeskReader(await docAt(`${id}/desk`, cursor.desk));
    const state = { story: story.snapshot(), desk: desk.snapshot() };
    story.dispose();
    desk.dispose();
    return state;
  };

  const runHooks = async (
    project: ProjectId,
    happened: { readonly events: readonly HookEvent[]; readonly storyChanged: boolean },
    state: State,
  ): Promise<void> => {
    for (const hook of options.hooks) {
      const heard = happened.events.filter((event) => hook.on.has(event.kind));
      if (heard.length > 0 || (hook.onStory && happened.storyChanged))
        await hook.run({ project, events: heard, ...state });
    }
  };

  const runOnce = async (id: ProjectId, state: Project): Promise<void> => {
    const cursor = (await cursors.get(id)) ?? { project: id, story: 0, desk: 0 };
    const before = state.seen ?? (await seenAt(id, cursor));
    const reached = await heads(id);
    const now: State = { story: await snapshots.story(id), desk: await snapshots.desk(id) };
    const events: DomainEvent[] = [...diffStories(before.story, now.story), ...diffDesks(before.desk, now.desk)];
    await runHooks(id, { events, storyChanged: before.story !== now.story }, now);
    // Removed meanwhile: nothing more is kept of it.
    if (projects.get(id) !== state) return;
    state.seen = now;
    const next = { project: id, ...reached };
    if (!(await cursors.insert(next))) await cursors.update(id, () => next);
  };

  const releaseLater = (id: ProjectId, state: Project): void => {
    state.cancelRelease();
    state.cancelRelease = clock.after(hookDelays.idleMs, () => {
      if (!state.running && !state.cancelTimer && projects.get(id) === state) projects.delete(id);
    });
  };

  const run = (id: ProjectId): void => {
    const state = projectState(id);
    state.cancelTimer = null;
    if (!closed) releaseLater(id, state);
    if (state.running) {
      state.again = true;
      return;
    }
    state.running = runOnce(id, state)
      .catch((error: unknown) => {
        logger.error('hooks-failed', { project: id, error: String(error) });
        if (!closed && projects.get(id) === state) state.cancelTimer = clock.after(hookDelays.retryMs, () => run(id));
      })
      .finally(() => {
        state.running = null;
        if (state.again && !closed && projects.get(id) === state) {
          state.again = false;
          run(id);
        }
      });
  };

  const changed = (id: ProjectId): void => {
    if (closed) return;
    const state = projectState(id);
    const now = clock.now();
    if (!state.cancelTimer) state.dirtySince = now;
    state.cancelTimer?.();
    const patience = state.dirtySince + hookDelays.patienceMs - now;
    state.cancelTimer = clock.after(Math.max(0, Math.min(hookDelays.quietMs, patience)), () => run(id));
  };

  const idle = async (): Promise<void> => {
    while ([...projects.values()].some((state) => state.running !== null)) {
      await Promise.all([...projects.values()].map((state) => state.running));
    }
  };

  return {
    start: async (ids) => {
      stop = rooms.onChange((room) => changed(projectOf(room)));
      for (const id of ids) if ((await behind(id)) !== null) changed(id);
    },
    catchUp: async (ids) => {
      const found = new Map<ProjectId, string>();
      for (const id of closed ? [] : ids) {
        const at = await behind(id);
        if (at !== null) found.set(id, at);
        if (at !== null && left.get(id) === at) changed(id);
      }
      left = found;
    },
    tell: async (id, events) => {
      if (!options.hooks.some(({ on }) => events.some(({ kind }) => on.has(kind)))) return;
      const now = { story: await snapshots.story(id), desk: await snapshots.desk(id) };
      await runHooks(id, { events, storyChanged: false }, now);
    },
    forget: async (id) => {
      const state = projects.get(id);
      state?.cancelTimer?.();
      state?.cancelRelease();
      projects.delete(id);
      await cursors.delete(id);
    },
    idle,
    close: async () => {
      closed = true;
      stop?.();
      for (const state of projects.values()) {
        state.cancelTimer?.();
        state.cancelRelease();
      }
      await idle();
    },
  };
};
