/**
 * How the script lives in its `Y.XmlFragment`: as y-tiptap stores ProseMirror documents. One `Y.XmlElement` a block,
 * named for its type; its text in `Y.XmlText` children whose formatting attributes are the marks, by name, with the
 * mark's attributes as value; a line break is an inline `hardBreak` element, read as `\n`.
 */
import * as Y from 'yjs';
import { z } from 'zod';
import { type Block, type BlockType, blockTypes, type MarkType, markTypes, type Run } from '../fountain/screenplay.ts';
import { type BlockId, type RevisionId, revisionIdSchema } from '../ids/ids.ts';
import type { ScriptBlock } from './story.ts';

/** Attributes of a block's element; none is set to null. */
export type BlockAttributes = { id?: string; number?: string; depth?: number; dual?: 'left' | 'right' };
/** A child of the script as any client may have put it there. */
export type ScriptNode = Y.XmlElement | Y.XmlText | Y.XmlHook;

export const lineBreak = 'hardBreak';
export const isBlockType = (name: string): name is BlockType => (blockTypes as readonly string[]).includes(name);

/**
 * The name under which a mark is stored: its own, but where a block has that name already. ProseMirror refuses a schema
 * in which a node and a mark share one, so an editor must use these names for its marks.
 */
export const storedMarkNames: Readonly<Record<MarkType, string>> = {
  bold: 'bold',
  italic: 'italic',
  underline: 'underline',
  strike: 'strike',
  note: 'noteMark',
  boneyard: 'boneyardMark',
  revision: 'revision',
};

/** y-tiptap adds a hash to the name of a mark that may overlap itself: `note--Zm9vYmFy`. */
const hashedMark = /^(.*)--[a-zA-Z0-9+/=]{8}$/;
export const markName = (attribute: string): string => hashedMark.exec(attribute)?.[1] ?? attribute;

const marksOf = (attributes: Readonly<Record<string, unknown>> | undefined): readonly MarkType[] => {
  if (attributes === undefined) return [];
  const names = new Set(
    Object.entries(attributes)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name]) => markName(name)),
  );
  return markTypes.filter((mark) => names.has(storedMarkNames[mark]) || names.has(mark));
};

type Marking = Omit<Run, 'text'>;
const unmarked: Marking = { marks: [] };

/** Marks, and the revision that the words belong to when they are revised and say which. */
export const markingOf = (marks: readonly MarkType[], revision: RevisionId | undefined): Marking =>
  revision !== undefined && marks.includes('revision') ? { marks, revision } : { marks };

/** The revision that stored marks name. */
const revisionOf = (attributes: Readonly<Record<string, unknown>> | undefined): RevisionId | undefined => {
  const value = attributes?.[storedMarkNames.revision];
  const id = revisionIdSchema.safeParse(typeof value === 'object' && value !== null && 'set' in value && value.set);
  return id.success ? id.data : undefined;
};

/** A mark's value as it is stored: only a revision says more than that it is there. */
export const markValue = (mark: MarkType, { revision }: Pick<Run, 'revision'>): Readonly<Record<string, string>> =>
  mark === 'revision' && revision !== undefined ? { set: revision } : {};

/** Whether two runs stand under the same marks. */
export const sameMarking = (a: Marking, b: Marking): boolean =>
  a.revision === b.revision &&
  a.marks.length === b.marks.length &&
  a.marks.every((mark, index) => mark === b.marks[index]);

/** Joins neighbours under the same marks and drops empty stretches; marks come in the order of `markTypes`. */
export const normalizeRuns = (runs: readonly Run[]): readonly Run[] => {
  const joined: Run[] = [];
  for (const { text, marks: given, revision } of runs) {
    if (text === '') continue;
    const marking = markingOf(
      markTypes.filter((mark) => given.includes(mark)),
      revision,
    );
    const last = joined.at(-1);
    if (last !== undefined && sameMarking(last, marking)) {
      joined[joined.length - 1] = { text: last.text + text, ...marking };
    } else joined.push({ text, ...marking });
  }
  return joined;
};

const deltaSchema = z.array(
  z.object({ insert: z.unknown(), attributes: z.record(z.string(), z.unknown()).optional() }),
);

/** A piece of a block's content: text that holds positions, or a line break. */
export type ContentPiece = { readonly kind: 'text'; readonly node: Y.XmlText } | { readonly kind: 'break' };

/**
 * The block's content in order. Elements that this schema does not know (of another client) give their text, each
 * on a line of its own, so that nothing written is invisible.
 */
export const contentPieces = (node: ScriptNode): readonly ContentPiece[] => {
  if (node instanceof Y.XmlText) return [{ kind: 'text', node }];
  if (!(node instanceof Y.XmlElement)) return [];
  const pieces: ContentPiece[] = [];
  for (const child of node.toArray()) {
    if (child instanceof Y.XmlText) pieces.push({ kind: 'text', node: child });
    else if (child instanceof Y.XmlElement && child.nodeName === lineBreak) pieces.push({ kind: 'break' });
    else if (child instanceof Y.XmlElement) {
      if (pieces.length > 0) pieces.push({ kind: 'break' });
      pieces.push(...contentPieces(child));
    }
  }
  return pieces;
};

/** Embedded objects take one place each, as they do in Yjs, so that offsets stay true. */
const embedded = '\ufffc';

const textRuns = (node: Y.XmlText): readonly Run[] =>
  deltaSchema.parse(node.toDelta()).map(({ insert, attributes }) => ({
    text: typeof insert === 'string' ? insert : embedded,
    ...markingOf(marksOf(attributes), revisionOf(attributes)),
  }));

const pieceRuns = (piece: ContentPiece): readonly Run[] =>
  piece.kind === 'text' ? textRuns(piece.node) : [{ text: '\n', marks: [] }];

/** The marks that two runs share. */
export const sharedMarking = (a: Marking, b: Marking): Marking =>
  markingOf(
    a.marks.filter((mark) => b.marks.includes(mark) && (mark !== 'revision' || a.revision === b.revision)),
    a.revision,
  );

/** A line break is stored without marks: it has those that the text on both sides of it shares. */
const markBreaks = (runs: readonly Run[], isBreak: readonly boolean[]): readonly Run[] => {
  let before: Run | null = null;
  const after: (Run | null)[] = [];
  let next: Run | null = null;
  for (let index = runs.length - 1; index >= 0; index -= 1) {
    after[index] = next;
    if (isBreak[index] !== true) next = runs[index] ?? null;
  }
  return runs.map((run, index) => {
    if (isBreak[index] !== true) {
      before = run;
      return run;
    }
    const right = after[index];
    return { text: run.text, ...(before && right ? sharedMarking(before, right) : unmarked) };
  });
};

export const readRuns = (node: ScriptNode): readonly Run[] => {
  const runs: Run[] = [];
  const isBreak: boolean[] = [];
  for (const piece of contentPieces(node)) {
    for (const run of pieceRuns(piece)) {
      if (run.text === '') continue;
      runs.push(run);
      isBreak.push(piece.kind === 'break');
    }
  }
  return normalizeRuns(isBreak.includes(true) ? markBreaks(runs, isBreak) : runs);
};

/** The block's text without its marks. */
export const readText = (node: ScriptNode): string =>
  contentPieces(node)
    .map((piece) => (piece.kind === 'text' ? plainText(piece.node) : '\n'))
    .join('');

/** As the delta tells it, embedded objects included; a text without them is read at once. */
const plainText = (node: Y.XmlText): string => {
  const text = Y.Text.prototype.toString.call(node);
  return text.length === node.length
    ? text
    : textRuns(node)
        .map((run) => run.text)
        .join('');
};

const attributesSchema = z.object({
  number: z
    .union([z.string().min(1), z.number().transform(String)])
    .nullable()
    .catch(null),
  depth: z.coerce.number().int().min(1).max(6).catch(1),
  dual: z.enum(['left', 'right']).nullable().catch(null),
});

/** The id that the block's element carries, if any; it may be the same as another block's. */
export const writtenId = (node: ScriptNode): string | null => {
  const id: unknown = node instanceof Y.XmlElement ? node.getAttribute('id') : undefined;
  return typeof id === 'string' && id !== '' ? id : null;
};

/** Reads one block; elements of unknown type and bare text read as action. */
export const readBlock = (node: ScriptNode, id: BlockId): ScriptBlock => {
  const name = node instanceof Y.XmlElement ? node.nodeName : 'action';
  const type = isBlockType(name) ? name : 'action';
  const runs = readRuns(node);
  const { number, depth, dual } = attributesSchema.parse(node instanceof Y.XmlElement ? node.getAttributes() : {});
  const text = runs.map((run) => run.text).join('');
  return { id, type, runs, text, number, depth: type === 'section' ? depth : 0, dual };
};

const textNode = (runs: readonly Run[]): Y.XmlText => {
  const node = new Y.XmlText();
  node.applyDelta(
    runs.map((run) => ({
      insert: run.text,
      ...(run.marks.length > 0
        ? { attributes: Object.fromEntries(run.marks.map((mark) => [storedMarkNames[mark], markValue(mark, run)])) }
        : {}),
    })),
  );
  return node;
};

/** The children that hold these runs, cut at line breaks. */
export const contentNodes = (runs: readonly Run[]): (Y.XmlText | Y.XmlElement)[] => {
  const lines: Run[][] = [[]];
  for (const run of normalizeRuns(runs)) {
    run.text.split('\n').forEach((part, index) => {
      if (index > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ ...run, text: part });
    });
  }
  return lines.flatMap((line, index) => [
    ...(index > 0 ? [new Y.XmlElement(lineBreak)] : []),
    ...(line.length > 0 ? [textNode(line)] : []),
  ]);
};

/** Makes the element of a block, to be inserted into the script. */
export const writeBlock = (block: Block, id: BlockId): Y.XmlElement => {
  const element = new Y.XmlElement<BlockAttributes>(block.type);
  element.setAttribute('id', id);
  if (block.number !== undefined) element.setAttribute('number', block.number);
  if (block.type === 'section') element.setAttribute('depth', block.depth ?? 1);
  if (block.dual !== undefined) element.setAttribute('dual', block.dual);
  const content = contentNodes(block.runs);
  if (content.length > 0) element.insert(0, content);
  // Yjs types attributes as text by default; y-tiptap stores a depth as the number that it is
  return element as unknown as Y.XmlElement;
};

/** A block of the script as a file format takes it. */
export const toScreenplayBlock = (block: ScriptBlock): Block => ({
  type: block.type,
  runs: block.runs,
  ...(block.number === null ? {} : { number: block.number }),
  ...(block.type === 'section' ? { depth: block.depth } : {}),
  ...(block.dual === null ? {} : { dual: block.dual }),
});
