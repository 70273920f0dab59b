import sharp from 'sharp';
import { afterEach, describe, expect, test } from 'vitest';
import type { PrevizRequest } from './frame-request.ts';
import { PrevizPool } from './pool.ts';
import { createPreviz, type Previz } from './previz.ts';
import { roomShot } from './test-scenes.ts';

const request: PrevizRequest = { shot: roomShot(), seed: 'a', style: 'ink', width: 240, height: 136 };
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const open = (workers = 1): Previz => {
  const previz = createPreviz({ workers });
  closers.push(() => previz.close());
  return previz;
};
const poolOf = (code: string): PrevizPool => {
  const script = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
  const pool = new PrevizPool({ workers: 1, script });
  closers.push(() => pool.close());
  return pool;
};
const job = (signal = new AbortController().signal) => ({ signal, onProgress: () => {} });

/** A stand-in thread: crashes on a seed of "crash", never answers one of "wait", draws one byte for all else. */
const standIn = `
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', ({ id, request }) => {
    if (request.seed === 'crash') throw new Error('out of ink');
    if (request.seed === 'nonsense') return parentPort.postMessage({ kind: 'poem' });
    if (request.seed === 'wait') return;
    const frame = { bytes: new Uint8Array([7]), mediaType: 'image/webp', width: 1, height: 1 };
    parentPort.postMessage({ kind: 'drawn', id, frame });
  });`;

describe('previz', () => {
  test('PRV-16 a frame comes as WebP of the size asked for, with maps of that size when asked', async () => {
    const progress: number[] = [];
    const drawn = await open().render(
      { ...request, maps: true },
      { signal: new AbortController().signal, onProgress: (share) => progress.push(share) },
    );
    if (!drawn.ok) throw new Error(drawn.error.kind);
    const { bytes, maps, mediaType } = drawn.value;
    expect(mediaType).toBe('image/webp');
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 240, height: 136 });
    for (const map of [maps?.depth, maps?.normal, maps?.pose, maps?.segmentation])
      expect(await sharp(map).metadata()).toMatchObject({ format: 'png', width: 240, height: 136 });
    expect(progress.length).toBeGreaterThan(0);
  });

  test('PRV-16 without maps asked for there are none; jobs beyond the threads wait their turn', async () => {
    const previz = open(2);
    const frames = await Promise.all([1, 2, 3, 4].map((seed) => previz.render({ ...request, seed: `${seed}` }, job())));
    for (const frame of frames) {
      expect(frame.ok).toBe(true);
      if (frame.ok) expect(frame.value.maps).toBeUndefined();
    }
  });

  test('PRV-10 a bad request is refused before it reaches a thread', async () => {
    const bad = { ...request, shot: roomShot({ camera: { aspect: 0 } }) };
    expect(await open().render(bad, job())).toMatchObject({ ok: false, error: { kind: 'invalid-request' } });
  });

  test('PRV-17 a cancelled job resolves at once, waiting or running, and the next one is served', async () => {
    const pool = poolOf(standIn);
    const [running, waiting] = [new AbortController(), new AbortController()];
    const first = pool.run({ ...request, seed: 'wait' }, job(running.signal));
    const second = pool.run(request, job(waiting.signal));
    waiting.abort();
    expect(await second).toEqual({ ok: false, error: { kind: 'cancelled' } });
    running.abort();
    expect(await first).toEqual({ ok: false, error: { kind: 'cancelled' } });
    const before = new AbortController();
    before.abort();
    expect(await pool.run(request, job(before.signal))).toEqual({ ok: false, error: { kind: 'cancelled' } });
  });

  test('PRV-17 a job cancelled while it is drawn leaves its thread fit for the next', async () => {
    const previz = open();
    const abort = new AbortController();
    const first = previz.render(request, job(abort.signal));
    abort.abort();
    expect(await first).toEqual({ ok: false, error: { kind: 'cancelled' } });
    expect((await previz.render(request, job())).ok).toBe(true);
  });

  test('PRV-18 a thread that crashes fails its own job and is replaced', async () => {
    const pool = poolOf(standIn);
    const [crashed, next] = await Promise.all([
      pool.run({ ...request, seed: 'crash' }, job()),
      pool.run({ ...request, seed: 'fine' }, job()),
    ]);
    expect(crashed).toEqual({ ok: false, error: { kind: 'worker-crashed', detail: 'out of ink' } });
    expect(next).toMatchObject({ ok: true, value: { width: 1 } });
  });

  test('PRV-18 a thread that answers nonsense is replaced', async () => {
    const pool = poolOf(standIn);
    expect(await pool.run({ ...request, seed: 'nonsense' }, job())).toMatchObject({
      ok: false,
      error: { kind: 'worker-crashed' },
    });
    expect((await pool.run(request, job())).ok).toBe(true);
  });

  test('PRV-18 threads that cannot start fail each job, and do not spin', async () => {
    const pool = poolOf('throw new Error("no figures");');
    expect(await pool.run(request, job())).toMatchObject({
      ok: false,
      error: { kind: 'worker-crashed', detail: 'no figures' },
    });
    expect(await pool.run(request, job())).toMatchObject({ ok: false, error: { kind: 'worker-crashed' } });
  });

  test('PRV-19 closing answers what runs and waits, and later requests', async () => {
    const pool = poolOf(standIn);
    const jobs = [pool.run({ ...request, seed: 'wait' }, job()), pool.run(request, job())];
    await pool.close();
    for (const outcome of await Promise.all(jobs)) expect(outcome).toEqual({ ok: false, error: { kind: 'closed' } });
    expect(await pool.run(request, job())).toEqual({ ok: false, error: { kind: 'closed' } });
  });
});
