/** What we write and read, against programs that others wrote: fountain-js reads our Fountain, and we read Final Draft files of screenplain. */
import { readFileSync } from 'node:fs';
import { readFdx } from '@oner/shared/fdx/read-fdx.ts';
import { writeFdx } from '@oner/shared/fdx/write-fdx.ts';
import { readFountain } from '@oner/shared/fountain/read-fountain.ts';
import { type Block, type BlockType, blockText, type Screenplay } from '@oner/shared/fountain/screenplay.ts';
import { writeFountain } from '@oner/shared/fountain/write-fountain.ts';
import fc from 'fast-check';
import { Fountain } from 'fountain-js';
import { describe, expect, it } from 'vitest';

type Element = readonly [type: string, text: string, extra: string];

const tokenNames: Readonly<Partial<Record<BlockType, string>>> = {
  ...{ sceneHeading: 'scene_heading', pageBreak: 'page_break' },
};

/** By fountain-js. */
const elementsTold = (text: string): readonly Element[] => {
  let column = '';
  return new Fountain().parse(text, true).tokens.flatMap((token): readonly Element[] => {
    if (token.type === 'dialogue_begin') column = token.dual ?? '';
    if (token.is_title || /_(?:begin|end)$/.test(token.type)) return [];
    const extra = token.type === 'character' ? column : (token.scene_number ?? String(token.depth ?? ''));
    return [[token.type, token.text ?? '', extra]];
  });
};

/** As written in Fountain: emphasis is part of the words there. */
const emphasised = (block: Block): string =>
  block.runs
    .map(({ text, marks }) => {
      const stars = `${marks.includes('italic') ? '*' : ''}${marks.includes('bold') ? '**' : ''}`;
      const line = marks.includes('underline') ? '_' : '';
      return `${line}${stars}${text}${stars}${line}`;
    })
    .join('');

const elementsOf = ({ blocks }: Screenplay): readonly Element[] =>
  blocks.map((block) => [
    tokenNames[block.type] ?? block.type,
    emphasised(block),
    block.type === 'section' ? String(block.depth ?? 1) : (block.dual ?? block.number ?? ''),
  ]);

/**
 * Where the two differ by convention is left out: songs, which it knows neither in speeches nor with a space after `~`, and Chinese headings
 * (`内景 咖啡馆 日`), which are headings without a dot to Chinese writers and to us.
 */
const script = `Title: Rain
Author: Anna Lee

# Act

= What happens.

INT. ROOM - DAY #1A#

Action *it* and **bold** and _under_
on two lines.

[[a note]]

ANNA (O.S.)
(quietly)
Go.

BEN ^
No.

> MIDDLE <

> FADE OUT.

CUT TO:

===

!FORCED ACTION

@李明
你好。

.咖啡馆

End.
`;

const sample = readFileSync(new URL('../sample/the-spare-key.fountain', import.meta.url), 'utf8');

const words = fc
  .array(fc.constantFrom('rain', 'the', 'door', 'Anna', 'slowly', '雨', 'waits,', 'and', 'goes', '20', "can't"), {
    minLength: 1,
    maxLength: 8,
  })
  .map((list) => `A ${list.join(' ')} ends.`);
const plain = (type: BlockType, text: string, more: Partial<Block> = {}): Block => ({
  ...{ type, runs: [{ text, marks: [] }] },
  ...more,
});
const speech = fc
  .tuple(fc.constantFrom('ANNA', 'BEN (V.O.)', '李明', 'R2D2'), fc.option(fc.constant('(quietly)')), words)
  .map(([name, aside, said]) => [
    plain('character', name),
    ...(aside === null ? [] : [plain('parenthetical', aside)]),
    plain('dialogue', said),
  ]);
const stretches: fc.Arbitrary<readonly Block[]> = fc.oneof(
  words.map((text) => [plain('action', text)]),
  fc
    .tuple(fc.constantFrom('INT. ROOM - DAY', 'EXT. STREET - NIGHT', 'A DREAM'), fc.option(fc.constantFrom('1', '12A')))
    .map(([text, number]) => [plain('sceneHeading', text, number === null ? {} : { number })]),
  speech,
  fc.constantFrom('CUT TO:', 'FADE OUT.').map((text) => [plain('transition', text)]),
  words.map((text) => [plain('centered', text)]),
  fc.tuple(words, fc.integer({ min: 1, max: 3 })).map(([text, depth]) => [plain('section', text, { depth })]),
  words.map((text) => [plain('synopsis', text)]),
  words.map((text) => [plain('note', text)]),
  fc.constant([{ type: 'pageBreak', runs: [] } as const]),
);
const screenplays: fc.Arbitrary<Screenplay> = fc
  .array(stretches, { minLength: 1, maxLength: 12 })
  .map((list) => ({ titlePage: [{ key: 'Title', values: ['Rain'] }], blocks: list.flat() }));

describe('cross-reading', () => {
  it('IMP-15 fountain-js reads our Fountain element by element as we do', () => {
    for (const text of [script, sample]) {
      const screenplay = readFountain(text);
      expect(elementsTold(writeFountain(screenplay))).toEqual(elementsOf(screenplay));
    }
  });

  it('IMP-15 fountain-js reads whatever we write as what it is', () => {
    fc.assert(
      fc.property(screenplays, (screenplay) => {
        expect(elementsTold(writeFountain(screenplay))).toEqual(elementsOf(screenplay));
      }),
      { numRuns: 300 },
    );
  });

  it('IMP-15 fountain-js reads a script that went through our Final Draft file as it was', () => {
    for (const text of [script, sample]) {
      const screenplay = readFountain(text);
      const back = readFdx(writeFdx(screenplay));
      if (!back.ok) throw new Error(back.error.detail);
      expect(elementsTold(writeFountain(back.value.screenplay))).toEqual(elementsOf(screenplay));
    }
  });

  it('IMP-15 a Final Draft file that screenplain wrote of a script reads as the script does', () => {
    const file = readFileSync(new URL('./testing/the-spare-key.screenplain.fdx', import.meta.url), 'utf8');
    const read = readFdx(file);
    if (!read.ok) throw new Error(read.error.detail);
    const told = (screenplay: Screenplay) =>
      screenplay.blocks
        // it writes neither of these
        .filter(({ type }) => !['section', 'synopsis', 'note', 'boneyard', 'pageBreak'].includes(type))
        .map((block) => [block.type, blockText(block).replace(/\s+/g, ' ').trim()]);
    expect(told(read.value.screenplay)).toEqual(told(readFountain(sample)));
  });
});
