import { fail, ok } from '@oner/shared/result/result.ts';
import type { StagedShot } from '@oner/shared/stage/scene.ts';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../../platform/clock.ts';
import { type Clip, type ClipRequest, clipLimits, drawClip, momentsOf } from './clip.ts';
import type { PrevizFrame } from './frame-request.ts';
import { createPreviz, type Previz } from './previz.ts';
import { roomShot } from './test-scenes.ts';

/** A dolly to the right, or a camera that stands. */
const dolly = (share: number): StagedShot => roomShot({ camera: { position: [0.4 + share, 1.4, 2.9] } });
const still = (): StagedShot => roomShot();

const request = (given: Partial<ClipRequest> = {}): ClipRequest => ({
  ...{ seed: 'clip', style: 'ink', shotAt: dolly, posterAt: 0, durationMs: 1000 },
  ...given,
});
const context = (signal = new AbortController().signal, onProgress = (_share: number): void => {}) => ({
  ...({ urgency: 'in-bulk', signal, onProgress } as const),
});

/** A flat picture whose grey says how far the camera has gone. */
const flatFrame = async (shot: StagedShot): Promise<PrevizFrame> => {
  const [width, height] = [clipLimits.longSide, 360];
  const grey = Math.round((shot.camera.position[0] - 0.4) * 200);
  const create = { width, height, channels: 3, background: { r: grey, g: grey, b: grey } } as const;
  const bytes = new Uint8Array(await sharp({ create }).webp({ quality: 90 }).toBuffer());
  return { bytes, mediaType: 'image/webp', width, height };
};

const greysOf = async (clip: Clip): Promise<number[]> => {
  const { data, info } = await sharp(clip.bytes, { pages: -1 }).raw().toBuffer({ resolveWithObject: true });
  const pages = info.height / clip.height;
  return Array.from({ length: pages }, (_, page) => data[page * clip.height * info.width * info.channels] ?? -1);
};

describe('clips, joined', () => {
  test('PRV-46 moments add up to the duration, in order, and what does not move is one that stands', () => {
    fc.assert(
      fc.property(fc.integer({ min: clipLimits.minMs, max: 3_600_000 }), (durationMs) => {
        const moments = momentsOf(request({ durationMs }));
        expect(moments.reduce((sum, each) => sum + each.durationMs, 0)).toBe(durationMs);
        expect(moments.length).toBeLessThanOrEqual(clipLimits.maxFrames);
        expect(moments.every((each) => each.durationMs > 0 && each.durationMs < 2 ** 24)).toBe(true);
        const places = moments.map(({ shot }) => shot.camera.position[0]);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        expect([places[0], places.at(-1)]).toEqual([0.4, 1.4]);
        expect(momentsOf(request({ durationMs, shotAt: still })).map((each) => each.durationMs)).toEqual([durationMs]);
      }),
      { numRuns: 30 },
    );
  });

  test('PRV-46 frames stand in the order of the move, whichever is drawn first', async () => {
    const waits: (() => void)[] = [];
    const previz: Pick<Previz, 'render'> = {
      render: async ({ shot }) => {
        const frame = await flatFrame(shot);
        await new Promise<void>((resolve) => {
          waits.push(resolve);
          // The last that was asked for is let go first.
          setImmediate(() => waits.pop()?.());
        });
        return ok(frame);
      },
    };
    const progress: number[] = [];
    const drawn = await drawClip(
      previz,
      request({ posterAt: 1 }),
      context(undefined, (share) => progress.push(share)),
    );
    if (!drawn.ok) throw new Error(drawn.error.kind);
    const greys = await greysOf(drawn.value);
    expect(greys).toHaveLength(12);
    expect(greys).toEqual(greys.toSorted((a, b) => a - b));
    expect(await sharp(drawn.value.bytes).metadata()).toMatchObject({
      ...{ format: 'webp', pages: 12, width: 640, height: 360, loop: 0 },
      delay: [83, 84, 83, 83, 84, 83, 83, 84, 83, 83, 84, 83],
    });
    expect((await sharp(drawn.value.poster).raw().toBuffer())[0]).toBe(greys.at(-1));
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  });

  test('PRV-47 few frames are under way at a time; cancelled, no more are asked for', async () => {
    const abort = new AbortController();
    let [asked, ended] = [0, 0];
    const enough = Promise.withResolvers<void>();
    const previz: Pick<Previz, 'render'> = {
      render: (_request, job) => {
        if (++asked === clipLimits.atOnce) setImmediate(enough.resolve);
        return new Promise((resolve) => {
          job.signal.addEventListener('abort', () => {
            ended++;
            resolve(fail({ kind: 'cancelled' }));
          });
        });
      },
    };
    const clip = drawClip(previz, request({ durationMs: 60_000 }), context(abort.signal));
    await enough.promise;
    expect(asked).toBe(clipLimits.atOnce);
    abort.abort();
    expect(await clip).toEqual({ ok: false, error: { kind: 'cancelled' } });
    expect([asked, ended]).toEqual([clipLimits.atOnce, clipLimits.atOnce]);
  });

  test('PRV-47 a frame that fails fails the clip with its reason, and ends the others', async () => {
    const error = { kind: 'worker-crashed', detail: 'out of ink' } as const;
    let [asked, ended] = [0, 0];
    const previz: Pick<Previz, 'render'> = {
      render: async ({ shot }, job) => {
        job.signal.addEventListener('abort', () => ended++);
        return ++asked === 3 ? fail(error) : ok(await flatFrame(shot));
      },
    };
    expect(await drawClip(previz, request({ durationMs: 5000 }), context())).toEqual({ ok: false, error });
    expect(asked).toBeLessThan(60);
    expect(ended).toBe(asked);
  });
});

describe('clips, drawn', () => {
  let previz: Previz;
  beforeAll(() => {
    previz = createPreviz({ workers: 1, clock: systemClock });
  });
  afterAll(() => previz.close());

  test('PRV-46 the same shot gives the same bytes, of the length of its duration, in the aspect of its camera', async () => {
    const tall = (share: number): StagedShot =>
      roomShot({ camera: { position: [0.4 + share, 1.4, 2.9], aspect: 0.5625 } });
    const [first, again] = [
      await drawClip(previz, request({ shotAt: tall, durationMs: 500 }), context()),
      await drawClip(previz, request({ shotAt: tall, durationMs: 500 }), context()),
    ];
    if (!(first.ok && again.ok)) throw new Error('a clip was not drawn');
    expect(again.value.bytes).toEqual(first.value.bytes);
    const { pages, delay = [], width, height } = await sharp(first.value.bytes).metadata();
    expect({ pages, width, height }).toEqual({ pages: 6, width: 360, height: 640 });
    expect(delay.reduce((sum, each) => sum + each, 0)).toBe(500);
    const frames = await sharp(first.value.bytes, { pages: -1 }).greyscale().raw().toBuffer();
    const size = frames.length / 6;
    expect(frames.subarray(0, size).equals(frames.subarray(5 * size))).toBe(false);
  });
});
