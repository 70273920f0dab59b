/** Oldest first; what happened in the same millisecond, by id. */
export const byTime = (
  a: { readonly at: string; readonly id: string },
  b: { readonly at: string; readonly id: string },
): number => {
  const difference = Date.parse(a.at) - Date.parse(b.at);
  return difference !== 0 ? difference : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
};
