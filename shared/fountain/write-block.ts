import { classifyLine, isEscaped, isParenthetical, type LineClass, type LineContext } from './classify-line.ts';
import { normaliseRuns, splitLines, trimRuns, trimRunsEnd } from './normalise-runs.ts';
import type { Block, BlockType, Run } from './screenplay.ts';
import { opensTitlePage } from './title-page.ts';
import {
  composeLine,
  escapeLast,
  escapeStart,
  prefixLine,
  suffixLine,
  trimLineStart,
  type WrittenLine,
  writeInset,
  writeLine,
} from './write-line.ts';

/** Where a block is written. */
export type BlockPlace = {
  /** First in a file without a title page, where a colon could open one. */
  readonly first: boolean;
  /** Under a cue. */
  readonly inSpeech: boolean;
  /** Speech follows: a cue needs it to be read without force. */
  readonly speechFollows: boolean;
};

const alone: LineContext = { blankBefore: true, blankAfter: true, inSpeech: false, next: '' };

const readsAs = (line: WrittenLine, type: BlockType, context: LineContext): LineClass | null => {
  const found = classifyLine(line.text, context);
  return found.type === type && line.text.slice(0, found.from).trim() === '' && found.to === line.text.trimEnd().length
    ? found
    : null;
};

/** One line of runs, for elements that have no line breaks. */
const oneLine = (runs: readonly Run[]): WrittenLine =>
  writeLine(
    trimRuns(
      runs.map((run) =>
        run.marks.includes('note') || run.marks.includes('boneyard')
          ? run
          : { ...run, text: run.text.replace(/\n/g, ' ') },
      ),
    ),
  );

const mayOpenTitlePage = (line: WrittenLine, place: BlockPlace, next = ''): boolean =>
  place.first && opensTitlePage(composeLine(line), next);

const unescapedEnd = (text: string, char: string): boolean => {
  const end = text.trimEnd();
  return end.endsWith(char) && !isEscaped(end, end.length - 1);
};

const writeHeading = (block: Block, place: BlockPlace): string => {
  const bare = oneLine(block.runs);
  const text = block.number === undefined && unescapedEnd(bare.text, '#') ? escapeLast(bare) : bare;
  const line = block.number === undefined ? text : suffixLine(text, ` #${block.number}#`);
  const found = classifyLine(line.text, alone);
  const whole = line.text.slice(0, found.from).trim() === '';
  if (found.type === 'sceneHeading' && whole && !mayOpenTitlePage(line, place)) return composeLine(line);
  const bareLine = trimLineStart(line);
  const forces = classifyLine(`.${bareLine.text}`, alone).type === 'sceneHeading';
  return composeLine(prefixLine(forces ? bareLine : escapeStart(bareLine), '.'));
};

const writeCharacter = (block: Block, place: BlockPlace): string => {
  const bare = oneLine(block.runs);
  const text = unescapedEnd(bare.text, '^') ? escapeLast(bare) : bare;
  const natural =
    place.speechFollows &&
    readsAs(text, 'character', { ...alone, blankAfter: false }) !== null &&
    !mayOpenTitlePage(text, place);
  const line = natural ? text : prefixLine(text, '@');
  return composeLine(block.dual === 'right' ? suffixLine(line, ' ^') : line);
};

const writeTransition = (block: Block, place: BlockPlace): string => {
  const bare = oneLine(block.runs);
  if (readsAs(bare, 'transition', alone) !== null && !mayOpenTitlePage(bare, place)) return composeLine(bare);
  return composeLine(prefixLine(unescapedEnd(bare.text, '<') ? escapeLast(bare) : bare, '> '));
};

const writeActionLine = (line: WrittenLine, context: LineContext, force: boolean): string => {
  const hidden = line.text.trim() === '' && line.insets.length > 0;
  const natural = readsAs(line, 'action', context) !== null && !force && !hidden;
  return composeLine(natural ? line : prefixLine(line, '!'));
};

const writeAction = (block: Block, place: BlockPlace): string => {
  const lines = splitLines(trimRunsEnd(dropLeadingBreaks(block.runs))).map((runs) => writeLine(trimRunsEnd(runs)));
  const written: string[] = [];
  let blankBefore = true;
  lines.forEach((line, index) => {
    const next = lines[index + 1];
    const blankAfter = next === undefined || (next.text.trim() === '' && next.insets.length === 0);
    const force = index === 0 && mayOpenTitlePage(line, place, next?.text);
    const empty = line.text.trim() === '' && line.insets.length === 0;
    const context = { blankBefore, blankAfter, inSpeech: false, next: next?.text ?? '' };
    written.push(empty ? '' : writeActionLine(line, context, force));
    blankBefore = empty;
  });
  return written.join('\n');
};

const isInset = (run: Run): boolean => run.marks.includes('note') || run.marks.includes('boneyard');

const dropLeadingBreaks = (runs: readonly Run[]): readonly Run[] => {
  const at = runs.findIndex((run) => isInset(run) || run.text.trim() !== '');
  const first = runs[at];
  if (first === undefined || (at === 0 && isInset(first))) return at < 0 ? [] : runs;
  const before = runs
    .slice(0, at)
    .map((run) => run.text)
    .join('');
  const text = `${before}${isInset(first) ? '' : first.text}`.replace(/^(?:[^\S\n]*\n)+/, '');
  const rest = runs.slice(isInset(first) ? at : at + 1);
  return text === '' ? rest : [{ text, marks: isInset(first) ? [] : first.marks }, ...rest];
};

/** Two spaces stand for an empty line inside a speech. */
const writeDialogue = (block: Block): string => {
  const lines = splitLines(trimRuns(block.runs)).map((runs) => writeLine(trimRuns(runs)));
  const written = lines.map((line) => {
    if (line.text === '') return line.insets.length === 0 ? '  ' : composeLine(line);
    const natural = readsAs(line, 'dialogue', { ...alone, blankBefore: false, inSpeech: true }) !== null;
    return composeLine(natural ? line : escapeStart(line));
  });
  return written.join('\n');
};

const writeParenthetical = (block: Block): string => {
  const line = oneLine(block.runs);
  return composeLine(isParenthetical(line.text.trim()) ? line : suffixLine(prefixLine(line, '('), ')'));
};

const writeCentered = (runs: readonly Run[]): string => composeLine(suffixLine(prefixLine(oneLine(runs), '> '), ' <'));

const eachLine = (block: Block, write: (runs: readonly Run[]) => string): string =>
  splitLines(normaliseRuns(block.runs))
    .map(trimRuns)
    .filter((runs) => runs.length > 0)
    .map(write)
    .join('\n');

const rawText = (block: Block): string => block.runs.map((run) => run.text).join('');

/** Writes one block, forced exactly where it would read back as something else. */
export const writeBlock = (block: Block, place: BlockPlace): string => {
  switch (block.type) {
    case 'sceneHeading':
      return writeHeading(block, place);
    case 'character':
      return writeCharacter(block, place);
    case 'transition':
      return writeTransition(block, place);
    case 'parenthetical':
      return place.inSpeech ? writeParenthetical(block) : writeAction(block, place);
    case 'dialogue':
      return place.inSpeech ? writeDialogue(block) : writeAction(block, place);
    case 'action':
      return writeAction(block, place);
    case 'lyric':
      return eachLine(block, (runs) => composeLine(prefixLine(oneLine(runs), '~ ')));
    case 'centered':
      return eachLine(block, writeCentered);
    case 'section':
      return composeLine(prefixLine(oneLine(block.runs), `${'#'.repeat(sectionDepth(block))} `));
    case 'synopsis':
      return composeLine(prefixLine(oneLine(block.runs), '= '));
    case 'note':
    case 'boneyard':
      return writeInset({ type: block.type, text: rawText(block) });
    case 'pageBreak':
      return composeLine(prefixLine(oneLine(block.runs), '==='));
  }
};

const sectionDepth = (block: Block): number => Math.min(6, Math.max(1, Math.trunc(block.depth ?? 1)));
