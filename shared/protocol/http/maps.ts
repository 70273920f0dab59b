/** Control maps of frames: where they are fetched, one by one or as a zip. */
import { z } from 'zod';
import type { FrameId, ProjectId } from '../../ids/ids.ts';
import { blockIdSchema } from '../../ids/ids.ts';

/** `legend` is JSON: which colour of the segmentation is whom. All others are PNG of the frame's size. */
export const mapNames = ['depth', 'normal', 'pose', 'segmentation', 'line', 'legend'] as const;
export type MapName = (typeof mapNames)[number];

const wantedMaps = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(mapNames)).min(1).max(mapNames.length));

/** `?maps=depth,pose`: only these; absent: all. */
export const frameMapsQuerySchema = z.strictObject({ maps: wantedMaps.exactOptional() });

export const projectMapsQuerySchema = frameMapsQuerySchema.extend({
  /** Only the shots of this scene. */
  scene: blockIdSchema.exactOptional(),
});

/** One map of a frame, named by its shot's number. */
export const mapUrl = (project: ProjectId, frame: FrameId, map: MapName): string =>
  `/api/projects/${project}/frames/${frame}/maps/${map}`;

/** All maps of a frame as a zip. */
export const frameMapsUrl = (project: ProjectId, frame: FrameId): string =>
  `/api/projects/${project}/frames/${frame}/maps`;

/** All maps of the frames that stand for the shots, as a zip. */
export const projectMapsUrl = (project: ProjectId): string => `/api/projects/${project}/maps`;
