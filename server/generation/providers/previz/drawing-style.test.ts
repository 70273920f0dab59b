import { pictureStyles } from '@oner/shared/stage/picture-style.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadRenderer } from './load-renderer.ts';
import type { Renderer } from './render.ts';
import { roomShot } from './test-scenes.ts';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await loadRenderer();
});

const size = { width: 320, height: 180, seed: 's' } as const;
const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;

describe('styles', () => {
  test('PRV-60 ink, tone, pencil and clay draw the same shot each in its own way, the same again every time', () => {
    const draw = (style: (typeof pictureStyles)[number]): Uint8Array =>
      Uint8Array.from(renderer.renderFrame(roomShot(), { ...size, style }).pixels);
    const drawn = pictureStyles.map(draw);
    expect(pictureStyles.map(draw)).toEqual(drawn);
    for (const [index, one] of drawn.entries())
      for (const other of drawn.slice(index + 1))
        expect(mean([...one].map((value, at) => Math.abs(value - (other[at] ?? 0))))).toBeGreaterThan(1.5);
  });

  test('PRV-60 pencil has no colour of its own but that of paper and graphite, whatever the hour', () => {
    const night = roomShot({ scene: { time: 'night', setting: 'EXT', extent: [40, 0, 40] } });
    const { pixels } = renderer.renderFrame(night, { ...size, style: 'pencil' });
    let most = 0;
    for (let at = 0; at < pixels.length; at += 3)
      most = Math.max(most, Math.abs((pixels[at] ?? 0) - (pixels[at + 2] ?? 0)));
    expect(most).toBeLessThan(14);
  });
});
