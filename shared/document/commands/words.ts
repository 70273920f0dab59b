/** Commands on words wherever they stand: replacing them, and renaming who speaks. */
import * as Y from 'yjs';
import { cueName } from '../../fountain/cue.ts';
import type { BlockId } from '../../ids/ids.ts';
import { fail, ok } from '../../result/result.ts';
import { outlineOf } from '../locate.ts';
import { currentRevision } from '../revision-record.ts';
import { markChange } from '../revision-runs.ts';
import { castOf, parseCast, parseShot, parseStage, scriptOf, shotsOf, stageOf } from '../schema.ts';
import { readRuns, type ScriptNode } from '../script-xml.ts';
import { renameStagedFigure, rewriteStaged, stagedParts, stageTarget } from '../stage-record.ts';
import { recordForWriting } from '../stored.ts';
import { changeRuns, type TextChange, writeRuns } from '../write-runs.ts';
import type { CommandResult } from './command-error.ts';

/** Words in a block, from one offset into its text to another. */
export type WordsPlace = { readonly block: BlockId; readonly from: number; readonly to: number };

/** Each cut is written by itself, with the marks of its first letter, so that what stands between two of them keeps its letters. */
const writeCuts = (doc: Y.Doc, node: ScriptNode, cuts: readonly TextChange[]): void => {
  if (!(node instanceof Y.XmlElement)) return;
  const revision = currentRevision(doc);
  for (const cut of [...cuts].sort((a, b) => b.from - a.from))
    writeRuns(node, markChange(changeRuns(readRuns(node), cut, cut.from), cut, revision));
};

/** Puts `text` in the place of words; returns how many places it was. Places of a block must not reach into each other. */
export const replaceWords = (
  doc: Y.Doc,
  { places, text }: { readonly places: readonly WordsPlace[]; readonly text: string },
): CommandResult<number> => {
  const { nodes, indexOf } = outlineOf(doc);
  const unknown = places.find(({ block }) => !indexOf.has(block));
  if (unknown) return fail({ kind: 'no-such-block', id: unknown.block });
  const byBlock = new Map<BlockId, TextChange[]>();
  for (const { block, from, to } of places) {
    const cuts = byBlock.get(block) ?? [];
    cuts.push({ from, to, text: text.replace(/\s*\n\s*/g, ' ') });
    byBlock.set(block, cuts);
  }
  for (const [block, cuts] of byBlock) {
    const node = nodes[indexOf.get(block) ?? -1];
    if (node) writeCuts(doc, node, cuts);
  }
  return ok(places.length);
};

const hasCase = (text: string): boolean => text.toUpperCase() !== text.toLowerCase();

const inTitleCase = (name: string): string =>
  name.replace(
    /(\p{L})([\p{L}\p{M}'’]*)/gu,
    (_, first: string, rest: string) => first.toUpperCase() + rest.toLowerCase(),
  );

/** Where a name stands in a text, as it is written in capitals or as a name, and what is to stand there. */
const cutsOfName = (text: string, name: string, next: string): readonly TextChange[] => {
  const forms: readonly (readonly [string, string])[] = hasCase(name)
    ? [
        [name.toUpperCase(), next.toUpperCase()],
        [inTitleCase(name), inTitleCase(next)],
      ]
    : [[name, next]];
  const cuts: TextChange[] = [];
  for (const [form, wanted] of forms) {
    const escaped = form.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    // a script without case has no spaces between words either
    const pattern = hasCase(name) ? `(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])` : escaped;
    for (const match of text.matchAll(new RegExp(pattern, 'gu')))
      if (!cuts.some(({ from, to }) => match.index < to && match.index + form.length > from))
        cuts.push({ from: match.index, to: match.index + form.length, text: wanted });
  }
  return cuts;
};

const renamed = (text: string, name: string, next: string): string =>
  [...cutsOfName(text, name, next)]
    .sort((a, b) => b.from - a.from)
    .reduce((rest, cut) => rest.slice(0, cut.from) + cut.text + rest.slice(cut.to), text);

const renameInShots = (doc: Y.Doc, name: string, next: string): void => {
  const shots = shotsOf(doc);
  for (const id of [...shots.keys()]) {
    const shot = parseShot(shots.get(id));
    if (!shot) continue;
    const subjects = shot.subjects.map((subject) => (subject === name ? next : subject));
    const [description, dialogue] = [shot.description, shot.dialogue].map((text) => renamed(text, name, next));
    const record =
      subjects.join('\n') !== shot.subjects.join('\n') || description !== shot.description || dialogue !== shot.dialogue
        ? recordForWriting(shots, id)
        : null;
    if (subjects.join('\n') !== shot.subjects.join('\n')) record?.set('subjects', subjects);
    if (description !== shot.description) record?.set('description', description);
    if (dialogue !== shot.dialogue) record?.set('dialogue', dialogue);
  }
};

const renameInCast = (doc: Y.Doc, name: string, next: string): void => {
  const cast = castOf(doc);
  for (const id of [...cast.keys()])
    if (parseCast(id as never, cast.get(id))?.name.toUpperCase() === name.toUpperCase())
      recordForWriting(cast, id)?.set('name', next);
};

const renameOnStage = (doc: Y.Doc, name: string, next: string): void => {
  const stage = stageOf(doc);
  for (const target of new Set([...stage.keys()].map(stageTarget))) {
    const entry = parseStage(stagedParts(stage, target));
    const fields = (['figures', 'figuresEnd'] as const).flatMap((part) => {
      const figures = entry?.[part] ?? [];
      if (!figures.some((figure) => figure.name === name)) return [];
      return [[part, figures.map((figure) => (figure.name === name ? { ...figure, name: next } : figure))] as const];
    });
    if (fields.length > 0) rewriteStaged(stage, target, Object.fromEntries(fields));
  }
  renameStagedFigure(stage, name, next);
};

/**
 * Renames who speaks: in cues, wherever the name stands in the script in capitals or as a name, in shots, on the stage and among the cast.
 * Returns the number of cues.
 */
export const renameCharacter = (
  doc: Y.Doc,
  { name, to }: { readonly name: string; readonly to: string },
): CommandResult<number> => {
  const next = to.replace(/\s+/g, ' ').trim();
  if (next === '' || cueName(next) !== next)
    return fail({ kind: 'invalid', issues: [{ path: 'to', message: 'not a name' }] });
  let cues = 0;
  for (const node of scriptOf(doc).toArray()) {
    const text = readRuns(node)
      .map((run) => run.text)
      .join('');
    const isCue = node instanceof Y.XmlElement && node.nodeName === 'character' && cueName(text) === name;
    if (isCue) cues += 1;
    const cuts = cutsOfName(text, name, next);
    if (cuts.length > 0) writeCuts(doc, node, cuts);
  }
  renameInShots(doc, name, next);
  renameInCast(doc, name, next);
  renameOnStage(doc, name, next);
  return ok(cues);
};
