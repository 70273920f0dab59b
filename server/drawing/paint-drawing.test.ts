import { createHash } from 'node:crypto';
import { strokeOutline } from '@oner/shared/drawing/outline.ts';
import type { Stroke } from '@oner/shared/drawing/stroke.ts';
import { encodeStroke } from '@oner/shared/drawing/stroke-codec.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHandClock } from '../http/testing/start-app.ts';
import { paintDrawing } from './paint-drawing.ts';
import { createPainter } from './painter.ts';
import { type Coverage, coverageOf } from './rasterise.ts';

const size = { width: 120, height: 60 };
const grey = (value: number): Uint8Array => new Uint8Array(size.width * size.height * 3).fill(value);

const bytesOf = (stroke: Partial<Stroke> & Pick<Stroke, 'points'>): Uint8Array => {
  const bytes = encodeStroke({ tool: 'pen', color: [255, 0, 0], opacity: 1, width: 0.3, ...stroke });
  if (!bytes.ok) throw new Error(bytes.error.kind);
  return bytes.value;
};
const across = (y = 0.5): Stroke['points'] => [
  { x: 0.1, y, pressure: 1 },
  { x: 0.9, y, pressure: 1 },
];
const layer = (...strokes: readonly Uint8Array[]) => ({ opacity: 1, strokes });
const pixel = (pixels: Uint8Array, x: number, y: number): readonly number[] => [
  ...pixels.slice((y * size.width + x) * 3, (y * size.width + x) * 3 + 3),
];
const paint = (...layers: readonly { opacity: number; strokes: readonly Uint8Array[] }[]) =>
  paintDrawing({ ...size, base: grey(200), baseOpacity: 1, layers });
const hash = (pixels: Uint8Array): string => createHash('sha256').update(pixels).digest('hex').slice(0, 16);

describe('coverage', () => {
  const boxed = (x0: number, y0: number, x1: number, y1: number) =>
    coverageOf(Float64Array.from([x0, y0, x1, y0, x1, y1, x0, y1]), { width: 8, height: 8, scale: 1 });
  const sum = (coverage: Coverage | null): number =>
    Array.from(coverage?.values ?? [])
      .filter((_, index) => index % (coverage?.stride ?? 1) < (coverage?.width ?? 0))
      .reduce((a, b) => a + b, 0);

  it('DRW-20 a box covers its own area, clipped to the picture, wherever it lies', () => {
    const place = fc.double({ min: -6, max: 14, noNaN: true });
    fc.assert(
      fc.property(place, place, place, place, (ax, ay, bx, by) => {
        const inside = (a: number, b: number): number =>
          Math.max(0, Math.min(8, Math.max(a, b)) - Math.max(0, Math.min(a, b)));
        const coverage = boxed(ax, ay, bx, by);
        expect(sum(coverage)).toBeCloseTo(inside(ax, bx) * inside(ay, by), 3);
      }),
    );
  });

  it('DRW-20 a slanted edge covers what lies on its side, and an area that is wound twice counts once', () => {
    const half = coverageOf(Float64Array.from([0, 0, 8, 8, 0, 8]), { width: 8, height: 8, scale: 1 });
    expect(sum(half)).toBeCloseTo(32, 4);
    const twice = [1, 1, 5, 1, 5, 5, 1, 5];
    const both = coverageOf(Float64Array.from([...twice, ...twice]), { width: 8, height: 8, scale: 1 });
    expect(sum(both)).toBeCloseTo(16, 4);
  });
});

describe('a painted drawing', () => {
  it('DRW-20 ink lies over the frame, and what is not drawn on stays as it was', () => {
    const pixels = paint(layer(bytesOf({ points: across() })));
    expect(pixel(pixels, 60, 30)).toEqual([255, 0, 0]);
    expect(pixel(pixels, 60, 5)).toEqual([200, 200, 200]);
    expect(hash(paint())).toBe(hash(grey(200)));
  });

  it('DRW-20 an eraser takes away what is below it in its own layer alone, never the frame or another layer', () => {
    const eraser = bytesOf({ tool: 'eraser', width: 0.4, points: across() });
    const blue = bytesOf({ color: [0, 0, 255], points: across() });
    const erased = paint(layer(blue), layer(bytesOf({ points: across() }), eraser));
    expect(pixel(erased, 60, 30)).toEqual([0, 0, 255]);
    expect(pixel(paint(layer(bytesOf({ points: across() }), eraser)), 60, 30)).toEqual([200, 200, 200]);
    expect(pixel(paint(layer(eraser, blue)), 60, 30)).toEqual([0, 0, 255]);
  });

  it('DRW-20 opacity is that of the stroke, of the layer, and of the frame over white paper', () => {
    const half = bytesOf({ color: [0, 0, 0], opacity: 0.5, points: across() });
    expect(pixel(paint(layer(half)), 60, 30)[0]).toBeCloseTo(100, -1);
    const black = bytesOf({ color: [0, 0, 0], points: across() });
    expect(pixel(paint({ opacity: 0.25, strokes: [black] }), 60, 30)[0]).toBe(150);
    const faint = paintDrawing({ ...size, base: grey(0), baseOpacity: 0.2, layers: [] });
    expect(pixel(faint, 60, 30)[0]).toBe(204);
  });

  it('DRW-20 bytes that are no stroke are passed over', () => {
    expect(hash(paint(layer(new Uint8Array([9, 9, 9]))))).toBe(hash(grey(200)));
  });

  it('DRW-21 the same drawing is the same bytes, in this thread, in the painter’s, and on every machine', async () => {
    const scribble = Array.from({ length: 200 }, (_, index) => {
      const t = index / 199;
      return { x: 0.05 + 0.9 * t, y: 0.5 + (((index * 7) % 13) - 6) / 20, pressure: ((index * 5) % 17) / 17 };
    });
    const layers = [
      layer(bytesOf({ points: scribble, width: 0.08 }), bytesOf({ tool: 'eraser', points: across(0.4) })),
      { opacity: 0.7, strokes: [bytesOf({ tool: 'brush', opacity: 0.4, width: 0.5, points: across(0.7) })] },
    ];
    const painting = { ...size, base: grey(180), baseOpacity: 0.8, layers };
    const painter = createPainter({ clock: createHandClock().clock });
    const inThread = await painter.paint(painting);
    await painter.close();
    expect(hash(inThread ?? grey(0))).toBe(hash(paintDrawing(painting)));
    expect(hash(paintDrawing(painting))).toBe('4e3a86559dc4ed9b');
    expect(
      strokeOutline({ tool: 'pen', color: [0, 0, 0], opacity: 1, width: 0.1, points: scribble }, 2).length,
    ).toBeGreaterThan(400);
  });

  it('DRW-22 a painting that takes too long is given up, and the next one is painted', async () => {
    const { clock, move } = createHandClock();
    const painter = createPainter({ clock });
    const many = Array.from({ length: 4000 }, () => bytesOf({ width: 0.4, points: across() }));
    const big = { width: 2400, height: 1200 };
    const slow = painter.paint({
      ...big,
      base: new Uint8Array(big.width * big.height * 3),
      baseOpacity: 1,
      layers: [layer(...many)],
    });
    // the thread starts once the promise before it has settled
    await Promise.resolve().then(() => undefined);
    move(60_000);
    expect(await slow).toBeNull();
    expect(await painter.paint({ ...size, base: grey(9), baseOpacity: 1, layers: [] })).toEqual(grey(9));
    await painter.close();
  });
});
