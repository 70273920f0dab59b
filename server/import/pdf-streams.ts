/** Whether what a PDF holds packed stays within bounds when unpacked: a small one may hold gigabytes. */
import { inflateSync } from 'node:zlib';

/** A page scanned at 600 dots an inch has 100 MB. */
export const pdfStreamLimits = { maxStreamBytes: 128 * 1024 * 1024, maxTotalBytes: 768 * 1024 * 1024 } as const;

const isDeflated = (bytes: Uint8Array): boolean => {
  const [first = 0, second = 0] = bytes;
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
};

/** Unpacked size of what begins here, packed again and again as it may be; null: too large. What is not packed so counts nothing. */
const unpackedSize = (bytes: Uint8Array, depth = 0): number | null => {
  if (!isDeflated(bytes)) return 0;
  if (depth > 2) return null;
  try {
    const unpacked = inflateSync(bytes, { maxOutputLength: pdfStreamLimits.maxStreamBytes });
    const inner = unpackedSize(unpacked, depth + 1);
    return inner === null ? null : unpacked.length + inner;
  } catch (error) {
    return error instanceof RangeError ? null : 0;
  }
};

const keyword = 'stream';

/** False: some stream, or all together, would unpack to more than the limits. */
export const unpacksWithinLimits = (file: Uint8Array): boolean => {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  let total = 0;
  for (let at = bytes.indexOf(keyword); at >= 0; at = bytes.indexOf(keyword, at + keyword.length)) {
    let start = at + keyword.length;
    while (bytes[start] === 13 || bytes[start] === 10) start += 1;
    const size = unpackedSize(bytes.subarray(start));
    total += size ?? 0;
    if (size === null || total > pdfStreamLimits.maxTotalBytes) return false;
  }
  return true;
};
