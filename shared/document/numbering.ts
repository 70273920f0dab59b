/** Printed numbers: computed from the order of things, never stored, so that no edit renumbers an identity. */

/** US practice: no I and no O, which read as 1 and 0. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** The letters of the shot at `index` (from 0) of its scene: A … Z, AA, AB … */
export const shotLetters = (index: number): string => {
  let rest = index + 1;
  let text = '';
  while (rest > 0) {
    rest -= 1;
    text = (letters[rest % letters.length] ?? '') + text;
    rest = Math.floor(rest / letters.length);
  }
  return text;
};

export const shotNumber = (scene: string, index: number): string => `${scene}${shotLetters(index)}`;

/**
 * Printed scene numbers. A heading's own number stands as written; the others are counted on from the last one, passing
 * over numbers that some heading claims.
 */
export const sceneNumbers = (own: readonly (string | null)[]): readonly string[] => {
  const claimed = new Set(own.filter((number) => number !== null));
  let counter = 0;
  return own.map((number) => {
    if (number !== null) {
      const digits = /^\d{1,9}/.exec(number)?.[0];
      if (digits !== undefined) counter = Math.max(counter, Number(digits));
      return number;
    }
    do counter += 1;
    while (claimed.has(String(counter)));
    return String(counter);
  });
};
