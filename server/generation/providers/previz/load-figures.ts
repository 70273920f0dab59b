/** Reads the bodies of `figures.glb`: rest meshes in T-pose with skin weights, build morphs and joint positions. */

import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import { type Body, bodies } from '@oner/shared/stage/scene.ts';
import { z } from 'zod';

export type Point = readonly [x: number, y: number, z: number];

/** One body at its native height. Vertex attributes are flat arrays; four joints and weights a vertex. */
export type RestBody = {
  readonly name: Body;
  readonly height: number;
  readonly positions: Float32Array;
  readonly joints: Uint8Array;
  readonly weights: Float32Array;
  readonly triangles: Uint16Array;
  /** Position deltas: heavy, thin, muscular. */
  readonly morphs: readonly [Float32Array, Float32Array, Float32Array];
  readonly jointNames: readonly string[];
  /** Rest positions of the joints; their rest rotations are identity. */
  readonly jointPositions: readonly Point[];
};

export type FigureLibrary = ReadonlyMap<Body, RestBody>;
export type FigureError = { readonly kind: 'bad-figures'; readonly detail: string };

const index = z.number().int().min(0);
const glbSchema = z.object({
  asset: z.object({ version: z.literal('2.0') }),
  nodes: z.array(
    z.object({
      name: z.string(),
      mesh: index.optional(),
      skin: index.optional(),
      children: z.array(index).optional(),
      extras: z.object({ height: z.number().positive() }).optional(),
    }),
  ),
  meshes: z.array(
    z.object({
      name: z.string(),
      primitives: z
        .array(
          z.object({
            attributes: z.object({ POSITION: index, JOINTS_0: index, WEIGHTS_0: index }),
            indices: index,
            targets: z.array(z.object({ POSITION: index })).length(3),
          }),
        )
        .length(1),
      extras: z.object({ targetNames: z.tuple([z.literal('heavy'), z.literal('thin'), z.literal('muscular')]) }),
    }),
  ),
  skins: z.array(z.object({ joints: z.array(index), inverseBindMatrices: index })),
  accessors: z.array(
    z.object({
      bufferView: index,
      byteOffset: index.optional(),
      componentType: z.union([z.literal(5121), z.literal(5123), z.literal(5126)]),
      count: index,
      type: z.enum(['SCALAR', 'VEC3', 'VEC4', 'MAT4']),
    }),
  ),
  bufferViews: z.array(z.object({ byteOffset: index.optional(), byteLength: index })),
});
type Glb = z.infer<typeof glbSchema>;

const components = { SCALAR: 1, VEC3: 3, VEC4: 4, MAT4: 16 } as const;

class GlbReader {
  readonly glb: Glb;
  readonly #binary: Uint8Array;

  constructor(glb: Glb, binary: Uint8Array) {
    this.glb = glb;
    this.#binary = binary;
  }

  /** An accessor's numbers, copied. */
  numbers(accessorIndex: number): Float32Array | Uint16Array | Uint8Array {
    const accessor = at(this.glb.accessors, accessorIndex);
    const view = at(this.glb.bufferViews, accessor.bufferView);
    const start = (view.byteOffset ?? 0) + (accessor.byteOffset ?? 0);
    const width = accessor.componentType === 5126 ? 4 : accessor.componentType === 5123 ? 2 : 1;
    const length = accessor.count * components[accessor.type];
    const bytes = this.#binary.slice(start, start + length * width);
    if (bytes.length !== length * width) throw new RangeError(`accessor ${accessorIndex} reaches outside the file`);
    if (accessor.componentType === 5126) return new Float32Array(bytes.buffer);
    return accessor.componentType === 5123 ? new Uint16Array(bytes.buffer) : bytes;
  }

  floats(accessorIndex: number): Float32Array {
    const numbers = this.numbers(accessorIndex);
    if (numbers instanceof Float32Array) return numbers;
    const unit = numbers instanceof Uint8Array ? 1 / 255 : 1 / 65_535;
    return Float32Array.from(numbers, (value) => value * unit);
  }
}

const at = <T>(list: readonly T[], position: number): T => {
  const value = list[position];
  if (value === undefined) throw new RangeError(`no entry ${position}`);
  return value;
};

const readBody = (reader: GlbReader, name: Body): RestBody => {
  const { nodes, meshes, skins } = reader.glb;
  const mesh = meshes.find((candidate) => candidate.name === name);
  const root = nodes.find((node) => node.name === name && node.extras !== undefined);
  const holder = nodes.find((node) => node.mesh !== undefined && at(meshes, node.mesh).name === name);
  if (!(mesh && root?.extras && holder?.skin !== undefined)) throw new RangeError(`no body "${name}"`);
  const primitive = at(mesh.primitives, 0);
  const skin = at(skins, holder.skin);
  const inverse = reader.floats(skin.inverseBindMatrices);
  const [heavy, thin, muscular] = primitive.targets.map((target) => reader.floats(target.POSITION));
  if (!(heavy && thin && muscular)) throw new RangeError(`body "${name}" lacks a morph`);
  return {
    name,
    height: root.extras.height,
    positions: reader.floats(primitive.attributes.POSITION),
    joints: Uint8Array.from(reader.numbers(primitive.attributes.JOINTS_0)),
    weights: reader.floats(primitive.attributes.WEIGHTS_0),
    triangles: Uint16Array.from(reader.numbers(primitive.indices)),
    morphs: [heavy, thin, muscular],
    jointNames: skin.joints.map((joint) => at(nodes, joint).name),
    jointPositions: skin.joints.map((_, joint) => [
      -(inverse[joint * 16 + 12] ?? 0),
      -(inverse[joint * 16 + 13] ?? 0),
      -(inverse[joint * 16 + 14] ?? 0),
    ]),
  };
};

const readGlb = (file: Uint8Array): GlbReader => {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 28 || view.getUint32(0, true) !== 0x46_54_6c_67) throw new RangeError('not a binary glTF file');
  const jsonLength = view.getUint32(12, true);
  const json: unknown = JSON.parse(new TextDecoder().decode(file.subarray(20, 20 + jsonLength)));
  // A plain view: the `slice` of Node's Buffer would not copy.
  const binary = new Uint8Array(file.buffer, file.byteOffset + 28 + jsonLength, file.byteLength - 28 - jsonLength);
  return new GlbReader(glbSchema.parse(json), binary);
};

/** Parses the figure file; the error says what is wrong with it. */
export const loadFigures = (file: Uint8Array): Result<FigureLibrary, FigureError> => {
  try {
    const reader = readGlb(file);
    return ok(new Map(bodies.map((name) => [name, readBody(reader, name)])));
  } catch (error) {
    return fail({ kind: 'bad-figures', detail: error instanceof Error ? error.message : String(error) });
  }
};
