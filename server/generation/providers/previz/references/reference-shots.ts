/** The fixed set of pictures by which a change of the drawing is noticed: shots staged by hand, not solved, so that only drawing counts. */
import type { Camera, SetPiece, StagedFigure, StagedScene, StagedShot, Vec3 } from '@oner/shared/stage/scene.ts';
import sharp, { type Sharp } from 'sharp';
import type { Renderer } from '../render.ts';
import { person } from '../test-scenes.ts';
import type { GreyImage } from './picture-likeness.ts';

export type ReferenceShot = { readonly name: string; readonly shot: StagedShot };

const mara = (changes: Partial<StagedFigure> = {}): StagedFigure => person(changes);
const teo = (changes: Partial<StagedFigure> = {}): StagedFigure =>
  person({
    ...{ name: 'TEO', body: 'man', height: 1.82, build: { heavy: 0.2, thin: 0, muscular: 0.3 } },
    look: { hair: 'short', hairTone: 60, skinTone: 226, topTone: 120, bottomTone: 70 },
    ...changes,
  });
const nina = (changes: Partial<StagedFigure> = {}): StagedFigure =>
  person({
    ...{ name: 'NINA', body: 'child', height: 1.25 },
    look: { hair: 'ponytail', hairTone: 110, skinTone: 240, topTone: 214, bottomTone: 130 },
    ...changes,
  });
const olga = (changes: Partial<StagedFigure> = {}): StagedFigure =>
  person({
    ...{ name: 'OLGA', body: 'elderWoman', height: 1.58, build: { heavy: 0.5, thin: 0, muscular: 0 } },
    look: { hair: 'bun', hairTone: 200, skinTone: 236, topTone: 150, bottomTone: 96 },
    ...changes,
  });
const ivan = (changes: Partial<StagedFigure> = {}): StagedFigure =>
  person({
    ...{ name: 'IVAN', body: 'elderMan', height: 1.74, build: { heavy: 0, thin: 0.4, muscular: 0 } },
    look: { hair: 'cap', hairTone: 180, skinTone: 230, topTone: 90, bottomTone: 100 },
    ...changes,
  });

const piece = (kind: SetPiece['kind'], position: Vec3, size: Vec3, more: Partial<SetPiece> = {}): SetPiece => ({
  ...{ id: `${kind} ${position.join()}`, kind, position, size, heading: 0, tone: 190 },
  ...more,
});

const room: Pick<StagedScene, 'setting' | 'time' | 'extent'> = { setting: 'INT', time: 'day', extent: [6, 2.7, 6] };
const outside: Pick<StagedScene, 'setting' | 'time' | 'extent'> = { setting: 'EXT', time: 'day', extent: [40, 0, 40] };

type Seen = {
  readonly place?: Partial<StagedScene>;
  readonly figures: readonly StagedFigure[];
  readonly pieces?: readonly SetPiece[];
  readonly camera: Pick<Camera, 'position' | 'target' | 'lens'> & Partial<Camera>;
};

const staged = (name: string, { place = {}, figures, pieces = [], camera }: Seen): ReferenceShot => ({
  name,
  shot: { scene: { ...room, figures, pieces, ...place }, camera: { roll: 0, aspect: 16 / 9, ...camera } },
});

const chairs = [piece('chair', [-0.7, 0, 0], [0.44, 0.92, 0.44]), piece('chair', [0.7, 0, 0], [0.44, 0.92, 0.44])];
const wall = [
  piece('window', [1.2, 0.9, -2.95], [1.6, 1.3, 0.12], { tone: 200 }),
  piece('door', [-1.8, 0, -2.95], [0.9, 2.05, 0.12], { tone: 170 }),
  piece('shelf', [2.6, 0, -2.7], [0.6, 2, 0.4]),
];
const street = [
  piece('front', [-5, 0, -9], [6, 7, 3], { label: 'shop lit' }),
  piece('front', [2, 0, -9], [7, 8, 3], { label: 'lit' }),
  piece('lamp', [3, 0, -3], [0.4, 3.4, 0.4]),
  piece('tree', [-4, 0, -4], [2.4, 5, 2.4]),
];
const east = Math.PI / 2;

export const referenceShots: readonly ReferenceShot[] = [
  staged('standing', {
    figures: [mara({ position: [-0.5, 0, 0], heading: 0.4 }), teo({ position: [0.5, 0, 0], heading: -0.4 })],
    pieces: wall,
    camera: { position: [0, 1.4, 4], target: [0, 0.95, 0], lens: 32 },
  }),
  staged('table', {
    figures: [
      mara({ position: [-0.7, 0, 0], heading: east, pose: 'sitting-at-table', gaze: [0.7, 1.2, 0] }),
      teo({ position: [0.7, 0, 0], heading: -east, pose: 'sitting-at-table', expression: 'angry' }),
    ],
    pieces: [
      piece('table', [0, 0, 0], [0.9, 0.74, 0.8], { tone: 210 }),
      ...chairs.map((chair, at) => ({ ...chair, heading: at === 0 ? east : -east })),
      ...wall,
    ],
    camera: { position: [0.4, 1.5, 3], target: [0, 0.95, 0], lens: 40 },
  }),
  staged('close-up', {
    figures: [mara({ heading: 0.3, expression: 'happy', gaze: [1, 1.5, 3] })],
    pieces: wall,
    camera: { position: [0, 1.55, 1.5], target: [0, 1.5, 0], lens: 85 },
  }),
  staged('close-up-man', {
    figures: [teo({ heading: -0.6, expression: 'afraid', gaze: [-2, 1.6, 2] })],
    pieces: wall,
    camera: { position: [0.2, 1.7, 1.6], target: [0, 1.66, 0], lens: 85 },
  }),
  staged('profile', {
    figures: [olga({ heading: east })],
    camera: { position: [0, 1.45, 1.8], target: [0, 1.4, 0], lens: 70 },
  }),
  staged('over-the-shoulder', {
    figures: [
      mara({ position: [0, 0, -1], heading: 0, gaze: [0, 1.6, 0.4] }),
      teo({ position: [0.05, 0, 0.4], heading: Math.PI }),
    ],
    pieces: wall,
    camera: { position: [0.5, 1.72, 1.5], target: [-0.1, 1.45, -1], lens: 50 },
  }),
  staged('walking-by-night', {
    place: { ...outside, time: 'night' },
    figures: [mara({ pose: 'walking', heading: 0.6 })],
    pieces: street,
    camera: { position: [0.6, 1.2, 4.4], target: [0, 1, 0], lens: 35 },
  }),
  staged('running', {
    place: outside,
    figures: [teo({ pose: 'running', heading: east })],
    pieces: street,
    camera: { position: [0, 1.1, 4], target: [0.1, 0.9, 0], lens: 40 },
  }),
  staged('kneeling', {
    figures: [
      nina({ pose: 'kneeling', heading: 0.8 }),
      ivan({ position: [1, 0, -0.4], heading: -0.6, pose: 'pointing' }),
    ],
    camera: { position: [0.2, 1, 3.6], target: [0.5, 0.75, 0], lens: 35 },
  }),
  staged('lying', {
    figures: [olga({ pose: 'lying', position: [0, 0.52, 0] })],
    pieces: [piece('bed', [0, 0, 0], [1.5, 0.52, 2]), ...wall],
    camera: { position: [2.2, 1.7, 1.6], target: [0, 0.5, 0], lens: 32 },
  }),
  staged('phone', {
    figures: [
      mara({ position: [-0.4, 0, 0], pose: 'phone-at-ear', heading: -0.3 }),
      teo({ position: [0.5, 0, 0], pose: 'looking-at-phone', heading: 0.2 }),
    ],
    camera: { position: [0, 1.45, 2.4], target: [0.05, 1.25, 0], lens: 45 },
  }),
  staged('overhead', {
    figures: [
      mara({ position: [-0.6, 0, 0] }),
      teo({ position: [0.6, 0, 0.2], heading: 2 }),
      nina({ position: [0, 0, 0.9] }),
    ],
    pieces: [piece('table', [0, 0, -0.9], [1.4, 0.74, 0.8], { tone: 210 })],
    camera: { position: [0, 4.5, 0.3], target: [0, 0, 0], lens: 28 },
  }),
  staged('low-dutch', {
    place: { ...outside, time: 'dusk' },
    figures: [teo({ pose: 'contrapposto', expression: 'tense' })],
    pieces: street,
    camera: { position: [0.7, 0.35, 2.4], target: [0, 1.15, 0], lens: 28, roll: 0.26 },
  }),
  staged('from-behind', {
    figures: [
      mara({ position: [-0.4, 0, 0], heading: Math.PI }),
      nina({ position: [0.4, 0, 0], heading: Math.PI - 0.3 }),
    ],
    pieces: wall,
    camera: { position: [0, 1.3, 2.6], target: [0, 1, 0], lens: 40 },
  }),
  staged('sofa', {
    figures: [
      ivan({ position: [-0.4, 0, 0.05], pose: 'sitting', expression: 'sad' }),
      olga({ position: [0.4, 0, 0.05], pose: 'sitting' }),
    ],
    pieces: [piece('sofa', [0, 0, 0], [2, 0.85, 0.9]), ...wall],
    camera: { position: [0.8, 1.2, 3.2], target: [0, 0.7, 0], lens: 38 },
  }),
  staged('car', {
    place: outside,
    figures: [teo({ position: [-0.36, 0.02, 0.1], pose: 'driving', heading: 0 })],
    pieces: [piece('car', [0, 0, 0], [1.72, 1.45, 4.4]), ...street],
    camera: { position: [2.6, 1.3, 3.6], target: [0, 0.8, 0], lens: 40 },
  }),
];

/** References are this wide and high, px: a limb is several wide, a line less than one. */
export const referenceSize = { width: 320, height: 180 } as const;
const drawnAt = { width: 640, height: 360 } as const;

export const referenceFile = (name: string): URL => new URL(`./pictures/${name}.webp`, import.meta.url);

export const greyOf = async (image: Sharp): Promise<GreyImage> => {
  const { width, height } = referenceSize;
  const pixels = await image.resize(width, height, { kernel: 'cubic', fit: 'fill' }).greyscale().raw().toBuffer();
  return { width, height, pixels: new Uint8Array(pixels) };
};

/** A shot as it is drawn now, in small. */
export const drawReference = (renderer: Renderer, shot: StagedShot, seed = 'reference'): Promise<GreyImage> => {
  const { pixels } = renderer.renderFrame(shot, { ...drawnAt, seed, style: 'ink' });
  return greyOf(sharp(pixels.slice(), { raw: { ...drawnAt, channels: 3 } }));
};
