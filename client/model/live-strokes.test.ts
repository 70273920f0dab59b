import type { Stroke } from '@oner/shared/drawing/stroke.ts';
import type { DrawingId, LayerId } from '@oner/shared/ids/ids.ts';
import { describe, expect, it } from 'vitest';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { createLiveStrokes } from './live-strokes.ts';

const drawing = 'frm_a' as DrawingId;
const layer = 'lyr_a' as LayerId;

/** Time that the test moves by hand. */
const createTime = () => {
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  let now = 0;
  return {
    after: (ms: number, run: () => void) => {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    move: (ms: number): void => {
      now += ms;
      for (const timer of [...timers]) if (timer.at <= now && timers.delete(timer)) timer.run();
    },
  };
};

const line = (count: number): Stroke => ({
  ...{ tool: 'pen', color: [0, 0, 0], opacity: 1, width: 0.01 },
  points: Array.from({ length: count }, (_, index) => ({ x: index / 1024, y: 0.5, pressure: 1 })),
});

/** An artist and one who looks on, with the server between: it puts in who speaks, and may lose a message. */
const session = (role = 'editor') => {
  const time = createTime();
  const [own, theirs] = [new Awareness(new Y.Doc()), new Awareness(new Y.Doc())];
  const wire = { lost: false, messages: 0 };
  own.setLocalStateField('user', { id: 'usr_a', name: 'Ada', color: '#123456', role });
  own.on('update', () => {
    wire.messages += 1;
    if (!wire.lost) applyAwarenessUpdate(theirs, encodeAwarenessUpdate(own, [own.clientID]), 'wire');
  });
  const artist = createLiveStrokes(own, time.after);
  const looker = createLiveStrokes(theirs, time.after);
  const seen = () => looker.others().map(({ stroke }) => stroke.points.length);
  const draw = (count: number) => artist.draw({ drawing, layer, stroke: line(count) });
  const close = (): void => {
    artist.dispose();
    looker.dispose();
    own.destroy();
    theirs.destroy();
  };
  return { time, wire, artist, looker, seen, draw, own, close };
};

describe('strokes under the pens of others', () => {
  it('DRW-30 grow as they are drawn, told a bounded number of times a second, whatever is lost on the way', () => {
    const { time, wire, seen, draw, close } = session();
    for (let points = 1; points <= 1000; points += 1) {
      draw(points);
      wire.lost = points > 300 && points < 400;
      if (points % 10 === 0) time.move(20);
    }
    time.move(100);
    expect(wire.messages).toBeLessThanOrEqual(1000 / 20 + 2);
    expect(seen()).toEqual([1000]);
    close();
  });

  it('DRW-30 say who draws on which layer, and reach exactly as far as they were drawn', () => {
    const { time, looker, draw, close } = session();
    draw(500);
    time.move(50);
    draw(640);
    time.move(50);
    const [stroke] = looker.others();
    expect(stroke).toMatchObject({ drawing, layer, ended: false, person: { id: 'usr_a', name: 'Ada' } });
    expect(stroke?.stroke.points.at(-1)?.x).toBeCloseTo(639 / 1024, 4);
    close();
  });

  it('DRW-30 stay after the pen is up until the document brings them, and no longer than a while', () => {
    const { time, artist, looker, seen, draw, close } = session();
    draw(50);
    artist.end('drawn');
    expect(seen()).toEqual([50]);
    looker.arrived('lyr_other' as LayerId);
    expect(seen()).toEqual([50]);
    looker.arrived(layer);
    expect(seen()).toEqual([]);
    draw(20);
    artist.end('drawn');
    draw(30);
    time.move(60);
    expect(seen()).toEqual([30]);
    time.move(5000);
    expect(seen()).toEqual([30]);
    artist.end('drawn');
    time.move(5000);
    expect(seen()).toEqual([]);
    close();
  });

  it('DRW-30 vanish when they are dropped, or when their artist leaves', () => {
    const { time, artist, seen, draw, own, close } = session();
    draw(50);
    time.move(50);
    artist.end('dropped');
    expect(seen()).toEqual([]);
    draw(50);
    time.move(50);
    expect(seen()).toEqual([50]);
    own.setLocalState(null);
    expect(seen()).toEqual([]);
    close();
  });

  it('DRW-30 are not shown of those who may not draw, nor when they are no strokes', () => {
    const viewer = session('viewer');
    viewer.draw(50);
    viewer.time.move(50);
    expect(viewer.seen()).toEqual([]);
    viewer.close();
    const { own, seen, close } = session();
    const state = { id: 1, drawing, layer, from: 0, stroke: '!!', ended: false };
    for (const wrong of [7, { ...state }, { ...state, stroke: 'AAAA' }, { ...state, from: -1 }]) {
      own.setLocalStateField('stroke', wrong);
      expect(seen()).toEqual([]);
    }
    close();
  });
});
