import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endCapture, extendCapture, type Sample, shownPoints, startCapture } from './capture.ts';
import { firstPenSettings, sliderOfWidth, widen, widthOfSlider, widthRange, withTool } from './pen-settings.ts';
import { createPointerSorter, type PointerKind } from './pointer-sorter.ts';
import { fitSheet, fitted, frameAt, held, pinched, zoomAt, zoomRange } from './viewport.ts';

describe('which pointer draws', () => {
  const desk = () => {
    const sorter = createPointerSorter();
    let at = 10_000;
    const pointer = (id: number, kind: PointerKind, more: { buttons?: number; moving?: boolean } = {}) => {
      at += 10;
      return { id, kind, buttons: 1, moving: false, at, ...more };
    };
    const wait = (ms: number): void => {
      at += ms;
    };
    return { sorter, pointer, wait };
  };

  it('DRW-40 a pen draws, its other end erases, and a palm beside it does nothing', () => {
    const { sorter, pointer, wait } = desk();
    expect(sorter.down(pointer(1, 'pen'))).toEqual({ kind: 'draw', erases: false });
    expect(sorter.down(pointer(2, 'touch'))).toEqual({ kind: 'none' });
    expect([sorter.doing(1), sorter.doing(2)]).toEqual(['draw', null]);
    sorter.up(pointer(2, 'touch'));
    expect(sorter.doing(1)).toBe('draw');
    sorter.up(pointer(1, 'pen'));
    expect(sorter.down(pointer(3, 'touch'))).toEqual({ kind: 'none' });
    sorter.up(pointer(3, 'touch'));
    expect(sorter.down(pointer(1, 'pen', { buttons: 32 }))).toEqual({ kind: 'draw', erases: true });
    sorter.up(pointer(1, 'pen'));
    wait(2000);
    sorter.seen(pointer(1, 'pen'));
    expect(sorter.down(pointer(4, 'touch'))).toEqual({ kind: 'none' });
  });

  it('DRW-40 a finger draws until a pen is used, then it moves the sheet; a pen takes over from a resting hand', () => {
    const { sorter, pointer, wait } = desk();
    expect(sorter.down(pointer(1, 'touch'))).toEqual({ kind: 'draw', erases: false });
    expect(sorter.down(pointer(2, 'pen'))).toEqual({ kind: 'draw', erases: false });
    expect([sorter.doing(1), sorter.doing(2)]).toEqual([null, 'draw']);
    sorter.up(pointer(2, 'pen'));
    sorter.up(pointer(1, 'touch'));
    wait(2000);
    expect(sorter.down(pointer(3, 'touch'))).toEqual({ kind: 'pan', dropped: false });
  });

  it('DRW-40 two fingers drop the stroke that the first began, and move and zoom', () => {
    const { sorter, pointer } = desk();
    sorter.down(pointer(1, 'touch'));
    expect(sorter.down(pointer(2, 'touch'))).toEqual({ kind: 'pinch', dropped: true, fingers: [1, 2] });
    expect([sorter.doing(1), sorter.doing(2)]).toEqual(['pan', 'pan']);
    sorter.up(pointer(2, 'touch'));
    expect(sorter.doing(1)).toBe('pan');
    sorter.up(pointer(1, 'touch'));
    expect(sorter.down(pointer(5, 'touch'))).toEqual({ kind: 'draw', erases: false });
  });

  it('DRW-40 a mouse draws with its first button, and moves the sheet with the middle one or the key', () => {
    const { sorter, pointer } = desk();
    expect(sorter.down(pointer(1, 'mouse'))).toEqual({ kind: 'draw', erases: false });
    sorter.up(pointer(1, 'mouse'));
    expect(sorter.down(pointer(1, 'mouse', { buttons: 4 }))).toEqual({ kind: 'pan', dropped: false });
    sorter.up(pointer(1, 'mouse'));
    expect(sorter.down(pointer(1, 'mouse', { moving: true }))).toEqual({ kind: 'pan', dropped: false });
    sorter.up(pointer(1, 'mouse'));
    expect(sorter.down(pointer(1, 'mouse', { buttons: 2 }))).toEqual({ kind: 'none' });
  });
});

describe('capturing a stroke', () => {
  const aspect = 2;
  const capture = (samples: readonly Sample[]) => {
    const [first = { x: 0, y: 0, pressure: null, at: 0 }, ...rest] = samples;
    const captured = startCapture(first, aspect);
    for (const sample of rest) extendCapture(captured, sample);
    return captured;
  };
  const line = (count: number, stepMs: number, pressure: number | null = null): readonly Sample[] =>
    Array.from({ length: count }, (_, index) => ({ x: index / count, y: 0.5, pressure, at: index * stepMs }));

  it('DRW-41 begins where the pen came down, and reaches where it went up', () => {
    const samples = line(60, 8);
    const points = endCapture(capture(samples));
    expect(points[0]).toMatchObject({ x: 0, y: 0.5 });
    expect(points.at(-1)).toMatchObject({ x: 59 / 60, y: 0.5 });
  });

  it('DRW-41 a pen’s own pressure is kept as it is', () => {
    const pressures = endCapture(capture(line(40, 8, 0.63))).map(({ pressure }) => pressure);
    expect(new Set(pressures)).toEqual(new Set([0.63]));
  });

  it('DRW-41 without pressure a fast stroke is thinner than a slow one, and ends thin', () => {
    const middle = (stepMs: number) => endCapture(capture(line(200, stepMs)))[150]?.pressure ?? 0;
    expect(middle(1)).toBeLessThan(middle(30) - 0.2);
    const ended = endCapture(capture(line(200, 8)));
    expect(ended.at(-1)?.pressure).toBeLessThan((ended.at(-30)?.pressure ?? 0) / 2);
  });

  it('DRW-41 what the device expects is shown and not kept', () => {
    const captured = capture(line(20, 8));
    const before = captured.points.length;
    const shown = shownPoints(captured, [{ x: 1.1, y: 0.5, pressure: null, at: 200 }]);
    expect(shown.at(-1)).toMatchObject({ x: 1.1 });
    expect(captured.points.length).toBe(before);
  });

  it('DRW-41 any samples give points with pressures from 0 to 1, near where the samples were', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const sample = fc.record({ x: share, y: share, pressure: fc.option(share, { nil: null }), at: fc.nat(5000) });
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 50 }), (samples) => {
        for (const { x, y, pressure } of endCapture(capture(samples))) {
          for (const value of [x, y, pressure]) expect(value >= 0 && value <= 1).toBe(true);
        }
      }),
    );
  });
});

describe('the sheet on the stage', () => {
  const stage = { width: 1200, height: 700 };
  const place = fc.record({ x: fc.integer({ min: -600, max: 600 }), y: fc.integer({ min: -350, max: 350 }) });
  const sheet = fitSheet(stage, 2.39, 16);

  it('DRW-42 fits whole, with its aspect', () => {
    for (const aspect of [0.5625, 1, 1.78, 2.39]) {
      const fit = fitSheet(stage, aspect, 16);
      expect(fit.width / fit.height).toBeCloseTo(aspect, 9);
      expect(fit.width <= 1168.001 && fit.height <= 668.001).toBe(true);
    }
  });

  it('DRW-42 what lies under the pointer stays there while one zooms, and the zoom has its bounds', () => {
    fc.assert(
      fc.property(place, fc.double({ min: 0.2, max: 5, noNaN: true }), place, (at, factor, moved) => {
        const view = { zoom: 1.7, x: moved.x, y: moved.y };
        const next = zoomAt(view, factor, at);
        const [before, after] = [frameAt(view, sheet, at), frameAt(next, sheet, at)];
        expect(after.x).toBeCloseTo(before.x, 6);
        expect(after.y).toBeCloseTo(before.y, 6);
        expect(next.zoom >= zoomRange.min && next.zoom <= zoomRange.max).toBe(true);
      }),
    );
  });

  it('DRW-42 two fingers keep the spot between them', () => {
    const before = [
      { x: -100, y: 0 },
      { x: 100, y: 0 },
    ] as const;
    const after = [
      { x: 0, y: 50 },
      { x: 300, y: 50 },
    ] as const;
    const next = pinched(fitted, before, after);
    expect(next.zoom).toBeCloseTo(1.5, 9);
    expect(frameAt(next, sheet, { x: 150, y: 50 })).toMatchObject({
      x: expect.closeTo(0.5, 9),
      y: expect.closeTo(0.5, 9),
    });
  });

  it('DRW-42 some of the sheet always stays on the stage', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (far) => {
        const { x, y } = held({ zoom: 1, x: far, y: -far }, stage, sheet);
        expect(Math.abs(x)).toBeLessThan((stage.width + sheet.width) / 2);
        expect(Math.abs(y)).toBeLessThan((stage.height + sheet.height) / 2);
      }),
    );
  });
});

describe('the settings of the pen', () => {
  it('DRW-43 each tool keeps its own width, within bounds, by slider or by key', () => {
    let settings = firstPenSettings;
    for (let step = 0; step < 60; step += 1) settings = widen(settings, 1);
    expect(settings.tools.pen.width).toBe(widthRange.max);
    expect(settings.tools.brush).toBe(firstPenSettings.tools.brush);
    for (let step = 0; step < 99; step += 1) settings = widen(settings, -1);
    expect(settings.tools.pen.width).toBe(widthRange.min);
    expect(withTool(settings, { opacity: 0.3 }).tools.pen).toEqual({ width: widthRange.min, opacity: 0.3 });
    for (const value of [0, 37, 100]) expect(sliderOfWidth(widthOfSlider(value))).toBeCloseTo(value, 9);
  });
});
