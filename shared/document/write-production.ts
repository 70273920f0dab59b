/** Revisions, locks and omitted scenes of a file that was read, into the document that its blocks were written into. */
import * as Y from 'yjs';
import type { Screenplay } from '../fountain/screenplay.ts';
import type { BlockId, IdFactory } from '../ids/ids.ts';
import { nextRevisionOrder } from './revision-record.ts';
import { omittedOf, productionOf, revisionsOf } from './schema.ts';
import type { LockedPage } from './story.ts';

const pagesOf = ({ production }: Screenplay, ids: readonly BlockId[]): readonly LockedPage[] => {
  const pages = production?.pages ?? [];
  return pages.flatMap(({ label, block, offset }, index) => {
    const id = ids[block];
    // what begins within a block leaves that block to the page before
    const first = offset > 0 ? block + 1 : block;
    const next = pages[index + 1];
    const end = next === undefined ? ids.length : next.offset > 0 ? next.block + 1 : next.block;
    return id === undefined ? [] : [{ label, block: id, offset, before: '', after: '', blocks: ids.slice(first, end) }];
  });
};

/** `ids`: of the screenplay's blocks in the document. What is there of revisions stays. */
export const writeProduction = (
  doc: Y.Doc,
  screenplay: Screenplay,
  options: { readonly blocks: readonly BlockId[]; readonly ids: Pick<IdFactory, 'block'> },
): void => {
  screenplay.blocks.forEach(({ omitted }, index) => {
    const scene = options.blocks[index];
    if (omitted === undefined || scene === undefined || omittedOf(doc).has(scene)) return;
    const blocks = omitted.map((block, at) => ({ ...block, id: at === 0 ? scene : options.ids.block() }));
    omittedOf(doc).set(scene, new Y.Map(Object.entries({ blocks, anchors: {} })));
  });
  const { production } = screenplay;
  if (production === undefined) return;
  for (const { id, ...revision } of production.revisions)
    if (!revisionsOf(doc).has(id))
      revisionsOf(doc).set(id, new Y.Map(Object.entries({ ...revision, order: nextRevisionOrder(doc) })));
  if (production.current !== null) productionOf(doc).set('current', production.current);
  if (production.sceneNumbers !== null) productionOf(doc).set('sceneNumbers', production.sceneNumbers);
  const pages = pagesOf(screenplay, options.blocks);
  if (pages.length > 0) productionOf(doc).set('pages', pages);
};
