/** Brings a changed script into the one that is there, as forward edits: what did not change keeps its letters, ids, shots and comments. */
import * as Y from 'yjs';
import type { Block, Run, Screenplay } from '../../fountain/screenplay.ts';
import type { BlockId, IdFactory, RevisionId, ShotId } from '../../ids/ids.ts';
import { isHeld, resolveAnchor } from '../anchor.ts';
import { equalJson } from '../equal-json.ts';
import {
  anchorInOutline,
  outlineOf,
  type ScriptOutline,
  sceneExtent,
  sceneOfBlock,
  shotsInScene,
  textOfOutline,
} from '../locate.ts';
import { anchorAfter, type MergePlan, planMerge } from '../merge-script-plan.ts';
import { type MergeSays, withUnprinted } from '../merge-script-unprinted.ts';
import { arrangeKeys } from '../order-keys.ts';
import { currentRevision, readProduction } from '../revision-record.ts';
import { markBlock, markChange } from '../revision-runs.ts';
import { metaOf, parseMeta, type StoredAnchor, scriptOf, shotsOf, storedAnchorSchema } from '../schema.ts';
import { normalizeRuns, readBlock, readRuns, type ScriptNode, writeBlock } from '../script-xml.ts';
import { plainField, recordForWriting } from '../stored.ts';
import type { Anchor, ScriptBlock } from '../story.ts';
import { changeRuns, sliceRuns, writeRuns } from '../write-runs.ts';

/** What a merge did, as counts. */
export type Merged = {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly moved: number;
};

export type ScriptMerge = {
  readonly screenplay: Screenplay;
  readonly ids: Pick<IdFactory, 'block'>;
  /** What a file of its kind can say; the rest stays as it is here. Default: all. */
  readonly says?: MergeSays;
};

/** The words of a shot before the merge. */
type Held = { readonly shot: ShotId; readonly stored: StoredAnchor; readonly anchor: Anchor };

const readBlocks = ({ nodes, ids }: ScriptOutline): readonly ScriptBlock[] =>
  nodes.map((node, index) => readBlock(node, ids[index] as BlockId)); // an outline has an id for each node

/** The words of every shot that has some, as they are before anything changes. */
const anchorsBefore = (doc: Y.Doc, outline: ScriptOutline): readonly Held[] => {
  const text = textOfOutline(outline);
  const held: Held[] = [];
  shotsOf(doc).forEach((shot, id) => {
    const stored = storedAnchorSchema.safeParse(plainField(shot, 'anchor'));
    if (!stored.success) return;
    // only words whose letters are gone are looked for in the whole scene
    const extent = isHeld(doc, stored.data) ? null : sceneExtent(outline, String(plainField(shot, 'scene')));
    const scene =
      extent === null ? [] : Array.from({ length: extent.last - extent.first }, (_, at) => extent.first + at);
    const { anchor } = resolveAnchor(doc, text, stored.data, scene);
    // the keys of `shots` are shot ids
    if (anchor !== null) held.push({ shot: id as ShotId, stored: stored.data, anchor });
  });
  return held;
};

/** Whether the file says which words were revised; most kinds of file cannot. */
const saysRevisions = (blocks: readonly Block[]): boolean =>
  blocks.some(({ runs }) => runs.some(({ marks }) => marks.includes('revision')));

/** The runs of the file, with the marks of revisions that the same words have here. */
const withRevisionsOf = (wanted: readonly Run[], here: readonly Run[]): readonly Run[] => {
  let at = 0;
  return normalizeRuns(
    here.flatMap((own) => {
      const from = at;
      at += own.text.length;
      const revised = own.marks.includes('revision');
      return sliceRuns(wanted, from, at).map(({ text, marks }) => ({
        text,
        marks: [...marks.filter((mark) => mark !== 'revision'), ...(revised ? (['revision'] as const) : [])],
        ...(revised && own.revision !== undefined ? { revision: own.revision } : {}),
      }));
    }),
  );
};

type Writing = {
  readonly plan: MergePlan;
  /** The revision that changes belong to; null: the file says it, or there is none. */
  readonly revision: RevisionId | null;
  readonly keepsRevisions: boolean;
  readonly numbersLocked: boolean;
};

const setOrRemove = (element: Y.XmlElement, name: string, value: unknown): void => {
  const known: unknown = element.getAttribute(name);
  if (value === undefined || value === null) {
    if (known !== undefined) element.removeAttribute(name);
  } else if (!equalJson(known, value)) element.setAttribute(name, value as string); // a depth is stored as the number that it is
};

/** Gives an element that stands in the script the words and attributes of its block after the merge. Returns whether anything changed. */
const rewrite = (
  element: Y.XmlElement,
  index: number,
  { plan, revision, keepsRevisions, numbersLocked }: Writing,
): boolean => {
  const before = plan.before[index];
  const after = plan.after[plan.to[index] ?? -1];
  if (before === undefined || after === undefined) return false;
  let runs = before.runs;
  for (const cut of [...(plan.cuts.get(index) ?? [])].reverse()) {
    runs = markChange(changeRuns(runs, cut, cut.text === '' ? cut.from : cut.from - 1), cut, revision);
    writeRuns(element, runs);
    runs = readRuns(element);
  }
  const wanted = keepsRevisions ? withRevisionsOf(after.runs, runs) : normalizeRuns(after.runs);
  const differs = !equalJson(wanted, runs);
  if (differs) writeRuns(element, wanted);
  const depth = after.type === 'section' ? (after.depth ?? 1) : undefined;
  // a file without scene numbers does not take away those that are locked
  const sameNumber = (after.number ?? (numbersLocked ? before.number : null)) === before.number;
  const sameShape = (after.dual ?? null) === before.dual && (depth ?? 0) === before.depth;
  if (!sameNumber) setOrRemove(element, 'number', after.number);
  if (!sameShape) {
    setOrRemove(element, 'dual', after.dual);
    setOrRemove(element, 'depth', depth);
  }
  return plan.cuts.has(index) || differs || !sameNumber || !sameShape;
};

/** Whether the node can stay what it is, and only its words change. */
const keepsElement = (node: ScriptNode | undefined, after: Block | undefined): node is Y.XmlElement =>
  node instanceof Y.XmlElement && after !== undefined && node.nodeName === after.type;

/** Deletes what does not stay, in stretches from the last on. */
const deleteGone = (script: Y.XmlFragment, stays: (index: number) => boolean): void => {
  let end = script.length;
  while (end > 0) {
    let start = end;
    while (start > 0 && !stays(start - 1)) start -= 1;
    if (start < end) script.delete(start, end - start);
    end = start - 1;
  }
};

/** Inserts what is missing, in stretches; `make` gives the element at an index after the merge, or null where one stands. */
const insertMissing = (script: Y.XmlFragment, length: number, make: (index: number) => Y.XmlElement | null): void => {
  let fresh: Y.XmlElement[] = [];
  const put = (end: number): void => {
    if (fresh.length > 0) script.insert(end - fresh.length, fresh);
    fresh = [];
  };
  for (let index = 0; index < length; index += 1) {
    const element = make(index);
    if (element === null) put(index);
    else fresh.push(element);
  }
  put(length);
};

type Written = Omit<Merged, 'removed'>;

const writeBlocks = (doc: Y.Doc, outline: ScriptOutline, writing: Writing, ids: Pick<IdFactory, 'block'>): Written => {
  const { plan, revision } = writing;
  const script = scriptOf(doc);
  const afterOf = (index: number): Block | undefined => plan.after[plan.to[index] ?? -1];
  const stays = (index: number): boolean => plan.still.has(index) && keepsElement(outline.nodes[index], afterOf(index));
  const changed = new Set<number>();
  outline.nodes.forEach((node, index) => {
    if (node instanceof Y.XmlElement && stays(index) && rewrite(node, index, writing)) changed.add(index);
  });
  // copied before they go; their words are changed once they stand in the script again
  const copies = new Map<number, Y.XmlElement>();
  outline.nodes.forEach((node, index) => {
    if (stays(index) || !keepsElement(node, afterOf(index))) return;
    const copy = node.clone();
    copy.setAttribute('id', outline.ids[index] ?? '');
    copies.set(index, copy);
  });
  deleteGone(script, stays);
  insertMissing(script, plan.after.length, (at) => {
    const [block, from] = [plan.after[at], plan.from[at] ?? null];
    if (block === undefined || (from !== null && stays(from))) return null;
    if (from === null) return writeBlock(markBlock(block, revision), ids.block());
    if (!copies.has(from)) changed.add(from);
    return copies.get(from) ?? writeBlock(markBlock(block, revision), outline.ids[from] ?? ids.block());
  });
  for (const [index, copy] of copies) if (rewrite(copy, index, writing)) changed.add(index);
  const moved = plan.to.filter((to, index) => to !== null && !plan.still.has(index)).length;
  return { added: plan.from.filter((from) => from === null).length, changed: changed.size, moved };
};

/** Gives shots whose scene went, but whose words stand in another, to that one, behind the shots that it has. */
const settle = (
  doc: Y.Doc,
  outline: ScriptOutline,
  homeless: readonly { readonly shot: ShotId; readonly block: BlockId }[],
): void => {
  const byScene = new Map<string, ShotId[]>();
  for (const { shot, block } of homeless) {
    const scene = sceneOfBlock(outline, block);
    if (scene !== null) byScene.set(scene, [...(byScene.get(scene) ?? []), shot]);
  }
  const orderOf = (shot: ShotId): string => String(plainField(shotsOf(doc).get(shot), 'order') ?? '');
  for (const [scene, shots] of byScene) {
    shots.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
    const there = shotsInScene(doc, scene).map(({ id, order }) => ({ id: id as string, key: order, pinned: true }));
    const keys = arrangeKeys([...there, ...shots.map((id) => ({ id: id as string, key: null, pinned: false }))]);
    for (const [id, order] of keys) recordForWriting(shotsOf(doc), id)?.set('order', order);
    for (const shot of shots) recordForWriting(shotsOf(doc), shot)?.set('scene', scene);
  }
};

/** Writes anchors anew whose letters moved or went; returns nothing to do for those that hold on to theirs. */
const mendAnchors = (doc: Y.Doc, before: ScriptOutline, plan: MergePlan, held: readonly Held[]): void => {
  const outline = outlineOf(doc);
  const text = textOfOutline(outline);
  const homeless: { readonly shot: ShotId; readonly block: BlockId }[] = [];
  for (const { shot, stored, anchor } of held) {
    const after = anchorAfter(plan, anchor, (block) => before.indexOf.get(block));
    const [startBlock, endBlock] = [outline.ids[after?.start.block ?? -1], outline.ids[after?.end.block ?? -1]];
    if (after === null || startBlock === undefined || endBlock === undefined) continue;
    const record = shotsOf(doc).get(shot);
    const scene = String(plainField(record, 'scene'));
    if (!outline.indexOf.has(scene) && before.indexOf.has(scene)) homeless.push({ shot, block: startBlock });
    if (isHeld(doc, stored) && resolveAnchor(doc, text, stored, []).anchor !== null) continue;
    const mended = anchorInOutline(
      outline,
      { block: startBlock, offset: after.start.offset },
      { block: endBlock, offset: after.end.offset },
    );
    if (mended !== null) recordForWriting(shotsOf(doc), shot)?.set('anchor', mended);
  }
  settle(doc, outline, homeless);
};

/**
 * Makes the script read as the screenplay does. Blocks and words that stay keep their identity wherever they stood; shots keep their words,
 * those of scenes that go become unplaced, or go with their words. The caller owns the transaction.
 */
export const mergeScript = (doc: Y.Doc, { screenplay, ids, says = 'all' }: ScriptMerge): Merged => {
  const outline = outlineOf(doc);
  const before = readBlocks(outline);
  const plan = planMerge(before, withUnprinted(before, screenplay.blocks, says));
  const held = anchorsBefore(doc, outline);
  const keepsRevisions = !saysRevisions(screenplay.blocks);
  const revision = keepsRevisions ? currentRevision(doc) : null;
  const numbersLocked = readProduction(doc).sceneNumbers !== null;
  const written = writeBlocks(doc, outline, { plan, revision, keepsRevisions, numbersLocked }, ids);
  mendAnchors(doc, outline, plan, held);
  const { titlePage } = screenplay;
  if (titlePage.length > 0 && !equalJson(parseMeta(metaOf(doc)).titlePage, titlePage))
    metaOf(doc).set('titlePage', titlePage);
  return { ...written, removed: plan.to.filter((to) => to === null).length };
};
