import { isHeading, parseHeading } from './heading.ts';

/** What surrounds a line. A line that stands by itself (section, synopsis, page break, boneyard) counts as blank. */
export type LineContext = {
  readonly blankBefore: boolean;
  readonly blankAfter: boolean;
  /** Inside the lines under a cue. */
  readonly inSpeech: boolean;
  /** The text of the line below; empty when there is none. */
  readonly next: string;
};

type Span = {
  /** The element's own text is `text.slice(from, to)`. */
  readonly from: number;
  readonly to: number;
};

export type LineClass = Span &
  (
    | { readonly type: 'section'; readonly depth: number }
    | { readonly type: 'sceneHeading'; readonly number: string | null }
    | { readonly type: 'character'; readonly dual: boolean }
    | {
        readonly type:
          | 'action'
          | 'transition'
          | 'pageBreak'
          | 'lyric'
          | 'synopsis'
          | 'centered'
          | 'parenthetical'
          | 'dialogue';
      }
  );

const trimmedSpan = (text: string, from: number, to: number): Span => {
  const slice = text.slice(from, to);
  const end = from + slice.trimEnd().length;
  return { from: Math.min(end, to - slice.trimStart().length), to: end };
};

export const isPageBreak = (text: string): boolean => /^={3,}$/.test(text.trim());

/** Whether a line stands by itself whatever is around it. */
export const standsAlone = (text: string): boolean => /^[#=]/.test(text) || isPageBreak(text);

const sceneNumber = /^[A-Za-z0-9.-]+$/;

/** An odd number of backslashes before a character takes its meaning away. */
export const isEscaped = (text: string, index: number): boolean => {
  let from = index;
  while (text.charAt(from - 1) === '\\') from -= 1;
  return (index - from) % 2 === 1;
};

const headingClass = (text: string, span: Span): LineClass => {
  const { from, to } = span;
  const last = to - 1;
  if (text.charAt(last) === '#' && !isEscaped(text, last)) {
    const first = text.lastIndexOf('#', last - 1);
    const number = first > from ? text.slice(first + 1, last) : '';
    if (sceneNumber.test(number)) return { type: 'sceneHeading', number, ...trimmedSpan(text, from, first) };
  }
  return { type: 'sceneHeading', number: null, from, to };
};

export const isParenthetical = (text: string): boolean =>
  /^[(（].*[)）]$/s.test(text) && !isEscaped(text, text.length - 1);

const characterClass = (text: string, { from, to }: Span): LineClass => {
  const dual = text.charAt(to - 1) === '^' && !isEscaped(text, to - 1);
  return { type: 'character', dual, ...trimmedSpan(text, from, dual ? to - 1 : to) };
};

const extension = /[(（][^()（）]*[)）]/g;

const isUppercase = (text: string): boolean => text === text.toUpperCase() && text !== text.toLowerCase();

/** Scripts without case have no capitals to know a cue by: a short bare name over a parenthetical is one all the same. */
const isUncasedCue = (name: string, next: string): boolean =>
  name.length <= 12 &&
  /^[\p{L}\p{N}·\s]+$/u.test(name) &&
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(name) &&
  isParenthetical(next.trim());

/**
 * By the letter a heading has a blank line below. Many scripts leave it out, and losing a scene is worse than the
 * letter: in capitals, or in Chinese with a time, a heading is one all the same.
 */
const isPlainlyHeading = (text: string): boolean =>
  isUppercase(text) || (!/\p{Ll}/u.test(text) && parseHeading(text).time !== '');

/** What reads as a heading is nobody's name. */
const isCue = (text: string, next: string): boolean => {
  const name = text
    .replace(/\^\s*$/, '')
    .replace(extension, '')
    .trim();
  return !isHeading(text) && (isUppercase(name) || isUncasedCue(name, next));
};

/** `.` forces when a letter, digit, emphasis or escape follows: `...` and `. x` do not. */
const forcesHeading = (text: string): boolean => /^\.[^\s!-)+-/:-@[\]^`{-~]/.test(text);

const markedClass = (text: string, span: Span): LineClass | null => {
  const first = text.charAt(span.from);
  const rest = trimmedSpan(text, span.from + 1, span.to);
  if (text.startsWith('#')) {
    const depth = /^#{1,6}/.exec(text)?.[0].length ?? 1;
    return { type: 'section', depth, ...trimmedSpan(text, depth, text.length) };
  }
  if (first === '!') return { type: 'action', from: span.from + 1, to: Math.max(span.from + 1, span.to) };
  if (first === '@' && rest.from < rest.to) return characterClass(text, rest);
  if (first === '>' && rest.from < rest.to) {
    const centered = text.charAt(rest.to - 1) === '<' && !isEscaped(text, rest.to - 1);
    if (!centered) return { type: 'transition', ...rest };
    return { type: 'centered', ...trimmedSpan(text, rest.from, rest.to - 1) };
  }
  if (isPageBreak(text)) return { type: 'pageBreak', from: span.to, to: span.to };
  if (first === '~') return { type: 'lyric', ...rest };
  if (text.startsWith('=')) return { type: 'synopsis', ...rest };
  return null;
};

const speechClass = (text: string, span: Span): LineClass => ({
  type: isParenthetical(text.slice(span.from, span.to)) ? 'parenthetical' : 'dialogue',
  ...span,
});

/** What one line is. Each test looks at the line a fixed number of times: linear in its length. */
export const classifyLine = (text: string, context: LineContext): LineClass => {
  const span = trimmedSpan(text, 0, text.length);
  const marked = markedClass(text, span);
  if (marked !== null) return marked;
  if (context.inSpeech) return speechClass(text, span);
  const trimmed = text.slice(span.from, span.to);
  if (context.blankBefore && forcesHeading(trimmed)) {
    return headingClass(text, { from: span.from + 1, to: span.to });
  }
  if (context.blankBefore && isHeading(trimmed) && (context.blankAfter || isPlainlyHeading(trimmed))) {
    return headingClass(text, span);
  }
  if (context.blankBefore && context.blankAfter) {
    if (text.endsWith('TO:') && isUppercase(trimmed)) return { type: 'transition', ...span };
  }
  if (context.blankBefore && !context.blankAfter && isCue(trimmed, context.next)) return characterClass(text, span);
  return { type: 'action', from: 0, to: span.to };
};
