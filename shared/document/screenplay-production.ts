/** What a production says of a script, in and out of plain screenplays: for files that can say it, and for print. */
import type * as Y from 'yjs';
import type { Block, Screenplay } from '../fountain/screenplay.ts';
import { blockText } from '../fountain/screenplay.ts';
import type { BlockId } from '../ids/ids.ts';
import { lockOf, pageLock } from './locked-pages.ts';
import { sceneNumbers } from './numbering.ts';
import { paperOf } from './pagination.ts';
import { paginate } from './pagination-layout.ts';
import type { LockedPage, Production, ScriptBlock } from './story.ts';
import { readStory } from './story-reader.ts';

/** Plain blocks as pages are laid out: named by their places. */
export const blocksOfScreenplay = ({ blocks }: Pick<Screenplay, 'blocks'>): readonly ScriptBlock[] =>
  blocks.map((block, index) => ({
    ...{ id: `b${index}` as BlockId, type: block.type, runs: block.runs, text: blockText(block) },
    ...{ number: block.number ?? null, depth: block.depth ?? 1, dual: block.dual ?? null },
  }));

/** The locked pages of a plain screenplay, its blocks named by their places. */
export const locksOfScreenplay = ({ production }: Pick<Screenplay, 'production'>): readonly LockedPage[] | null =>
  production?.pages?.map(({ label, block, offset }) => ({
    ...{ label, block: `b${block}` as BlockId, offset, before: '', after: '', blocks: [] },
  })) ?? null;

const isAny = ({ revisions, sceneNumbers: scheme, pages, omitted }: Production): boolean =>
  revisions.length > 0 || scheme !== null || pages !== null || omitted.size > 0;

/** The headings with the numbers that they have where numbers are locked, and with what those that are omitted held. */
const numbered = (blocks: readonly Block[], ids: readonly BlockId[], { sceneNumbers: scheme, omitted }: Production) => {
  const own = blocks.flatMap(({ type, number }) => (type === 'sceneHeading' ? [number ?? null] : []));
  const numbers = scheme === null ? own : sceneNumbers(own, scheme);
  let scene = -1;
  return blocks.map((block, index): Block => {
    if (block.type !== 'sceneHeading') return block;
    scene += 1;
    const number = numbers[scene] ?? undefined;
    const held = omitted.get(ids[index] ?? ('' as BlockId));
    return {
      ...block,
      ...(number === undefined ? {} : { number }),
      ...(held === undefined ? {} : { omitted: held.map(({ id: _id, ...kept }) => kept) }),
    };
  });
};

/** A screenplay that was read from this document, with its revisions and locks; the same when it has none. */
export const withProduction = (doc: Y.Doc, screenplay: Screenplay): Screenplay => {
  const { blocks, meta, production } = readStory(doc);
  if (!isAny(production)) return screenplay;
  const { revisions, current, sceneNumbers: scheme, pages: lock } = production;
  const places = new Map<string, number>(blocks.map(({ id }, index) => [id, index]));
  const now =
    lock === null ? null : lockOf(blocks, paginate(blocks, { paper: paperOf(meta.language), lock: pageLock(lock) }));
  const pages = now?.flatMap(({ label, block, offset }) => ({ label, block: places.get(block) ?? 0, offset })) ?? null;
  return {
    ...screenplay,
    blocks: numbered(
      screenplay.blocks,
      blocks.map(({ id }) => id),
      production,
    ),
    production: { revisions, current, sceneNumbers: scheme, pages },
  };
};
