/** Joins still WebP pictures to an animated one, without decoding them: RIFF container, RFC 9649. */

export type AnimationFrame = {
  /** A still WebP of the animation's size. */
  readonly bytes: Uint8Array;
  readonly durationMs: number;
};

const fourCc = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
const u32At = (bytes: Uint8Array, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at, true);

/** The picture's own chunks (`VP8 `, `VP8L`, `ALPH`), headers and padding included. */
const imageChunks = (webp: Uint8Array): readonly Uint8Array[] => {
  if (webp.length < 20 || fourCc(webp, 0) !== 'RIFF' || fourCc(webp, 8) !== 'WEBP') throw new RangeError('no WebP');
  const chunks: Uint8Array[] = [];
  for (let at = 12; at + 8 <= webp.length; ) {
    const size = 8 + u32At(webp, at + 4);
    const padded = size + (size % 2);
    const name = fourCc(webp, at);
    if (name === 'VP8 ' || name === 'VP8L' || name === 'ALPH') chunks.push(webp.subarray(at, at + padded));
    at += padded;
  }
  return chunks;
};

class ByteWriter {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(length: number) {
    this.bytes = new Uint8Array(length);
    this.#view = new DataView(this.bytes.buffer);
  }

  text(text: string): this {
    for (const char of text) this.u8(char.charCodeAt(0));
    return this;
  }

  u8(value: number): this {
    this.#view.setUint8(this.#at++, value);
    return this;
  }

  u24(value: number): this {
    return this.u8(value & 255)
      .u8((value >> 8) & 255)
      .u8((value >> 16) & 255);
  }

  u32(value: number): this {
    this.#view.setUint32(this.#at, value, true);
    this.#at += 4;
    return this;
  }

  all(bytes: Uint8Array): this {
    this.bytes.set(bytes, this.#at);
    this.#at += bytes.length;
    return this;
  }
}

const animationFlag = 2;
/** Each frame replaces the one before, whole. */
const noBlending = 2;
const frameHeader = 16;

/** A chunk's header and what an animation frame says before its picture. */
const totalOf = (chunks: readonly Uint8Array[]): number => chunks.reduce((sum, chunk) => sum + chunk.length, 0);

/** The animation, repeated for ever. Durations are whole ms below 2²⁴. */
export const animatedWebp = (
  { width, height }: { readonly width: number; readonly height: number },
  frames: readonly AnimationFrame[],
): Uint8Array => {
  const parts = frames.map(({ bytes, durationMs }) => ({ chunks: imageChunks(bytes), durationMs }));
  const body = parts.reduce((sum, { chunks }) => sum + 8 + frameHeader + totalOf(chunks), 0);
  const length = 12 + 18 + 14 + body;
  const out = new ByteWriter(length)
    .text('RIFF')
    .u32(length - 8)
    .text('WEBP');
  out
    .text('VP8X')
    .u32(10)
    .u8(animationFlag)
    .u24(0)
    .u24(width - 1)
    .u24(height - 1);
  out.text('ANIM').u32(6).u32(0xffffffff).u8(0).u8(0);
  for (const { chunks, durationMs } of parts) {
    out
      .text('ANMF')
      .u32(frameHeader + totalOf(chunks))
      .u24(0)
      .u24(0)
      .u24(width - 1)
      .u24(height - 1);
    out.u24(durationMs).u8(noBlending);
    for (const chunk of chunks) out.all(chunk);
  }
  return out.bytes;
};
