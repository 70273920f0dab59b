import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bus } from '../ports.ts';

export type BusSubject = {
  /** Opens two nodes of one bus, or the same one twice where there is only one node. */
  readonly open: () => Promise<{ readonly nodes: readonly [Bus, Bus]; readonly close: () => Promise<void> }>;
};

type Nodes = () => readonly [Bus, Bus];

const describeHearing = (nodes: Nodes): void => {
  it('BUS-1 lets every listener of a topic hear a message, on this node and the other, whatever text it is', async () => {
    const [one, two] = nodes();
    const heard: string[] = [];
    await one.subscribe('a/story', (message) => heard.push(`one ${message}`));
    await two.subscribe('a/story', (message) => heard.push(`two ${message}`));
    await two.subscribe('a/story', (message) => heard.push(`more ${message}`));
    await one.publish('a/story', '长镜头 {"seq": 1}\n\u0000');
    await vi.waitFor(() => expect(heard).toHaveLength(3));
    expect(new Set(heard)).toEqual(new Set(['one', 'two', 'more'].map((name) => `${name} 长镜头 {"seq": 1}\n\u0000`)));
  });

  it('BUS-2 lets nobody hear of other topics', async () => {
    const [one, two] = nodes();
    const heard: string[] = [];
    await two.subscribe('a', (message) => heard.push(message));
    await one.publish('ab', 'other');
    await one.publish('a*', 'other');
    await one.publish('a', 'mine');
    await vi.waitFor(() => expect(heard).toEqual(['mine']));
  });
};

const describeStopping = (nodes: Nodes): void => {
  it('BUS-3 lets a listener stop, alone, and start again', async () => {
    const [one, two] = nodes();
    const heard: string[] = [];
    const listen = (message: string) => heard.push(message);
    const stop = await two.subscribe('a', listen);
    const stopOther = await two.subscribe('a', (message) => heard.push(`other ${message}`));
    await stop();
    await stop();
    await one.publish('a', '1');
    await vi.waitFor(() => expect(heard).toEqual(['other 1']));
    await Promise.all([stopOther(), two.subscribe('a', listen)]);
    await one.publish('a', '2');
    await vi.waitFor(() => expect(heard).toEqual(['other 1', '2']));
  });

  it('BUS-4 goes on for the others when a listener throws', async () => {
    const [one, two] = nodes();
    const heard: string[] = [];
    await two.subscribe('a', () => {
      throw new RangeError('thrown by a listener');
    });
    await two.subscribe('a', (message) => heard.push(message));
    await one.publish('a', '1');
    await one.publish('a', '2');
    await vi.waitFor(() => expect(heard).toEqual(['1', '2']));
  });

  it('BUS-5 answers a ping, and rejects everything once it is closed', async () => {
    const [one] = nodes();
    await expect(one.ping()).resolves.toBeUndefined();
    await one.close();
    const closed = { kind: 'bus-failed', reason: 'closed' };
    await expect(one.ping()).rejects.toMatchObject(closed);
    await expect(one.publish('a', '1')).rejects.toMatchObject(closed);
    await expect(one.subscribe('a', () => {})).rejects.toMatchObject(closed);
  });
};

/** The contract of the bus port. Every implementation passes all of it. */
export const describeBusContract = (name: string, { open }: BusSubject): void => {
  describe(`bus contract: ${name}`, () => {
    let opened: Awaited<ReturnType<BusSubject['open']>> | null = null;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened?.close());
    const nodes: Nodes = () => {
      if (!opened) throw new Error('there is a bus only while a test runs');
      return opened.nodes;
    };
    describeHearing(nodes);
    describeStopping(nodes);
  });
};
