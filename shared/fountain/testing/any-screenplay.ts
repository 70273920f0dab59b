/** Screenplays as Fountain can say them, drawn at random. */
import fc from 'fast-check';
import { normaliseRuns, splitLines } from '../normalise-runs.ts';
import type { Block, BlockType, MarkType, Run, Screenplay } from '../screenplay.ts';

export const word = fc.oneof(
  { weight: 6, arbitrary: fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom(...'abcXYZ019') }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'INT.',
      'EXT',
      'CUT TO:',
      'MIKE',
      '(beat)',
      '内景',
      '约翰',
      '（轻声）',
      'Title:',
      '…',
      '“x”',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom(...'*_\\[]/~>#=@!.^<(){}-:') }),
  },
);
const phrase = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
const marks = fc.subarray<MarkType>(['bold', 'italic', 'underline']);
const emphasised: fc.Arbitrary<Run> = fc.record({ text: fc.oneof(phrase, word), marks });
const inset: fc.Arbitrary<Run> = fc.record({
  text: fc.stringMatching(/^[a-z*_ ]{0,5}[a-z]$/),
  marks: fc.constantFrom<readonly MarkType[]>(['note'], ['boneyard']),
});
const line = fc
  .array(fc.oneof({ weight: 5, arbitrary: emphasised }, { weight: 1, arbitrary: inset }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((runs): readonly Run[] => [{ text: 'w', marks: [] }, ...runs.flatMap((run) => [{ text: ' ', marks: [] }, run])]);
const plainLine = fc.oneof({ weight: 3, arbitrary: phrase.map((text): readonly Run[] => [{ text, marks: [] }]) }, line);
const lineBreak: Run = { text: '\n', marks: [] };
const lines = fc
  .array(plainLine, { minLength: 1, maxLength: 3 })
  .map((all) => all.flatMap((runs, index) => (index === 0 ? runs : [lineBreak, ...runs])));

const single = (type: BlockType) => plainLine.map((runs): Block[] => [{ type, runs }]);
const many = (type: BlockType) => lines.map((runs): Block[] => [{ type, runs }]);
const heading = fc
  .tuple(plainLine, fc.option(fc.constantFrom('1', '12A', 'I-1-A', '1.'), { nil: undefined }))
  .map(([runs, number]): Block[] => [{ type: 'sceneHeading', runs, ...(number === undefined ? {} : { number }) }]);
const parenthetical = phrase.map(
  (text): Block => ({ type: 'parenthetical', runs: [{ text: `(${text})`, marks: [] }] }),
);
const speech = fc
  .tuple(plainLine, fc.option(parenthetical, { nil: undefined }), fc.option(lines, { nil: undefined }))
  .map(([cue, beat, words]): Block[] => [
    { type: 'character', runs: cue },
    ...(beat === undefined ? [] : [beat]),
    ...(words === undefined ? [] : [{ type: 'dialogue' as const, runs: words }]),
  ]);
const section = fc
  .tuple(plainLine, fc.integer({ min: 1, max: 6 }))
  .map(([runs, depth]): Block[] => [{ type: 'section', runs, depth }]);
const aside = fc
  .tuple(fc.constantFrom<BlockType>('note', 'boneyard'), fc.stringMatching(/^[a-z][a-z *_\n]{0,9}[a-z]$/))
  .map(([type, text]): Block[] => [{ type, runs: [{ text: text.replace(/\n +(?=\n)/g, '\n'), marks: [] }] }]);
const group = fc.oneof(
  many('action'),
  heading,
  speech,
  single('transition'),
  single('synopsis'),
  many('centered'),
  many('lyric'),
  section,
  aside,
  fc.constant<Block[]>([{ type: 'pageBreak', runs: [] }]),
  fc.constant<Block[]>([{ type: 'action', runs: [] }]),
);

const trimLine = (runs: readonly Run[]): readonly Run[] => {
  const text = runs.map((run) => run.text).join('');
  const lead = text.length - text.trimStart().length;
  let from = lead;
  let left = text.trim().length;
  return runs.flatMap((run) => {
    const skipped = Math.min(from, run.text.length);
    from -= skipped;
    const kept = run.text.slice(skipped, skipped + left);
    left -= kept.length;
    return kept === '' ? [] : [{ ...run, text: kept }];
  });
};

/** What Fountain can say of a block, so that two screenplays can be compared. */
export const normalise = (block: Block): Block => {
  if (block.type === 'note' || block.type === 'boneyard') return block;
  const kept = splitLines(normaliseRuns(block.runs))
    .map(trimLine)
    .flatMap((runs, index) => (index === 0 ? runs : [lineBreak, ...runs]));
  return { ...block, runs: normaliseRuns(kept) };
};

const isEmptyAction = (block: Block | undefined): boolean => block?.type === 'action' && block.runs.length === 0;

const trimBlank = (blocks: readonly Block[]): readonly Block[] => {
  let from = 0;
  let to = blocks.length;
  while (from < to && isEmptyAction(blocks[from])) from += 1;
  while (to > from && isEmptyAction(blocks[to - 1])) to -= 1;
  return blocks.slice(from, to);
};

const titlePage = fc.array(
  fc.record({
    key: fc.constantFrom('Title', 'Author', 'Draft date', 'My key'),
    values: fc.array(fc.stringMatching(/^[A-Za-z*_][A-Za-z :*_]{0,6}[a-z]$/), { minLength: 1, maxLength: 3 }),
  }),
  { maxLength: 3 },
);
export const anyScreenplay: fc.Arbitrary<Screenplay> = fc.record({
  titlePage,
  blocks: fc.array(group, { maxLength: 6 }).map((groups) => trimBlank(groups.flat()).map(normalise)),
});
