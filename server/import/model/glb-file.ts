/** The container of a binary glTF 2.0 file: a header, a chunk of JSON and one of bytes. */
import { ModelFault, modelLimits } from './model-error.ts';

export type GlbFile = { readonly json: unknown; readonly binary: Uint8Array };

const headerBytes = 12;
const chunkHeaderBytes = 8;
const magic = 0x46_54_6c_67;
const jsonChunk = 0x4e_4f_53_4a;
const binaryChunk = 0x00_4e_49_42;

const broken = (detail: string): never => {
  throw new ModelFault('not-a-model', '', detail);
};

type Chunk = { readonly type: number; readonly bytes: Uint8Array };

const chunksOf = (file: Uint8Array, view: DataView): readonly Chunk[] => {
  const chunks: Chunk[] = [];
  for (let at = headerBytes; at < file.length; ) {
    if (at + chunkHeaderBytes > file.length) return broken('The file ends within the header of a chunk.');
    const [length, type] = [view.getUint32(at, true), view.getUint32(at + 4, true)];
    const end = at + chunkHeaderBytes + length;
    if (end > file.length) return broken('A chunk reaches past the end of the file.');
    chunks.push({ type, bytes: file.subarray(at + chunkHeaderBytes, end) });
    at = end;
  }
  return chunks;
};

const parsed = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return broken('Its JSON cannot be read.');
  }
};

/** Throws a `ModelFault` for what is no whole binary glTF. */
export const readGlbFile = (file: Uint8Array): GlbFile => {
  if (file.length > modelLimits.maxBytes)
    throw new ModelFault('too-large', '', `The file is larger than ${modelLimits.maxBytes} bytes.`);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < headerBytes + chunkHeaderBytes || view.getUint32(0, true) !== magic)
    return broken('The file is no binary glTF (.glb). A .gltf with separate files must be exported as .glb.');
  if (view.getUint32(4, true) !== 2) return broken('Only glTF 2.0 is read.');
  if (view.getUint32(8, true) !== file.length)
    return broken(`The file says that it has ${view.getUint32(8, true)} bytes, but has ${file.length}.`);
  const [json, binary] = chunksOf(file, view);
  if (json?.type !== jsonChunk) return broken('Its first chunk is not JSON.');
  if (json.bytes.length > modelLimits.maxJsonBytes)
    throw new ModelFault('too-large', '', `Its JSON is larger than ${modelLimits.maxJsonBytes} bytes.`);
  return { json: parsed(json.bytes), binary: binary?.type === binaryChunk ? binary.bytes : new Uint8Array() };
};
