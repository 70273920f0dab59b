import { type IdFactory, type ProjectId, projectIdSchema } from '@oner/shared/ids/ids.ts';
import type { Me } from '@oner/shared/protocol/http/people.ts';
import type { Project as ProjectRecord } from '@oner/shared/protocol/http/project.ts';
import { useCallback, useEffect, useState } from 'react';
import type { HttpError } from '../connection/http-client.ts';
import type { Network } from '../connection/network.ts';
import { EmailSignIn } from '../features/sign-in/email-sign-in.tsx';
import { type OpenedProject, openProject } from '../model/open-project.ts';
import { ProjectProvider } from '../model/project.tsx';
import { useSession } from '../model/session.tsx';
import { useText } from '../ui/language.tsx';
import { whenIdle } from '../ui/when-idle.ts';
import {
  LoadingPage,
  NoAccessPage,
  NoProjectPage,
  SessionOverPage,
  TooLargePage,
  UnreachablePage,
} from './message-pages.tsx';
import { appMessages } from './messages.ts';
import type { RefusedEdits } from './refused-edits.tsx';
import { preloadScreen, Workspace } from './workspace.tsx';

type ProjectPageProps = {
  readonly id: string;
  readonly ids: IdFactory;
  readonly origin: string;
  readonly now: () => number;
  readonly network: Network;
};

const useRecord = (id: ProjectId | null) => {
  const { api, remembered } = useSession();
  const [answer, setAnswer] = useState<ProjectRecord | HttpError | null>(null);
  const ask = useCallback(async () => {
    if (id === null) return;
    const result = await api.project(id).get();
    if (result.ok) {
      remembered.setProject(result.value);
      return setAnswer(result.value);
    }
    if (result.error.kind === 'problem') remembered.forgetProject(id);
    // without the server, what this device keeps of it is opened
    const known = result.error.kind === 'unreachable' ? remembered.project(id) : null;
    setAnswer(known ?? result.error);
  }, [api, remembered, id]);
  useEffect(() => {
    void ask();
  }, [ask]);
  return { answer, ask };
};

/** Opens the project as long as the page shows it; opens it anew, from the server alone, after edits were refused. */
const useOpenProject = (record: ProjectRecord, me: Me, options: Omit<ProjectPageProps, 'id'>) => {
  const { api } = useSession();
  const { ids, origin, now, network } = options;
  const [opened, setOpened] = useState<OpenedProject | null>(null);
  const [refused, setRefused] = useState<RefusedEdits | null>(null);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is a new opening
  useEffect(() => {
    let stale = false;
    let current: OpenedProject | null = null;
    const closeWith = (discard: boolean): Promise<void> => {
      const closing = current;
      current = null;
      setOpened(null);
      return closing === null ? Promise.resolve() : closing.close({ discard });
    };
    const open = async (): Promise<void> => {
      const next = await openProject({ record, me, api: api.project(record.id), ids, origin, now, network, whenIdle });
      if (stale) return next.close();
      current = next;
      next.project.sync.subscribe(() => {
        const state = next.project.sync.get();
        if (state.kind !== 'denied' || current !== next) return;
        setRefused(state);
        void closeWith(true).then(() => setRound((before) => before + 1));
      });
      setOpened(next);
    };
    void open();
    return () => {
      stale = true;
      void closeWith(false);
    };
  }, [record, me, api, ids, origin, now, network, round]);
  return { project: opened?.project ?? null, refused, dismiss: () => setRefused(null) };
};

const OpenProjectPage = ({
  record,
  me,
  ...options
}: Omit<ProjectPageProps, 'id'> & { readonly record: ProjectRecord; readonly me: Me }) => {
  const t = useText(appMessages);
  const { project, refused, dismiss } = useOpenProject(record, me, options);
  if (project === null) return <LoadingPage words={t.opening(record.title)} />;
  return (
    <ProjectProvider value={project}>
      <Workspace title={record.title} refused={refused} onDismissRefused={dismiss} />
    </ProjectProvider>
  );
};

/** A project's address: asks for it, then opens it, or says why not. */
export const ProjectPage = ({ id, ...options }: ProjectPageProps) => {
  const { session, refresh } = useSession();
  const projectId = projectIdSchema.safeParse(id).data ?? null;
  const { answer, ask } = useRecord(projectId);
  useEffect(() => preloadScreen(window.location.pathname), []);
  if (projectId === null) return <NoProjectPage />;
  if (session.kind === 'signed-out') return <EmailSignIn />;
  if (session.kind === 'unreachable') {
    return (
      <UnreachablePage
        onRetry={() => {
          void refresh();
          void ask();
        }}
      />
    );
  }
  if (answer === null || session.kind === 'asking') return <LoadingPage />;
  if (!('kind' in answer)) return <OpenProjectPage record={answer} me={session.me} {...options} />;
  if (answer.kind !== 'problem') return <UnreachablePage onRetry={ask} />;
  switch (answer.status) {
    case 401:
      return <SessionOverPage />;
    case 403:
      return <NoAccessPage name={session.me.name} />;
    case 413:
      return <TooLargePage />;
    default:
      return <NoProjectPage />;
  }
};
