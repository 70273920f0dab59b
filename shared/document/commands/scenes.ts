/** Commands on whole scenes of the script. */
import * as Y from 'yjs';
import type { SceneId, ShotId } from '../../ids/ids.ts';
import { fail, ok } from '../../result/result.ts';
import { resolveAnchor } from '../anchor.ts';
import { anchorInOutline, outlineOf, type ScriptOutline, sceneExtent, textOfOutline } from '../locate.ts';
import { scriptOf, shotsOf, storedAnchorSchema } from '../schema.ts';
import { readText, type ScriptNode } from '../script-xml.ts';
import { plainField, recordForWriting } from '../stored.ts';
import type { Anchor } from '../story.ts';
import type { CommandResult } from './command-error.ts';

const nameOf = (node: ScriptNode | undefined): string => (node instanceof Y.XmlElement ? node.nodeName : 'action');

/** Sections at a scene's end head what follows it, with what stands under them: they do not go with the scene. */
export const ownEnd = (outline: ScriptOutline, first: number, last: number): number => {
  let end = last;
  for (let index = last - 1; index > first; index -= 1) {
    const node = outline.nodes[index];
    const name = nameOf(node);
    if (name === 'section') end = index;
    else if (name !== 'synopsis' && name !== 'note' && (node === undefined || readText(node).trim() !== '')) break;
  }
  return end;
};

/** The words of the shots of these scenes, as they are before anything moves. */
export const anchorsIn = (
  doc: Y.Doc,
  outline: ScriptOutline,
  blocks: ReadonlySet<string>,
): ReadonlyMap<ShotId, Anchor> => {
  const text = textOfOutline(outline);
  const anchors = new Map<ShotId, Anchor>();
  shotsOf(doc).forEach((shot, id) => {
    const stored = storedAnchorSchema.safeParse(plainField(shot, 'anchor'));
    const extent = sceneExtent(outline, String(plainField(shot, 'scene')));
    if (!stored.success || !extent) return;
    const scene = Array.from({ length: extent.last - extent.first }, (_, at) => extent.first + at);
    const { anchor } = resolveAnchor(doc, text, stored.data, scene);
    // the keys of `shots` are shot ids
    if (anchor?.blocks.some((block) => blocks.has(block))) anchors.set(id as ShotId, anchor);
  });
  return anchors;
};

const cloneOf = (node: ScriptNode, id: string): Y.XmlElement | Y.XmlText => {
  const copy = node instanceof Y.XmlElement ? node.clone() : new Y.XmlElement('action');
  if (!(node instanceof Y.XmlElement)) copy.insert(0, [new Y.XmlText(readText(node))]);
  copy.setAttribute('id', id);
  return copy;
};

export type SceneMove = {
  readonly scene: SceneId;
  /** The scene that it is to stand before; null: at the end of the script. */
  readonly before: SceneId | null;
};

/**
 * Moves a scene with its blocks under the ids that they have, so that its shots, their words, comments and stagings stay with it. Moving it to
 * where it stands changes nothing and gives false.
 */
export const moveScene = (doc: Y.Doc, { scene, before }: SceneMove): CommandResult<boolean> => {
  const outline = outlineOf(doc);
  const extent = sceneExtent(outline, scene);
  if (extent === null) return fail({ kind: 'no-such-scene', id: scene });
  const target = before === null ? outline.nodes.length : sceneExtent(outline, before)?.first;
  if (target === undefined) return fail({ kind: 'no-such-scene', id: before ?? '' });
  const { first } = extent;
  const end = ownEnd(outline, first, extent.last);
  if (target >= first && target <= extent.last) return ok(false);
  const ids = outline.ids.slice(first, end);
  const anchors = anchorsIn(doc, outline, new Set<string>(ids));
  const copies = outline.nodes.slice(first, end).map((node, index) => cloneOf(node, ids[index] ?? ''));
  const script = scriptOf(doc);
  script.delete(first, end - first);
  script.insert(target > first ? target - (end - first) : target, copies);
  const moved = outlineOf(doc);
  for (const [id, { start, end: last }] of anchors) {
    const stored = anchorInOutline(moved, start, last);
    if (stored) recordForWriting(shotsOf(doc), id)?.set('anchor', stored);
  }
  return ok(true);
};
