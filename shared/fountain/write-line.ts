import { readInline } from './emphasis.ts';
import type { Inset } from './logical-lines.ts';
import { normaliseRuns } from './normalise-runs.ts';
import type { MarkType, Run } from './screenplay.ts';

/** One written line: what the classification sees, and what was taken out of it. */
export type WrittenLine = { readonly text: string; readonly insets: readonly Inset[] };

const starsOf: Readonly<Partial<Record<MarkType, string>>> = { bold: '**', italic: '*' };

type Options = { readonly emphasis: boolean; readonly escapes: boolean };

const escapeMarkup = (text: string): string => text.replace(/[\\*_]/g, '\\$&');

const has = (run: Run | undefined, mark: MarkType): boolean => run?.marks.includes(mark) ?? false;

/** For how many runs from `index` on a mark lasts: the longer one is opened first. */
const lasting = (runs: readonly Run[], index: number, mark: MarkType): number => {
  let length = 0;
  while (has(runs[index + length], mark)) length += 1;
  return length;
};

type Writing = {
  readonly parts: string[];
  /** Of `parts` together. */
  length: number;
  /** White space after them: a closing mark goes before it. */
  spaces: string;
  readonly open: MarkType[];
  underlined: boolean;
};

const put = (writing: Writing, text: string): void => {
  writing.parts.push(text);
  writing.length += text.length;
};

const putSpaces = (writing: Writing): void => {
  put(writing, writing.spaces);
  writing.spaces = '';
};

const putWords = (writing: Writing, text: string): void => {
  const words = text.trimEnd();
  if (words === '') writing.spaces += text;
  else {
    putSpaces(writing);
    put(writing, words);
    writing.spaces = text.slice(words.length);
  }
};

const closeMarks = (writing: Writing, run: Run | undefined): void => {
  if (writing.underlined && !has(run, 'underline')) {
    put(writing, '_');
    writing.underlined = false;
  }
  const first = writing.open.findIndex((mark) => !has(run, mark));
  if (first >= 0) {
    for (const mark of writing.open.splice(first).reverse()) put(writing, starsOf[mark] ?? '');
  }
};

const openMarks = (writing: Writing, runs: readonly Run[], index: number): void => {
  const run = runs[index];
  const opening = (['bold', 'italic'] as const).filter((mark) => has(run, mark) && !writing.open.includes(mark));
  const lengths = opening.length < 2 ? [0, 0] : opening.map((mark) => lasting(runs, index, mark));
  const inOrder = (lengths[1] ?? 0) > (lengths[0] ?? 0) ? opening.toReversed() : opening;
  putSpaces(writing);
  for (const mark of inOrder) {
    put(writing, starsOf[mark] ?? '');
    writing.open.push(mark);
  }
  if (!writing.underlined && has(run, 'underline')) {
    put(writing, '_');
    writing.underlined = true;
  }
};

const insetType = (run: Run): Inset['type'] | null =>
  run.marks.includes('boneyard') ? 'boneyard' : run.marks.includes('note') ? 'note' : null;

const render = (runs: readonly Run[], options: Options): WrittenLine => {
  const writing: Writing = { parts: [], length: 0, spaces: '', open: [], underlined: false };
  const insets: Inset[] = [];
  const plain = runs.filter((run) => insetType(run) === null);
  let index = 0;
  for (const run of runs) {
    const type = insetType(run);
    if (type !== null) {
      putSpaces(writing);
      insets.push({ type, at: writing.length, text: run.text });
      continue;
    }
    const words = run.text.trimStart();
    if (options.emphasis) closeMarks(writing, run);
    writing.spaces += run.text.slice(0, run.text.length - words.length);
    if (options.emphasis && words !== '') openMarks(writing, plain, index);
    putWords(writing, options.escapes ? escapeMarkup(words) : words);
    index += 1;
  }
  putSpaces(writing);
  if (options.emphasis) closeMarks(writing, undefined);
  return { text: writing.parts.join(''), insets };
};

/** A backslash before anything but a letter, digit or space might be read as an escape. */
const plainBackslashes = (runs: readonly Run[]): boolean => {
  const text = runs.map((run) => (insetType(run) === null ? run.text : '*')).join('');
  return !/\\(?![\p{L}\p{N} ])/u.test(text);
};

const same = (left: readonly Run[], right: readonly Run[]): boolean => JSON.stringify(left) === JSON.stringify(right);

/** Opening marks of notes and boneyards that are meant as text are escaped. */
const escapeOpenings = ({ text, insets }: WrittenLine): WrittenLine => {
  if (!/\/\*|\[/.test(text)) return { text, insets };
  const moved: Inset[] = [];
  let written = '';
  let done = 0;
  const add = (segment: string, beforeInset: boolean) => {
    written += segment.replace(beforeInset ? /\/(?=\*)|\[(?=\[|$)/g : /\/(?=\*)|\[(?=\[)/g, (char, at: number) =>
      isEscapedAt(segment, at) ? char : `\\${char}`,
    );
  };
  for (const inset of insets) {
    add(text.slice(done, inset.at), true);
    moved.push({ ...inset, at: written.length });
    done = inset.at;
  }
  add(text.slice(done), false);
  return { text: written, insets: moved };
};

const isEscapedAt = (text: string, at: number): boolean => {
  let slashes = 0;
  while (text.charAt(at - 1 - slashes) === '\\') slashes += 1;
  return slashes % 2 === 1;
};

/**
 * Writes one line's runs with as few marks and escapes as read back the same. Text is always kept; emphasis that no
 * markup can say at that place is dropped.
 */
export const writeLine = (runs: readonly Run[]): WrittenLine => {
  const wanted = normaliseRuns(runs);
  const raw = plainBackslashes(wanted);
  for (const options of [
    { emphasis: true, escapes: false },
    { emphasis: true, escapes: true },
  ]) {
    if (!options.escapes && !raw) continue;
    const line = escapeOpenings(render(wanted, options));
    if (same(normaliseRuns(readInline(line.text, line.insets)), wanted)) return line;
  }
  const bare = wanted.map((run) => (insetType(run) === null ? { text: run.text, marks: [] } : run));
  return same(normaliseRuns(bare), wanted)
    ? escapeOpenings(render(wanted, { emphasis: false, escapes: true }))
    : writeLine(bare);
};

/** The marker that would end an inset early is kept apart by a space. */
export const writeInset = ({ type, text }: Omit<Inset, 'at'>): string => {
  if (type === 'boneyard') return `/*${text.replaceAll('*/', '* /')}*/`;
  const kept = text.replaceAll(']]', '] ]').replace(/\n(?=\n)/g, '\n  ');
  return `[[${kept}${kept.endsWith(']') ? ' ' : ''}]]`;
};

/** The line as it stands in the file. */
export const composeLine = ({ text, insets }: WrittenLine): string => {
  let written = '';
  let done = 0;
  for (const inset of insets) {
    written += text.slice(done, inset.at) + writeInset(inset);
    done = inset.at;
  }
  return written + text.slice(done);
};

/** Puts text at the start of the classified part; notes that lead the line come after it. */
export const prefixLine = ({ text, insets }: WrittenLine, prefix: string): WrittenLine => ({
  text: prefix + text,
  insets: insets.map((inset) => ({ ...inset, at: inset.at + prefix.length })),
});

/** Puts a backslash right before the first character that is not a space, after what notes stand before it. */
export const escapeStart = ({ text, insets }: WrittenLine): WrittenLine => {
  const start = text.length - text.trimStart().length;
  return {
    text: `${text.slice(0, start)}\\${text.slice(start)}`,
    insets: insets.map((inset) => (inset.at > start ? { ...inset, at: inset.at + 1 } : inset)),
  };
};

/** Puts text at the end of the line. */
export const suffixLine = ({ text, insets }: WrittenLine, suffix: string): WrittenLine => ({
  text: text + suffix,
  insets,
});

/** Puts a backslash before the last character that is not a space. */
export const escapeLast = ({ text, insets }: WrittenLine): WrittenLine => {
  const last = text.trimEnd().length - 1;
  return {
    text: `${text.slice(0, last)}\\${text.slice(last)}`,
    insets: insets.map((inset) => (inset.at > last ? { ...inset, at: inset.at + 1 } : inset)),
  };
};

/** The line without the spaces that it begins with. */
export const trimLineStart = ({ text, insets }: WrittenLine): WrittenLine => {
  const kept = text.trimStart();
  const gone = text.length - kept.length;
  return gone === 0
    ? { text, insets }
    : { text: kept, insets: insets.map((inset) => ({ ...inset, at: Math.max(0, inset.at - gone) })) };
};
