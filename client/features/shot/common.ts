/** The value that all have; null when they differ, or there are none. */
export const common = <T>(values: readonly T[], same: (a: T, b: T) => boolean = Object.is): T | null => {
  const [first, ...others] = values;
  return first !== undefined && others.every((value) => same(first, value)) ? first : null;
};
