import { type DomainEvent, diffDesks, diffStories } from '@oner/shared/document/domain-events.ts';
import type { ProjectId } from '@oner/shared/ids/ids.ts';
import type { Snapshots } from '../generation/snapshots.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Rooms } from '../rooms/ports.ts';
import type { Collection, RoomName, Storage } from '../storage/ports.ts';
import type { Hook, HookEvent } from './hook.ts';
import { type HookCursor, hookCursors } from './hook-cursor.ts';
import { headsOf, type Reached, type SeenState, seenAt } from './seen-state.ts';

/**
 * A burst of edits is one change: hooks run when it has been quiet for `quietMs`, at the latest `patienceMs` after it began. What they have
 * seen of a project is let go of after `idleMs`: it can be read again from the log.
 */
export const hookDelays = { quietMs: 400, patienceMs: 1500, retryMs: 5000, idleMs: 10 * 60_000 } as const;

type Changed = { readonly story: boolean; readonly desk: boolean };

const nothing: Changed = { story: false, desk: false };
const both = (a: Changed, b: Changed): Changed => ({ story: a.story || b.story, desk: a.desk || b.desk });

type Project = {
  /** What the hooks have seen; null: as the cursor says. */
  seen: SeenState | null;
  /** Which documents changed since. */
  changed: Changed;
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
const changeOf = (room: RoomName): Changed => ({ story: room.endsWith('/story'), desk: room.endsWith('/desk') });

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
      changed: nothing,
      cancelTimer: null,
      dirtySince: 0,
      running: null,
      again: false,
      cancelRelease: () => {},
    };
    projects.set(id, state);
    return state;
  };

  /** Where the hooks stand, and which documents have gone on since. */
  const behind = async (id: ProjectId): Promise<{ readonly at: string; readonly changed: Changed } | null> => {
    const cursor = await cursors.get(id);
    const reached = await headsOf(storage.log, id);
    const changed = { story: reached.story > (cursor?.story ?? -1), desk: reached.desk > (cursor?.desk ?? -1) };
    return changed.story || changed.desk ? { at: `${cursor?.story ?? 0} ${cursor?.desk ?? 0}`, changed } : null;
  };

  /** Whether any hook wants to know what happened in this project: to find out means to read and compare whole documents. */
  const wantsEvents = async (id: ProjectId): Promise<boolean> => {
    for (const { on, listens } of options.hooks) if (on.size > 0 && (!listens || (await listens(id)))) return true;
    return false;
  };

  const runHooks = async (
    project: ProjectId,
    happened: { readonly events: readonly HookEvent[]; readonly storyChanged: boolean },
    state: SeenState,
  ): Promise<void> => {
    for (const hook of options.hooks) {
      const heard = happened.events.filter((event) => hook.on.has(event.kind));
      if (heard.length > 0 || (hook.onStory && happened.storyChanged))
        await hook.run({ project, events: heard, ...state });
    }
  };

  const eventsSince = (before: SeenState, now: SeenState): readonly DomainEvent[] => [
    ...diffStories(before.story, now.story),
    ...diffDesks(before.desk, now.desk),
  ];

  /**
   * Runs the hooks for what changed; resolves with what they have seen then, null: nothing, for nobody wanted to. What another node
   * wrote into the document that did not change here is that node's to act on, and whoever takes over from it.
   */
  const runFor = async (id: ProjectId, state: Project, changed: Changed): Promise<SeenState | null> => {
    const listened = await wantsEvents(id);
    if (!listened && !changed.story) return null;
    const cursor = (await cursors.get(id)) ?? { story: 0, desk: 0 };
    const before = state.seen ?? (listened ? await seenAt(storage.log, id, cursor) : null);
    const now: SeenState = { story: await snapshots.story(id), desk: await snapshots.desk(id) };
    const seen: SeenState = {
      story: changed.story || !before ? now.story : before.story,
      desk: changed.desk || !before ? now.desk : before.desk,
    };
    const events = before && listened ? eventsSince(before, seen) : [];
    await runHooks(id, { events, storyChanged: changed.story && before?.story !== now.story }, now);
    return before ? seen : changed.story && changed.desk ? now : null;
  };

  /** Notes how far the hooks are in what changed; never further back than another node is. */
  const noteReached = async (id: ProjectId, reached: Reached, changed: Changed): Promise<void> => {
    const { story, desk } = { story: changed.story ? reached.story : 0, desk: changed.desk ? reached.desk : 0 };
    if (await cursors.insert({ project: id, story, desk })) return;
    await cursors.update(id, (there) => ({
      ...there,
      story: Math.max(there.story, story),
      desk: Math.max(there.desk, desk),
    }));
  };

  const runOnce = async (id: ProjectId, state: Project): Promise<void> => {
    const { changed } = state;
    state.changed = nothing;
    try {
      const reached = await headsOf(storage.log, id);
      const seen = await runFor(id, state, changed);
      // Removed meanwhile: nothing more is kept of it.
      if (projects.get(id) !== state) return;
      state.seen = seen;
      await noteReached(id, reached, changed);
    } catch (error) {
      state.changed = both(state.changed, changed);
      throw error;
    }
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

  const changed = (id: ProjectId, what: Changed): void => {
    if (closed) return;
    const state = projectState(id);
    state.changed = both(state.changed, what);
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
      stop = rooms.onChange((room) => changed(projectOf(room), changeOf(room)));
      for (const id of ids) {
        const left = await behind(id);
        if (left) changed(id, left.changed);
      }
    },
    catchUp: async (ids) => {
      const found = new Map<ProjectId, string>();
      for (const id of closed ? [] : ids) {
        const now = await behind(id);
        if (!now) continue;
        found.set(id, now.at);
        if (left.get(id) === now.at) changed(id, now.changed);
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
