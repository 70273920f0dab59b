import type { CommandResult } from '@oner/shared/document/commands/command-error.ts';
import {
  addShot,
  deleteShots,
  moveShots,
  setPick,
  updateShot,
  type Words,
  writeOrders,
} from '@oner/shared/document/commands/shots.ts';
import { hasScene, outlineOf } from '@oner/shared/document/locate.ts';
import { isOrderKey } from '@oner/shared/document/order-keys.ts';
import { type ShotFields, shotsOf } from '@oner/shared/document/schema.ts';
import { shotSpec } from '@oner/shared/generation/spec.ts';
import { specToWire } from '@oner/shared/generation/spec-wire.ts';
import { type IdFactory, type ProjectId, type ShotId, shotIdSchema } from '@oner/shared/ids/ids.ts';
import { pageQuerySchema } from '@oner/shared/protocol/http/common.ts';
import {
  type AnchorInput,
  type NewShot,
  newShotSchema,
  type ShotPatch,
  shotPatchSchema,
  shotSchema,
  specSchema,
} from '@oner/shared/protocol/http/shot.ts';
import { fail, ok } from '@oner/shared/result/result.ts';
import type * as Y from 'yjs';
import { z } from 'zod';
import { commandProblem } from '../command-problem.ts';
import { pageOf } from '../page.ts';
import { empty, invalidField, json, notFound, problem, type Reply } from '../reply.ts';
import { projectRoute, type Route } from '../route.ts';
import type { Services } from '../services.ts';
import { mapLinks, shotView } from '../views.ts';

const tag = 'shots';
const shotParams = z.strictObject({ shot: shotIdSchema });

/** Whole blocks end past any text: the command keeps the end inside. */
const pastTheEnd = Number.MAX_SAFE_INTEGER;
const wordsOf = (anchor: AnchorInput): Words | null => {
  if ('start' in anchor) return { start: anchor.start, end: anchor.end };
  const first = anchor.blocks[0];
  const last = anchor.blocks.at(-1);
  return first && last ? { start: { block: first, offset: 0 }, end: { block: last, offset: pastTheEnd } } : null;
};

const fieldsOf = (input: NewShot | ShotPatch): ShotFields => {
  const { scene: _scene, order: _order, anchor: _anchor, pick: _pick, ...fields } = input;
  return fields;
};

const create = (doc: Y.Doc, input: NewShot, ids: IdFactory): CommandResult<ShotId> => {
  const words = input.anchor ? wordsOf(input.anchor) : null;
  const added = addShot(doc, { ids, scene: input.scene, fields: fieldsOf(input), ...(words ? { words } : {}) });
  if (added.ok && input.order !== undefined) writeOrders(shotsOf(doc), new Map([[added.value, input.order]]));
  return added;
};

/** All of the patch or none of it: what can fail is checked before the first write. */
const change = (doc: Y.Doc, shot: ShotId, patch: ShotPatch): CommandResult<void> => {
  if (patch.scene !== undefined && !hasScene(outlineOf(doc), patch.scene))
    return fail({ kind: 'no-such-scene', id: patch.scene });
  const words = patch.anchor === undefined ? {} : { words: patch.anchor && wordsOf(patch.anchor) };
  const updated = updateShot(doc, { shot, fields: fieldsOf(patch), by: 'person', ...words });
  if (!updated.ok) return updated;
  if (patch.scene !== undefined) {
    const moved = moveShots(doc, { shots: [shot], scene: patch.scene });
    if (!moved.ok) return moved;
  }
  if (patch.order !== undefined) writeOrders(shotsOf(doc), new Map([[shot, patch.order]]));
  return patch.pick === undefined ? ok(undefined) : setPick(doc, { shot, frame: patch.pick });
};

/** What the document alone cannot tell: whether the picked frame is one of the shot's. */
const inputProblem = async (
  services: Services,
  project: ProjectId,
  input: { readonly shot: ShotId | null; readonly patch: ShotPatch },
): Promise<Reply | null> => {
  const { order, pick } = input.patch;
  if (order !== undefined && !isOrderKey(order)) return invalidField('order', 'not a fractional index');
  if (pick === undefined || pick === null) return null;
  const frame = (await services.snapshots.desk(project)).frames.get(pick);
  return frame && frame.shot === input.shot ? null : invalidField('pick', 'is no frame of this shot');
};

const shotReply = async (services: Services, project: ProjectId, id: ShotId, status: number): Promise<Reply> => {
  const shot = (await services.snapshots.story(project)).shots.get(id);
  const desk = await services.snapshots.desk(project);
  return shot ? json(status, shotView(shot, desk.framesByShot.get(id) ?? [])) : notFound('shot');
};

/** In board order, the unplaced last. */
const listShots = async (services: Services, project: ProjectId) => {
  const story = await services.snapshots.story(project);
  const desk = await services.snapshots.desk(project);
  const ids = [...story.scenes.flatMap((scene) => scene.shots), ...story.unplaced];
  return ids.flatMap((id) => {
    const shot = story.shots.get(id);
    return shot ? [shotView(shot, desk.framesByShot.get(id) ?? [])] : [];
  });
};

const shotReads = (services: Services): readonly Route[] => [
  projectRoute(
    {
      ...{
        method: 'get',
        path: '/api/projects/:project/shots',
        tag,
        operation: 'read',
        summary: 'Shots, in board order',
      },
      query: pageQuerySchema,
      replies: { 200: { description: 'Shots', schema: z.array(shotSchema) } },
    },
    async ({ access, query, request }) => pageOf(await listShots(services, access.project), query, request),
  ),
  projectRoute(
    {
      ...{ method: 'get', path: '/api/projects/:project/shots/:shot', tag, operation: 'read', summary: 'One shot' },
      params: shotParams,
      replies: { 200: { description: 'The shot', schema: shotSchema } },
    },
    async ({ access, params }) => shotReply(services, access.project, params.shot, 200),
  ),
  projectRoute(
    {
      ...{ method: 'get', path: '/api/projects/:project/shots/:shot/spec', tag, operation: 'read' },
      summary: 'What a frame of the shot must show, with the camera as solved',
      params: shotParams,
      replies: { 200: { description: 'The spec', schema: specSchema } },
    },
    async ({ access, params }) => {
      const story = await services.snapshots.story(access.project);
      if (!story.shots.has(params.shot)) return notFound('shot');
      const spec = shotSpec(story, params.shot);
      const wire = spec && specToWire(spec);
      const desk = await services.snapshots.desk(access.project);
      return wire
        ? json(200, { ...wire, ...mapLinks(access.project, desk.framesByShot.get(params.shot) ?? [], wire.hash) })
        : problem('conflict', 'The shot is unplaced: its scene is no longer in the script.');
    },
  ),
];

const shotWrites = (services: Services): readonly Route[] => [
  projectRoute(
    {
      ...{ method: 'post', path: '/api/projects/:project/shots', tag, operation: 'edit', summary: 'Add a shot' },
      body: newShotSchema,
      replies: { 201: { description: 'The shot', schema: shotSchema } },
    },
    async ({ access, principal, body }) => {
      const wrong = await inputProblem(services, access.project, { shot: null, patch: body });
      if (wrong) return wrong;
      const origin = { kind: 'user', by: principal.id } as const;
      const added = await services.rooms.edit(`${access.project}/story`, origin, (doc) =>
        create(doc, body, services.ids),
      );
      return added.ok ? shotReply(services, access.project, added.value, 201) : commandProblem(added.error);
    },
  ),
  projectRoute(
    {
      ...{
        method: 'patch',
        path: '/api/projects/:project/shots/:shot',
        tag,
        operation: 'edit',
        summary: 'Change a shot',
      },
      params: shotParams,
      body: shotPatchSchema,
      replies: { 200: { description: 'The shot', schema: shotSchema } },
    },
    async ({ access, principal, params, body }) => {
      const wrong = await inputProblem(services, access.project, { shot: params.shot, patch: body });
      if (wrong) return wrong;
      const origin = { kind: 'user', by: principal.id } as const;
      const changed = await services.rooms.edit(`${access.project}/story`, origin, (doc) =>
        change(doc, params.shot, body),
      );
      return changed.ok ? shotReply(services, access.project, params.shot, 200) : commandProblem(changed.error);
    },
  ),
  projectRoute(
    {
      ...{ method: 'delete', path: '/api/projects/:project/shots/:shot', tag, operation: 'edit' },
      summary: 'Delete a shot; its frames and comments stay',
      params: shotParams,
      replies: { 204: { description: 'Deleted' } },
    },
    async ({ access, principal, params }) => {
      const origin = { kind: 'user', by: principal.id } as const;
      const deleted = await services.rooms.edit(`${access.project}/story`, origin, (doc) =>
        deleteShots(doc, [params.shot]),
      );
      return deleted.ok ? empty() : commandProblem(deleted.error);
    },
  ),
];

export const shotRoutes = (services: Services): readonly Route[] => [...shotReads(services), ...shotWrites(services)];
