/** What is pasted becomes elements of a script: from Word, the web and other writing programs, as Fountain, or as text of a printed page. */
import { storedMarkNames } from '@oner/shared/document/script-xml.ts';
import { readFountain } from '@oner/shared/fountain/read-fountain.ts';
import type { Block, Run } from '@oner/shared/fountain/screenplay.ts';
import { Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model';
import { guessElements } from './guess-elements.ts';
import { readHtml } from './read-html.ts';
import { isLaidOut, readLayoutText } from './read-layout-text.ts';

const contentOf = (runs: readonly Run[], schema: Schema): readonly Node[] =>
  runs.flatMap((run) => {
    const marks = run.marks.flatMap((mark) => schema.marks[storedMarkNames[mark]]?.create() ?? []);
    return run.text
      .split('\n')
      .flatMap((line, index) => [
        ...(index > 0 ? [schema.node('hardBreak')] : []),
        ...(line === '' ? [] : [schema.text(line, marks)]),
      ]);
  });

const sliceOf = (blocks: readonly Block[], schema: Schema): Slice => {
  const nodes = blocks.flatMap(({ type, runs, number, depth, dual }) => {
    const made = schema.nodes[type];
    return made ? [made.create({ number, depth, dual }, contentOf(runs, schema))] : [];
  });
  return new Slice(Fragment.from(nodes), 0, 0);
};

export type IsKnownName = (name: string) => boolean;

/** Several lines of plain text are read as Fountain, or as a printed page; one line is words for where the caret is. */
export const readPastedText = (text: string, schema: Schema, isKnownName: IsKnownName): Slice => {
  const plain = text.replace(/\r\n?/g, '\n');
  const words = plain.trim();
  if (!words.includes('\n')) return new Slice(Fragment.from(words === '' ? null : schema.text(words)), 0, 0);
  const blocks = isLaidOut(plain) ? guessElements(readLayoutText(plain), isKnownName) : readFountain(plain).blocks;
  return sliceOf(blocks, schema);
};

/** Null: there is nothing in it that text alone does not say. */
export const readPastedHtml = (html: string, schema: Schema, isKnownName: IsKnownName): Slice | null => {
  const paragraphs = readHtml(html);
  const written = paragraphs.filter(({ runs }) => runs.some(({ text }) => text.trim() !== ''));
  const [only] = written;
  if (only === undefined) return null;
  if (written.length === 1) return new Slice(Fragment.from(contentOf(only.runs, schema)), 0, 0);
  return sliceOf(guessElements(paragraphs, isKnownName), schema);
};
