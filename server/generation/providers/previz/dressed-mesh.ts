/** A body with clothes, hair and face lattice, packed for skinning; made once for each combination and kept. */
import type { Body, FigureLook } from '@oner/shared/stage/scene.ts';
import { clothesOf } from './clothes.ts';
import { addEarStrokes } from './ear-strokes.ts';
import { addFaceGrid, type FaceGrid, markFace } from './face-grid.ts';
import { addHair } from './hair.ts';
import { type HeadFrame, headFrameOf, jointIndex, smoothstep } from './head-frame.ts';
import type { FigureLibrary, Point, RestBody } from './load-figures.ts';
import { dressBody } from './outfit.ts';
import { meshOf, type RestMesh, type SurfaceStroke, vertexCount } from './rest-mesh.ts';
import { num } from './typed-reads.ts';

export type DressedMesh = {
  readonly vertices: number;
  readonly positions: Float32Array;
  readonly joints: Uint8Array;
  readonly weights: Float32Array;
  readonly morphs: Float32Array;
  readonly triangles: Uint32Array;
  readonly parts: Uint8Array;
  readonly sheets: Uint8Array;
  /** Pairs of vertices, and the three edges of each triangle (opposite order: ab, bc, ca). */
  readonly edges: Uint32Array;
  readonly triangleEdges: Uint32Array;
  /** The head's rounded normal at rest and how much of it shading takes; four numbers a vertex. */
  readonly roundNormals: Float32Array;
  readonly strokes: readonly SurfaceStroke[];
  readonly face: FaceGrid;
  readonly head: HeadFrame;
  readonly jointPositions: readonly Point[];
};

/** Who wears what: of the look only hair and clothes are read. */
export type Wearer = {
  readonly body: Body;
  readonly name: string;
  readonly look: Pick<FigureLook, 'hair'> & Partial<FigureLook>;
};

export type Wardrobe = { readonly meshFor: (who: Wearer) => DressedMesh };

const edgesOf = (mesh: RestMesh): { edges: number[]; triangleEdges: number[] } => {
  const known = new Map<number, number>();
  const edges: number[] = [];
  const triangleEdges: number[] = [];
  for (let t = 0; t < mesh.triangles.length; t += 3) {
    for (let corner = 0; corner < 3; corner++) {
      const a = num(mesh.triangles, t + corner);
      const b = num(mesh.triangles, t + ((corner + 1) % 3));
      const key = Math.min(a, b) * 65_536 + Math.max(a, b);
      let edge = known.get(key);
      if (edge === undefined) {
        edge = edges.length / 2;
        edges.push(a, b);
        known.set(key, edge);
      }
      triangleEdges.push(edge);
    }
  }
  return { edges, triangleEdges };
};

/** Faces are shaded as an egg: the skull's facets would make blotches where a pen draws one clean shadow. */
const roundNormalsOf = (mesh: RestMesh, head: HeadFrame): Float32Array => {
  const out = new Float32Array(vertexCount(mesh) * 4);
  const middle = head.origin[1] + 0.42 * head.rise;
  for (let vertex = 0; vertex < vertexCount(mesh); vertex++) {
    const x = (num(mesh.positions, vertex * 3) - head.origin[0]) / head.halfWidth;
    const y = (num(mesh.positions, vertex * 3 + 1) - middle) / (0.62 * head.rise);
    const z = (num(mesh.positions, vertex * 3 + 2) - head.centreZ) / head.halfDepth;
    const length = Math.hypot(x, y, z) || 1;
    const share = 0.88 * smoothstep(-1.35, -0.95, y) * (Math.abs(x) < 2.5 ? 1 : 0);
    out.set([x / length, y / length, z / length, share], vertex * 4);
  }
  return out;
};

const pack = (mesh: RestMesh, body: RestBody, face: FaceGrid): DressedMesh => {
  const head = headFrameOf(body);
  const { edges, triangleEdges } = edgesOf(mesh);
  return {
    vertices: vertexCount(mesh),
    positions: Float32Array.from(mesh.positions),
    joints: Uint8Array.from(mesh.joints),
    weights: Float32Array.from(mesh.weights),
    morphs: Float32Array.from(mesh.morphs),
    triangles: Uint32Array.from(mesh.triangles),
    parts: Uint8Array.from(mesh.parts),
    sheets: Uint8Array.from(mesh.sheets),
    edges: Uint32Array.from(edges),
    triangleEdges: Uint32Array.from(triangleEdges),
    roundNormals: roundNormalsOf(mesh, head),
    strokes: mesh.strokes,
    face,
    head,
    jointPositions: body.jointPositions,
  };
};

const makeMesh = (rest: RestBody, { body, name, look }: Wearer): DressedMesh => {
  const mesh = meshOf(rest);
  const head = headFrameOf(rest);
  dressBody(mesh, rest, clothesOf(body, name, look));
  addEarStrokes(mesh, head, body);
  const face = addFaceGrid(mesh, head);
  markFace(mesh, head);
  addHair(mesh, head, { style: look.hair, chestJoint: jointIndex(rest, 'upperChest') });
  return pack(mesh, rest, face);
};

/** Meshes kept, about 0.7 MB each: more people than stand in a few scenes. */
const keptMeshes = 64;

/** Keeps the meshes that were used last. */
export const createWardrobe = (library: FigureLibrary): Wardrobe => {
  const made = new Map<string, DressedMesh>();
  const make = (who: Wearer): DressedMesh => {
    const rest = library.get(who.body);
    if (!rest) throw new RangeError(`no body "${who.body}"`);
    return makeMesh(rest, who);
  };
  return {
    meshFor: (who) => {
      const { top, sleeves, collar, bottom } = clothesOf(who.body, who.name, who.look);
      const key = [who.body, who.look.hair, top, sleeves, collar, bottom].join(' ');
      const mesh = made.get(key) ?? make(who);
      made.delete(key);
      made.set(key, mesh);
      const [oldest] = made.keys();
      if (made.size > keptMeshes && oldest !== undefined) made.delete(oldest);
      return mesh;
    },
  };
};
