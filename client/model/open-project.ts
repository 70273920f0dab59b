import { createDeskReader } from '@oner/shared/document/desk-reader.ts';
import { type UserOrigin, userOrigin } from '@oner/shared/document/origins.ts';
import { schemaVersion } from '@oner/shared/document/schema.ts';
import { createStoryReading } from '@oner/shared/document/story-reading.ts';
import type { IdFactory, ProjectId } from '@oner/shared/ids/ids.ts';
import { userIdSchema } from '@oner/shared/ids/ids.ts';
import type { Role } from '@oner/shared/protocol/http/common.ts';
import type { Me } from '@oner/shared/protocol/http/people.ts';
import type { Project as ProjectRecord } from '@oner/shared/protocol/http/project.ts';
import type { Notice } from '@oner/shared/protocol/live.ts';
import { fail } from '@oner/shared/result/result.ts';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { ProjectApi } from '../connection/api.ts';
import { calmState } from '../connection/calm-state.ts';
import { openDeviceRows } from '../connection/device-rows.ts';
import { type DocumentLink, type DocumentLinkOptions, openDocumentLink } from '../connection/document-link.ts';
import { openLiveClient } from '../connection/live-client.ts';
import { openLocalKeep } from '../connection/local-keep.ts';
import type { Network } from '../connection/network.ts';
import { createObservable, type Observable } from '../connection/observable.ts';
import { openReceivedKeep } from '../connection/received-keep.ts';
import type { SyncState } from '../connection/sync-state.ts';
import { afterTyping, isWriting, watchTyping } from './after-typing.ts';
import { createOutlineStore, type OutlineStore } from './board-outline.ts';
import { createDeskStore, type DeskStore } from './desk-store.ts';
import { createDrawingsStore, type DrawingsStore } from './drawings-store.ts';
import { createJobsStore, type JobsStore } from './jobs-store.ts';
import { createLatePageLock, type LatePageLock } from './late-page-lock.ts';
import { createLiveStrokes, type LiveStrokes } from './live-strokes.ts';
import { createPresenceStore, type PresenceStore } from './presence-store.ts';
import { createProjectCommands, type Edit, type ProjectCommands } from './project-commands.ts';
import { createSelectionStore, type SelectionStore } from './selection-store.ts';
import { createSpecHashStore, type SpecHashStore } from './spec-hash-store.ts';
import { createStoryStore, type StoryStore } from './story-store.ts';
import { createUndoStore, type UndoStore } from './undo-store.ts';
import { overHand } from './words-over-hand.ts';

/** A project that is open at this screen. The object stays the same as long as it is open. */
export type Project = {
  readonly id: ProjectId;
  readonly me: Me;
  readonly story: StoryStore;
  /** What lays out locked pages, once it is there. */
  readonly pageLock: LatePageLock;
  /** What stands where on the board. */
  readonly outline: OutlineStore;
  readonly desk: DeskStore;
  readonly drawings: DrawingsStore;
  /** What is under the pens of those who draw. */
  readonly liveStrokes: LiveStrokes;
  readonly jobs: JobsStore;
  readonly specHashes: SpecHashStore;
  readonly presence: PresenceStore;
  /** The shots that are chosen together on this screen. */
  readonly selection: SelectionStore;
  readonly undo: UndoStore;
  /** As it is shown: it does not change at every letter. */
  readonly sync: Observable<SyncState>;
  readonly role: Observable<Role>;
  /** `ready` once the story is here, from the server or from this device; views that write mount then. */
  readonly phase: Observable<'opening' | 'ready'>;
  /** What happened to the project, newest last. */
  readonly onNotice: (listener: (notice: Notice) => void) => () => void;
  /** This person's words took the place of a camera that was set by hand. */
  readonly onHandReplaced: (listener: () => void) => () => void;
  readonly commands: ProjectCommands;
  /** Runs any change of the story as one step of undo. */
  readonly edit: Edit;
  /** Runs a change as this person's, which undo does not take back: the making of what others may build on at once. */
  readonly establish: Edit;
  readonly ids: IdFactory;
  readonly api: ProjectApi;
  /** The document itself, for the editor of the script; everything else goes by stores and commands. */
  readonly doc: Y.Doc;
  /** What the server wrote, for readers that come only when they are needed. */
  readonly deskDoc: Y.Doc;
  /** Carets and selections in the script. */
  readonly awareness: Awareness;
  /** What people hold in their hands elsewhere: it changes at every move, and must wake no script. */
  readonly handAwareness: Awareness;
  /** Under which this screen's own changes are made; undo knows them by it. */
  readonly origin: UserOrigin;
  readonly retry: () => void;
};

export type OpenedProject = {
  readonly project: Project;
  /** Closes it; `discard` also throws away the copy on this device, which refused edits made differ. */
  readonly close: (options?: { readonly discard: boolean }) => Promise<void>;
};

export type OpenProjectOptions = {
  readonly record: ProjectRecord;
  readonly me: Me;
  readonly api: ProjectApi;
  readonly ids: IdFactory;
  /** `http://host`. */
  readonly origin: string;
  readonly now: () => number;
  readonly network: Network;
  /** Resolves when the screen has nothing more urgent to do. */
  readonly whenIdle: () => Promise<void>;
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const after = (ms: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** Frames are shown from this device when the server did not send the words for so long, ms. */
const deskWaitMs = 500;

const hasWords = (doc: Y.Doc): boolean => doc.getMap('meta').size > 0;

const mayEdit = (role: Role): boolean => role === 'editor' || role === 'owner';

const openLinks = async (options: OpenProjectOptions) => {
  const url = `${options.origin.replace(/^http/, 'ws')}/sync`;
  const open = (name: 'story' | 'desk', how: Pick<DocumentLinkOptions, 'writing' | 'after'>): DocumentLink =>
    openDocumentLink({
      ...how,
      url,
      room: `${options.record.id}/${name}`,
      doc: docs[name],
      schemaVersion,
      now: options.now,
      network: options.network,
      typing,
      Socket: WebSocket,
    });
  const typing = watchTyping(options.now);
  const docs = { story: new Y.Doc(), desk: new Y.Doc() };
  // By the person too: what one may not see must not open from a copy that another left here.
  const place = `${options.me.id}/${options.record.id}`;
  const keep = openLocalKeep(`${place}/story`, docs.story);
  const deskRows = openDeviceRows(`oner/${place}/desk`);
  const deskKeep = openReceivedKeep({ rows: deskRows, doc: docs.desk, whenIdle: options.whenIdle });
  const kept = await keep.whenLoaded;
  const story = open('story', {
    writing: { by: 'people', keptEdits: kept, onKept: keep.setKept, onWritten: keep.add, onReceived: keep.add },
  });
  // Frames and findings are many bytes: the words are there to write in before them.
  const ready = hasWords(docs.story) ? Promise.race([story.whenSynced, pause(deskWaitMs)]) : story.whenSynced;
  const loaded = ready.then(options.whenIdle).then(deskKeep.load);
  const after = Promise.all([loaded, story.whenSynced]).then(() => {});
  const desk = open('desk', { writing: { by: 'server', onReceived: deskKeep.add }, after });
  desk.state.subscribe(() => {
    // the copy holds what the server does not: it came to light that it was taken back to an earlier state
    if (desk.state.get().kind === 'denied') void deskKeep.discard();
  });
  return { story, desk, keep, deskKeep, typing };
};

type Links = Awaited<ReturnType<typeof openLinks>>;

/** The story is there once the server sent it, or when this device has a copy of it. */
const watchPhase = (links: Links): Observable<'opening' | 'ready'> => {
  const phase = createObservable<'opening' | 'ready'>(hasWords(links.story.doc) ? 'ready' : 'opening');
  void links.story.whenSynced.then(() => phase.set('ready'));
  return phase;
};

/** The story's state, unless the desk's connection has ended for a reason that ends both. */
const joinStates = (links: Links): Observable<SyncState> => {
  const joined = createObservable<SyncState>(links.story.state.get());
  const update = (): void => {
    const desk = links.desk.state.get();
    joined.set(desk.kind === 'closed' ? desk : links.story.state.get());
  };
  links.story.state.subscribe(update);
  links.desk.state.subscribe(update);
  return joined;
};

/** Opens a project: its documents, what is passing in it, and who is there. */
export const openProject = async (options: OpenProjectOptions): Promise<OpenedProject> => {
  const { record, me } = options;
  const links = await openLinks(options);
  const { doc, awareness } = links.story;
  const origin = userOrigin(userIdSchema.safeParse(me.id).data ?? null);
  const role = createObservable<Role>(record.role);
  const jobs = createJobsStore();
  const pageLock = createLatePageLock();
  const reader = createStoryReading(doc, { pageLock: pageLock.of });
  pageLock.subscribe(reader.refresh);
  const story = createStoryStore(reader, afterTyping);
  const desk = createDeskStore(createDeskReader(links.desk.doc));
  const specHashes = createSpecHashStore({ story, desk, writes: isWriting });
  const undo = createUndoStore(doc, origin);
  const drawings = createDrawingsStore(doc);
  // by the desk's connection: the story's moves carets in the script, and must not wake at every point of a pen
  const liveStrokes = createLiveStrokes(links.desk.awareness, after);
  const noticeListeners = new Set<(notice: Notice) => void>();
  const handListeners = new Set<() => void>();
  const presence = createPresenceStore({ show: (view) => live.show(view), follow: (peer) => live.follow(peer) });
  const live = openLiveClient({
    origin: options.origin,
    project: record.id,
    listeners: {
      onJob: jobs.receive,
      onNotice: (notice) => {
        for (const listener of [...noticeListeners]) listener(notice);
      },
      // A role that is gone comes by the sync connection too, which says why.
      onAccess: (next) => next !== null && role.set(next),
      ...presence.input,
    },
  });
  const edit: Edit = (change) =>
    mayEdit(role.get()) ? undo.asOneStep(() => change(doc)) : fail({ kind: 'read-only' });
  // another object than the origin that undo knows
  const untracked = userOrigin(origin.user);
  const establish: Edit = (change) =>
    mayEdit(role.get()) ? doc.transact(() => change(doc), untracked) : fail({ kind: 'read-only' });

  const project: Project = {
    id: record.id,
    me,
    story,
    pageLock,
    outline: createOutlineStore(story),
    desk,
    drawings,
    liveStrokes,
    jobs,
    specHashes,
    presence,
    selection: createSelectionStore(),
    undo,
    sync: calmState(joinStates(links), after),
    role,
    phase: watchPhase(links),
    onNotice: (listener) => {
      noticeListeners.add(listener);
      return () => noticeListeners.delete(listener);
    },
    onHandReplaced: (listener) => {
      handListeners.add(listener);
      return () => handListeners.delete(listener);
    },
    commands: createProjectCommands({
      edit,
      ids: options.ids,
      hand: {
        over: ({ shot, fields }) => {
          const known = story.shot(shot);
          return known && fields ? overHand(known, story.snapshot().stage.get(shot), fields) : null;
        },
        onReplaced: () => {
          for (const listener of [...handListeners]) listener();
        },
      },
    }),
    edit,
    establish,
    ids: options.ids,
    api: options.api,
    doc,
    deskDoc: links.desk.doc,
    awareness,
    handAwareness: links.desk.awareness,
    origin,
    retry: () => {
      links.story.retry();
      links.desk.retry();
    },
  };
  return {
    project,
    close: async ({ discard } = { discard: false }) => {
      live.close();
      links.typing.stop();
      undo.dispose();
      specHashes.dispose();
      drawings.dispose();
      liveStrokes.dispose();
      story.dispose();
      desk.dispose();
      links.story.close();
      links.desk.close();
      if (discard) await links.keep.discard();
      else links.keep.close();
      links.deskKeep.close();
      doc.destroy();
      links.desk.doc.destroy();
    },
  };
};
