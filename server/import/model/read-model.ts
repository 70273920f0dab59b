/** Reads an uploaded model into the mesh that is stored and drawn. */

import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import { encodeMesh, type ModelMesh } from '@oner/shared/stage/model-mesh.ts';
import { readGlbFile } from './glb-file.ts';
import { AccessorReader } from './gltf-accessors.ts';
import { placedMeshes } from './gltf-scene.ts';
import { parseGltf } from './gltf-schema.ts';
import { type ModelError, ModelFault } from './model-error.ts';
import { readToneImages } from './model-textures.ts';
import { gatherTriangles } from './model-triangles.ts';
import { reduceMesh } from './reduce-mesh.ts';

export type ReadModel = {
  readonly mesh: Uint8Array;
  /** Width, height and depth, metres. */
  readonly size: ModelMesh['size'];
  readonly triangles: number;
  /** What was left out or looks wrong, in words. */
  readonly warnings: readonly string[];
};

/** Taller or longer than this was most likely drawn in centimetres or inches, metres. */
const unlikelySize = 120;

const warningsOf = (facts: { skinned: boolean; before: number; mesh: ModelMesh }): readonly string[] => {
  const { skinned, before, mesh } = facts;
  const longest = Math.max(...mesh.size);
  return [
    ...(skinned ? ['Its skeleton is left out: it is drawn as it was modelled, unposed.'] : []),
    ...(mesh.tones.length < before ? [`It is drawn with ${mesh.tones.length} triangles instead of ${before}.`] : []),
    ...(longest > unlikelySize
      ? [`It is ${Math.round(longest)} m long. If it was modelled in another unit, change its size on the stage.`]
      : []),
  ];
};

const read = async (file: Uint8Array): Promise<ReadModel> => {
  const { json, binary } = readGlbFile(file);
  const gltf = parseGltf(json);
  const reader = new AccessorReader(gltf, binary);
  const meshes = placedMeshes(gltf);
  const textures = await readToneImages(gltf, reader);
  const source = gatherTriangles({ gltf, reader, textures }, meshes);
  const mesh = reduceMesh(source);
  const skinned = meshes.some((placed) => placed.skinned);
  return {
    mesh: encodeMesh(mesh),
    size: mesh.size,
    triangles: mesh.tones.length,
    warnings: warningsOf({ skinned, before: source.tones.length, mesh }),
  };
};

/** The mesh, or what is wrong with the file and where; whatever the bytes are, nothing else is thrown. */
export const readModel = async (file: Uint8Array): Promise<Result<ReadModel, ModelError>> => {
  try {
    return ok(await read(file));
  } catch (error) {
    if (error instanceof ModelFault) return fail(error.fault);
    throw error;
  }
};
