/** What previz takes and gives: the request's schema (checked on both sides of the worker's edge), frames and errors. */
import { assetIdSchema } from '@oner/shared/ids/ids.ts';
import { pictureStyles } from '@oner/shared/stage/picture-style.ts';
import {
  bodies,
  bottoms,
  type Camera,
  collars,
  expressions,
  type FigureLook,
  type FigureMotion,
  gestures,
  hairStyles,
  hands,
  heldThings,
  poses,
  type Reach,
  type SetPiece,
  type StagedFigure,
  type StagedScene,
  type StagedShot,
  setPieceKinds,
  sleeveLengths,
  timesOfDay,
  tops,
} from '@oner/shared/stage/scene.ts';
import { z } from 'zod';
import type { ControlMaps } from '../../provider.ts';

/** Bounds of what is drawn: a request beyond them is refused. Providers keep within them by `drawableShot`, which says what it leaves out. */
export const previzLimits = {
  maxFigures: 64,
  maxPieces: 512,
  maxCoordinate: 10_000,
  minSide: 64,
  maxSide: 4096,
  /** Width times height: what a thread keeps for a frame is about 25 bytes a pixel. */
  maxPixels: 4096 * 2304,
  /** The longer side of a frame when the request gives none, px. */
  defaultLongSide: 1280,
} as const;

const coordinate = z.number().min(-previzLimits.maxCoordinate).max(previzLimits.maxCoordinate);
const vec3 = z.tuple([coordinate, coordinate, coordinate]);
const share = z.number().min(0).max(1);
const tone = z.number().min(0).max(255);

/** Every key of the type has its schema: a new field of the stage does not compile until it is here. */
type SchemasOf<T> = Record<keyof T, z.ZodType>;

const lookSchema = z.object({
  hair: z.enum(hairStyles),
  hairTone: tone,
  skinTone: tone,
  topTone: tone,
  bottomTone: tone,
  top: z.enum(tops).exactOptional(),
  sleeves: z.enum(sleeveLengths).exactOptional(),
  collar: z.enum(collars).exactOptional(),
  bottom: z.enum(bottoms).exactOptional(),
} satisfies SchemasOf<FigureLook>);

const reachSchema = z.object({
  left: vec3.exactOptional(),
  right: vec3.exactOptional(),
} satisfies SchemasOf<Reach>);

const motionSchema = z.object({
  to: z
    .object({
      pose: z.enum(poses),
      gesture: z.enum(gestures).exactOptional(),
      reach: reachSchema.exactOptional(),
      share,
    })
    .exactOptional(),
  stride: z.number().exactOptional(),
} satisfies SchemasOf<FigureMotion>);

const figureSchema = z.object({
  name: z.string().max(200),
  body: z.enum(bodies),
  height: z.number().min(0.2).max(4),
  build: z.object({ heavy: share, thin: share, muscular: share }),
  look: lookSchema,
  position: vec3,
  heading: z.number(),
  pose: z.enum(poses),
  expression: z.enum(expressions),
  gaze: vec3.nullable(),
  gesture: z.enum(gestures).exactOptional(),
  reach: reachSchema.exactOptional(),
  holds: z
    .array(z.object({ hand: z.enum(hands), thing: z.enum(heldThings) }))
    .max(2)
    .exactOptional(),
  motion: motionSchema.exactOptional(),
} satisfies SchemasOf<StagedFigure>);

const extentSide = z.number().min(0).max(previzLimits.maxCoordinate);

const pieceSchema = z.object({
  id: z.string().max(200),
  kind: z.enum(setPieceKinds),
  label: z.string().max(200).exactOptional(),
  model: assetIdSchema.exactOptional(),
  position: vec3,
  heading: z.number(),
  size: z.tuple([extentSide, extentSide, extentSide]),
  tone,
} satisfies SchemasOf<SetPiece>);

const sceneSchema = z.object({
  setting: z.enum(['INT', 'EXT', 'INT/EXT']).nullable(),
  time: z.enum(timesOfDay),
  figures: z.array(figureSchema).max(previzLimits.maxFigures),
  pieces: z.array(pieceSchema).max(previzLimits.maxPieces),
  extent: z.tuple([extentSide, extentSide, extentSide]),
  side: z.union([z.literal(1), z.literal(-1)]).exactOptional(),
} satisfies SchemasOf<StagedScene>);

export const stagedShotSchema = z.object({
  scene: sceneSchema,
  camera: z.object({
    position: vec3,
    target: vec3,
    roll: z.number(),
    lens: z.number().min(1).max(5000),
    aspect: z.number().min(0.1).max(10),
  } satisfies SchemasOf<Camera>),
}) satisfies z.ZodType<StagedShot>;

/** Meshes of uploaded models, as stored. */
const modelsSchema = z.map(
  assetIdSchema,
  z.custom<Uint8Array>((value) => value instanceof Uint8Array),
);

const side = z.number().int().min(previzLimits.minSide).max(previzLimits.maxSide);

const requestFields = z.object({
  shot: stagedShotSchema,
  /** Draws the hand's tremor: same shot and seed, same bytes. */
  seed: z.string().max(200),
  style: z.enum(pictureStyles),
  /** Frame size, px; without it the longer side is 1280 and the other follows the camera's aspect, even. */
  width: side.exactOptional(),
  height: side.exactOptional(),
  /** Also gives the control maps. */
  maps: z.boolean().exactOptional(),
  /** What pieces with a model are drawn from; one that is not here, or is no mesh, leaves its piece in its kind's own shape. */
  models: modelsSchema.exactOptional(),
});

const pixelsOf = ({ shot, width, height }: z.infer<typeof requestFields>): number => {
  const size = frameSize(shot.camera.aspect, {
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
  });
  return size.width * size.height;
};

export const previzRequestSchema = requestFields.refine((request) => pixelsOf(request) <= previzLimits.maxPixels, {
  path: ['width'],
  message: `a frame has ${previzLimits.maxPixels} pixels at most`,
});

export type PrevizRequest = Readonly<Omit<z.infer<typeof previzRequestSchema>, 'shot'>> & { readonly shot: StagedShot };

export type PrevizFrame = {
  readonly bytes: Uint8Array;
  readonly mediaType: 'image/webp';
  readonly width: number;
  readonly height: number;
  readonly maps?: ControlMaps;
};

export type PrevizError =
  | { readonly kind: 'invalid-request'; readonly detail: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'worker-crashed'; readonly detail: string }
  | { readonly kind: 'render-failed'; readonly detail: string }
  | { readonly kind: 'closed' };

/** The frame's size in px for an aspect: the longer side as asked, the other even. */
export const frameSize = (
  aspect: number,
  asked: { readonly width?: number; readonly height?: number } = {},
): { readonly width: number; readonly height: number } => {
  const even = (length: number): number =>
    Math.min(previzLimits.maxSide, Math.max(previzLimits.minSide, Math.round(length / 2) * 2));
  if (asked.width !== undefined && asked.height !== undefined) return { width: asked.width, height: asked.height };
  if (asked.width !== undefined) return { width: asked.width, height: even(asked.width / aspect) };
  if (asked.height !== undefined) return { width: even(asked.height * aspect), height: asked.height };
  const long = previzLimits.defaultLongSide;
  return aspect >= 1 ? { width: long, height: even(long / aspect) } : { width: even(long * aspect), height: long };
};
