/** Which of the eight presence colours a person has: by a hash (FNV-1a) of the member id, the same for everyone. */
export const personColor = (id: string): `var(--p${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8})` => {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(id)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  const index = ((hash % 8) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
  return `var(--p${index})`;
};

/** Two letters, or the family character of a Chinese name. */
export const initials = (name: string): string => {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const first = words[0] ?? '';
  if (/^\p{Script=Han}/u.test(first)) return Array.from(first)[0] ?? '';
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  const letters =
    last === '' ? Array.from(first).slice(0, 2).join('') : `${Array.from(first)[0]}${Array.from(last)[0]}`;
  return letters.toUpperCase() || '?';
};
