/**
 * The mesh of an uploaded model, as it is stored and drawn: triangles with one grey each, in metres, standing on its floor,
 * centred over the origin, y up, front +z. Little-endian: magic `ONM1`, vertex count, triangle count (uint32), width, height
 * and depth (float32), then positions (float32 × 3), corners (uint32 × 3), greys (uint8).
 */
import type { Vec3 } from './scene.ts';

export type ModelMesh = {
  /** Width, height and depth, metres. */
  readonly size: Vec3;
  readonly positions: Float32Array;
  /** Three vertices a triangle, counter-clockwise seen from outside. */
  readonly triangles: Uint32Array;
  /** A grey for each triangle, 0 to 255. */
  readonly tones: Uint8Array;
};

export const meshMediaType = 'application/vnd.oner.mesh';

/** The largest mesh that is stored, sent and drawn. */
export const meshLimits = { maxVertices: 60_000, maxTriangles: 20_000 } as const;

const magic = 0x31_4d_4e_4f;
const headerBytes = 24;

export const encodeMesh = ({ size, positions, triangles, tones }: ModelMesh): Uint8Array => {
  const bytes = new Uint8Array(headerBytes + positions.byteLength + triangles.byteLength + tones.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, positions.length / 3, true);
  view.setUint32(8, tones.length, true);
  for (const [axis, length] of size.entries()) view.setFloat32(12 + axis * 4, length, true);
  let at = headerBytes;
  for (const value of positions) {
    view.setFloat32(at, value, true);
    at += 4;
  }
  for (const corner of triangles) {
    view.setUint32(at, corner, true);
    at += 4;
  }
  bytes.set(tones, at);
  return bytes;
};

/** Null for what is no whole mesh within the limits: every number finite, every corner a vertex. */
export const decodeMesh = (bytes: Uint8Array): ModelMesh | null => {
  if (bytes.length < headerBytes) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [vertices, count] = [view.getUint32(4, true), view.getUint32(8, true)];
  if (view.getUint32(0, true) !== magic || vertices > meshLimits.maxVertices || count > meshLimits.maxTriangles)
    return null;
  if (bytes.length !== headerBytes + vertices * 12 + count * 13) return null;
  const size: Vec3 = [view.getFloat32(12, true), view.getFloat32(16, true), view.getFloat32(20, true)];
  const positions = Float32Array.from({ length: vertices * 3 }, (_, index) =>
    view.getFloat32(headerBytes + index * 4, true),
  );
  const start = headerBytes + vertices * 12;
  const triangles = Uint32Array.from({ length: count * 3 }, (_, index) => view.getUint32(start + index * 4, true));
  if (!size.every((length) => length > 0 && Number.isFinite(length))) return null;
  if (!positions.every(Number.isFinite) || !triangles.every((corner) => corner < vertices)) return null;
  return { size, positions, triangles, tones: bytes.slice(start + count * 12) };
};
