/** Commands on the script's blocks, for callers without an editor: the HTTP and agent interfaces. */
import * as Y from 'yjs';
import type { Block, Run } from '../../fountain/screenplay.ts';
import type { BlockId, IdFactory } from '../../ids/ids.ts';
import { fail, ok } from '../../result/result.ts';
import { nodeOfBlock, outlineOf } from '../locate.ts';
import { scriptOf } from '../schema.ts';
import {
  type ContentPiece,
  contentNodes,
  contentPieces,
  readRuns,
  type ScriptNode,
  writeBlock,
} from '../script-xml.ts';
import { mendAnchors, shotsOnBlock } from '../tidy-story.ts';
import type { CommandResult } from './command-error.ts';

const isLowSurrogate = (text: string, index: number): boolean => {
  const code = text.charCodeAt(index);
  return code >= 0xdc00 && code <= 0xdfff;
};

/** The stretch that differs: `from` and `to` in the old text, `text` what takes its place. Never cuts a character. */
const changeBetween = (before: string, after: string): { from: number; to: number; text: string } => {
  const shortest = Math.min(before.length, after.length);
  let from = 0;
  while (from < shortest && before[from] === after[from]) from += 1;
  while (from > 0 && (isLowSurrogate(before, from) || isLowSurrogate(after, from))) from -= 1;
  let tail = 0;
  while (tail < shortest - from && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  while (tail > 0 && isLowSurrogate(before, before.length - tail)) tail -= 1;
  return { from, to: before.length - tail, text: after.slice(from, after.length - tail) };
};

const sliceRuns = (runs: readonly Run[], from: number, to: number): readonly Run[] => {
  let base = 0;
  return runs.map((run) => {
    const part = run.text.slice(Math.max(from - base, 0), Math.max(to - base, 0));
    base += run.text.length;
    return { text: part, marks: run.marks };
  });
};

/** The piece of text that holds the whole stretch, with where it starts. */
const pieceAround = (node: ScriptNode, from: number, to: number): { text: Y.XmlText; base: number } | null => {
  let base = 0;
  for (const piece of contentPieces(node)) {
    const length = lengthOf(piece);
    if (piece.kind === 'text' && from >= base && to <= base + length) return { text: piece.node, base };
    base += length;
  }
  return null;
};

const lengthOf = (piece: ContentPiece): number => (piece.kind === 'text' ? piece.node.length : 1);

/** Writes the block's text with the smallest change, so that anchors, marks and other people's edits in it stay. */
export const editBlockText = (
  doc: Y.Doc,
  edit: { readonly block: BlockId; readonly text: string },
): CommandResult<void> => {
  const node = nodeOfBlock(doc, edit.block);
  if (node === null || node instanceof Y.XmlHook) return fail({ kind: 'no-such-block', id: edit.block });
  const runs = readRuns(node);
  const before = runs.map((run) => run.text).join('');
  const wanted = edit.text.replace(/\r\n?/g, '\n');
  if (wanted === before) return ok(undefined);
  const change = changeBetween(before, wanted);
  const piece = change.text.includes('\n') ? null : pieceAround(node, change.from, change.to);
  if (piece !== null) {
    if (change.to > change.from) piece.text.delete(change.from - piece.base, change.to - change.from);
    if (change.text !== '') piece.text.insert(change.from - piece.base, change.text);
  } else if (node instanceof Y.XmlElement) {
    rewrite(node, runs, change);
    mendAnchors(doc, shotsOnBlock(doc, edit.block));
  } else node.insert(change.from, change.text);
  return ok(undefined);
};

const rewrite = (
  node: Y.XmlElement,
  runs: readonly Run[],
  change: { from: number; to: number; text: string },
): void => {
  const next = [
    ...sliceRuns(runs, 0, change.from),
    { text: change.text, marks: [] },
    ...sliceRuns(runs, change.to, Number.POSITIVE_INFINITY),
  ];
  if (node.length > 0) node.delete(0, node.length);
  const content = contentNodes(next);
  if (content.length > 0) node.insert(0, content);
};

/** Inserts blocks after another, or at the start of the script when `after` is null; returns their ids. */
export const insertBlocks = (
  doc: Y.Doc,
  options: {
    readonly after: BlockId | null;
    readonly blocks: readonly Block[];
    readonly ids: Pick<IdFactory, 'block'>;
  },
): CommandResult<readonly BlockId[]> => {
  const script = scriptOf(doc);
  const outline = outlineOf(doc);
  const index = options.after === null ? -1 : outline.indexOf.get(options.after);
  if (index === undefined) return fail({ kind: 'no-such-block', id: options.after ?? '' });
  const made = options.blocks.map((block) => ({ block, id: options.ids.block() }));
  if (made.length > 0) {
    script.insert(
      index + 1,
      made.map(({ block, id }) => writeBlock(block, id)),
    );
  }
  return ok(made.map(({ id }) => id));
};

/** Deletes blocks. Shots keep their records: those of a deleted heading become unplaced. */
export const deleteBlocks = (doc: Y.Doc, ids: readonly BlockId[]): CommandResult<void> => {
  const outline = outlineOf(doc);
  const unknown = ids.find((id) => !outline.indexOf.has(id));
  if (unknown !== undefined) return fail({ kind: 'no-such-block', id: unknown });
  const indexes = [...new Set(ids)].map((id) => outline.indexOf.get(id) ?? -1).sort((a, b) => b - a);
  for (const index of indexes) scriptOf(doc).delete(index, 1);
  return ok(undefined);
};
