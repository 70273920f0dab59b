/** Pure search of the palette: every word must occur; an item that starts with the query comes first, then in order. */
export const matchesOf = <T>(
  items: readonly T[],
  options: { readonly query: string; readonly textOf: (item: T) => string; readonly max: number },
): readonly T[] => {
  const query = options.query.trim().toLocaleLowerCase();
  if (query === '') return items.slice(0, options.max);
  const words = query.split(/\s+/u);
  const first: T[] = [];
  const rest: T[] = [];
  for (const item of items) {
    const text = options.textOf(item).toLocaleLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    (text.startsWith(query) ? first : rest).push(item);
  }
  return [...first, ...rest].slice(0, options.max);
};

/** What Enter does: what was pointed at while it is shown, else the first; '' where nothing is shown. */
export const currentOf = (shown: readonly { readonly id: string }[], pointed: string | null): string =>
  (shown.find(({ id }) => id === pointed) ?? shown[0])?.id ?? '';
