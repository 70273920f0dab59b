import { projectPoint, toFrame, viewOf } from '@oner/shared/camera/view.ts';
import { poseFigure } from '@oner/shared/stage/pose-figure.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { lineMap } from './line-map.ts';
import { loadRenderer } from './load-renderer.ts';
import {
  depthMap,
  figureSegment,
  normalMap,
  pieceSegment,
  poseKeyPoints,
  poseMap,
  segmentationLegend,
  segmentationMap,
  segmentColour,
} from './maps.ts';
import type { DrawnFrame, Renderer } from './render.ts';
import { chair, person, roomShot } from './test-scenes.ts';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await loadRenderer();
});

const teo = person({ name: 'TEO', body: 'man', height: 1.8, position: [-0.9, 0, -0.5] });
const shot = roomShot({ scene: { figures: [person(), teo] } });
const draw = (): DrawnFrame => renderer.renderFrame(shot, { width: 480, height: 270, seed: 'm', style: 'ink' });

const most = (pixels: Uint8Array): number => pixels.reduce((best, value) => Math.max(best, value), 0);

const pixelOf = (point: readonly [number, number, number], { width, height }: DrawnFrame): number => {
  const [x, y] = projectPoint(viewOf(shot.camera), point);
  const [left, top] = toFrame(x, y);
  return Math.floor(top * height) * width + Math.floor(left * width);
};

describe('control maps', () => {
  test('PRV-12 segmentation shows each figure and piece in its own colour where it stands', () => {
    const drawn = draw();
    const { pixels } = segmentationMap(drawn);
    const colourAt = (pixel: number): number[] => [...pixels.subarray(pixel * 3, pixel * 3 + 3)];
    for (const [index, figure] of shot.scene.figures.entries()) {
      const { points } = poseFigure(figure);
      expect(colourAt(pixelOf(points.headCentre, drawn))).toEqual([...segmentColour(figureSegment(index))]);
      expect(colourAt(pixelOf(points.chest, drawn))).toEqual([...segmentColour(figureSegment(index))]);
    }
    const seat = pixelOf([chair.position[0], 0.45, chair.position[2]], drawn);
    expect(colourAt(seat)).toEqual([...segmentColour(pieceSegment(0))]);
    expect(colourAt(0)).toEqual([0, 0, 0]);
  });

  test('PRV-12 no two segments share a colour', () => {
    const colours = Array.from({ length: 577 }, (_, segment) => segmentColour(segment).join());
    expect(new Set(colours).size).toBe(577);
  });

  test('PRV-13 depth never grows darker towards the lens', () => {
    const drawn = draw();
    const { pixels } = depthMap(drawn);
    const order = [...drawn.buffers.inverseDepth.keys()].sort(
      (a, b) => (drawn.buffers.inverseDepth[a] ?? 0) - (drawn.buffers.inverseDepth[b] ?? 0),
    );
    const darker = order.filter(
      (pixel, index) => index > 0 && (pixels[pixel] ?? 0) < (pixels[order[index - 1] ?? 0] ?? 0),
    );
    expect(darker).toEqual([]);
    expect(most(pixels)).toBe(255);
    expect(255 - most(pixels.map((value) => 255 - value))).toBeLessThan(40);
  });

  test('PRV-14 normals are of unit length; the floor points up and a chest to the lens', () => {
    const drawn = draw();
    const { pixels } = normalMap(drawn);
    const at = (pixel: number): number[] =>
      [...pixels.subarray(pixel * 3, pixel * 3 + 3)].map((value) => value / 127.5 - 1);
    for (let pixel = 0; pixel < drawn.width * drawn.height; pixel += 97)
      expect(Math.hypot(...at(pixel))).toBeCloseTo(1, 1);
    expect(at(pixelOf([-2.2, 0, -1.5], drawn))[1]).toBeGreaterThan(0.9);
    expect(at(pixelOf(poseFigure(person()).points.chest, drawn))[2]).toBeGreaterThan(0.5);
  });

  test('PRV-15 key points lie where the stage projects the landmarks, and are marked there', () => {
    const drawn = draw();
    const { pixels } = poseMap(drawn);
    for (const { posed } of drawn.scene.figures) {
      const points = poseKeyPoints(drawn.scene.frustum, posed);
      expect(points).toHaveLength(18);
      for (const [index, landmark] of [
        [0, posed.points.nose],
        [2, posed.points.rightShoulder],
        [4, posed.points.rightHand],
        [12, posed.points.leftKnee],
        [15, posed.points.leftEye],
      ] as const) {
        const [x, y] = projectPoint(viewOf(shot.camera), landmark);
        const [left, top] = toFrame(x, y);
        expect(points[index]?.[0]).toBeCloseTo(left * drawn.width, 4);
        expect(points[index]?.[1]).toBeCloseTo(top * drawn.height, 4);
        const pixel = pixelOf(landmark, drawn);
        expect(Math.max(...pixels.subarray(pixel * 3, pixel * 3 + 3))).toBeGreaterThan(150);
      }
    }
  });

  test('PRV-15 key points behind the lens are left out', () => {
    const behind = roomShot({ camera: { target: [0.4, 1.4, 20] } });
    const drawn = renderer.renderFrame(behind, { width: 160, height: 90, seed: 'm', style: 'ink' });
    for (const { posed } of drawn.scene.figures)
      expect(poseKeyPoints(drawn.scene.frustum, posed).every((point) => point === null)).toBe(true);
    expect(most(poseMap(drawn).pixels)).toBe(0);
  });

  test('PRV-43 the line map is the same for any seed, empty on flat ground, and white along an outline', () => {
    const lines = (seed: string): Uint8Array =>
      lineMap(renderer.renderFrame(shot, { width: 480, height: 270, seed, style: 'ink' })).pixels.slice();
    const drawn = draw();
    const first = lines('m');
    expect(lines('another')).toEqual(first);
    expect(most(first)).toBe(255);
    const inked = first.reduce((count, value) => count + (value > 0 ? 1 : 0), 0) / first.length;
    expect(inked).toBeGreaterThan(0.01);
    expect(inked).toBeLessThan(0.2);
    const head = poseFigure(person()).points.crown;
    const [across, up] = projectPoint(viewOf(shot.camera), head);
    const [x, y] = toFrame(across, up);
    const column = Array.from({ length: 12 }, (_, row) => {
      const at = (Math.floor(y * drawn.height) - 6 + row) * drawn.width + Math.floor(x * drawn.width);
      return first[at] ?? 0;
    });
    expect(Math.max(...column)).toBeGreaterThan(150);
  });

  test('PRV-44 the legend names what the segmentation shows, by its colour, and nothing else', () => {
    const drawn = draw();
    const { pixels } = segmentationMap(drawn);
    const shown = new Set<string>();
    for (let at = 0; at < pixels.length; at += 3)
      shown.add(`#${[...pixels.subarray(at, at + 3)].map((value) => value.toString(16).padStart(2, '0')).join('')}`);
    shown.delete('#000000');
    const legend = segmentationLegend(drawn);
    expect(new Set(legend.map(({ colour }) => colour))).toEqual(shown);
    expect(legend.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['figure MARA', 'figure TEO', 'piece chair']);
    const away = renderer.renderFrame(roomShot({ camera: { target: [0.4, 1.4, 20] } }), {
      ...{ width: 160, height: 90, seed: 'm', style: 'ink' },
    });
    expect(segmentationLegend(away)).toEqual([]);
  });
});
