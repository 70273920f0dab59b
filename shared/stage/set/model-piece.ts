/** An uploaded model as a piece of the set: stretched to the piece's size, each triangle in its own grey. */
import type { AssetId } from '../../ids/ids.ts';
import { decodeMesh, type ModelMesh } from '../model-mesh.ts';
import type { SetPiece, Vec3 } from '../scene.ts';
import type { SetMesh } from './set-mesh.ts';

/** Meshes by the asset that pieces name. */
export type Models = ReadonlyMap<AssetId, ModelMesh>;

export const noModels: Models = new Map();

/** What is no mesh is left out: its piece is drawn in its kind's own shape. */
export const decodeModels = (models: ReadonlyMap<AssetId, Uint8Array> | undefined): Models => {
  if (!models) return noModels;
  return new Map(
    [...models].flatMap(([id, bytes]) => {
      const mesh = decodeMesh(bytes);
      return mesh ? [[id, mesh] as const] : [];
    }),
  );
};

/** The piece's tone darkens the model's own greys: a white model has the tone of its piece. */
export const addModel = (mesh: SetMesh, { size, tone }: SetPiece, model: ModelMesh): void => {
  const [sx, sy, sz] = [size[0] / model.size[0], size[1] / model.size[1], size[2] / model.size[2]];
  const corner = (index: number): Vec3 => {
    const at = (model.triangles[index] ?? 0) * 3;
    const [x = 0, y = 0, z = 0] = model.positions.subarray(at, at + 3);
    return [x * sx, y * sy, z * sz];
  };
  for (let triangle = 0; triangle < model.tones.length; triangle++) {
    const at = triangle * 3;
    const grey = Math.round(((model.tones[triangle] ?? 0) * tone) / 255);
    // Models are often open, or turned inside out: both sides of a triangle are seen.
    mesh.face([corner(at), corner(at + 1), corner(at + 2)], { tone: grey, sheet: true });
  }
};
