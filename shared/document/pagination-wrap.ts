/** Words set in monospaced columns, as a printed page has them. East Asian wide and full-width characters take two columns. */

export const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\ud840-\ud87f][\udc00-\udfff]/;
/** Signs that may not begin a line, and signs that may not end one. */
const closing = '[，。！？；：、）》」』】〉〕”’…—·]';
const opening = '[（《「『【〈〔“‘]';
/** What a line may be cut between: a wide character with the signs that belong to it, a run of others, a run of spaces. */
const pieces = new RegExp(
  `${opening}*(?:${wide.source})${closing}*|\\s+|(?:(?!${wide.source})\\S)+|${wide.source}`,
  'g',
);
const allWide = new RegExp(wide.source, 'g');

/** A line of a text: from one offset up to but not including another, without the break that ends it. */
export type TextLine = { readonly from: number; readonly to: number };

/** Columns that a text takes. */
export const widthOf = (piece: string): number =>
  piece.length + (piece.match(allWide)?.filter((found) => found.length === 1).length ?? 0);

const wrapParagraph = (text: string, base: number, columns: number): readonly TextLine[] => {
  if (text.length <= columns && !wide.test(text)) return [{ from: base, to: base + text.length }];
  const lines: TextLine[] = [];
  let from = 0;
  let used = 0;
  for (const { 0: piece, index } of text.matchAll(pieces)) {
    const width = widthOf(piece);
    if (used + width <= columns) used += width;
    else if (piece.trim() === '') used = columns;
    else {
      if (used > 0) {
        lines.push({ from: base + from, to: base + index });
        from = index;
      }
      // a word longer than a line is cut where the line ends
      used = width;
      while (used > columns && width === piece.length) {
        lines.push({ from: base + from, to: base + from + columns });
        from += columns;
        used -= columns;
      }
    }
  }
  lines.push({ from: base + from, to: base + text.length });
  return lines;
};

const wrapWhole = (text: string, columns: number, start: number): readonly TextLine[] => {
  let base = start;
  return text.split('\n').flatMap((paragraph) => {
    const lines = wrapParagraph(paragraph, base, columns);
    base += paragraph.length + 1;
    return lines;
  });
};

/** The lines of `text` when set in `columns` columns; an empty text has one. A new line begins at each offset of `cuts`. */
export const wrapText = (text: string, columns: number, cuts: readonly number[] = []): readonly TextLine[] => {
  const edges = [0, ...cuts.filter((cut) => cut > 0 && cut < text.length), text.length];
  return edges.slice(0, -1).flatMap((from, index) => wrapWhole(text.slice(from, edges[index + 1]), columns, from));
};

/** The number of lines that `text` takes in `columns` columns, at least 1. */
export const linesOfText = (text: string, columns: number): number =>
  text.length <= columns && !text.includes('\n') && !wide.test(text) ? 1 : wrapText(text, columns).length;
