import { classifyLine, isPageBreak, type LineClass, standsAlone } from './classify-line.ts';
import { readInline } from './emphasis.ts';
import { type LogicalLine, readLogicalLines } from './logical-lines.ts';
import type { Block, BlockType, Run, Screenplay } from './screenplay.ts';
import { readTitlePage } from './title-page.ts';

type Paragraph = { readonly type: BlockType; readonly runs: Run[] };

type Reading = {
  readonly blocks: Block[];
  /** The block that further lines of its type go on in. */
  paragraph: Paragraph | null;
  inSpeech: boolean;
  /** Whether the line above is blank or stands alone. */
  afterBlank: boolean;
  blankLines: number;
  /** Two-space lines inside a speech that become empty lines if the speech goes on. */
  emptySpeechLines: number;
  /** Index of the cue of the speech that the last block belongs to. */
  cue: number | null;
};

const endParagraph = (reading: Reading): void => {
  const { paragraph } = reading;
  if (paragraph !== null) reading.blocks.push({ type: paragraph.type, runs: paragraph.runs });
  reading.paragraph = null;
};

/** One blank line divides two blocks; each further one is an empty action. */
const keepBlankLines = (reading: Reading): void => {
  if (reading.blocks.length > 0) {
    for (let extra = 1; extra < reading.blankLines; extra += 1) {
      reading.blocks.push({ type: 'action', runs: [] });
      reading.cue = null;
    }
  }
  reading.blankLines = 0;
};

const readBlank = (reading: Reading): void => {
  endParagraph(reading);
  reading.blankLines += 1;
  reading.inSpeech = false;
  reading.afterBlank = true;
  reading.emptySpeechLines = 0;
};

const readStandingInsets = (reading: Reading, line: LogicalLine): void => {
  endParagraph(reading);
  keepBlankLines(reading);
  for (const inset of line.insets) {
    reading.blocks.push({ type: inset.type, runs: inset.text === '' ? [] : [{ text: inset.text, marks: [] }] });
  }
  reading.inSpeech = false;
  reading.afterBlank = true;
  reading.cue = null;
};

/** Spaces between the words and a note at their edge are kept. */
const inlineOf = (line: LogicalLine, found: LineClass): readonly Run[] => {
  const first = line.insets[0]?.at ?? found.from;
  const last = line.insets.at(-1)?.at ?? found.to;
  const from = first < found.from && line.text.slice(first, found.from).trim() === '' ? first : found.from;
  const to = last > found.to && line.text.slice(found.to, last).trim() === '' ? last : found.to;
  return readInline(
    line.text.slice(from, to),
    line.insets.map((inset) => ({ ...inset, at: inset.at - from })),
  );
};

const addLine = (reading: Reading, type: BlockType, runs: readonly Run[]): void => {
  if (reading.paragraph?.type !== type) {
    endParagraph(reading);
    reading.paragraph = { type, runs: [...runs] };
    return;
  }
  const breaks = '\n'.repeat(1 + reading.emptySpeechLines);
  const target = reading.paragraph.runs;
  for (const run of [{ text: breaks, marks: [] }, ...runs]) joinRun(target, run);
};

const joinRun = (runs: Run[], run: Run): void => {
  const last = runs.at(-1);
  if (last !== undefined && last.marks.length === 0 && run.marks.length === 0) {
    runs[runs.length - 1] = { text: last.text + run.text, marks: [] };
  } else runs.push(run);
};

const readCue = (reading: Reading, runs: readonly Run[], dual: boolean): void => {
  const before = reading.cue === null ? undefined : reading.blocks[reading.cue];
  const right = dual && before !== undefined && before.dual === undefined;
  if (right && reading.cue !== null) reading.blocks[reading.cue] = { ...before, dual: 'left' };
  reading.cue = reading.blocks.length;
  reading.blocks.push({ type: 'character', runs, ...(right ? { dual: 'right' as const } : {}) });
  reading.inSpeech = true;
  reading.afterBlank = false;
};

const readSingle = (reading: Reading, line: LogicalLine, found: LineClass): void => {
  const runs = inlineOf(line, found);
  endParagraph(reading);
  if (found.type === 'character') {
    readCue(reading, runs, found.dual);
    return;
  }
  const extra =
    found.type === 'section'
      ? { depth: found.depth }
      : found.type === 'sceneHeading' && found.number !== null
        ? { number: found.number }
        : {};
  reading.blocks.push({ type: found.type, runs, ...extra });
  if (found.type === 'parenthetical') return;
  reading.inSpeech = false;
  reading.afterBlank = true;
  reading.cue = null;
};

const continues = (type: BlockType): boolean =>
  type === 'action' || type === 'dialogue' || type === 'lyric' || type === 'centered';

const readLine = (reading: Reading, line: LogicalLine, around: Surroundings): void => {
  keepBlankLines(reading);
  const found = classifyLine(line.text, {
    blankBefore: reading.afterBlank,
    blankAfter: around.blankAfter,
    inSpeech: reading.inSpeech,
    next: around.next,
  });
  if (!continues(found.type)) readSingle(reading, line, found);
  else {
    const inSpeech = reading.inSpeech && (found.type === 'dialogue' || found.type === 'lyric');
    addLine(reading, found.type, inlineOf(line, found));
    reading.inSpeech = inSpeech;
    reading.afterBlank = false;
    if (!inSpeech) reading.cue = null;
  }
  reading.emptySpeechLines = 0;
};

type Surroundings = { readonly blankAfter: boolean; readonly next: string };

const isEmpty = (line: LogicalLine): boolean => line.text.trim() === '';
const hasBoneyard = (line: LogicalLine): boolean => line.insets.some((inset) => inset.type === 'boneyard');

const countsAsBlank = (line: LogicalLine): boolean => {
  if (isEmpty(line)) return line.insets.length === 0 || hasBoneyard(line);
  return standsAlone(line.text) || isPageBreak(line.text);
};

/** For each line what follows it. A line of notes alone under a cue is looked through: the speech comes below it. */
const surroundings = (lines: readonly LogicalLine[]): readonly Surroundings[] => {
  const result: Surroundings[] = new Array<Surroundings>(lines.length);
  let below: Surroundings = { blankAfter: true, next: '' };
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const line = lines[index];
    if (line === undefined) continue;
    result[index] = below;
    if (!isEmpty(line) || line.insets.length === 0 || hasBoneyard(line)) {
      below = { blankAfter: countsAsBlank(line), next: line.text };
    }
  }
  return result;
};

const readOne = (reading: Reading, line: LogicalLine, around: Surroundings): void => {
  if (!isEmpty(line)) {
    readLine(reading, line, around);
    return;
  }
  if (line.insets.length === 0) {
    if (reading.inSpeech && line.text.length === 2 && reading.paragraph?.type === 'dialogue') {
      reading.emptySpeechLines += 1;
    } else readBlank(reading);
    return;
  }
  const joins = !hasBoneyard(line) && (reading.inSpeech || reading.paragraph !== null);
  if (joins) readLine(reading, line, around);
  else readStandingInsets(reading, line);
};

const readBlocks = (body: string): readonly Block[] => {
  const lines = readLogicalLines(body);
  const around = surroundings(lines);
  const reading: Reading = {
    blocks: [],
    paragraph: null,
    inSpeech: false,
    afterBlank: true,
    blankLines: 0,
    emptySpeechLines: 0,
    cue: null,
  };
  lines.forEach((line, index) => {
    readOne(reading, line, around[index] ?? { blankAfter: true, next: '' });
  });
  endParagraph(reading);
  return reading.blocks;
};

/** Reads Fountain 1.1 text. Never fails: what is malformed stays as typed. Linear in the text's length. */
export const readFountain = (text: string): Screenplay => {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const titlePage = readTitlePage(plain);
  return { titlePage: titlePage.entries, blocks: readBlocks(plain.slice(titlePage.end)) };
};
