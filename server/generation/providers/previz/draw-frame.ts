/** One request from its check to encoded bytes: what a worker thread does. */
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import { decodeModels } from '@oner/shared/stage/set/model-piece.ts';
import { z } from 'zod';
import type { ControlMaps } from '../../provider.ts';
import { encodeFrame, encodeMap } from './encode.ts';
import { frameSize, type PrevizError, type PrevizFrame, previzRequestSchema } from './frame-request.ts';
import { lineMap } from './line-map.ts';
import { depthMap, normalMap, poseMap, segmentationLegend, segmentationMap } from './maps.ts';
import type { DrawnFrame, Renderer } from './render.ts';

/** The maps as pixels: read from the renderer's buffers at once, before anything waits. */
const rawMaps = (drawn: DrawnFrame) => ({
  depth: depthMap(drawn),
  normal: normalMap(drawn),
  pose: poseMap(drawn),
  segmentation: segmentationMap(drawn),
  line: lineMap(drawn),
  legend: segmentationLegend(drawn),
});

/** One after the other: a thread that draws keeps one of the process's few encoding threads busy, not all of them. */
const encodeMaps = async ({ legend, ...images }: ReturnType<typeof rawMaps>): Promise<ControlMaps> => ({
  depth: await encodeMap(images.depth),
  normal: await encodeMap(images.normal),
  pose: await encodeMap(images.pose),
  segmentation: await encodeMap(images.segmentation),
  line: await encodeMap(images.line),
  legend,
});

/** Checks, draws and encodes; never throws. The renderer must not draw anything else meanwhile. */
export const drawFrame = async (
  renderer: Renderer,
  request: unknown,
  onProgress: (progress: number) => void,
): Promise<Result<PrevizFrame, Extract<PrevizError, { kind: 'invalid-request' | 'render-failed' }>>> => {
  const parsed = previzRequestSchema.safeParse(request);
  if (!parsed.success) return fail({ kind: 'invalid-request', detail: z.prettifyError(parsed.error) });
  const { shot, seed, style, width, height, maps, models } = parsed.data;
  try {
    const size = frameSize(shot.camera.aspect, {
      ...(width === undefined ? {} : { width }),
      ...(height === undefined ? {} : { height }),
    });
    const drawn = renderer.renderFrame(shot, { ...size, seed, style, models: decodeModels(models) });
    const raw = maps === true ? rawMaps(drawn) : null;
    onProgress(0.6);
    const bytes = await encodeFrame({ pixels: drawn.pixels, ...size, channels: 3 });
    return ok({ bytes, mediaType: 'image/webp', ...size, ...(raw ? { maps: await encodeMaps(raw) } : {}) });
  } catch (error) {
    return fail({ kind: 'render-failed', detail: error instanceof Error ? error.message : String(error) });
  }
};
