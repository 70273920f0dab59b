/**
 * The staged scene: what stands where, and the camera that looks at it. This is what the stager and
 * the solver make and what previz draws. Metres; y up; right-handed, a figure at heading 0 faces +z;
 * headings turn counter-clockwise seen from above (+90° faces +x). Radians.
 */

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
] as const;
export type Pose = (typeof poses)[number];

export const expressions = ['neutral', 'happy', 'sad', 'angry', 'afraid', 'surprised', 'tense'] as const;
export type Expression = (typeof expressions)[number];

export type Build = { readonly heavy: number; readonly thin: number; readonly muscular: number };

/** Grey tones, 0 (black) to 255 (white), that tell one person from another in an ink rough. */
export type FigureLook = {
  readonly hair: 'short' | 'crew' | 'bob' | 'long' | 'ponytail' | 'bun' | 'curly' | 'bald' | 'cap' | 'beanie';
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
  /** A flat sheet on the ground; the label says of what (water, puddle, cobbles, road, path, line, rug). */
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

export type TimeOfDay = 'day' | 'night' | 'dawn' | 'dusk';

export type StagedScene = {
  readonly setting: 'INT' | 'EXT' | 'INT/EXT' | null;
  readonly time: TimeOfDay;
  readonly figures: readonly StagedFigure[];
  readonly pieces: readonly SetPiece[];
  /** The room's or ground's extent around the origin: width (x), wall height (y; 0 outdoors), depth (z). */
  readonly extent: Vec3;
};

/** Everything that a frame is drawn from. */
export type StagedShot = { readonly scene: StagedScene; readonly camera: Camera };
