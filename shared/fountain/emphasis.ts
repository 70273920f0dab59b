import type { Inset } from './logical-lines.ts';
import type { MarkType, Run } from './screenplay.ts';

type Emphasis = 'bold' | 'italic' | 'underline';

type Delimiter = {
  readonly kind: 'delimiter';
  readonly char: string;
  readonly length: number;
  readonly opens: boolean;
  readonly closes: boolean;
  remaining: number;
  readonly closed: Emphasis[];
  readonly opened: Emphasis[];
};

type Token =
  | Delimiter
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'inset'; readonly inset: Inset };

/** Longer runs of stars are ornament, not emphasis. */
const longestStars = 5;

const markup = /\\[!-/:-@[-`{-~（]|\*+|_+/g;

const isSpace = (char: string): boolean => char === '' || /\s/.test(char);

const delimiterAt = (line: string, at: number, text: string): Token => {
  const char = text.charAt(0);
  if (text.length > (char === '*' ? longestStars : 1)) return { kind: 'text', text };
  const opens = !isSpace(line.charAt(at + text.length));
  const closes = at > 0 && !isSpace(line.charAt(at - 1));
  return {
    kind: 'delimiter',
    char,
    length: text.length,
    opens,
    closes,
    remaining: text.length,
    closed: [],
    opened: [],
  };
};

/** Appends the tokens of `line` between two offsets. */
const tokenise = (
  tokens: Token[],
  line: string,
  { from, to }: { readonly from: number; readonly to: number },
): void => {
  const segment = line.slice(from, to);
  let done = 0;
  for (const match of segment.matchAll(markup)) {
    if (match.index > done) tokens.push({ kind: 'text', text: segment.slice(done, match.index) });
    const text = match[0];
    tokens.push(
      text.startsWith('\\') ? { kind: 'text', text: text.slice(1) } : delimiterAt(line, from + match.index, text),
    );
    done = match.index + text.length;
  }
  if (done < segment.length) tokens.push({ kind: 'text', text: segment.slice(done) });
};

/** CommonMark's rule of three: `*a**b***` opens bold inside italic and does not close it. */
const fits = (opener: Delimiter, closer: Delimiter): boolean => {
  if (!(opener.closes || closer.opens)) return true;
  if ((opener.length + closer.length) % 3 !== 0) return true;
  return opener.length % 3 === 0 && closer.length % 3 === 0;
};

const close = (stack: Delimiter[], closer: Delimiter): void => {
  for (let opener = stack.at(-1); opener !== undefined && closer.remaining > 0; opener = stack.at(-1)) {
    if (!fits(opener, closer)) return;
    const used = opener.remaining >= 2 && closer.remaining >= 2 ? 2 : 1;
    const mark = closer.char === '_' ? 'underline' : used === 2 ? 'bold' : 'italic';
    opener.opened.push(mark);
    closer.closed.push(mark);
    opener.remaining -= used;
    closer.remaining -= used;
    if (opener.remaining === 0) stack.pop();
  }
};

/** Stars and underscores pair independently; each delimiter is pushed and popped once, so this is linear. */
const pairDelimiters = (tokens: readonly Token[]): void => {
  const stars: Delimiter[] = [];
  const underscores: Delimiter[] = [];
  for (const token of tokens) {
    if (token.kind !== 'delimiter') continue;
    const stack = token.char === '*' ? stars : underscores;
    if (token.closes) close(stack, token);
    if (token.opens && token.remaining > 0) stack.push(token);
  }
};

const markOrder: readonly Emphasis[] = ['bold', 'italic', 'underline'];

const sameMarks = (left: readonly MarkType[], right: readonly MarkType[]): boolean =>
  left.length === right.length && left.every((mark) => right.includes(mark));

/** Appends text, joining it with the run before when that has the same marks. */
export const appendRun = (runs: Run[], text: string, marks: readonly MarkType[]): void => {
  if (text === '') return;
  const last = runs.at(-1);
  const whole = marks.includes('note') || marks.includes('boneyard');
  if (last !== undefined && !whole && sameMarks(last.marks, marks)) {
    runs[runs.length - 1] = { text: last.text + text, marks: last.marks };
  } else {
    runs.push({ text, marks });
  }
};

const runsOf = (tokens: readonly Token[]): readonly Run[] => {
  const runs: Run[] = [];
  const depth: Record<Emphasis, number> = { bold: 0, italic: 0, underline: 0 };
  const active = () => markOrder.filter((mark) => depth[mark] > 0);
  for (const token of tokens) {
    if (token.kind === 'text') appendRun(runs, token.text, active());
    else if (token.kind === 'inset') appendRun(runs, token.inset.text, [token.inset.type]);
    else {
      for (const mark of token.closed) depth[mark] -= 1;
      appendRun(runs, token.char.repeat(token.remaining), active());
      for (const mark of token.opened) depth[mark] += 1;
    }
  }
  return runs;
};

/** Reads one line's emphasis and escapes, and puts its notes and boneyards back as marked runs. */
export const readInline = (line: string, insets: readonly Inset[]): readonly Run[] => {
  const tokens: Token[] = [];
  let done = 0;
  for (const inset of insets) {
    const at = Math.min(line.length, Math.max(done, inset.at));
    tokenise(tokens, line, { from: done, to: at });
    tokens.push({ kind: 'inset', inset });
    done = at;
  }
  tokenise(tokens, line, { from: done, to: line.length });
  pairDelimiters(tokens);
  return runsOf(tokens);
};
