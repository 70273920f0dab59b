/** One request from its check to encoded bytes: what a worker thread does. */
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import { z } from 'zod';
import { encodeFrame, encodeMap } from './encode.ts';
import {
  frameSize,
  type PrevizError,
  type PrevizFrame,
  type PrevizMaps,
  previzRequestSchema,
} from './frame-request.ts';
import { depthMap, normalMap, poseMap, segmentationMap } from './maps.ts';
import type { DrawnFrame, Renderer } from './render.ts';

const encodeMaps = async (drawn: DrawnFrame): Promise<PrevizMaps> => {
  // All are read from the renderer's buffers before anything waits.
  const images = [depthMap(drawn), normalMap(drawn), poseMap(drawn), segmentationMap(drawn)];
  const [depth, normal, pose, segmentation] = await Promise.all(images.map(encodeMap));
  if (!(depth && normal && pose && segmentation)) throw new Error('a map was not encoded');
  return { depth, normal, pose, segmentation };
};

/** Checks, draws and encodes; never throws. The renderer must not draw anything else meanwhile. */
export const drawFrame = async (
  renderer: Renderer,
  request: unknown,
  onProgress: (progress: number) => void,
): Promise<Result<PrevizFrame, Extract<PrevizError, { kind: 'invalid-request' | 'render-failed' }>>> => {
  const parsed = previzRequestSchema.safeParse(request);
  if (!parsed.success) return fail({ kind: 'invalid-request', detail: z.prettifyError(parsed.error) });
  const { shot, seed, style, width, height, maps } = parsed.data;
  try {
    const size = frameSize(shot.camera.aspect, {
      ...(width === undefined ? {} : { width }),
      ...(height === undefined ? {} : { height }),
    });
    const drawn = renderer.renderFrame(shot, { ...size, seed, style });
    onProgress(0.6);
    const [bytes, encodedMaps] = await Promise.all([
      encodeFrame({ pixels: drawn.pixels, ...size, channels: 3 }),
      maps === true ? encodeMaps(drawn) : undefined,
    ]);
    return ok({ bytes, mediaType: 'image/webp', ...size, ...(encodedMaps ? { maps: encodedMaps } : {}) });
  } catch (error) {
    return fail({ kind: 'render-failed', detail: error instanceof Error ? error.message : String(error) });
  }
};
