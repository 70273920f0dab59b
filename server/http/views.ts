/** Documents and records as the interface shows them. */
import type {
  Comment as StoredComment,
  Decision as StoredDecision,
  Finding as StoredFinding,
  Frame as StoredFrame,
  Thread as StoredThread,
} from '@oner/shared/document/desk.ts';
import type { Drawing as StoredDrawing } from '@oner/shared/document/drawing.ts';
import type { Scene as StoredScene, Shot as StoredShot } from '@oner/shared/document/story.ts';
import type { ProjectId } from '@oner/shared/ids/ids.ts';
import type { Drawing } from '@oner/shared/protocol/http/drawing.ts';
import type { Frame } from '@oner/shared/protocol/http/frame.ts';
import { mapNames, mapUrl } from '@oner/shared/protocol/http/maps.ts';
import type { Share } from '@oner/shared/protocol/http/people.ts';
import type { Project } from '@oner/shared/protocol/http/project.ts';
import type { Decision, Finding, Thread } from '@oner/shared/protocol/http/review.ts';
import type { Scene, Shot } from '@oner/shared/protocol/http/shot.ts';
import type { Version } from '@oner/shared/protocol/http/version.ts';
import type { Webhook } from '@oner/shared/protocol/http/webhook.ts';
import type { Role } from '../auth/principal.ts';
import type { ProjectRecord, ShareRecord } from '../auth/records.ts';
import { mapAsset } from '../export/map-files.ts';
import type { WebhookRecord } from '../hooks/webhook-record.ts';
import type { VersionRecord } from '../review/version-record.ts';

/** ISO 8601 in UTC. */
export const isoTime = (at: number): string => new Date(at).toISOString();

export const projectView = (project: ProjectRecord, role: Role): Project => ({
  id: project.id,
  title: project.title,
  language: project.language,
  aspect: project.aspect,
  fps: project.fps,
  createdAt: isoTime(project.createdAt),
  role,
  ...(project.summary ? { summary: project.summary } : {}),
});

export const sceneView = (scene: StoredScene): Scene => ({
  id: scene.id,
  number: scene.number,
  heading: scene.heading,
  setting: scene.setting,
  place: scene.place,
  time: scene.time,
  cast: [...scene.cast],
  eighths: scene.eighths,
  page: scene.page,
  shots: [...scene.shots],
});

export const shotView = (shot: StoredShot, frames: readonly StoredFrame[]): Shot => {
  const { writtenScene: _, anchor, subjects, ...fields } = shot;
  return {
    ...fields,
    subjects: [...subjects],
    anchor: anchor && { blocks: [...anchor.blocks], start: { ...anchor.start }, end: { ...anchor.end } },
    frames: frames.map((frame) => frame.id),
  };
};

/** Where the control maps of the newest of the frames that was made from this spec are; nothing when there is none. */
export const mapLinks = (
  project: ProjectId,
  frames: readonly StoredFrame[],
  specHash: string,
): { readonly maps?: Readonly<Record<string, string>> } => {
  const frame = frames.findLast(({ maps, specHash: hash }) => maps !== null && hash === specHash);
  if (!frame) return {};
  return {
    maps: Object.fromEntries(
      mapNames.flatMap((map) => (mapAsset(frame, map) ? [[map, mapUrl(project, frame.id, map)]] : [])),
    ),
  };
};

export const frameView = (frame: StoredFrame): Frame => {
  const { maps, parent, warnings, by, ...fields } = frame;
  return {
    ...fields,
    ...(maps ? { maps: { ...maps } } : {}),
    ...(parent ? { parent } : {}),
    warnings: [...warnings],
    by: { ...by },
  };
};

export const drawingView = (drawing: StoredDrawing): Drawing => ({
  ...drawing,
  layers: drawing.layers.map(({ id, name, visible, opacity, strokes }) => ({
    ...{ id, name, visible, opacity },
    strokes: strokes.length,
  })),
});

const commentView = (comment: StoredComment) => ({ ...comment, by: { ...comment.by } });

export const threadView = (thread: StoredThread): Thread => {
  const { region, blocks, ...anchor } = thread.anchor;
  return {
    id: thread.id,
    anchor: {
      ...anchor,
      ...(region ? { region: [...region] } : {}),
      ...(blocks ? { blocks: [...blocks] } : {}),
    },
    status: thread.status,
    by: { ...thread.by },
    at: thread.at,
    comments: thread.comments.map(commentView),
  };
};

export const decisionView = (decision: StoredDecision): Decision => ({ ...decision, by: { ...decision.by } });

export const findingView = (finding: StoredFinding): Finding => ({
  ...finding,
  shots: [...finding.shots],
  blocks: [...finding.blocks],
});

export const shareView = (share: ShareRecord): Share => ({
  id: share.id,
  role: share.role,
  name: share.name,
  password: share.password !== null,
  decides: share.decides,
  expiresAt: share.expiresAt === null ? null : isoTime(share.expiresAt),
  createdAt: isoTime(share.createdAt),
  by: share.by,
});

export const versionView = (version: VersionRecord): Version => ({
  id: version.id,
  name: version.name,
  reason: version.reason,
  by: version.by,
  at: isoTime(version.at),
  scenes: version.scenes,
  shots: version.shots,
});

export const webhookView = (webhook: WebhookRecord): Webhook => ({
  id: webhook.id,
  url: webhook.url,
  events: webhook.events,
  createdAt: isoTime(webhook.createdAt),
  disabledAt: webhook.disabledAt === undefined ? null : isoTime(webhook.disabledAt),
});
