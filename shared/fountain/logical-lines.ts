/** A note or boneyard taken out of a line. */
export type Inset = {
  /** Offset in the line's remaining text. */
  readonly at: number;
  readonly type: 'note' | 'boneyard';
  readonly text: string;
};

/** A line as the classification sees it: without notes and boneyards, which may span several lines of the file. */
export type LogicalLine = { readonly text: string; readonly insets: readonly Inset[] };

/** Finds markers ahead, remembering each answer, so that all searches together cost one pass. */
const createFinder = (text: string, marker: string): ((from: number) => number) => {
  let found = -2;
  return (from) => {
    if (found !== -1 && found < from) found = text.indexOf(marker, from);
    return found;
  };
};

/** A two-space line keeps a note together; it stands for an empty line of the note. */
const noteText = (raw: string): string =>
  raw
    .split('\n')
    .map((line) => (line.trim() === '' && raw.includes('\n') ? '' : line))
    .join('\n');

type Found = { readonly inset: Omit<Inset, 'at'>; readonly end: number };

const createInsetReader = (body: string): ((marker: string, at: number) => Found | null) => {
  const boneyardEnd = createFinder(body, '*/');
  const noteEnd = createFinder(body, ']]');
  const blankLine = createFinder(body, '\n\n');
  return (marker, at) => {
    const from = at + 2;
    if (marker === '/*') {
      const end = boneyardEnd(from);
      return end === -1 ? null : { inset: { type: 'boneyard', text: body.slice(from, end) }, end: end + 2 };
    }
    const end = noteEnd(from);
    const blank = blankLine(from);
    if (end === -1 || (blank !== -1 && blank < end)) return null;
    const text = noteText(body.slice(from, end));
    return text.trim() === '' ? null : { inset: { type: 'note', text }, end: end + 2 };
  };
};

/**
 * Splits text (line ends already `\n`) into logical lines. A marker without its closing one stays as typed, and so
 * does an empty note; a note's is not looked for past a blank line. Tabs become four spaces.
 */
export const readLogicalLines = (body: string): readonly LogicalLine[] => {
  const lines: LogicalLine[] = [];
  const readInset = createInsetReader(body);
  let text = '';
  let insets: Inset[] = [];
  let done = 0;
  const special = /[\n\t\\]|\/\*|\[\[/g;
  for (let match = special.exec(body); match !== null; match = special.exec(body)) {
    const marker = match[0];
    text += body.slice(done, match.index);
    done = match.index + marker.length;
    if (marker === '\n') {
      lines.push({ text, insets });
      text = '';
      insets = [];
    } else if (marker === '\t') {
      text += '    ';
    } else if (marker === '\\') {
      const escaped = /[\n\t]/.test(body.charAt(done)) ? '' : body.charAt(done);
      text += marker + escaped;
      done += escaped.length;
    } else {
      const found = readInset(marker, match.index);
      if (found === null) text += marker;
      else {
        insets.push({ ...found.inset, at: text.length });
        done = found.end;
      }
    }
    special.lastIndex = done;
  }
  lines.push({ text: text + body.slice(done), insets });
  return lines;
};
