import {
  acceptSuggestion,
  addSuggestion,
  placeSuggestion,
  rejectSuggestion,
  type SuggestionError,
  withdrawSuggestion,
} from '@oner/shared/document/commands/suggestions.ts';
import { blockOfChange, type Suggestion, settlementOf } from '@oner/shared/document/suggestion.ts';
import { placeOfChange, type SuggestionPlace } from '@oner/shared/document/suggestion-place.ts';
import { suggestionsIn } from '@oner/shared/document/suggestion-reader.ts';
import { type ProjectId, type SuggestionId, suggestionIdSchema } from '@oner/shared/ids/ids.ts';
import { pageQuerySchema } from '@oner/shared/protocol/http/common.ts';
import {
  newSuggestionSchema,
  type SuggestionView,
  suggestionVerdictSchema,
  suggestionViewSchema,
} from '@oner/shared/protocol/http/suggestion.ts';
import type * as Y from 'yjs';
import { z } from 'zod';
import { commandProblem } from '../command-problem.ts';
import { authorOf } from '../notify.ts';
import { pageOf } from '../page.ts';
import { empty, invalidField, json, notFound, problem, type Reply } from '../reply.ts';
import { projectRoute, type Route } from '../route.ts';
import type { Services } from '../services.ts';
import { isoTime } from '../views.ts';

const tag = 'suggestions';
const suggestionParams = z.strictObject({ suggestion: suggestionIdSchema });

const suggestionProblem = (error: SuggestionError): Reply => {
  switch (error.kind) {
    case 'no-such-block':
      return invalidField('block', 'there is no such block');
    case 'words-changed':
      return problem('conflict', 'The words that are to go do not stand in the block any more; read it again.');
    case 'no-change':
      return problem('invalid', 'Nothing would change by it.');
    case 'no-such-suggestion':
      return notFound('suggestion');
    case 'not-yours':
      return problem('forbidden', 'Only who suggested it may take it back.');
    case 'settled':
      return problem('conflict', 'It was accepted or rejected already.');
    case 'place-gone':
      return problem('conflict', 'The words that it is about are gone.');
    default:
      return commandProblem(error);
  }
};

const stateOf = (story: Y.Doc, { id, withdrawn }: Suggestion): SuggestionView['state'] =>
  withdrawn ? 'withdrawn' : (settlementOf(story, id)?.verdict ?? 'open');

const placed = (place: SuggestionPlace | null): Pick<SuggestionView, 'place' | 'from'> => {
  if (place === null) return { place: null, from: null };
  return place.kind === 'gone' ? { place: 'gone', from: null } : { place: place.kind, from: place.from };
};

const wordsOf = ({ change }: Suggestion): Pick<SuggestionView, 'before' | 'text'> => {
  switch (change.kind) {
    case 'text':
      return { before: change.before, text: change.text };
    case 'element':
      return { before: change.from, text: change.to };
    case 'lines':
      return { before: '', text: change.lines.map(({ text }) => text).join('\n') };
  }
};

const suggestionView = (story: Y.Doc, suggestion: Suggestion): SuggestionView => {
  const state = stateOf(story, suggestion);
  const place = state === 'open' ? placeOfChange(story, suggestion.change) : null;
  return {
    ...{ id: suggestion.id, by: { ...suggestion.by }, at: suggestion.at, state },
    ...{ kind: suggestion.change.kind, block: blockOfChange(suggestion.change) },
    ...placed(place),
    ...wordsOf(suggestion),
  };
};

const createSuggestionDesk = ({ rooms }: Services) => {
  const all = (project: ProjectId): Promise<readonly Suggestion[]> => rooms.read(`${project}/desk`, suggestionsIn);
  const views = async (project: ProjectId, only?: SuggestionId): Promise<readonly SuggestionView[]> => {
    const suggestions = (await all(project)).filter(({ id }) => only === undefined || id === only);
    return rooms.read(`${project}/story`, (story) => suggestions.map((one) => suggestionView(story, one)));
  };
  return {
    views,
    find: async (project: ProjectId, id: SuggestionId) => (await all(project)).find((one) => one.id === id) ?? null,
    reply: async (project: ProjectId, id: SuggestionId, status: number): Promise<Reply> => {
      const [view] = await views(project, id);
      return view ? json(status, view) : notFound('suggestion');
    },
  };
};

const makingRoutes = (services: Services, desk: ReturnType<typeof createSuggestionDesk>): readonly Route[] => [
  projectRoute(
    {
      ...{ method: 'get', path: '/api/projects/:project/suggestions', tag, operation: 'read' },
      summary: 'Changes of the script that were suggested',
      query: pageQuerySchema,
      replies: { 200: { description: 'Suggestions, oldest first', schema: z.array(suggestionViewSchema) } },
    },
    async ({ access, query, request }) => pageOf(await desk.views(access.project), query, request),
  ),
  projectRoute(
    {
      ...{ method: 'post', path: '/api/projects/:project/suggestions', tag, operation: 'comment' },
      summary: 'Suggest a change of the script',
      body: newSuggestionSchema,
      replies: { 201: { description: 'The suggestion', schema: suggestionViewSchema } },
    },
    async ({ access: { project }, principal, body }) => {
      const { rooms, ids, clock } = services;
      const change = await rooms.read(`${project}/story`, (story) => placeSuggestion(story, body));
      if (!change.ok) return suggestionProblem(change.error);
      const id = ids.suggestion();
      const suggestion = { id, change: change.value, by: authorOf(principal), at: isoTime(clock.now()) };
      const added = await rooms.edit(`${project}/desk`, { kind: 'user', by: principal.id }, (doc) =>
        addSuggestion(doc, suggestion),
      );
      return added.ok ? desk.reply(project, id, 201) : suggestionProblem(added.error);
    },
  ),
];

const settlingRoutes = (services: Services, desk: ReturnType<typeof createSuggestionDesk>): readonly Route[] => [
  projectRoute(
    {
      ...{ method: 'patch', path: '/api/projects/:project/suggestions/:suggestion', tag, operation: 'edit' },
      summary: 'Accept or reject a suggestion',
      params: suggestionParams,
      body: suggestionVerdictSchema,
      replies: { 200: { description: 'The suggestion', schema: suggestionViewSchema } },
    },
    async ({ access: { project }, principal, params, body: { verdict } }) => {
      const suggestion = await desk.find(project, params.suggestion);
      if (!suggestion || suggestion.withdrawn) return notFound('suggestion');
      const { rooms, ids, clock } = services;
      const by = { by: authorOf(principal), at: isoTime(clock.now()) };
      const settled = await rooms.edit(`${project}/story`, { kind: 'user', by: principal.id }, (story) =>
        verdict === 'accepted'
          ? acceptSuggestion(story, suggestion, { ...by, ids })
          : rejectSuggestion(story, suggestion.id, by),
      );
      return settled.ok ? desk.reply(project, suggestion.id, 200) : suggestionProblem(settled.error);
    },
  ),
  projectRoute(
    {
      ...{ method: 'delete', path: '/api/projects/:project/suggestions/:suggestion', tag, operation: 'comment' },
      summary: 'Take back what one suggested',
      params: suggestionParams,
      replies: { 204: { description: 'Taken back' } },
    },
    async ({ access: { project }, principal, params: { suggestion } }) => {
      const taken = await services.rooms.edit(`${project}/desk`, { kind: 'user', by: principal.id }, (doc) =>
        withdrawSuggestion(doc, { id: suggestion, by: principal.id }),
      );
      return taken.ok ? empty() : suggestionProblem(taken.error);
    },
  ),
];

export const suggestionRoutes = (services: Services): readonly Route[] => {
  const desk = createSuggestionDesk(services);
  return [...makingRoutes(services, desk), ...settlingRoutes(services, desk)];
};
