import { addComment, addThread, decide, setThreadStatus } from '@oner/shared/document/commands/desk.ts';
import type { Decision, ThreadAnchor } from '@oner/shared/document/desk.ts';
import { type ProjectId, type ThreadId, threadIdSchema } from '@oner/shared/ids/ids.ts';
import { pageQuerySchema } from '@oner/shared/protocol/http/common.ts';
import {
  decisionSchema,
  findingSchema,
  type NewDecision,
  newCommentSchema,
  newDecisionSchema,
  newThreadSchema,
  threadPatchSchema,
  threadSchema,
} from '@oner/shared/protocol/http/review.ts';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import { z } from 'zod';
import type { Principal } from '../../auth/principal.ts';
import { commandProblem } from '../command-problem.ts';
import { authorOf, notify } from '../notify.ts';
import { pageOf } from '../page.ts';
import { invalidField, json, notFound, type Reply } from '../reply.ts';
import { projectRoute, type Route } from '../route.ts';
import type { Services } from '../services.ts';
import { decisionView, findingView, isoTime, threadView } from '../views.ts';

const tag = 'review';
const threadParams = z.strictObject({ thread: threadIdSchema });

const threadReply = async (services: Services, project: ProjectId, id: ThreadId, status: number): Promise<Reply> => {
  const thread = (await services.snapshots.desk(project)).threads.get(id);
  return thread ? json(status, threadView(thread)) : notFound('thread');
};

/** A thread stands on something that is there. */
const anchorProblem = async (services: Services, project: ProjectId, anchor: ThreadAnchor): Promise<Reply | null> => {
  const story = await services.snapshots.story(project);
  const { id } = anchor;
  const has = (there: Iterable<string>): boolean => id !== undefined && new Set(there).has(id);
  const missing = invalidField('anchor.id', `there is no such ${anchor.kind}`);
  const blocks: ReadonlySet<string> = new Set(story.blocks.map((block) => block.id));
  if (anchor.blocks?.some((block) => !blocks.has(block)))
    return invalidField('anchor.blocks', 'names a block that is not in the script');
  switch (anchor.kind) {
    case 'shot':
      return has(story.shots.keys()) ? null : missing;
    case 'frame':
      return has((await services.snapshots.desk(project)).frames.keys()) ? null : missing;
    case 'scene':
      return has(story.scenes.map((scene) => scene.id)) ? null : missing;
    case 'script':
      return id === undefined || blocks.has(id) ? null : missing;
    case 'project':
      return null;
  }
};

const editDesk = <E extends Parameters<typeof commandProblem>[0]>(
  services: Services,
  options: { readonly project: ProjectId; readonly by: Principal },
  change: Parameters<typeof services.rooms.edit<Result<unknown, E>>>[2],
) => services.rooms.edit(`${options.project}/desk`, { kind: 'user', by: options.by.id }, change);

const threadRoutes = (services: Services): readonly Route[] => [
  projectRoute(
    {
      ...{ method: 'get', path: '/api/projects/:project/threads', tag, operation: 'read', summary: 'Comment threads' },
      query: pageQuerySchema,
      replies: { 200: { description: 'Threads, oldest first', schema: z.array(threadSchema) } },
    },
    async ({ access, query, request }) => {
      const threads = [...(await services.snapshots.desk(access.project)).threads.values()];
      threads.sort((a, b) => (a.at < b.at || (a.at === b.at && a.id < b.id) ? -1 : 1));
      return pageOf(threads.map(threadView), query, request);
    },
  ),
  projectRoute(
    {
      ...{
        method: 'post',
        path: '/api/projects/:project/threads',
        tag,
        operation: 'comment',
        summary: 'Open a thread',
      },
      body: newThreadSchema,
      replies: { 201: { description: 'The thread', schema: threadSchema } },
    },
    async ({ access: { project }, principal, body }) => {
      const wrong = await anchorProblem(services, project, body.anchor);
      if (wrong) return wrong;
      const { ids, clock, live } = services;
      const first = { id: ids.comment(), by: authorOf(principal), at: isoTime(clock.now()), body: body.body };
      const id = ids.thread();
      const added = await editDesk(services, { project, by: principal }, (doc) =>
        addThread(doc, { id, anchor: body.anchor, first }),
      );
      if (!added.ok) return commandProblem(added.error);
      notify(live, project, { kind: 'comment-added', by: principal, about: { thread: id, comment: first.id } });
      return threadReply(services, project, id, 201);
    },
  ),
];

const answerRoutes = (services: Services): readonly Route[] => [
  projectRoute(
    {
      ...{ method: 'post', path: '/api/projects/:project/threads/:thread/comments', tag, operation: 'comment' },
      summary: 'Answer in a thread',
      params: threadParams,
      body: newCommentSchema,
      replies: { 201: { description: 'The thread', schema: threadSchema } },
    },
    async ({ access: { project }, principal, params: { thread }, body }) => {
      const { ids, clock, live } = services;
      const comment = { id: ids.comment(), by: authorOf(principal), at: isoTime(clock.now()), body: body.body };
      const added = await editDesk(services, { project, by: principal }, (doc) => addComment(doc, { thread, comment }));
      if (!added.ok) return commandProblem(added.error);
      notify(live, project, { kind: 'comment-added', by: principal, about: { thread, comment: comment.id } });
      return threadReply(services, project, thread, 201);
    },
  ),
  projectRoute(
    {
      ...{ method: 'patch', path: '/api/projects/:project/threads/:thread', tag, operation: 'comment' },
      summary: 'Resolve a thread, or open it again',
      params: threadParams,
      body: threadPatchSchema,
      replies: { 200: { description: 'The thread', schema: threadSchema } },
    },
    async ({ access: { project }, principal, params: { thread }, body: { status } }) => {
      const set = await editDesk(services, { project, by: principal }, (doc) =>
        setThreadStatus(doc, { thread, status }),
      );
      return set.ok ? threadReply(services, project, thread, 200) : commandProblem(set.error);
    },
  ),
];

type Subject = Pick<Decision, 'shot' | 'frame'>;
/** A frame decides its shot; a shot alone must be there. */
const subjectOf = async (
  services: Services,
  project: ProjectId,
  decision: NewDecision,
): Promise<Result<Subject, { readonly kind: 'refused'; readonly reply: Reply }>> => {
  const refuse = (path: string, message: string) =>
    fail({ kind: 'refused', reply: invalidField(path, message) } as const);
  if (decision.frame !== undefined) {
    const frame = (await services.snapshots.desk(project)).frames.get(decision.frame);
    if (!frame) return refuse('frame', 'there is no such frame');
    if (decision.shot !== undefined && decision.shot !== frame.shot) return refuse('frame', 'is no frame of this shot');
    return ok({ shot: frame.shot, frame: frame.id });
  }
  const { shot } = decision;
  if (shot === undefined || !(await services.snapshots.story(project)).shots.has(shot))
    return refuse('shot', 'there is no such shot');
  return ok({ shot, frame: null });
};

const decisionRoutes = (services: Services): readonly Route[] => [
  projectRoute(
    {
      ...{ method: 'get', path: '/api/projects/:project/decisions', tag, operation: 'read', summary: 'Decisions' },
      query: pageQuerySchema,
      replies: { 200: { description: 'Decisions, oldest first', schema: z.array(decisionSchema) } },
    },
    async ({ access, query, request }) => {
      const { decisions } = await services.snapshots.desk(access.project);
      return pageOf(decisions.map(decisionView), query, request);
    },
  ),
  projectRoute(
    {
      ...{ method: 'post', path: '/api/projects/:project/decisions', tag, operation: 'decide' },
      summary: 'Approve a shot or frame, or ask for changes',
      body: newDecisionSchema,
      replies: { 201: { description: 'The decision', schema: decisionSchema } },
    },
    async ({ access: { project }, principal, body }) => {
      const subject = await subjectOf(services, project, body);
      if (!subject.ok) return subject.error.reply;
      const decision: Decision = {
        ...{ id: services.ids.decision(), ...subject.value, verdict: body.verdict, note: body.note ?? '' },
        ...{ by: authorOf(principal), at: isoTime(services.clock.now()) },
      };
      const made = await editDesk(services, { project, by: principal }, (doc) => decide(doc, decision));
      if (!made.ok) return commandProblem(made.error);
      const about = { decision: decision.id, shot: decision.shot, verdict: decision.verdict };
      notify(services.live, project, { kind: 'decision-made', by: principal, about });
      return json(201, decisionView(decision));
    },
  ),
  projectRoute(
    {
      ...{ method: 'get', path: '/api/projects/:project/findings', tag, operation: 'read' },
      summary: 'What the continuity rules found',
      query: pageQuerySchema,
      replies: { 200: { description: 'Findings', schema: z.array(findingSchema) } },
    },
    async ({ access, query, request }) => {
      const { findings } = await services.snapshots.desk(access.project);
      return pageOf(findings.map(findingView), query, request);
    },
  ),
];

export const reviewRoutes = (services: Services): readonly Route[] => [
  ...threadRoutes(services),
  ...answerRoutes(services),
  ...decisionRoutes(services),
];
