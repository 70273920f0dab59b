/** How long a frame takes: two figures in a furnished room, 1280 × 720, encoded, on one thread; for `npm run bench`. */
import type { StagedFigure, StagedShot } from '@oner/shared/stage/scene.ts';
import { drawFrame } from './draw-frame.ts';
import { encodeFrame } from './encode.ts';
import { loadRenderer } from './load-renderer.ts';
import type { Renderer } from './render.ts';

export type PrevizTimes = {
  /** Medians after warm-up, ms: the whole frame, and its two parts. */
  readonly frameMs: number;
  /** The whole frame with its control maps, all encoded. */
  readonly mappedMs: number;
  readonly drawMs: number;
  readonly encodeMs: number;
  /** Processor time of the whole frame, all threads: what a loaded machine does not stretch as much. */
  readonly cpuMs: number;
  readonly frames: number;
  readonly bytes: number;
};

const person = (name: string, x: number, facing: number): StagedFigure => ({
  name,
  body: x < 0 ? 'woman' : 'man',
  height: x < 0 ? 1.66 : 1.8,
  build: { heavy: 0.2, thin: 0, muscular: 0 },
  look: { hair: x < 0 ? 'bob' : 'short', hairTone: 50, skinTone: 238, topTone: x < 0 ? 205 : 130, bottomTone: 84 },
  position: [x, 0, 0],
  heading: facing,
  pose: 'standing',
  expression: 'neutral',
  gaze: [-x, 1.6, 0],
});

export const benchShot: StagedShot = {
  scene: {
    setting: 'INT',
    time: 'day',
    figures: [person('MARA', -0.6, Math.PI / 2), person('TEO', 0.6, -Math.PI / 2)],
    pieces: [
      { id: 'w', kind: 'window', position: [0.2, 0.9, -2.95], heading: 0, size: [1.6, 1.3, 0.12], tone: 200 },
      { id: 'd', kind: 'door', position: [-2.1, 0, -2.95], heading: 0, size: [0.9, 2.05, 0.12], tone: 170 },
      { id: 's', kind: 'shelf', position: [2.2, 0, -2.75], heading: 0, size: [1, 2, 0.32], tone: 190 },
      { id: 't', kind: 'table', position: [0, 0, -1.3], heading: 0, size: [1.4, 0.74, 0.8], tone: 210 },
      { id: 'c', kind: 'chair', position: [-0.4, 0, -0.9], heading: Math.PI, size: [0.44, 0.92, 0.44], tone: 200 },
    ],
    extent: [6, 2.7, 6],
  },
  camera: { position: [0.3, 1.5, 2.6], target: [0, 1.32, 0], roll: 0, lens: 35, aspect: 16 / 9 },
};

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0;

const benchMaps = async (
  renderer: Renderer,
  { frames, warmUp }: { frames: number; warmUp: number },
): Promise<number> => {
  const times: number[] = [];
  for (let index = -warmUp; index < frames; index++) {
    const request = { shot: benchShot, seed: `${index}`, style: 'ink', width: 1280, height: 720, maps: true };
    const start = performance.now();
    await drawFrame(renderer, request, () => undefined);
    if (index >= 0) times.push(performance.now() - start);
  }
  return median(times);
};

/** Draws `frames` frames after `warmUp` more. */
export const benchPreviz = async ({ frames = 30, warmUp = 15 } = {}): Promise<PrevizTimes> => {
  const renderer = await loadRenderer();
  const times = { frame: [] as number[], draw: [] as number[], encode: [] as number[], cpu: [] as number[] };
  let bytes = 0;
  for (let index = -warmUp; index < frames; index++) {
    const cpu = process.cpuUsage();
    const start = performance.now();
    const drawn = renderer.renderFrame(benchShot, { width: 1280, height: 720, seed: `${index}`, style: 'ink' });
    const middle = performance.now();
    bytes = (await encodeFrame({ pixels: drawn.pixels, width: 1280, height: 720, channels: 3 })).length;
    const end = performance.now();
    if (index < 0) continue;
    times.draw.push(middle - start);
    times.encode.push(end - middle);
    times.frame.push(end - start);
    const { user, system } = process.cpuUsage(cpu);
    times.cpu.push((user + system) / 1000);
  }
  const [frameMs, drawMs] = [median(times.frame), median(times.draw)];
  const mappedMs = await benchMaps(renderer, { frames, warmUp });
  return { frameMs, mappedMs, drawMs, encodeMs: median(times.encode), cpuMs: median(times.cpu), frames, bytes };
};
