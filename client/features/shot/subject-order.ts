/** The list with one of its entries shifted by some places, within its bounds. */
export const movedBy = <T>(items: readonly T[], index: number, by: number): readonly T[] => {
  const item = items[index];
  if (item === undefined) return items;
  const rest = items.filter((_, each) => each !== index);
  const to = Math.max(0, Math.min(rest.length, index + by));
  return [...rest.slice(0, to), item, ...rest.slice(to)];
};
