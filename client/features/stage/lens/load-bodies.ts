/** The seven bodies, as the server's frames have them: one file, loaded with the first view through the lens. */

import { figuresUrl } from 'virtual:figures';
import { type Body, bodies } from '@oner/shared/stage/scene.ts';
import { BufferAttribute, type BufferGeometry, type Mesh, type Object3D } from 'three';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';

export type BodyGeometries = ReadonlyMap<Body, BufferGeometry>;

/** How often a part's border is smoothed: it is given by vertex, and would be a saw. */
const rounds = 6;

const neighboursOf = (geometry: BufferGeometry): readonly (readonly number[])[] => {
  const index = geometry.getIndex();
  const found: Set<number>[] = Array.from({ length: geometry.getAttribute('position').count }, () => new Set());
  for (let at = 0; index !== null && at < index.count; at += 3) {
    const [a, b, c] = [index.getX(at), index.getX(at + 1), index.getX(at + 2)];
    found[a]?.add(b).add(c);
    found[b]?.add(a).add(c);
    found[c]?.add(a).add(b);
  }
  return found.map((each) => [...each]);
};

/** How much of each vertex belongs to a part, smoothed over its neighbours. */
const shareOf = (part: number, parts: ArrayLike<number>, neighbours: readonly (readonly number[])[]): Float32Array => {
  let share = Float32Array.from({ length: parts.length }, (_, vertex) =>
    Math.round(parts[vertex] ?? 0) === part ? 1 : 0,
  );
  for (let round = 0; round < rounds; round++) {
    share = share.map((own, vertex) => {
      const near = neighbours[vertex] ?? [];
      const mean = near.reduce((sum, each) => sum + (share[each] ?? 0), 0) / Math.max(1, near.length);
      return own * 0.45 + mean * 0.55;
    });
  }
  return share;
};

const addParts = (geometry: BufferGeometry): void => {
  const parts = geometry.getAttribute('_part');
  const count = geometry.getAttribute('position').count;
  const flat = Array.from({ length: count }, (_, vertex) => parts.getX(vertex));
  const neighbours = neighboursOf(geometry);
  const shares = [0, 1, 2, 3, 4].map((part) => shareOf(part, flat, neighbours));
  const four = new Float32Array(count * 4);
  for (let vertex = 0; vertex < count; vertex++)
    for (let part = 0; part < 4; part++) four[vertex * 4 + part] = shares[part]?.[vertex] ?? 0;
  geometry.setAttribute('partsA', new BufferAttribute(four, 4));
  geometry.setAttribute('partsB', new BufferAttribute(shares[4] ?? new Float32Array(count), 1));
  geometry.deleteAttribute('_part');
};

const isMesh = (object: Object3D): object is Mesh => 'isMesh' in object;

let loading: Promise<BodyGeometries> | null = null;

const load = async (): Promise<BodyGeometries> => {
  const { scene } = await new GLTFLoader().loadAsync(figuresUrl);
  const found = new Map<Body, BufferGeometry>();
  scene.traverse((object) => {
    if (!isMesh(object)) return;
    const name = bodies.find((body) => object.name === `${body}Mesh`);
    if (name === undefined) return;
    const geometry = object.geometry;
    geometry.computeVertexNormals();
    addParts(geometry);
    found.set(name, geometry);
  });
  return found;
};

/** Loads them once for the page; asks again after a failure. */
export const loadBodies = (): Promise<BodyGeometries> => {
  loading ??= load().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
};
