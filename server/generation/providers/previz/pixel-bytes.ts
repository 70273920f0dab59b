/** Bytes of pixels that are also read as words of four: the room behind them is a whole number of words. */
export const wordRoom = (pixels: number): ArrayBuffer => new ArrayBuffer(Math.ceil(pixels / 4) * 4);

/** All of such bytes, four in a word, the first in the lowest byte: the order of every machine that Node runs on. */
export const wordsOf = ({ buffer }: Uint8Array | Uint8ClampedArray): Uint32Array => new Uint32Array(buffer);
