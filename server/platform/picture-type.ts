const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean =>
  Array.from(text).every((char, index) => bytes[at + index] === char.charCodeAt(0));

/** Told by the bytes alone, before any decoder sees them: SVG and other formats never reach one. */
export const pictureMediaType = (bytes: Uint8Array): string | null => {
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return 'image/png';
  if (startsWith(bytes, '\xff\xd8\xff')) return 'image/jpeg';
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return 'image/webp';
  if (startsWith(bytes, 'ftyp', 4) && (startsWith(bytes, 'avif', 8) || startsWith(bytes, 'avis', 8)))
    return 'image/avif';
  return null;
};
