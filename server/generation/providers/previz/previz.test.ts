import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../platform/clock.ts';
import { ManualClock } from '../../../rooms/testing/manual-clock.ts';
import type { Urgency } from '../../provider.ts';
import type { PrevizRequest } from './frame-request.ts';
import { type PoolLimits, PrevizPool, poolLimits } from './pool.ts';
import { createPreviz, type Previz } from './previz.ts';
import { roomShot } from './test-scenes.ts';

const request: PrevizRequest = { shot: roomShot(), seed: 'a', style: 'ink', width: 240, height: 136 };
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const open = (workers = 1): Previz => {
  const previz = createPreviz({ workers, clock: systemClock });
  closers.push(() => previz.close());
  return previz;
};
const poolOf = (code: string, limits: Partial<PoolLimits> = {}, clock = new ManualClock()): PrevizPool => {
  const script = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
  const pool = new PrevizPool({ workers: 1, script, clock, limits });
  closers.push(() => pool.close());
  return pool;
};
const job = (signal = new AbortController().signal, urgency: Urgency = 'waited-for') => ({
  ...{ signal, urgency },
  onProgress: () => {},
});

/** A path where a stand-in notes that it fell once, so that the next one does not. */
const fallOnce = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'oner-previz-'));
  closers.push(async () => rmSync(folder, { recursive: true, force: true }));
  return path.join(folder, 'fell');
};

/**
 * A stand-in thread. The seed says what it does: `crash`, `hang`, `die` or `eat` memory, with a path after it only the first
 * time; answer `nonsense`; `wait` for ever. For all else it draws one byte, as wide as the thread's number.
 */
const standIn = `
  import { parentPort, threadId } from 'node:worker_threads';
  import { existsSync, writeFileSync } from 'node:fs';
  parentPort.on('message', ({ id, request }) => {
    const [what, once] = request.seed.split(' ');
    const falls = once === undefined || !existsSync(once);
    if (falls && once !== undefined) writeFileSync(once, '');
    if (what === 'nonsense') return parentPort.postMessage({ kind: 'poem' });
    if (what === 'wait') return;
    if (what === 'crash' && falls) throw new Error('out of ink');
    if (what === 'die' && falls) process.exit(1);
    if (what === 'hang' && falls) {
      parentPort.postMessage({ kind: 'progress', id, progress: 0.5 });
      for (;;);
    }
    const kept = [];
    while (what === 'eat' && falls) kept.push(new Array(1e5).fill({}).map(() => ({})));
    const frame = { bytes: new Uint8Array([7]), mediaType: 'image/webp', width: threadId, height: 1 };
    parentPort.postMessage({ kind: 'drawn', id, frame });
  });`;

describe('previz', () => {
  test('PRV-16 a frame comes as WebP of the size asked for, with maps of that size when asked', async () => {
    const progress: number[] = [];
    const drawn = await open().render(
      { ...request, maps: true },
      { ...job(), onProgress: (share) => progress.push(share) },
    );
    if (!drawn.ok) throw new Error(drawn.error.kind);
    const { bytes, maps, mediaType } = drawn.value;
    expect(mediaType).toBe('image/webp');
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 240, height: 136 });
    for (const map of [maps?.depth, maps?.normal, maps?.pose, maps?.segmentation, maps?.line])
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
    const previz = open();
    expect(await previz.render(bad, job())).toMatchObject({ ok: false, error: { kind: 'invalid-request' } });
    const vast = await previz.render({ ...request, width: 4096, height: 4096 }, job());
    expect(vast).toMatchObject({ ok: false, error: { detail: expect.stringContaining('pixels at most') } });
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

  test.each(['crash', 'die'])(
    'PRV-18 a thread that is made to %s is replaced, and its frame is drawn by another',
    async (fall) => {
      const pool = poolOf(standIn);
      const [fallen, next] = await Promise.all([
        pool.run({ ...request, seed: `${fall} ${fallOnce()}` }, job()),
        pool.run({ ...request, seed: 'fine' }, job()),
      ]);
      expect(fallen).toMatchObject({ ok: true, value: { height: 1 } });
      expect(next).toMatchObject({ ok: true, value: { height: 1 } });
    },
  );

  test('PRV-18 a frame that takes every thread down fails with the reason, and the next one is drawn', async () => {
    const pool = poolOf(standIn);
    const [crashed, next] = await Promise.all([
      pool.run({ ...request, seed: 'crash' }, job()),
      pool.run({ ...request, seed: 'fine' }, job()),
    ]);
    expect(crashed).toEqual({ ok: false, error: { kind: 'worker-crashed', detail: 'out of ink' } });
    expect(next).toMatchObject({ ok: true, value: { height: 1 } });
  });

  test('PRV-40 a thread that hangs is ended and replaced, and its frame is drawn by another', async () => {
    const clock = new ManualClock();
    const pool = poolOf(standIn, {}, clock);
    const seed = `hang ${fallOnce()}`;
    const drawn = pool.run({ ...request, seed }, { ...job(), onProgress: () => clock.advance(poolLimits.hungAfterMs) });
    expect(await drawn).toMatchObject({ ok: true, value: { height: 1 } });
  });

  test('PRV-40 a frame that hangs every thread fails with the reason; one that hangs unasked for holds up nobody', async () => {
    const clock = new ManualClock();
    const pool = poolOf(standIn, {}, clock);
    const advance = (): void => clock.advance(poolLimits.hungAfterMs);
    const hung = await pool.run({ ...request, seed: 'hang' }, { ...job(), onProgress: advance });
    expect(hung).toEqual({ ok: false, error: { kind: 'worker-crashed', detail: 'it took longer than 30 s' } });
    const abort = new AbortController();
    const started = Promise.withResolvers<void>();
    const dropped = pool.run(
      { ...request, seed: 'hang' },
      { ...job(abort.signal), onProgress: () => started.resolve() },
    );
    await started.promise;
    abort.abort();
    expect(await dropped).toEqual({ ok: false, error: { kind: 'cancelled' } });
    const next = pool.run(request, job());
    advance();
    expect((await next).ok).toBe(true);
  });

  test('PRV-41 a frame that eats memory takes down its threads, not the server', async () => {
    const pool = poolOf(standIn, { heapMb: 24, attempts: 2 });
    const eaten = await pool.run({ ...request, seed: 'eat' }, job());
    expect(eaten).toMatchObject({ ok: false, error: { kind: 'worker-crashed' } });
    expect(eaten.ok ? '' : 'detail' in eaten.error && eaten.error.detail).toContain('memory');
    expect((await pool.run(request, job())).ok).toBe(true);
  });

  test('PRV-41 a thread that has drawn its share makes room for a fresh one', async () => {
    const pool = poolOf(standIn, { framesPerThread: 2 });
    const threads: number[] = [];
    for (let frame = 0; frame < 5; frame++) {
      const drawn = await pool.run(request, job());
      if (drawn.ok) threads.push(drawn.value.width);
    }
    const [first = 0, second = 0, third = 0] = [...new Set(threads)];
    expect(threads).toEqual([first, first, second, second, third]);
  });

  test('PRV-42 who waits for a picture goes before work in bulk, each in order of arrival', async () => {
    const pool = poolOf(standIn);
    const order: string[] = [];
    const asked = (['in-bulk', 'in-bulk', 'in-bulk', 'waited-for', 'waited-for'] as const).map(
      async (urgency, index) => {
        await pool.run(request, job(new AbortController().signal, urgency));
        order.push(`${urgency} ${index}`);
      },
    );
    await Promise.all(asked);
    expect(order).toEqual(['in-bulk 0', 'waited-for 3', 'waited-for 4', 'in-bulk 1', 'in-bulk 2']);
  });

  /** The nice value of each thread of this process, from `/proc/self/task/<id>/stat`: the 19th field. */
  const niceValues = (): number[] =>
    readdirSync('/proc/self/task').flatMap((id) => {
      const stat = existsSync(`/proc/self/task/${id}/stat`) ? readFileSync(`/proc/self/task/${id}/stat`, 'utf8') : '';
      const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return afterName.length > 16 ? [Number(afterName[16])] : [];
    });

  test.skipIf(process.platform !== 'linux' || getPriority() >= 10)(
    'PRV-42 a thread that draws has a low priority of its own, the rest of the server keeps its own',
    async () => {
      const before = getPriority();
      const previz = open();
      const others = niceValues().filter((nice) => nice === 10).length;
      expect((await previz.render(request, job())).ok).toBe(true);
      expect(niceValues().filter((nice) => nice === 10)).toHaveLength(others + 1);
      expect(getPriority()).toBe(before);
    },
  );

  test('PRV-18 a thread that answers nonsense is replaced', async () => {
    const pool = poolOf(standIn);
    expect(await pool.run({ ...request, seed: 'nonsense' }, job())).toMatchObject({
      ok: false,
      error: { kind: 'worker-crashed', detail: 'it answered what is not understood' },
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
