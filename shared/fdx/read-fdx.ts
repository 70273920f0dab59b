import { blockText, type Run, type Screenplay } from '../fountain/screenplay.ts';
import { counted, places } from '../result/report-words.ts';
import { fail, ok, type Result } from '../result/result.ts';
import { childElement, childElements, readXml, type XmlElement, type XmlError } from '../xml/read-xml.ts';
import { readingOf } from './element-types.ts';
import { blocksOf, isInset, type Piece, settledRuns } from './pieces.ts';
import { isNote, notePlace, noteText, noteType, readParagraph } from './read-paragraph.ts';
import { readProduction } from './revisions.ts';
import { readTitlePage } from './title-page.ts';

export type FdxError = { readonly kind: XmlError['kind'] | 'not-fdx'; readonly detail: string };

/** A paragraph with the element that says it, and the one around that when it is part of dual dialogue. */
export type SourcePiece = { readonly piece: Piece; readonly element: XmlElement; readonly wrapper: XmlElement | null };

export type FdxReading = {
  readonly screenplay: Screenplay;
  /** What was read by guess, for a person to look at. */
  readonly unsure: readonly string[];
  readonly root: XmlElement;
  readonly pieces: readonly SourcePiece[];
};

/** Paragraphs of the script; deeper ones hold dual dialogue. */
const sourcePieces = (content: XmlElement): readonly SourcePiece[] => {
  let group = 0;
  return childElements(content, 'Paragraph').flatMap((element): readonly SourcePiece[] => {
    const dual = childElement(element, 'DualDialogue');
    if (dual === undefined) return [{ piece: readParagraph(element), element, wrapper: null }];
    group += 1;
    const inner = childElements(dual, 'Paragraph').map((paragraph) => ({
      element: paragraph,
      piece: readParagraph(paragraph),
    }));
    const cues = inner.filter(({ piece }) => piece.main?.type === 'character');
    return inner.map(({ element: paragraph, piece }) => ({
      piece: {
        ...piece,
        ...dualCue(piece, cues.length > 1 ? cues.findIndex((cue) => cue.piece === piece) : -1),
        dual: group,
      },
      ...{ element: paragraph, wrapper: element },
    }));
  });
};

/** The first cue is the left column's, the second the right one's. */
const dualCue = (piece: Piece, at: number): Partial<Piece> =>
  piece.main === null || at < 0 || at > 1 ? {} : { main: { ...piece.main, dual: at === 0 ? 'left' : 'right' } };

/** Letters of the paragraph as the ranges of notes count them. */
export const countedLength = (runs: readonly Run[]): number =>
  runs.reduce((sum, run) => sum + (isInset(run) ? 0 : run.text.length), 0);

const insertNote = (runs: readonly Run[], at: number, note: Run): readonly Run[] => {
  const before: Run[] = [];
  const after: Run[] = [];
  let passed = 0;
  for (const run of runs) {
    const length = isInset(run) ? 0 : run.text.length;
    const cut = Math.min(Math.max(at - passed, 0), length);
    if (isInset(run)) (passed <= at ? before : after).push(run);
    else {
      if (cut > 0) before.push({ ...run, text: run.text.slice(0, cut) });
      if (cut < length) after.push({ ...run, text: run.text.slice(cut) });
    }
    passed += length;
  }
  return settledRuns([...before, note, ...after]);
};

export const rootNotes = (root: XmlElement): readonly XmlElement[] =>
  childElement(root, 'ScriptNotes')
    ?.children.filter(isNote)
    .filter((note) => rangeStart(note) !== null) ?? [];

/** Where a note of the whole script stands: letters from the beginning, each paragraph's end counted as one. */
const rangeStart = (note: XmlElement): number | null => {
  const start = Number((note.attributes.Range ?? '').split(',')[0] || Number.NaN);
  return Number.isInteger(start) && start >= 0 ? start : null;
};

const withNote = (piece: Piece, note: XmlElement, at: number): Piece => {
  const [type, text] = [noteType(note), noteText(note)];
  const block = { type, runs: [{ text, marks: [] }] };
  if (notePlace(note) === 'Above') return { ...piece, above: [...piece.above, block] };
  if (notePlace(note) === 'Below' || piece.main === null) return { ...piece, below: [...piece.below, block] };
  return { ...piece, main: { ...piece.main, runs: insertNote(piece.main.runs, at, { text, marks: [type] }) } };
};

const placeRootNotes = (pieces: readonly SourcePiece[], notes: readonly XmlElement[]): readonly SourcePiece[] => {
  if (notes.length === 0) return pieces;
  const placed = [...pieces];
  const sorted = [...notes].sort((a, b) => (rangeStart(a) ?? 0) - (rangeStart(b) ?? 0));
  let index = 0;
  let passed = 0;
  const lengthAt = (at: number): number => countedLength(pieces[at]?.piece.main?.runs ?? []);
  for (const note of sorted) {
    const start = rangeStart(note) ?? 0;
    while (index < pieces.length - 1 && start > passed + lengthAt(index)) {
      passed += lengthAt(index) + 1;
      index += 1;
    }
    const target = placed[index];
    if (target !== undefined) placed[index] = { ...target, piece: withNote(target.piece, note, start - passed) };
  }
  return placed;
};

const ownTypes = (pieces: readonly SourcePiece[]): readonly string[] => {
  const found = new Map<string, number[]>();
  pieces.forEach(({ element }, index) => {
    const name = element.attributes.Type;
    if (name !== undefined && readingOf(name) === null) found.set(name, [...(found.get(name) ?? []), index + 1]);
  });
  return [...found].map(
    ([name, at]) =>
      `${counted(at.length, 'paragraph', 'paragraphs')} of the type “${name}” became action (${places('paragraph', at)}).`,
  );
};

const oddDuals = (pieces: readonly SourcePiece[]): readonly string[] => {
  const cues = new Map<XmlElement, number>();
  for (const { piece, wrapper } of pieces) {
    if (wrapper !== null) cues.set(wrapper, (cues.get(wrapper) ?? 0) + (piece.main?.type === 'character' ? 1 : 0));
  }
  const odd = [...cues.values()].filter((count) => count !== 2).length;
  return odd === 0 ? [] : [`${odd} dual dialogue${odd === 1 ? '' : 's'} without exactly two speakers.`];
};

/** Speech without a speaker has words, but no one who says them. */
const orphans = (pieces: readonly SourcePiece[]): readonly string[] => {
  const at = pieces.flatMap(({ piece }, index) => {
    const before = pieces[index - 1]?.piece.main?.type;
    const speaks = before === 'character' || before === 'parenthetical' || before === 'dialogue' || before === 'lyric';
    return piece.main?.type === 'dialogue' && blockText(piece.main) !== '' && !speaks ? [index + 1] : [];
  });
  if (at.length === 0) return [];
  return [`${counted(at.length, 'speech', 'speeches')} without a speaker above (${places('paragraph', at)}).`];
};

/** Reads a Final Draft file of version 1 to 5. */
export const readFdx = (text: string): Result<FdxReading, FdxError> => {
  const read = readXml(text);
  if (!read.ok) return read;
  const root = read.value;
  const content = childElement(root, 'Content');
  if (root.name !== 'FinalDraft' || content === undefined)
    return fail({ kind: 'not-fdx', detail: 'The file is XML, but no script of Final Draft.' });
  const pieces = placeRootNotes(sourcePieces(content), rootNotes(root));
  const title = readTitlePage(childElement(root, 'TitlePage'));
  const blocks = pieces.flatMap(({ piece }) => blocksOf(piece));
  const unsure = [...ownTypes(pieces), ...oddDuals(pieces), ...orphans(pieces), ...title.unsure];
  const production = readProduction(
    root,
    pieces.map(({ piece }) => piece),
    blocks,
  );
  const screenplay = { titlePage: title.entries, blocks, ...(production === undefined ? {} : { production }) };
  return ok({ screenplay, unsure, root, pieces });
};
