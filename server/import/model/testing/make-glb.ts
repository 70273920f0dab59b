/** Builds small binary glTF files for tests. */

export type Json = { readonly [key: string]: unknown };

const padded = (bytes: Uint8Array, filler: number): Uint8Array => {
  const out = new Uint8Array(Math.ceil(bytes.length / 4) * 4).fill(filler);
  out.set(bytes);
  return out;
};

export const glbOf = (json: unknown, binary: Uint8Array = new Uint8Array()): Uint8Array => {
  const text = padded(new TextEncoder().encode(JSON.stringify(json)), 0x20);
  const data = padded(binary, 0);
  const file = new Uint8Array(12 + 8 + text.length + (data.length > 0 ? 8 + data.length : 0));
  const view = new DataView(file.buffer);
  for (const [at, value] of [0x46_54_6c_67, 2, file.length, text.length, 0x4e_4f_53_4a].entries())
    view.setUint32(at * 4, value, true);
  file.set(text, 20);
  if (data.length > 0) {
    view.setUint32(20 + text.length, data.length, true);
    view.setUint32(24 + text.length, 0x00_4e_49_42, true);
    file.set(data, 28 + text.length);
  }
  return file;
};

type Part = Float32Array | Uint32Array | Uint16Array | Uint8Array;

/** Bytes one after the other, each on a multiple of four, and the buffer views of them. */
export const packed = (parts: readonly Part[]) => {
  const bufferViews: { buffer: number; byteOffset: number; byteLength: number }[] = [];
  const chunks: Uint8Array[] = [];
  let at = 0;
  for (const part of parts) {
    const bytes = padded(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), 0);
    bufferViews.push({ buffer: 0, byteOffset: at, byteLength: part.byteLength });
    chunks.push(bytes);
    at += bytes.length;
  }
  const binary = new Uint8Array(at);
  for (const [index, view] of bufferViews.entries()) binary.set(chunks[index] ?? new Uint8Array(), view.byteOffset);
  return { binary, bufferViews, buffers: [{ byteLength: at }] };
};

/** A box from (0, 0, 0) to (1, 2, 3), its faces outward. */
export const boxPositions = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((corner) => [corner & 1, corner & 2, corner & 4 ? 3 : 0]);
export const boxIndices = Uint16Array.of(
  ...[0, 2, 1, 1, 2, 3, 4, 5, 6, 5, 7, 6, 0, 1, 4, 1, 5, 4],
  ...[2, 6, 3, 3, 6, 7, 0, 4, 2, 2, 4, 6, 1, 3, 5, 3, 7, 5],
);

/** The box as a file's JSON and bytes. */
export const boxModel = () => {
  const { binary, bufferViews, buffers } = packed([Float32Array.from(boxPositions), boxIndices]);
  const json = {
    asset: { version: '2.0' },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }] as Json[],
    meshes: [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1 } as Json] }],
    accessors: [
      { bufferView: 0, componentType: 5126, count: 8, type: 'VEC3' } as Json,
      { bufferView: 1, componentType: 5123, count: 36, type: 'SCALAR' } as Json,
    ],
    bufferViews: bufferViews as Json[],
    buffers: buffers as Json[],
  };
  return { json, binary };
};

/** A sphere of so many rings and as many segments, radius 1 m. */
export const sphereFile = (rings: number): Uint8Array => {
  const positions: number[] = [];
  const indices: number[] = [];
  for (let ring = 0; ring <= rings; ring++) {
    for (let segment = 0; segment <= rings; segment++) {
      const [polar, turn] = [(ring / rings) * Math.PI, (segment / rings) * 2 * Math.PI];
      positions.push(Math.sin(polar) * Math.cos(turn), Math.cos(polar), Math.sin(polar) * Math.sin(turn));
      const at = ring * (rings + 1) + segment;
      if (ring < rings && segment < rings)
        indices.push(at, at + 1, at + rings + 1, at + 1, at + rings + 2, at + rings + 1);
    }
  }
  const { binary, ...views } = packed([Float32Array.from(positions), Uint32Array.from(indices)]);
  return glbOf(
    {
      ...views,
      asset: { version: '2.0' },
      nodes: [{ mesh: 0 }],
      meshes: [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1 }] }],
      accessors: [
        { bufferView: 0, componentType: 5126, count: positions.length / 3, type: 'VEC3' },
        { bufferView: 1, componentType: 5125, count: indices.length, type: 'SCALAR' },
      ],
    },
    binary,
  );
};
