/** All triangles of a model in the scene's own axes, each with one grey. */
import type { AccessorReader } from './gltf-accessors.ts';
import type { Matrix, PlacedMesh } from './gltf-scene.ts';
import type { Gltf, Material, Primitive } from './gltf-schema.ts';
import { ModelFault, modelLimits } from './model-error.ts';
import { greyAt, type ToneImage } from './model-textures.ts';

export type Triangles = {
  readonly positions: Float64Array;
  /** Three vertices a triangle. */
  readonly corners: Uint32Array;
  /** 0 to 255, a triangle each. */
  readonly tones: Uint8Array;
};

type Sources = {
  readonly gltf: Gltf;
  readonly reader: AccessorReader;
  readonly textures: ReadonlyMap<number, ToneImage>;
};

/** Relative luminance (ITU-R BT.709) of a linear colour, as an sRGB grey of 0 to 1. */
const greyOf = (red: number, green: number, blue: number): number => {
  const linear = Math.min(1, Math.max(0, 0.2126 * red + 0.7152 * green + 0.0722 * blue));
  return linear <= 0.003_130_8 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;
};

const modes = { triangles: 4, strip: 5, fan: 6 } as const;

/** Three corners a triangle, whatever the mode; lines and points give none. */
const cornersOf = (mode: number, order: readonly number[] | Float64Array): Uint32Array => {
  const at = (index: number): number => order[index] ?? 0;
  if (mode === modes.triangles) return Uint32Array.from({ length: order.length - (order.length % 3) }, (_, i) => at(i));
  if (mode < modes.triangles) return new Uint32Array();
  const count = Math.max(0, order.length - 2);
  return Uint32Array.from({ length: count * 3 }, (_, i) => {
    const [triangle, corner] = [Math.floor(i / 3), i % 3];
    if (mode === modes.fan) return corner === 0 ? at(0) : at(triangle + corner);
    // Every second triangle of a strip turns the other way.
    return at(triangle + (triangle % 2 === 0 || corner === 0 ? corner : 3 - corner));
  });
};

const orderOf = (
  { reader }: Sources,
  { indices }: Primitive,
  vertices: number,
  path: string,
): readonly number[] | Float64Array => {
  if (indices === undefined) return Array.from({ length: vertices }, (_, index) => index);
  const { componentType } = reader.accessor(indices, ['SCALAR'], `${path}.indices`);
  if (componentType !== 5121 && componentType !== 5123 && componentType !== 5125)
    throw new ModelFault('invalid', `${path}.indices`, 'indices are unsigned integers');
  const order = reader.numbers(indices, ['SCALAR'], `${path}.indices`);
  const wrong = order.find((vertex) => vertex >= vertices);
  if (wrong !== undefined)
    throw new ModelFault('invalid', `${path}.indices`, `names vertex ${wrong}, but there are ${vertices}`);
  return order;
};

/** One primitive before it is placed. */
type Shape = { readonly positions: Float64Array; readonly corners: Uint32Array; readonly tones: Uint8Array };

const tonesOf = (sources: Sources, primitive: Primitive, corners: Uint32Array, path: string): Uint8Array => {
  const { gltf, reader, textures } = sources;
  const material: Material | undefined =
    primitive.material === undefined ? undefined : gltf.materials[primitive.material];
  const pbr = material?.pbrMetallicRoughness;
  const [red = 1, green = 1, blue = 1] = pbr?.baseColorFactor ?? [];
  const factor = greyOf(red, green, blue);
  const { COLOR_0: colourAt, TEXCOORD_0: uvAt } = primitive.attributes;
  const colours = colourAt === undefined ? null : reader.numbers(colourAt, ['VEC3', 'VEC4'], `${path}.COLOR_0`);
  const wide = colourAt === undefined ? 3 : reader.accessor(colourAt, ['VEC3', 'VEC4'], path).type === 'VEC4' ? 4 : 3;
  const image = pbr?.baseColorTexture && textures.get(pbr.baseColorTexture.index);
  const uv = image && uvAt !== undefined ? reader.numbers(uvAt, ['VEC2'], `${path}.TEXCOORD_0`) : null;
  const mean = (list: Float64Array, width: number, part: number, triangle: number): number => {
    let sum = 0;
    for (let corner = 0; corner < 3; corner++) sum += list[(corners[triangle * 3 + corner] ?? 0) * width + part] ?? 0;
    return sum / 3;
  };
  return Uint8Array.from({ length: corners.length / 3 }, (_, triangle) => {
    const painted = image && uv ? greyAt(image, mean(uv, 2, 0, triangle), mean(uv, 2, 1, triangle)) : 1;
    const channel = (part: number): number => (colours ? mean(colours, wide, part, triangle) : 1);
    return Math.round(255 * factor * painted * (colours ? greyOf(channel(0), channel(1), channel(2)) : 1));
  });
};

/** Every attribute has as many elements as there are vertices. */
const checkCounts = ({ reader }: Sources, { attributes }: Primitive, path: string): void => {
  const { POSITION, ...others } = attributes;
  const { count } = reader.accessor(POSITION, ['VEC3'], `${path}.attributes.POSITION`);
  if (count > modelLimits.maxVertices)
    throw new ModelFault('too-large', path, `there are more than ${modelLimits.maxVertices} vertices`);
  for (const [name, index] of Object.entries(others)) {
    const where = `${path}.attributes.${name}`;
    const found = index === undefined ? count : reader.accessor(index, ['VEC2', 'VEC3', 'VEC4'], where).count;
    if (found !== count) throw new ModelFault('invalid', where, `has ${found} elements for ${count} vertices`);
  }
};

const shapeOf = (sources: Sources, primitive: Primitive, path: string): Shape => {
  checkCounts(sources, primitive, path);
  const positions = sources.reader.numbers(primitive.attributes.POSITION, ['VEC3'], `${path}.attributes.POSITION`);
  const order = orderOf(sources, primitive, positions.length / 3, path);
  const corners = cornersOf(primitive.mode ?? modes.triangles, order);
  return { positions, corners, tones: tonesOf(sources, primitive, corners, `${path}.attributes`) };
};

const determinant = (m: Matrix): number => {
  const at = (index: number): number => m[index] ?? 0;
  return (
    at(0) * (at(5) * at(10) - at(6) * at(9)) -
    at(4) * (at(1) * at(10) - at(2) * at(9)) +
    at(8) * (at(1) * at(6) - at(2) * at(5))
  );
};

class Gathered {
  readonly #parts: Shape[] = [];
  vertices = 0;
  triangles = 0;

  add(shape: Shape, matrix: Matrix): void {
    this.vertices += shape.positions.length / 3;
    this.triangles += shape.tones.length;
    const over = (count: number, most: number, what: string): void => {
      if (count > most) throw new ModelFault('too-large', 'meshes', `there are more than ${most} ${what}`);
    };
    over(this.vertices, modelLimits.maxVertices, 'vertices');
    over(this.triangles, modelLimits.maxTriangles, 'triangles');
    this.#parts.push({ ...shape, positions: placed(shape.positions, matrix), corners: turned(shape.corners, matrix) });
  }

  all(): Triangles {
    const positions = new Float64Array(this.vertices * 3);
    const corners = new Uint32Array(this.triangles * 3);
    const tones = new Uint8Array(this.triangles);
    let [vertex, triangle] = [0, 0];
    for (const part of this.#parts) {
      positions.set(part.positions, vertex * 3);
      tones.set(part.tones, triangle);
      for (const [at, corner] of part.corners.entries()) corners[triangle * 3 + at] = corner + vertex;
      vertex += part.positions.length / 3;
      triangle += part.tones.length;
    }
    return { positions, corners, tones };
  }
}

const placed = (positions: Float64Array, m: Matrix): Float64Array => {
  const out = new Float64Array(positions.length);
  for (let at = 0; at < positions.length; at += 3) {
    const [x, y, z] = [positions[at] ?? 0, positions[at + 1] ?? 0, positions[at + 2] ?? 0];
    for (let row = 0; row < 3; row++)
      out[at + row] = (m[row] ?? 0) * x + (m[4 + row] ?? 0) * y + (m[8 + row] ?? 0) * z + (m[12 + row] ?? 0);
  }
  return out;
};

/** A mirrored mesh has its triangles turned, so that they still face outward. */
const turned = (corners: Uint32Array, matrix: Matrix): Uint32Array => {
  if (determinant(matrix) >= 0) return corners;
  return corners.map((corner, at) => (at % 3 === 0 ? corner : (corners[at + (at % 3 === 1 ? 1 : -1)] ?? corner)));
};

/** Throws a `ModelFault` for more than the limits, or for what is not there. */
export const gatherTriangles = (sources: Sources, meshes: readonly PlacedMesh[]): Triangles => {
  const gathered = new Gathered();
  const shapes = new Map<string, Shape>();
  for (const { mesh: index, matrix } of meshes) {
    const mesh = sources.gltf.meshes[index];
    if (!mesh) throw new ModelFault('invalid', `meshes.${index}`, 'there is no such mesh');
    for (const [at, primitive] of mesh.primitives.entries()) {
      const path = `meshes.${index}.primitives.${at}`;
      const shape = shapes.get(path) ?? shapeOf(sources, primitive, path);
      shapes.set(path, shape);
      gathered.add(shape, matrix);
    }
  }
  return gathered.all();
};
