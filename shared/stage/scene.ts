/**
 * The staged scene: what stands where, and the camera that looks at it. This is what the stager and
 * the solver make and what previz draws. Metres; y up; right-handed, a figure at heading 0 faces +z;
 * headings turn counter-clockwise seen from above (+90° faces +x). Radians.
 */

import type { AssetId } from '../ids/ids.ts';

export type Vec3 = readonly [x: number, y: number, z: number];

/** The bodies of `figures.glb`. */
export const bodies = ['man', 'woman', 'elderMan', 'elderWoman', 'teenager', 'child', 'baby'] as const;
export type Body = (typeof bodies)[number];

export const poses = [
  'standing',
  'contrapposto',
  'sitting',
  'sitting-at-table',
  'walking',
  'running',
  'pointing',
  'leaning',
  'phone-at-ear',
  'looking-at-phone',
  'lying',
  'kneeling',
  'driving',
  'crouching',
  'sitting-on-floor',
  'bending-over',
] as const;
/** What the whole body does. */
export type Pose = (typeof poses)[number];

export const gestures = [
  'arms-crossed',
  'hands-on-hips',
  'hands-in-pockets',
  'holding',
  'carrying',
  'drinking',
  'smoking',
  'reading',
  'writing',
  'pointing',
  'phone-at-ear',
  'looking-at-phone',
  'reaching',
  'aiming',
  'embracing',
  'hands-up',
  'waving',
  'head-in-hands',
  'hand-to-mouth',
] as const;
/** What the arms do; it takes the place of what the pose has them do. */
export type Gesture = (typeof gestures)[number];

export const heldThings = [
  'phone',
  'mug',
  'glass',
  'bottle',
  'cigarette',
  'book',
  'paper',
  'pen',
  'bag',
  'suitcase',
  'box',
  'gun',
  'knife',
  'torch',
  'lantern',
  'umbrella',
  'keys',
] as const;
export type HeldThing = (typeof heldThings)[number];

export const hands = ['left', 'right'] as const;
/** The figure's own left and right. */
export type Hand = (typeof hands)[number];
export type Held = { readonly hand: Hand; readonly thing: HeldThing };

/** World points that palms rest on or grip; a hand that cannot reach so far goes as far as the arm is long. */
export type Reach = { readonly left?: Vec3; readonly right?: Vec3 };

export const expressions = ['neutral', 'happy', 'sad', 'angry', 'afraid', 'surprised', 'tense'] as const;
export type Expression = (typeof expressions)[number];

export type Build = { readonly heavy: number; readonly thin: number; readonly muscular: number };

export const hairStyles = [
  'short',
  'crew',
  'bob',
  'long',
  'ponytail',
  'bun',
  'curly',
  'bald',
  'cap',
  'beanie',
] as const;
export const tops = [
  'shirt',
  'tee',
  'sweater',
  'hoodie',
  'jacket',
  'suit',
  'coat',
  'dress',
  'blouse',
  'vest',
  'uniform',
] as const;
export const sleeveLengths = ['none', 'short', 'long'] as const;
export const collars = ['none', 'round', 'shirt', 'turtleneck', 'lapel', 'hood'] as const;
export const bottoms = ['trousers', 'skirt', 'shorts'] as const;

export type Clothes = {
  readonly top: (typeof tops)[number];
  readonly sleeves: (typeof sleeveLengths)[number];
  readonly collar: (typeof collars)[number];
  /** Under a dress nothing of it is seen. */
  readonly bottom: (typeof bottoms)[number];
};

/** Grey tones, 0 (black) to 255 (white), that tell one person from another in an ink rough. */
export type FigureLook = Partial<Clothes> & {
  readonly hair: (typeof hairStyles)[number];
  readonly hairTone: number;
  readonly skinTone: number;
  readonly topTone: number;
  readonly bottomTone: number;
};

export type StagedFigure = {
  /** The cast's name, as in the shot's subjects. */
  readonly name: string;
  readonly body: Body;
  /** Standing height, metres; the body is scaled to it. */
  readonly height: number;
  readonly build: Build;
  readonly look: FigureLook;
  /** Where the hips stand over the floor; y is the height of what is stood on. */
  readonly position: Vec3;
  readonly heading: number;
  readonly pose: Pose;
  readonly expression: Expression;
  /** The point that eyes and head turn to, if any. */
  readonly gaze: Vec3 | null;
  readonly gesture?: Gesture;
  readonly reach?: Reach;
  readonly holds?: readonly Held[];
  /** Between two poses; only what plays has it, never what is stored. */
  readonly motion?: FigureMotion;
};

/** Where a figure is on its way from one pose to another, and in its step. */
export type FigureMotion = {
  /** The pose that it goes to and the share of the way, 0..1. */
  readonly to?: { readonly pose: Pose; readonly gesture?: Gesture; readonly reach?: Reach; readonly share: number };
  /** The share of a double step that is done, 0..1, for who walks or runs. */
  readonly stride?: number;
};

export const setPieceKinds = [
  'table',
  'desk',
  'chair',
  'sofa',
  'bed',
  'door',
  'window',
  'wall',
  'counter',
  'shelf',
  'lamp',
  'car',
  'tree',
  'building',
  'parapet',
  'stairs',
  'box',
  /** A house in a row, its face +z; `lit`, `shop` in its label. */
  'front',
  'shed',
  'carriage',
  /** A ring of far silhouettes round the set; the label says of what (skyline, roofs, trees, hills, mountains, masts). */
  'backdrop',
  /** A flat sheet on the ground; the label says of what (water, puddle, cobbles, road, path, line, rug), or that it rains there (rain). */
  'ground',
  'jetty',
  'boat',
  /** A wall of small things; the label says of what (keys, bottles, tools, goods). */
  'rack',
  'board',
  'bench',
  'fence',
] as const;
export type SetPieceKind = (typeof setPieceKinds)[number];

/** A box-like piece of the set; `size` is width (x), height (y), depth (z) at heading 0, centred over `position` on its floor. */
export type SetPiece = {
  readonly id: string;
  readonly kind: SetPieceKind;
  readonly label?: string;
  /** The asset of an uploaded model, drawn instead of the kind's own shape, stretched to `size`. */
  readonly model?: AssetId;
  readonly position: Vec3;
  readonly heading: number;
  readonly size: Vec3;
  readonly tone: number;
};

export type Camera = {
  readonly position: Vec3;
  readonly target: Vec3;
  /** Radians; positive leans the horizon down to frame right. */
  readonly roll: number;
  /** Focal length, mm; vertical field of view = 2·atan(0.5·h/lens), h = 35/max(aspect, 1). */
  readonly lens: number;
  /** Width over height. */
  readonly aspect: number;
};

export const timesOfDay = ['day', 'night', 'dawn', 'dusk'] as const;
export type TimeOfDay = (typeof timesOfDay)[number];

export type StagedScene = {
  readonly setting: 'INT' | 'EXT' | 'INT/EXT' | null;
  readonly time: TimeOfDay;
  readonly figures: readonly StagedFigure[];
  readonly pieces: readonly SetPiece[];
  /** The room's or ground's extent around the origin: width (x), wall height (y; 0 outdoors), depth (z). */
  readonly extent: Vec3;
  /** The side of the line of action that cameras keep to, as chosen by hand. */
  readonly side?: Side;
};

/** A side of the line of action, for who walks it from its first figure to its second: 1 left, −1 right. */
export type Side = 1 | -1;

/** Everything that a frame is drawn from. */
export type StagedShot = { readonly scene: StagedScene; readonly camera: Camera };
