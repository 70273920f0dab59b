import { getSchema } from '@tiptap/core';
import type { Slice } from '@tiptap/pm/model';
import { describe, expect, it } from 'vitest';
import { schemaExtensions } from '../editor/schema.ts';
import { guessElements, type PastedParagraph } from './guess-elements.ts';
import { type IsKnownName, readPastedText } from './read-pasted.ts';

const schema = getSchema(schemaExtensions);
const nobody: IsKnownName = () => false;
const shown = (slice: Slice | null): readonly string[] =>
  (slice?.content.content ?? []).map((node) =>
    node.isText ? (node.text ?? '') : `${node.type.name}: ${node.textContent}`,
  );

describe('pasting', () => {
  it('CLI-106 a program’s own styles are believed, else what the paragraphs say and how they follow each other', () => {
    const paragraph = (text: string, style = '') => ({
      runs: [{ text, marks: [] }],
      style,
      indent: null,
      align: 'left' as const,
    });
    const types = (paragraphs: readonly PastedParagraph[], known = nobody) =>
      guessElements(paragraphs, known).map(({ type }) => type);
    expect(
      types([
        paragraph('Kitchen', 'scene-heading'),
        paragraph('All quiet.', 'sc-Action'),
        paragraph('Mara', 'character'),
        paragraph('No.', 'dialogue'),
        paragraph('Never.', 'dialogue'),
      ]),
    ).toEqual(['sceneHeading', 'action', 'character', 'dialogue', 'dialogue']);
    expect(
      types(
        ['内景 厨房 日', '老陈', '（低声）', '雨停了。', '他坐下。', '切至：'].map((text) => paragraph(text)),
        (name) => name === '老陈',
      ),
    ).toEqual(['sceneHeading', 'character', 'parenthetical', 'dialogue', 'action', 'transition']);
    // nobody speaks below the last line
    expect(types([paragraph('Rain.'), paragraph('BLACK')])).toEqual(['action', 'action']);
  });

  it('CLI-106 text of a printed page is put together again, without page numbers and (MORE)', () => {
    const text = [
      'INT. KITCHEN - DAY',
      '',
      'Steam on the glass, and somebody',
      'behind it.',
      '',
      '                    MARA',
      '               (low)',
      '          Is it on? It was on when',
      '          I left.',
      '                    (MORE)',
      '',
      '                                             12.',
      '',
      'She looks.',
    ].join('\n');
    expect(shown(readPastedText(text, schema, nobody))).toEqual([
      'sceneHeading: INT. KITCHEN - DAY',
      'action: Steam on the glass, and somebody behind it.',
      'character: MARA',
      'parenthetical: (low)',
      'dialogue: Is it on? It was on when I left.',
      'action: She looks.',
    ]);
  });

  it('CLI-106 several lines of text are Fountain, one line is words for where the caret is', () => {
    expect(shown(readPastedText('@老陈\n雨停了。\n\n> 切至：\n', schema, nobody))).toEqual([
      'character: 老陈',
      'dialogue: 雨停了。',
      'transition: 切至：',
    ]);
    expect(shown(readPastedText('just words\n', schema, nobody))).toEqual(['just words']);
  });
});
