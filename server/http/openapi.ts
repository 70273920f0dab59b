/** The OpenAPI 3.1 document, from the schemas that validate requests. */
import { problemSchema } from '@oner/shared/protocol/http/common.ts';
import { z } from 'zod';
import type { ReplySpec, Route } from './route.ts';

type Json = Readonly<Record<string, unknown>>;

/** Ids are transformed into branded strings: what goes over the wire is the schema's input. */
const schemaOf = (schema: z.ZodType): Json => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return json;
};

/** `/api/projects/:project` in Express is `/api/projects/{project}` here. */
const pathOf = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

const parametersOf = (route: Route): readonly Json[] => {
  const list = (place: 'path' | 'query', shape: z.ZodObject | undefined) =>
    Object.entries(shape?.shape ?? {}).map(([name, schema]) => ({
      name,
      in: place,
      required: place === 'path' || !(schema as z.ZodType).safeParse(undefined).success, // shapes hold schemas
      schema: schemaOf(schema as z.ZodType),
    }));
  const key = { name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 255 } };
  const writes = route.spec.method !== 'get' && route.guard !== 'anyone';
  return [...list('path', route.spec.params), ...list('query', route.spec.query), ...(writes ? [key] : [])];
};

const bodyOf = ({ spec: { body, file } }: Route): Json => {
  if (!body && !file) return {};
  const content = {
    ...(body ? { 'application/json': { schema: schemaOf(body) } } : {}),
    ...(file ? { '*/*': { schema: { type: 'string', format: 'binary', description: file.description } } } : {}),
  };
  return { requestBody: { required: file !== undefined && !body, content } };
};

const replyOf = (reply: ReplySpec): Json => ({
  description: reply.description,
  ...(reply.schema ? { content: { 'application/json': { schema: schemaOf(reply.schema) } } } : {}),
  ...(reply.mediaType ? { content: { [reply.mediaType]: { schema: { type: 'string', format: 'binary' } } } } : {}),
});

const operationOf = (route: Route): Json => {
  const replies = Object.entries(route.spec.replies).map(([status, reply]) => [status, replyOf(reply)]);
  const problems = { $ref: '#/components/responses/Problem' };
  return {
    tags: [route.spec.tag],
    summary: route.spec.summary,
    ...(typeof route.guard === 'object' ? { 'x-operation': route.guard.operation } : { 'x-guard': route.guard }),
    parameters: parametersOf(route),
    ...bodyOf(route),
    responses: { ...Object.fromEntries(replies), default: problems },
    ...(route.guard === 'anyone' ? { security: [] } : {}),
  };
};

export const openApiDocument = (routes: readonly Route[], version: string): Json => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = pathOf(route.spec.path);
    paths[path] = { ...paths[path], [route.spec.method]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Oner', version, description: 'The workspace where a film gets boarded.' },
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'oner_session' },
        query: { type: 'apiKey', in: 'query', name: 'token' },
      },
      responses: {
        Problem: {
          description: 'A problem document (RFC 9457)',
          content: { 'application/problem+json': { schema: schemaOf(problemSchema) } },
        },
      },
    },
    security: [{ bearer: [] }, { cookie: [] }, { query: [] }],
  };
};
