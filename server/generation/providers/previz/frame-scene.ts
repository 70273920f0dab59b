/** Puts a staged shot before the lens: posed, skinned and projected figures, the set, and who is which object. */
import { nearPlane, type View, viewOf } from '@oner/shared/camera/view.ts';
import { type PosedFigure, poseFigure } from '@oner/shared/stage/pose-figure.ts';
import type { StagedFigure, StagedShot, Vec3 } from '@oner/shared/stage/scene.ts';
import { heldFaces } from '@oner/shared/stage/set/held-faces.ts';
import type { Models } from '@oner/shared/stage/set/model-piece.ts';
import { surfaceFlags } from '@oner/shared/stage/set/surface-flags.ts';
import { add, cross, dot, scale as scaled, subtract, unit } from '@oner/shared/stage/vec3.ts';
import type { Ambience } from './ambience.ts';
import type { DressedMesh, Wardrobe } from './dressed-mesh.ts';
import { mayBeSeen } from './in-sight.ts';
import { type FigurePart, figureParts } from './rest-mesh.ts';
import { type Corner, type Frustum, frustumOf, type ScreenTriangles, type Surface } from './screen-triangles.ts';
import { buildSet, type SetObject } from './set-geometry.ts';
import { type SkinnedMesh, skinMesh } from './skin.ts';
import { f32, u8 } from './typed-reads.ts';

export type FrameFigure = {
  readonly object: number;
  readonly posed: PosedFigure;
  readonly mesh: DressedMesh;
  readonly skinned: SkinnedMesh;
  /** Height of the head on the screen, px. */
  readonly headPixels: number;
  /** Whether any of it may be in the frame; others throw shadows only. */
  readonly inSight: boolean;
};

export type FrameScene = {
  readonly frustum: Frustum;
  readonly triangles: ScreenTriangles;
  readonly figures: readonly FrameFigure[];
  readonly set: readonly SetObject[];
  /** Figures' numbers follow those of the pieces: the first figure's. */
  readonly firstFigure: number;
};

const partTone = (figure: StagedFigure, part: FigurePart): number => {
  const { look } = figure;
  const lighter = (tone: number, by: number): number => Math.max(0, Math.min(255, tone + by));
  switch (part) {
    case 'skin':
    case 'face':
      return look.skinTone;
    case 'top':
      return look.topTone;
    case 'bottom':
      return look.bottomTone;
    case 'shoes':
      return lighter(look.bottomTone, -46);
    case 'hair':
      return look.hairTone;
    case 'collar':
      return lighter(look.topTone, look.topTone > 130 ? -26 : 30);
    case 'inner':
      return look.topTone > 150 ? lighter(look.topTone, -80) : 198;
    case 'held':
      return 42;
    case 'hat':
      return lighter(look.topTone, look.topTone > 120 ? -54 : 48);
  }
};

/** Heads larger than this on the screen are drawn from the finer mesh, px. */
const fineHeadPixels = 110;

const headPixelsOf = (view: View, frustum: Frustum, posed: PosedFigure): number => {
  const depth = dot(subtract(posed.points.headCentre, view.position), view.forward);
  const height = Math.hypot(...subtract(posed.points.crown, posed.points.chin));
  return depth < nearPlane ? 0 : (height * frustum.scaleY) / depth;
};

/** All vertices in camera axes, with their normals: six numbers each. */
const cornersOf = (view: View, { positions: p, normals: n }: SkinnedMesh): Float64Array => {
  const [px, py, pz] = view.position;
  const [rx, ry, rz] = view.right;
  const [ux, uy, uz] = view.up;
  const [fx, fy, fz] = view.forward;
  const out = new Float64Array(p.length * 2);
  for (let v = 0, at = 0; v < p.length; v += 3, at += 6) {
    const x = f32(p, v) - px;
    const y = f32(p, v + 1) - py;
    const z = f32(p, v + 2) - pz;
    const nx = f32(n, v);
    const ny = f32(n, v + 1);
    const nz = f32(n, v + 2);
    out[at] = x * rx + y * ry + z * rz;
    out[at + 1] = x * ux + y * uy + z * uz;
    out[at + 2] = x * fx + y * fy + z * fz;
    out[at + 3] = nx * rx + ny * ry + nz * rz;
    out[at + 4] = nx * ux + ny * uy + nz * uz;
    out[at + 5] = nx * fx + ny * fy + nz * fz;
  }
  return out;
};

const addFigure = (scene: Pick<FrameScene, 'frustum' | 'triangles'>, figure: FrameFigure): void => {
  const { frustum, triangles } = scene;
  const { skinned, object, posed } = figure;
  const tones = figureParts.map((part) => partTone(posed.figure, part));
  const hairPart = figureParts.indexOf('hair');
  const surfaces = [false, true].map((sheet) =>
    tones.map((tone, part): Surface => {
      const flags = surfaceFlags.figure | (part === hairPart ? surfaceFlags.hair : 0);
      return { object, part, tone, smooth: true, sheet, flags };
    }),
  );
  const { triangles: mesh, sheets, parts } = skinned;
  triangles.addMesh(frustum, {
    corners: cornersOf(frustum.view, skinned),
    triangles: mesh,
    surfaceOf: (t) => surfaces[u8(sheets, t)]?.[u8(parts, t)] ?? null,
  });
};

const addHeld = (scene: Pick<FrameScene, 'frustum' | 'triangles'>, { posed, object }: FrameFigure): void => {
  const { view } = scene.frustum;
  const part = figureParts.indexOf('held');
  for (const { points, tone } of heldFaces(posed)) {
    const surface = { object, part, tone, smooth: true, sheet: false, flags: surfaceFlags.figure };
    const [p, q, r] = points;
    if (!(p && q && r)) continue;
    const normal = unit(cross(subtract(q, p), subtract(r, p)));
    const turned = [dot(normal, view.right), dot(normal, view.up), dot(normal, view.forward)] as const;
    const corners = points.map((point): Corner => {
      const [x, y, depth] = cameraPoint(view, point);
      return [x, y, depth, ...turned];
    });
    for (let corner = 1; corner + 1 < corners.length; corner++) {
      const [a, b, c] = [corners[0], corners[corner], corners[corner + 1]];
      if (a && b && c) scene.triangles.add(scene.frustum, [a, b, c], surface);
    }
  }
};

const inView = ({ right, up, forward }: View, offset: Vec3): Vec3 => [
  dot(offset, right),
  dot(offset, up),
  dot(offset, forward),
];

/** A corner of the set; a round body's has the normal of its ball there. */
const cameraPoint = (view: View, point: Vec3, round?: Vec3): Corner => {
  const at = inView(view, subtract(point, view.position));
  return round ? [...at, ...inView(view, unit(subtract(point, round)))] : [...at, 0, 0, -1];
};

const addSetObject = (scene: Pick<FrameScene, 'frustum' | 'triangles'>, item: SetObject): void => {
  const { frustum, triangles } = scene;
  for (const { points, tone, flags, sheet = false, round } of item.faces) {
    const surface = { object: item.object, part: 0, tone, smooth: round !== undefined, sheet, flags };
    const corners = points.map((point) => cameraPoint(frustum.view, point, round));
    for (let corner = 1; corner + 1 < corners.length; corner++) {
      const [a, b, c] = [corners[0], corners[corner], corners[corner + 1]];
      if (a && b && c) triangles.add(frustum, [a, b, c], surface);
    }
  }
};

/** A camera that stands exactly on its target looks ahead; straight positions are left as they are. */
const steady = (shot: StagedShot): View => {
  const { position, target } = shot.camera;
  const distance = Math.hypot(...subtract(target, position));
  return viewOf(distance > 1e-6 ? shot.camera : { ...shot.camera, target: add(position, scaled([0, 0, -1], 1)) });
};

export type Staging = {
  readonly shot: StagedShot;
  readonly width: number;
  readonly height: number;
  readonly ambience: Ambience;
  readonly wardrobe: Wardrobe;
  readonly models: Models;
  /** Reused between frames. */
  readonly triangles: ScreenTriangles;
};

export const stageFrame = (staging: Staging): FrameScene => {
  const { shot, width, height, ambience, wardrobe, models, triangles } = staging;
  const view = steady(shot);
  const frustum = frustumOf(view, width, height);
  triangles.clear();
  const firstFigure = shot.scene.pieces.length + 1;
  const figures = shot.scene.figures.map((figure, index): FrameFigure => {
    const posed = poseFigure(figure);
    const mesh = wardrobe.meshFor(figure);
    const headPixels = headPixelsOf(view, frustum, posed);
    const inSight = mayBeSeen(frustum, posed);
    const fine = inSight && headPixels > fineHeadPixels;
    const skinned = skinMesh(mesh, { world: posed.world, build: figure.build, fine });
    return { object: firstFigure + index, posed, mesh, skinned, headPixels, inSight };
  });
  const seen = { camera: view.position, tones: ambience.place, light: ambience.light, models };
  const set = buildSet(shot.scene, seen);
  // Figures first: what they hide is then never written.
  for (const figure of figures) {
    if (!figure.inSight) continue;
    addFigure({ frustum, triangles }, figure);
    addHeld({ frustum, triangles }, figure);
  }
  for (const item of [...set].reverse()) addSetObject({ frustum, triangles }, item);
  return { frustum, triangles, figures, set, firstFigure };
};
