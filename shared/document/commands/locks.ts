/** Commands that lock scene numbers and pages, so that what was handed out stays true. `story` is what the document says now. */
import * as Y from 'yjs';
import { z } from 'zod';
import type { NumberScheme } from '../../fountain/revision.ts';
import type { SceneId } from '../../ids/ids.ts';
import { fail, ok } from '../../result/result.ts';
import { nodeOfBlock } from '../locate.ts';
import { lockOf, pageLock } from '../locked-pages.ts';
import { paperOf } from '../pagination.ts';
import { paginate } from '../pagination-layout.ts';
import { productionOf } from '../schema.ts';
import { plainField } from '../stored.ts';
import type { Story } from '../story.ts';
import type { CommandResult } from './command-error.ts';
import { writeFields } from './write-fields.ts';

/** Headings whose numbers a lock wrote down. */
const writtenByLock = (doc: Y.Doc): ReadonlySet<string> =>
  new Set(
    z
      .array(z.string())
      .catch([])
      .parse(plainField(productionOf(doc), 'numbered')),
  );

/** Writes the number that each scene has into its heading, where it is not yet; returns how many were. */
export const pinSceneNumbers = (
  doc: Y.Doc,
  { scenes }: Pick<Story, 'scenes'>,
  only: ReadonlySet<SceneId> | null = null,
): number => {
  const pinned: string[] = [];
  for (const { id, number, blocks } of scenes) {
    if (blocks[0]?.number !== null || (only !== null && !only.has(id))) continue;
    const node = nodeOfBlock(doc, id);
    if (!(node instanceof Y.XmlElement)) continue;
    node.setAttribute('number', number);
    pinned.push(id);
  }
  if (pinned.length > 0) productionOf(doc).set('numbered', [...new Set([...writtenByLock(doc), ...pinned])]);
  return pinned.length;
};

/** From now on no scene's number changes: scenes that come in between have letters, those that go are omitted. */
export const lockSceneNumbers = (doc: Y.Doc, story: Story, scheme: NumberScheme): CommandResult<number> => {
  const pinned = pinSceneNumbers(doc, story);
  writeFields(productionOf(doc), { sceneNumbers: scheme });
  return ok(pinned);
};

/** Scenes are counted again; numbers that the script had by itself stay. */
export const unlockSceneNumbers = (doc: Y.Doc): CommandResult<void> => {
  for (const id of writtenByLock(doc)) {
    const node = nodeOfBlock(doc, id);
    if (node instanceof Y.XmlElement) node.removeAttribute('number');
  }
  for (const key of ['sceneNumbers', 'numbered']) productionOf(doc).delete(key);
  return ok(undefined);
};

/** From now on every page begins where it begins now, A pages that there are included; returns how many there are. */
export const lockPages = (doc: Y.Doc, { blocks, meta, production }: Story): CommandResult<number> => {
  if (blocks.length === 0) return fail({ kind: 'no-words' });
  const pages = lockOf(
    blocks,
    paginate(blocks, { paper: paperOf(meta.language), lock: production.pages && pageLock(production.pages) }),
  );
  writeFields(productionOf(doc), { pages });
  return ok(pages.length);
};

/** Pages begin again wherever they are full. */
export const unlockPages = (doc: Y.Doc): CommandResult<void> => {
  productionOf(doc).delete('pages');
  return ok(undefined);
};
