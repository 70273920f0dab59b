import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { strokeOutline } from './outline.ts';
import { simplifyPoints, simplifyTolerance } from './simplify.ts';
import { drawingLimits, type Stroke, type StrokePoint, strokeTools } from './stroke.ts';
import { decodeStroke, encodeStroke, storedStroke } from './stroke-codec.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const point: fc.Arbitrary<StrokePoint> = fc.record({ x: share, y: share, pressure: share });
const channel = fc.nat(255);
const stroke: fc.Arbitrary<Stroke> = fc.record({
  tool: fc.constantFrom(...strokeTools),
  color: fc.tuple(channel, channel, channel),
  opacity: share,
  width: fc.double({ min: drawingLimits.minWidth, max: drawingLimits.maxWidth, noNaN: true }),
  points: fc.array(point, { minLength: 1, maxLength: 40 }),
});

/** What a hand draws: a smooth line, reported closely, its pressure rising and falling. */
const handLine = (count: number, shape: (t: number) => readonly [x: number, y: number]): readonly StrokePoint[] =>
  Array.from({ length: count }, (_, index) => {
    const t = index / (count - 1);
    const [x, y] = shape(t);
    return { x, y, pressure: 0.2 + 0.7 * Math.sin(Math.PI * t) };
  });
const wave = handLine(240, (t) => [0.1 + 0.6 * t, 0.5 + 0.2 * Math.sin(7 * t)]);
const pen = (points: readonly StrokePoint[], width = 0.012): Stroke => ({
  ...{ tool: 'pen', color: [20, 20, 20], opacity: 1, width, points },
});

type Corner = readonly [x: number, y: number];
const cornersOf = (outline: Float64Array): readonly Corner[] =>
  Array.from({ length: outline.length / 2 }, (_, index) => [outline[2 * index] ?? 0, outline[2 * index + 1] ?? 0]);

/** How often the outline winds about a spot. */
const windingAt = (corners: readonly Corner[], x: number, y: number): number => {
  let winding = 0;
  corners.forEach(([ax, ay], index) => {
    const [bx, by] = corners[(index + 1) % corners.length] ?? [ax, ay];
    const side = (bx - ax) * (y - ay) - (x - ax) * (by - ay);
    if (ay <= y && by > y && side > 0) winding += 1;
    else if (ay > y && by <= y && side < 0) winding -= 1;
  });
  return winding;
};

describe('strokes as bytes', () => {
  it('DRW-1 a stroke reads back as it was drawn, to a twelfth of a pixel at 1280', () => {
    fc.assert(
      fc.property(stroke, (drawn) => {
        const read = storedStroke(drawn);
        expect(read).toMatchObject({ tool: drawn.tool, color: drawn.color });
        expect(read?.points.length).toBe(drawn.points.length);
        expect(read?.width).toBeCloseTo(drawn.width, 4);
        drawn.points.forEach((wanted, index) => {
          const got = read?.points[index];
          expect(Math.abs((got?.x ?? 9) - wanted.x)).toBeLessThan(1 / 12 / 1280);
          expect(Math.abs((got?.y ?? 9) - wanted.y)).toBeLessThan(1 / 12 / 1280);
          expect(Math.abs((got?.pressure ?? 9) - wanted.pressure)).toBeLessThan(1 / 500);
        });
      }),
    );
  });

  it('DRW-1 what is stored reads the same when it is stored again', () => {
    fc.assert(
      fc.property(stroke, (drawn) => {
        const once = storedStroke(drawn);
        expect(once === null ? null : storedStroke(once)).toEqual(once);
      }),
    );
  });

  it('DRW-1 no bytes break the reader: what is cut off, of another format or too large is no stroke', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const read = decodeStroke(bytes);
        for (const { x, y, pressure } of read?.points ?? []) {
          expect(Math.abs(x)).toBeLessThanOrEqual(2);
          expect(Math.abs(y)).toBeLessThanOrEqual(2);
          expect(pressure >= 0 && pressure <= 1).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
    const whole = encodeStroke(pen(wave));
    if (!whole.ok) throw new Error(whole.error.kind);
    expect(decodeStroke(whole.value.slice(0, -3))).toBeNull();
    expect(decodeStroke(Uint8Array.from([2, ...whole.value.slice(1)]))).toBeNull();
    expect(decodeStroke(new Uint8Array(drawingLimits.maxStrokeBytes + 1).fill(1))).toBeNull();
  });

  it('DRW-1 a stroke of no points, or of too many, is refused with the limit; co-ordinates far away are brought near', () => {
    expect(encodeStroke(pen([]))).toEqual({ ok: false, error: { kind: 'no-points' } });
    const max = drawingLimits.maxStrokePoints;
    const many = Array.from({ length: max + 1 }, () => ({ x: 0, y: 0, pressure: 1 }));
    expect(encodeStroke(pen(many))).toEqual({ ok: false, error: { kind: 'too-many-points', max } });
    const far = storedStroke(pen([{ x: 1e9, y: Number.NaN, pressure: -3 }]));
    expect(far?.points).toEqual([{ x: 2, y: -1, pressure: 0 }]);
  });
});

describe('simplification', () => {
  it('DRW-2 the ends stay, and no point is farther from the line than the tolerance', () => {
    const aspect = 2.39;
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 60 }), (points) => {
        const kept = simplifyPoints(points, { aspect, width: 0 });
        expect(kept[0]).toBe(points[0]);
        expect(kept.at(-1)).toBe(points.at(-1));
        const places = kept.map((each) => points.indexOf(each));
        points.forEach((p, at) => {
          const next = places.findIndex((place) => place >= at);
          const [a, b] = [kept[Math.max(next - 1, 0)] ?? p, kept[next] ?? p];
          const [dx, dy] = [(b.x - a.x) * aspect, b.y - a.y];
          const length2 = dx * dx + dy * dy;
          const [px, py] = [(p.x - a.x) * aspect, p.y - a.y];
          const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length2));
          expect(Math.hypot(px - t * dx, py - t * dy)).toBeLessThanOrEqual(simplifyTolerance + 1e-12);
        });
      }),
    );
  });

  it('DRW-2 a line of 240 points as a hand draws it is stored in under 250 bytes', () => {
    const bytes = encodeStroke(pen(simplifyPoints(wave, { aspect: 2.39, width: 0.012 })));
    expect(bytes.ok && bytes.value.length).toBeLessThan(250);
  });
});

describe('the outline', () => {
  it('DRW-3 every point of the stroke is inside, and no part of the outline winds the wrong way', () => {
    fc.assert(
      fc.property(stroke, fc.double({ min: 0.5, max: 2.5, noNaN: true }), (any, aspect) => {
        // thinner ones than this may leave out points nearer than a tenth of a pixel
        const drawn = { ...any, width: Math.max(any.width, 0.005) };
        const corners = cornersOf(strokeOutline(drawn, aspect));
        for (const [x, y] of corners) expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
        for (const { x, y } of drawn.points) {
          // a hair aside: the very middle of a turn is a corner of the outline
          const nudge = drawn.width / 1000;
          const windings = [-1, 1].flatMap((dx) =>
            [-1, 1].map((dy) => windingAt(corners, x * aspect + dx * nudge, y + dy * nudge)),
          );
          expect(windings.some((winding) => winding !== 0)).toBe(true);
        }
        const sign = Math.sign(
          windingAt(corners, (drawn.points[0]?.x ?? 0) * aspect + 1e-7, (drawn.points[0]?.y ?? 0) + 1e-7),
        );
        for (let spot = 0; spot < 40; spot += 1) {
          const winding = windingAt(corners, (((spot * 37) % 101) / 101) * aspect, ((spot * 53) % 97) / 97);
          if (sign !== 0) expect(winding * sign).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('DRW-3 it keeps within the pen’s radius of the line', () => {
    const drawn = pen(wave, 0.05);
    const aspect = 2.39;
    const near = ([x, y]: Corner): number => Math.min(...wave.map((p) => Math.hypot(p.x * aspect - x, p.y - y)));
    for (const corner of cornersOf(strokeOutline(drawn, aspect))) expect(near(corner)).toBeLessThan(0.025 * 1.08);
  });

  it('DRW-3 a tap is a disc of the pressed size, as is a stroke that never left its spot', () => {
    const spot = { x: 0.5, y: 0.5, pressure: 1 };
    for (const points of [[spot], [spot, spot, spot]]) {
      const corners = cornersOf(strokeOutline(pen(points, 0.1), 1));
      for (const [x, y] of corners) expect(Math.hypot(x - 0.5, y - 0.5)).toBeCloseTo(0.05, 9);
      expect(corners.length).toBeGreaterThanOrEqual(16);
    }
  });

  it('DRW-3 a stroke simplified and stored covers what the hand drew, to half a pixel at 1280 × 536', () => {
    const kept = storedStroke(pen(simplifyPoints(wave, { aspect: 2.39, width: 0.012 })));
    const [raw, stored] = [cornersOf(strokeOutline(pen(wave), 2.39)), cornersOf(strokeOutline(kept ?? pen([]), 2.39))];
    for (const [x, y] of stored) {
      const nearest = Math.min(
        ...raw.map(([ax, ay], index) => {
          const [bx, by] = raw[(index + 1) % raw.length] ?? [ax, ay];
          const length2 = (bx - ax) ** 2 + (by - ay) ** 2;
          const t =
            length2 === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length2));
          return Math.hypot(ax + t * (bx - ax) - x, ay + t * (by - ay) - y);
        }),
      );
      expect(nearest).toBeLessThan(0.5 / 536 + 0.0006);
    }
  });
});
