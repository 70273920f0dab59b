/** Commands on the script's blocks, for callers without an editor: the HTTP and agent interfaces. */
import * as Y from 'yjs';
import type { Block } from '../../fountain/screenplay.ts';
import type { BlockId, IdFactory } from '../../ids/ids.ts';
import { fail, ok } from '../../result/result.ts';
import { nodeOfBlock, outlineOf } from '../locate.ts';
import { currentRevision } from '../revision-record.ts';
import { markBlock, markChange } from '../revision-runs.ts';
import { scriptOf } from '../schema.ts';
import { readRuns, writeBlock } from '../script-xml.ts';
import { mendAnchors, shotsOnBlock } from '../tidy-story.ts';
import { changeBetween, changeRuns, writeRuns } from '../write-runs.ts';
import type { CommandResult } from './command-error.ts';

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
  if (node instanceof Y.XmlElement) {
    const after = markChange(changeRuns(runs, change, change.from - 1), change, currentRevision(doc));
    doc.transact(() => writeRuns(node, after));
    if (change.text.includes('\n')) mendAnchors(doc, shotsOnBlock(doc, edit.block));
  } else {
    node.delete(change.from, change.to - change.from);
    node.insert(change.from, change.text);
  }
  return ok(undefined);
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
  const revision = currentRevision(doc);
  const made = options.blocks.map((block) => ({ block: markBlock(block, revision), id: options.ids.block() }));
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
