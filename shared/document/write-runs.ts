/** Writes a block's content with the smallest change, so that anchors, carets and other people's edits in it stay. */
import * as Y from 'yjs';
import type { Run } from '../fountain/screenplay.ts';
import { equalJson } from './equal-json.ts';
import {
  type ContentPiece,
  contentNodes,
  contentPieces,
  markName,
  markValue,
  readText,
  storedMarkNames,
} from './script-xml.ts';

/** The stretch that differs: `from` and `to` in the old text, `text` what takes its place. */
export type TextChange = { readonly from: number; readonly to: number; readonly text: string };

const isLowSurrogate = (text: string, index: number): boolean => {
  const code = text.charCodeAt(index);
  return code >= 0xdc00 && code <= 0xdfff;
};

/**
 * The stretch that differs between two texts; never cuts a character. Where it could lie at several places (a letter typed beside its
 * like), it is the last one that begins at or before `caret`, an offset in the text after.
 */
export const changeBetween = (before: string, after: string, caret = Number.POSITIVE_INFINITY): TextChange => {
  const shortest = Math.min(before.length, after.length);
  // what was typed ends at the caret: the common beginning cannot reach further than the caret less what was added
  const reach = Math.min(shortest, Math.max(caret - Math.max(after.length - before.length, 0), 0));
  let from = 0;
  while (from < reach && before[from] === after[from]) from += 1;
  while (from > 0 && (isLowSurrogate(before, from) || isLowSurrogate(after, from))) from -= 1;
  let tail = 0;
  while (tail < shortest - from && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  while (tail > 0 && isLowSurrogate(before, before.length - tail)) tail -= 1;
  return { from, to: before.length - tail, text: after.slice(from, after.length - tail) };
};

/** The runs of a stretch of the text. */
export const sliceRuns = (runs: readonly Run[], from: number, to: number): readonly Run[] => {
  let base = 0;
  return runs.flatMap((run) => {
    const part = run.text.slice(Math.max(from - base, 0), Math.max(to - base, 0));
    base += run.text.length;
    return part === '' ? [] : [{ ...run, text: part }];
  });
};

/** The runs after the change; what is new has the marks of the letter at `marksFrom` in the old text, and nothing else changes its own. */
export const changeRuns = (runs: readonly Run[], { from, to, text }: TextChange, marksFrom: number): readonly Run[] => [
  ...sliceRuns(runs, 0, from),
  { ...(sliceRuns(runs, marksFrom, marksFrom + 1)[0] ?? { marks: [] }), text },
  ...sliceRuns(runs, to, Number.POSITIVE_INFINITY),
];

const lengthOf = (piece: ContentPiece): number => (piece.kind === 'text' ? piece.node.length : 1);

type Placed = { readonly piece: ContentPiece; readonly child: number; readonly start: number; readonly end: number };

/** The block's pieces with where each stands in its text; `child` is the index among the element's children. */
const placedPieces = (element: Y.XmlElement): readonly Placed[] => {
  let start = 0;
  return contentPieces(element).map((piece, child) => {
    const end = start + lengthOf(piece);
    const placed = { piece, child, start, end };
    start = end;
    return placed;
  });
};

const deleteStretch = (element: Y.XmlElement, from: number, to: number): void => {
  if (to <= from) return;
  // from the last on, so that the places of those before stay true
  for (const { piece, child, start, end } of [...placedPieces(element)].reverse()) {
    if (end <= from || start >= to) continue;
    if (piece.kind === 'break') element.delete(child, 1);
    else piece.node.delete(Math.max(from - start, 0), Math.min(to, end) - Math.max(from, start));
  }
};

const insertLine = (element: Y.XmlElement, at: number, text: string): void => {
  const pieces = placedPieces(element);
  const holder = pieces.find(({ piece, start, end }) => piece.kind === 'text' && start <= at && at <= end);
  if (holder?.piece.kind === 'text') {
    holder.piece.node.insert(at - holder.start, text);
    return;
  }
  const next = pieces.find(({ start }) => start >= at);
  element.insert(next?.child ?? pieces.length, contentNodes([{ text, marks: [] }]));
};

/** Cuts the text at `at`: what follows it in the same piece is written anew behind the break. */
const insertBreak = (element: Y.XmlElement, at: number): void => {
  const pieces = placedPieces(element);
  const holder = pieces.find(({ piece, start, end }) => piece.kind === 'text' && start < at && at < end);
  const [lineBreak] = contentNodes([{ text: '\n', marks: [] }]);
  if (lineBreak === undefined) return;
  if (holder?.piece.kind !== 'text') {
    const next = pieces.find(({ start }) => start >= at);
    element.insert(next?.child ?? pieces.length, [lineBreak]);
    return;
  }
  const rest = new Y.XmlText();
  let skipped = holder.start;
  const delta: { insert: unknown; attributes?: unknown }[] = holder.piece.node.toDelta();
  rest.applyDelta(
    delta.flatMap(({ insert, attributes }) => {
      const text = typeof insert === 'string' ? insert : '\ufffc';
      const part = text.slice(Math.max(at - skipped, 0));
      skipped += text.length;
      return part === '' ? [] : [{ insert: part, ...(attributes === undefined ? {} : { attributes }) }];
    }),
  );
  holder.piece.node.delete(at - holder.start, holder.end - at);
  element.insert(holder.child + 1, [lineBreak, rest]);
};

const applyChange = (element: Y.XmlElement, { from, to, text }: TextChange): void => {
  deleteStretch(element, from, to);
  let at = from;
  text.split('\n').forEach((line, index) => {
    if (index > 0) {
      insertBreak(element, at);
      at += 1;
    }
    if (line !== '') insertLine(element, at, line);
    at += line.length;
  });
};

type Attributes = Readonly<Record<string, unknown>>;

/** A mark that says no more than that it is there leaves one that says more as it is. */
const says = (stored: unknown, wanted: Attributes): boolean =>
  Object.keys(wanted).length === 0 || equalJson(stored, wanted);

/** What must be set and taken away for text with these attributes to have the run's marks; null when nothing. */
const attributeChange = (attributes: Attributes, run: Run): Attributes | null => {
  const wanted = new Map(run.marks.map((mark) => [storedMarkNames[mark], markValue(mark, run)]));
  const change: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== undefined) {
      const asked = wanted.get(markName(name));
      if (asked === undefined) change[name] = null;
      else if (says(value, asked)) wanted.delete(markName(name));
    }
  for (const [name, value] of wanted) change[name] = value;
  return Object.keys(change).length === 0 ? null : change;
};

/** Gives a text that stands at `start` of the block the marks that the runs have there. */
const formatText = (node: Y.XmlText, start: number, runs: readonly Run[]): void => {
  const delta: { insert: unknown; attributes?: Attributes }[] = node.toDelta();
  const changes: { from: number; to: number; change: Attributes }[] = [];
  let at = start;
  for (const { insert, attributes } of delta) {
    const end = at + (typeof insert === 'string' ? insert.length : 1);
    let base = 0;
    for (const run of runs) {
      const [from, to] = [Math.max(base, at), Math.min(base + run.text.length, end)];
      base += run.text.length;
      const change = from < to ? attributeChange(attributes ?? {}, run) : null;
      if (change !== null) changes.push({ from: from - start, to: to - start, change });
    }
    at = end;
  }
  for (const { from, to, change } of changes) node.format(from, to - from, change);
};

/**
 * Makes the block's content read as `runs`; call it within a transaction. A line break has no marks of its own. `caret` is the offset of the
 * writer's caret after the change: it tells which of several like letters was typed.
 */
export const writeRuns = (element: Y.XmlElement, runs: readonly Run[], caret?: number): void => {
  // content of another client that this schema does not know has no place to write beside
  if (contentPieces(element).length !== element.length) {
    element.delete(0, element.length);
    if (runs.length > 0) element.insert(0, contentNodes(runs));
    return;
  }
  const before = readText(element);
  const after = runs.map((run) => run.text).join('');
  if (before !== after) applyChange(element, changeBetween(before, after, caret));
  for (const { piece, start } of placedPieces(element)) if (piece.kind === 'text') formatText(piece.node, start, runs);
};
