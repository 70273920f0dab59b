import type { ProjectId } from '@oner/shared/ids/ids.ts';
import type { Role } from '@oner/shared/protocol/http/common.ts';
import type { Job } from '@oner/shared/protocol/http/shot.ts';
import {
  type ClientEvents,
  liveAnswerSchema,
  livePath,
  type Notice,
  type Person,
  serverEventSchemas,
  type View,
} from '@oner/shared/protocol/live.ts';
import type { Socket } from 'socket.io-client';
import type { z } from 'zod';

export type LiveListeners = {
  readonly onJob: (job: Job) => void;
  readonly onNotice: (notice: Notice) => void;
  /** Null: access was withdrawn. */
  readonly onAccess: (role: Role | null) => void;
  readonly onPeople: (people: readonly Person[]) => void;
  readonly onPerson: (person: Person) => void;
  readonly onLeft: (peer: string) => void;
  /** The name of this connection among the people, anew after each reconnection; null while there is none. */
  readonly onPeer: (peer: string | null) => void;
};

/** What is passing: progress of jobs, notices, who is where. */
export type LiveClient = {
  readonly show: (view: View) => void;
  readonly follow: (peer: string | null) => void;
  readonly close: () => void;
};

type LiveSocket = Socket<Record<string, (message: unknown) => void>, ClientEvents>;

const listen = (socket: LiveSocket, project: ProjectId, listeners: LiveListeners): void => {
  const on = <Name extends keyof typeof serverEventSchemas>(
    name: Name,
    listener: (message: z.infer<(typeof serverEventSchemas)[Name]>) => void,
  ): void => {
    const hear = (message: unknown): void => {
      const parsed = serverEventSchemas[name].safeParse(message);
      if (!parsed.success || parsed.data.project !== project) return;
      listener(parsed.data as z.infer<(typeof serverEventSchemas)[Name]>); // the schema of this very name parsed it
    };
    socket.on<string>(name, hear);
  };
  on('job', ({ job }) => listeners.onJob(job));
  on('notice', listeners.onNotice);
  on('access', ({ role }) => listeners.onAccess(role));
  on('people', ({ people }) => listeners.onPeople(people));
  on('person', ({ person }) => listeners.onPerson(person));
  on('left', ({ peer }) => listeners.onLeft(peer));
  socket.on('disconnect', () => listeners.onPeer(null));
};

/** Joins a project's live events, and joins again after each interruption. */
export const openLiveClient = (options: {
  readonly origin: string;
  readonly project: ProjectId;
  readonly listeners: LiveListeners;
}): LiveClient => {
  const { project, listeners } = options;
  let socket: LiveSocket | null = null;
  let closed = false;
  let shown: View | null = null;
  let followed: string | null = null;

  const connect = async (): Promise<void> => {
    // The page can be read and written before anyone is seen in it: this comes after the first paint.
    const { io } = await import('socket.io-client');
    if (closed) return;
    const opened: LiveSocket = io(options.origin, { path: livePath, transports: ['websocket'], withCredentials: true });
    socket = opened;
    listen(opened, project, listeners);
    opened.on('connect', () => {
      opened.emit('join', { project }, (answer) => {
        const parsed = liveAnswerSchema.safeParse(answer);
        if (!parsed.success || !parsed.data.ok) return;
        listeners.onPeer(parsed.data.peer ?? null);
        if (shown !== null) opened.emit('view', { project, view: shown });
        if (followed !== null) opened.emit('follow', { project, peer: followed });
      });
    });
  };
  void connect();

  return {
    show: (view) => {
      shown = view;
      if (socket?.connected === true) socket.emit('view', { project, view });
    },
    follow: (peer) => {
      followed = peer;
      if (socket?.connected === true) socket.emit('follow', { project, peer });
    },
    close: () => {
      closed = true;
      socket?.disconnect();
    },
  };
};
