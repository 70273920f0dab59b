/** What the server mends after edits of clients that know neither block ids nor anchors. */
import type * as Y from 'yjs';
import type { ShotId } from '../ids/ids.ts';
import { isHeld, type ResolvedAnchor, resolveAnchor, type ScriptText } from './anchor.ts';
import { ensureBlockIds } from './block-ids.ts';
import { anchorInOutline, outlineOf, type ScriptOutline, sceneExtent, textOfOutline } from './locate.ts';
import { sameAnchor } from './placement.ts';
import { type StoredAnchor, shotsOf, storedAnchorSchema } from './schema.ts';
import { plainField, recordForWriting } from './stored.ts';

export type Tidied = {
  /** Blocks whose id was written down. */
  readonly blockIds: number;
  /** Shots whose anchor, found again by its quote, was written anew. */
  readonly anchors: number;
};

const indexesOf = (outline: ScriptOutline, scene: unknown): readonly number[] => {
  const extent = typeof scene === 'string' ? sceneExtent(outline, scene) : null;
  return extent === null ? [] : Array.from({ length: extent.last - extent.first }, (_, at) => extent.first + at);
};

/** The anchor to store for words that the quote found again; null when nothing is to be written. */
const mendedAnchor = (
  doc: Y.Doc,
  script: () => { readonly outline: ScriptOutline; readonly text: ScriptText },
  shot: unknown,
): StoredAnchor | null => {
  const stored = storedAnchorSchema.safeParse(plainField(shot, 'anchor'));
  if (!stored.success || isHeld(doc, stored.data)) return null;
  const { outline, text } = script();
  let scene: readonly number[] | null = null;
  const resolve = (anchor: StoredAnchor): ResolvedAnchor => {
    scene ??= indexesOf(outline, plainField(shot, 'scene'));
    return resolveAnchor(doc, text, anchor, scene);
  };
  const { anchor, recovered } = resolve(stored.data);
  if (anchor === null || !recovered) return null;
  const mended = anchorInOutline(outline, anchor.start, anchor.end);
  // only what then reads the same may take its place
  return mended !== null && sameAnchor(resolve(mended).anchor, anchor) ? mended : null;
};

/** Writes the anchors of these shots anew where only their quotes still find the words; returns how many. */
export const mendAnchors = (doc: Y.Doc, ids: Iterable<ShotId>): number => {
  let known: { readonly outline: ScriptOutline; readonly text: ScriptText } | null = null;
  const script = () => {
    if (known === null) {
      const outline = outlineOf(doc);
      known = { outline, text: textOfOutline(outline) };
    }
    return known;
  };
  const shots = shotsOf(doc);
  let mended = 0;
  for (const id of ids) {
    const anchor = mendedAnchor(doc, script, shots.get(id));
    const record = anchor === null ? null : recordForWriting(shots, id);
    if (record === null) continue;
    record.set('anchor', anchor);
    mended += 1;
  }
  return mended;
};

/** The shots whose words start or end in the block, as their anchors tell. */
export const shotsOnBlock = (doc: Y.Doc, block: string): readonly ShotId[] => {
  const ids: ShotId[] = [];
  shotsOf(doc).forEach((shot, id) => {
    const anchor = storedAnchorSchema.safeParse(plainField(shot, 'anchor'));
    const ends = anchor.success ? [anchor.data.start.block, anchor.data.end.block] : [];
    if (ends.includes(block)) ids.push(id as ShotId); // the keys of `shots` are shot ids
  });
  return ids;
};

/**
 * Writes down what readers derive, so that nothing that they show changes by it: ids of blocks that carry none or
 * another's, and anchors that are found by their quotes alone. Writes nothing the second time.
 */
export const tidyStory = (doc: Y.Doc): Tidied =>
  doc.transact(() => {
    const blockIds = ensureBlockIds(doc);
    // the keys of `shots` are shot ids
    return { blockIds, anchors: mendAnchors(doc, [...shotsOf(doc).keys()] as ShotId[]) };
  });
