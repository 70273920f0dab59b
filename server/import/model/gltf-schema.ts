/** The parts of a glTF's JSON that are read, with their bounds. What is not read (animations, lights, cameras …) is let be. */
import { z } from 'zod';
import { ModelFault, modelLimits } from './model-error.ts';

const index = z.number().int().min(0).max(1_000_000);
const byteCount = z.number().int().min(0).max(modelLimits.maxBytes);
const finite = z.number();
const uri = z.string().max(modelLimits.maxBytes);

const textureInfo = z.object({ index, texCoord: index.optional() });

const accessorSchema = z.object({
  bufferView: index.optional(),
  byteOffset: byteCount.optional(),
  componentType: z.union([5120, 5121, 5122, 5123, 5125, 5126].map((type) => z.literal(type))),
  normalized: z.boolean().optional(),
  count: z
    .number()
    .int()
    .min(1)
    .max(modelLimits.maxTriangles * 3),
  type: z.enum(['SCALAR', 'VEC2', 'VEC3', 'VEC4', 'MAT2', 'MAT3', 'MAT4']),
  sparse: z
    .object({
      count: z.number().int().min(1).max(modelLimits.maxVertices),
      indices: z.object({
        bufferView: index,
        byteOffset: byteCount.optional(),
        componentType: z.literal([5121, 5123, 5125]),
      }),
      values: z.object({ bufferView: index, byteOffset: byteCount.optional() }),
    })
    .optional(),
});
export type Accessor = z.infer<typeof accessorSchema>;

const primitiveSchema = z.object({
  attributes: z.object({ POSITION: index, TEXCOORD_0: index.optional(), COLOR_0: index.optional() }),
  indices: index.optional(),
  material: index.optional(),
  mode: z.number().int().min(0).max(6).optional(),
});
export type Primitive = z.infer<typeof primitiveSchema>;

const nodeSchema = z.object({
  mesh: index.optional(),
  skin: index.optional(),
  children: z.array(index).max(modelLimits.maxNodes).optional(),
  matrix: z.array(finite).length(16).optional(),
  translation: z.array(finite).length(3).optional(),
  rotation: z.array(finite).length(4).optional(),
  scale: z.array(finite).length(3).optional(),
});
export type Node = z.infer<typeof nodeSchema>;

const unit = z.number().min(0).max(1);
const materialSchema = z.object({
  pbrMetallicRoughness: z
    .object({ baseColorFactor: z.array(unit).length(4).optional(), baseColorTexture: textureInfo.optional() })
    .optional(),
});
export type Material = z.infer<typeof materialSchema>;

const gltfSchema = z.object({
  asset: z.object({ version: z.string().regex(/^2\.\d+$/, 'only glTF 2 is read') }),
  extensionsRequired: z.array(z.string().max(200)).max(100).optional(),
  scene: index.optional(),
  scenes: z
    .array(z.object({ nodes: z.array(index).max(modelLimits.maxNodes).optional() }))
    .max(1000)
    .optional(),
  nodes: z.array(nodeSchema).max(modelLimits.maxNodes).default([]),
  meshes: z
    .array(z.object({ primitives: z.array(primitiveSchema).min(1).max(modelLimits.maxPrimitives) }))
    .max(modelLimits.maxMeshes)
    .default([]),
  materials: z.array(materialSchema).max(modelLimits.maxMaterials).default([]),
  textures: z
    .array(z.object({ source: index.optional() }))
    .max(modelLimits.maxTextures)
    .default([]),
  images: z
    .array(z.object({ bufferView: index.optional(), uri: uri.optional() }))
    .max(modelLimits.maxTextures)
    .default([]),
  accessors: z.array(accessorSchema).max(modelLimits.maxAccessors).default([]),
  bufferViews: z
    .array(
      z.object({
        buffer: index,
        byteOffset: byteCount.optional(),
        byteLength: byteCount.min(1),
        byteStride: z.number().int().min(4).max(252).multipleOf(4).optional(),
      }),
    )
    .max(modelLimits.maxAccessors)
    .default([]),
  buffers: z
    .array(z.object({ byteLength: byteCount, uri: uri.optional() }))
    .max(64)
    .default([]),
});
export type Gltf = z.infer<typeof gltfSchema>;

/** Extensions that change nothing of what is drawn, or that are read. */
const known: ReadonlySet<string> = new Set([
  'KHR_mesh_quantization',
  'KHR_materials_unlit',
  'KHR_materials_specular',
  'KHR_materials_ior',
  'KHR_materials_emissive_strength',
  'KHR_lights_punctual',
]);

const compressed = /draco|meshopt/i;

const checkExtensions = ({ extensionsRequired = [] }: Gltf): void => {
  const unknown = extensionsRequired.find((name) => !known.has(name));
  if (unknown === undefined) return;
  const path = 'extensionsRequired';
  if (compressed.test(unknown))
    throw new ModelFault('unsupported', path, `It needs ${unknown}: export it without mesh compression.`);
  throw new ModelFault('unsupported', path, `It needs ${unknown}, which is not read here.`);
};

const checkReferences = ({ buffers, images }: Gltf): void => {
  const outside = (path: string): never => {
    throw new ModelFault('invalid', path, 'It refers to another file or address: all of a model must be in its .glb.');
  };
  for (const [at, { uri: address }] of buffers.entries()) if (address !== undefined) outside(`buffers.${at}.uri`);
  for (const [at, { uri: address }] of images.entries())
    if (address !== undefined && !address.startsWith('data:image/')) outside(`images.${at}.uri`);
};

/** Throws a `ModelFault` that names the place and what is wrong there. */
export const parseGltf = (json: unknown): Gltf => {
  const parsed = gltfSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const tooMany = issue?.code === 'too_big';
    throw new ModelFault(tooMany ? 'too-large' : 'invalid', issue?.path.join('.') ?? '', issue?.message ?? 'not valid');
  }
  checkExtensions(parsed.data);
  checkReferences(parsed.data);
  return parsed.data;
};
