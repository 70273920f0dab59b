import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JobQueue } from '../ports.ts';

type Opened = { readonly queue: JobQueue; readonly close: () => Promise<void> };
export type QueueSubject = { readonly open: () => Promise<Opened> };

type Current = () => JobQueue;

/** A worker whose jobs end when the test says so. */
const createDesk = () => {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    started,
    run: (job: string): Promise<void> => {
      started.push(job);
      return new Promise((resolve) => ends.set(job, resolve));
    },
    end: (job: string) => ends.get(job)?.(),
    endAll: () => {
      for (const end of ends.values()) end();
    },
  };
};

const describeOrder = (queue: Current): void => {
  it('QUE-1 hands out by priority, then by arrival, and tells who waits in that order', async () => {
    for (const job of ['a', 'b']) await queue().add(job);
    for (const job of ['c:1', '42']) await queue().add(job, { priority: 9 });
    await queue().add('e', { priority: 5 });
    expect(await queue().waiting()).toEqual(['c:1', '42', 'e', 'a', 'b']);
    const order: string[] = [];
    queue().work(1, async (job) => void order.push(job));
    await vi.waitFor(() => expect(order).toEqual(['c:1', '42', 'e', 'a', 'b']));
    expect(await queue().waiting()).toEqual([]);
  });

  it('QUE-2 ignores a job that waits or runs already, and takes it again once it has ended', async () => {
    const desk = createDesk();
    await queue().add('a');
    await queue().add('a', { priority: 9 });
    expect(await queue().waiting()).toEqual(['a']);
    queue().work(2, desk.run);
    await vi.waitFor(() => expect(desk.started).toEqual(['a']));
    await queue().add('a');
    expect(await queue().waiting()).toEqual([]);
    desk.end('a');
    await vi.waitFor(async () => {
      await queue().add('a');
      expect(desk.started).toEqual(['a', 'a']);
    });
    desk.endAll();
  });

  it('QUE-3 hands out as many at once as it was told, no more', async () => {
    const desk = createDesk();
    for (const job of ['a', 'b', 'c']) await queue().add(job);
    queue().work(2, desk.run);
    await vi.waitFor(() => expect(desk.started).toEqual(['a', 'b']));
    expect(await queue().waiting()).toEqual(['c']);
    desk.end('b');
    await vi.waitFor(() => expect(desk.started).toEqual(['a', 'b', 'c']));
    desk.endAll();
  });
};

const describeLife = (queue: Current): void => {
  it('QUE-4 takes out a job that waits, and only such a one', async () => {
    const desk = createDesk();
    await queue().add('a');
    queue().work(1, desk.run);
    await vi.waitFor(() => expect(desk.started).toEqual(['a']));
    await queue().add('b');
    await queue().add('late', { delayMs: 60_000 });
    expect(await queue().remove('a')).toBe(false);
    expect(await queue().remove('b')).toBe(true);
    expect(await queue().remove('b')).toBe(false);
    expect(await queue().remove('late')).toBe(true);
    expect(await queue().remove('never')).toBe(false);
    expect(await queue().waiting()).toEqual([]);
    desk.endAll();
  });

  it('QUE-5 holds a job back for its delay, and goes on with the others', async () => {
    const order: string[] = [];
    await queue().add('later', { delayMs: 150, priority: 9 });
    await queue().add('now');
    expect(await queue().waiting()).toEqual(['now', 'later']);
    queue().work(1, async (job) => void order.push(job));
    await vi.waitFor(() => expect(order).toEqual(['now', 'later']), { timeout: 10_000 });
  });

  it('QUE-6 goes on after a run that rejects', async () => {
    const order: string[] = [];
    await queue().add('a');
    await queue().add('b');
    queue().work(1, async (job) => {
      order.push(job);
      if (job === 'a') throw new RangeError('a run that rejects');
    });
    await vi.waitFor(() => expect(order).toEqual(['a', 'b']));
  });

  it('QUE-7 closes when what runs has ended, or after the grace, and then refuses', async () => {
    const desk = createDesk();
    await queue().add('a');
    queue().work(1, desk.run);
    await vi.waitFor(() => expect(desk.started).toEqual(['a']));
    await queue().add('b');
    await queue().close(50);
    desk.endAll();
    const closed = { kind: 'queue-failed', reason: 'closed' };
    await expect(queue().add('c')).rejects.toMatchObject(closed);
    await expect(queue().waiting()).rejects.toMatchObject(closed);
    expect(desk.started).toEqual(['a']);
  });
};

/** The contract of the queue port. Every implementation passes all of it. */
export const describeQueueContract = (name: string, { open }: QueueSubject): void => {
  describe(`queue contract: ${name}`, () => {
    let opened: Opened | null = null;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened?.close());
    const queue: Current = () => {
      if (!opened) throw new Error('there is a queue only while a test runs');
      return opened.queue;
    };
    describeOrder(queue);
    describeLife(queue);
  });
};
