import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';

export type UpdateCheck =
  /** It says nothing, as a client's that has nothing new. */
  | { readonly kind: 'nothing' }
  /** It can be applied, all of it, now. */
  | { readonly kind: 'complete'; readonly insertsContent: boolean }
  /** It builds on something that the document does not have. */
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'malformed'; readonly detail: string };

/** Values nested deeper than this no reader of ours needs; walking, comparing and encoding them takes the stack. */
export const maxValueDepth = 100;

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !(value instanceof Uint8Array) &&
  (levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)));

/** The JSON that a struct holds, if any. */
const heldBy = (content: unknown): unknown => {
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return content.arr;
  if (content instanceof Y.ContentEmbed) return content.embed;
  return content instanceof Y.ContentFormat ? content.value : null;
};

type DecodedUpdate = ReturnType<typeof Y.decodeUpdate>;

/** Throws when the bytes are no V1 update, whole and without anything after it. */
const decodeWhole = (update: Uint8Array): DecodedUpdate => {
  const decoders: decoding.Decoder[] = [];
  class RecordingDecoder extends Y.UpdateDecoderV1 {
    constructor(decoder: decoding.Decoder) {
      super(decoder);
      decoders.push(decoder);
    }
  }
  const decoded = Y.decodeUpdateV2(update, RecordingDecoder);
  // V2 bytes read as an empty V1 update with bytes left over.
  if (decoders.some((decoder) => decoding.hasContent(decoder))) throw new Error('bytes left over');
  if (decoded.structs.some((struct) => !(struct.length > 0))) throw new Error('a struct without length');
  if (decoded.structs.some((struct) => struct instanceof Y.Item && isDeeper(heldBy(struct.content), maxValueDepth)))
    throw new Error(`a value nested deeper than ${maxValueDepth} levels`);
  return decoded;
};

/** How far each client's structs reach when `structs` are added to `store`; null when there is a gap. */
const reachAfter = (structs: DecodedUpdate['structs'], store: Y.Doc['store']): Map<number, number> | null => {
  const reach = new Map<number, number>();
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue;
    const { client, clock } = struct.id;
    const before = reach.get(client) ?? Y.getState(store, client);
    if (clock > before) return null;
    reach.set(client, Math.max(before, clock + struct.length));
  }
  return reach;
};

const buildsOn = (struct: DecodedUpdate['structs'][number]): readonly Y.ID[] => {
  if (!(struct instanceof Y.Item)) return [];
  const parent: unknown = struct.parent;
  return [struct.origin, struct.rightOrigin, parent].filter((id) => id instanceof Y.ID);
};

const isComplete = ({ structs, ds }: DecodedUpdate, store: Y.Doc['store']): boolean => {
  const reach = reachAfter(structs, store);
  if (!reach) return false;
  const has = (client: number, end: number): boolean => end <= (reach.get(client) ?? Y.getState(store, client));
  return (
    structs.every((struct) => buildsOn(struct).every(({ client, clock }) => has(client, clock + 1))) &&
    [...ds.clients].every(([client, ranges]) => ranges.every(({ clock, len }) => has(client, clock + len)))
  );
};

/**
 * Reads an update to its end before anything of it is applied: `Y.applyUpdate` would apply the structs of an update whose delete
 * set is broken, allocate what a forged count asks for, take V2 bytes for an empty update, and keep without a word what
 * builds on something missing.
 */
export const checkUpdate = (update: Uint8Array, store: Y.Doc['store']): UpdateCheck => {
  try {
    const decoded = decodeWhole(update);
    if (decoded.structs.length === 0 && decoded.ds.clients.size === 0) return { kind: 'nothing' };
    if (!isComplete(decoded, store)) return { kind: 'incomplete' };
    return { kind: 'complete', insertsContent: decoded.structs.length > 0 };
  } catch (error) {
    return { kind: 'malformed', detail: String(error) };
  }
};
