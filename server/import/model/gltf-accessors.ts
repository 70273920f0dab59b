/** Numbers of a glTF's accessors: every offset and count is checked against the bytes that are there. */
import type { Accessor, Gltf } from './gltf-schema.ts';
import { ModelFault } from './model-error.ts';

const components = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4, MAT2: 4, MAT3: 9, MAT4: 16 } as const;

type Reading = { readonly bytes: number; readonly read: (view: DataView, at: number) => number; readonly unit: number };

/** By component type; `unit` is the integer that stands for one when it is normalised. */
const readings: Readonly<Record<number, Reading>> = {
  5120: { bytes: 1, read: (view, at) => view.getInt8(at), unit: 127 },
  5121: { bytes: 1, read: (view, at) => view.getUint8(at), unit: 255 },
  5122: { bytes: 2, read: (view, at) => view.getInt16(at, true), unit: 32_767 },
  5123: { bytes: 2, read: (view, at) => view.getUint16(at, true), unit: 65_535 },
  5125: { bytes: 4, read: (view, at) => view.getUint32(at, true), unit: 4_294_967_295 },
  5126: { bytes: 4, read: (view, at) => view.getFloat32(at, true), unit: 1 },
};

const invalid = (path: string, detail: string): never => {
  throw new ModelFault('invalid', path, detail);
};

const readingOf = (type: number, path: string): Reading =>
  readings[type] ?? invalid(path, `there is no component type ${type}`);

type Numbers = Float64Array;
type Run = { readonly reading: Reading; readonly width: number; readonly count: number; readonly path: string };

export class AccessorReader {
  readonly #gltf: Gltf;
  readonly #binary: Uint8Array;

  constructor(gltf: Gltf, binary: Uint8Array) {
    this.#gltf = gltf;
    this.#binary = binary;
  }

  /** The bytes of a buffer view. */
  bytes(index: number, path: string): Uint8Array {
    const { bufferViews, buffers } = this.#gltf;
    const view = bufferViews[index] ?? invalid(path, `there is no buffer view ${index}`);
    const where = `bufferViews.${index}`;
    const buffer = buffers[view.buffer] ?? invalid(`${where}.buffer`, `there is no buffer ${view.buffer}`);
    if (view.buffer !== 0) invalid(`${where}.buffer`, 'only the bytes of the file itself are read');
    const start = view.byteOffset ?? 0;
    const end = start + view.byteLength;
    if (end > buffer.byteLength || end > this.#binary.length) invalid(where, 'reaches past the end of the bytes');
    return this.#binary.subarray(start, end);
  }

  /** The accessor; it must be of this type. */
  accessor(index: number, type: readonly Accessor['type'][], path: string): Accessor {
    const accessor = this.#gltf.accessors[index] ?? invalid(path, `there is no accessor ${index}`);
    if (!type.includes(accessor.type)) invalid(path, `is ${accessor.type}, not ${type.join(' or ')}`);
    return accessor;
  }

  /** All its numbers, one after the other; normalised integers as shares of one. */
  numbers(index: number, type: readonly Accessor['type'][], path: string): Numbers {
    const accessor = this.accessor(index, type, path);
    const where = `accessors.${index}`;
    const reading = readingOf(accessor.componentType, where);
    const width = components[accessor.type];
    const run: Run = { reading, width, count: accessor.count, path: where };
    const { bufferView, byteOffset = 0 } = accessor;
    const numbers =
      bufferView === undefined ? new Float64Array(width * run.count) : this.#read(bufferView, byteOffset, run);
    if (accessor.sparse) this.#patch(numbers, accessor.sparse, run);
    if (accessor.normalized && reading.unit !== 1)
      for (let at = 0; at < numbers.length; at++) numbers[at] = Math.max(-1, (numbers[at] ?? 0) / reading.unit);
    return numbers;
  }

  #read(bufferView: number, byteOffset: number, { reading, width, count, path }: Run): Numbers {
    const bytes = this.bytes(bufferView, path);
    const element = reading.bytes * width;
    const stride = this.#gltf.bufferViews[bufferView]?.byteStride ?? element;
    if (stride < element) invalid(path, 'its elements overlap');
    if (byteOffset + stride * (count - 1) + element > bytes.length) invalid(path, 'reaches past the end of its view');
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const numbers = new Float64Array(width * count);
    for (let item = 0; item < count; item++)
      for (let part = 0; part < width; part++)
        numbers[item * width + part] = reading.read(view, byteOffset + item * stride + part * reading.bytes);
    return numbers;
  }

  #patch(numbers: Numbers, sparse: NonNullable<Accessor['sparse']>, run: Run): void {
    const { count, indices, values } = sparse;
    const path = `${run.path}.sparse`;
    if (count > run.count) invalid(path, 'replaces more elements than there are');
    const places = this.#read(indices.bufferView, indices.byteOffset ?? 0, {
      ...{ reading: readingOf(indices.componentType, path), width: 1, count, path },
    });
    const news = this.#read(values.bufferView, values.byteOffset ?? 0, { ...run, count, path });
    let last = -1;
    for (const [item, place] of places.entries()) {
      if (place <= last || place >= run.count) invalid(path, 'its indices are not ascending within the accessor');
      for (let part = 0; part < run.width; part++)
        numbers[place * run.width + part] = news[item * run.width + part] ?? 0;
      last = place;
    }
  }
}
