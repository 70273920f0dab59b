/**
 * Between a `Screenplay` and the script of a `story`. The server alone seeds a document, once: two clients that each
 * write default content would make two copies of it.
 */
import type * as Y from 'yjs';
import { unchangedPlaces } from '../fountain/keep-unchanged.ts';
import type { Block, Screenplay } from '../fountain/screenplay.ts';
import type { BlockId, IdFactory } from '../ids/ids.ts';
import { fail, ok, type Result } from '../result/result.ts';
import { identifyBlocks, scriptNodes } from './block-ids.ts';
import { type CommandError, checked } from './commands/command-error.ts';
import { type MetaFields, metaFieldsSchema, metaOf, parseMeta, schemaVersion, scriptOf } from './schema.ts';
import { normalizeRuns, readBlock, type ScriptNode, toScreenplayBlock, writeBlock } from './script-xml.ts';
import { writeProduction } from './write-production.ts';

export type BlockIds = Pick<IdFactory, 'block'>;

export type Seed = { readonly meta: MetaFields; readonly screenplay: Screenplay; readonly ids: BlockIds };

const elements = (blocks: readonly Block[], ids: BlockIds) => blocks.map((block) => writeBlock(block, ids.block()));

/** Writes the first content of an empty document; refused when there is any already. */
export const seedStory = (doc: Y.Doc, seed: Seed): Result<void, CommandError | { readonly kind: 'already-seeded' }> => {
  const valid = checked(metaFieldsSchema, seed.meta);
  if (!valid.ok) return valid;
  if (metaOf(doc).has('schema') || scriptOf(doc).length > 0) return fail({ kind: 'already-seeded' });
  doc.transact(() => {
    const fields = { titlePage: seed.screenplay.titlePage, ...valid.value, schema: schemaVersion };
    for (const [key, value] of Object.entries(fields)) if (value !== undefined) metaOf(doc).set(key, value);
    appendBlocks(scriptOf(doc), seed.screenplay.blocks, seed.ids);
    keepProduction(doc, seed.screenplay, seed.ids);
  });
  return ok(undefined);
};

const appendBlocks = (script: Y.XmlFragment, blocks: readonly Block[], ids: BlockIds): void => {
  if (blocks.length > 0) script.insert(script.length, elements(blocks, ids));
};

/** Adds the screenplay's blocks at the end of the script; its title page is taken where the story has none. */
export const appendScript = (doc: Y.Doc, screenplay: Screenplay, ids: BlockIds): void => {
  doc.transact(() => {
    const isFirst = scriptOf(doc).length === 0;
    appendBlocks(scriptOf(doc), screenplay.blocks, ids);
    if (isFirst) keepProduction(doc, screenplay, ids);
    if (parseMeta(metaOf(doc)).titlePage.length === 0 && screenplay.titlePage.length > 0) {
      metaOf(doc).set('titlePage', screenplay.titlePage);
    }
  });
};

/** What the file says of its production, once its blocks are the document's. */
const keepProduction = (doc: Y.Doc, screenplay: Screenplay, ids: BlockIds): void =>
  writeProduction(doc, screenplay, { blocks: identifyBlocks(scriptNodes(scriptOf(doc))).ids, ids });

const fingerprint = (block: Block): string =>
  JSON.stringify([
    block.type,
    normalizeRuns(block.runs),
    block.number ?? null,
    block.type === 'section' ? (block.depth ?? 1) : null,
    block.dual ?? null,
  ]);

/**
 * Makes the script read as the screenplay does. Blocks that read the same keep their identity, so that the shots made
 * from them stay; shots of scenes that are gone become unplaced.
 */
export const replaceScript = (doc: Y.Doc, screenplay: Screenplay, ids: BlockIds): void => {
  doc.transact(() => {
    const script = scriptOf(doc);
    const nodes = script.toArray();
    const known = readBlocks(scriptNodes(script)).map(fingerprint);
    // a node that is no block at all (no client of ours writes one) shifts the pairing: start over then
    const kept = known.length === nodes.length ? unchangedPlaces(known, screenplay.blocks.map(fingerprint)) : new Map();
    for (let index = nodes.length - 1; index >= 0; index -= 1) if (!kept.has(index)) script.delete(index, 1);
    insertAround(script, screenplay.blocks, { keptNext: new Set(kept.values()), ids });
    keepProduction(doc, screenplay, ids);
    if (screenplay.titlePage.length > 0) metaOf(doc).set('titlePage', screenplay.titlePage);
  });
};

const insertAround = (
  script: Y.XmlFragment,
  blocks: readonly Block[],
  options: { readonly keptNext: ReadonlySet<number>; readonly ids: BlockIds },
): void => {
  let start = 0;
  for (let index = 0; index <= blocks.length; index += 1) {
    if (index < blocks.length && !options.keptNext.has(index)) continue;
    if (index > start) script.insert(start, elements(blocks.slice(start, index), options.ids));
    start = index + 1;
  }
};

const readBlocks = (nodes: readonly ScriptNode[]): readonly Block[] => {
  const { ids } = identifyBlocks(nodes);
  return nodes.map((node, index) => toScreenplayBlock(readBlock(node, ids[index] as BlockId))); // one id for every node
};

/** The script as plain data, for a file format to write. Reads only: no binding touches the document. */
export const readScreenplay = (doc: Y.Doc): Screenplay => ({
  titlePage: parseMeta(metaOf(doc)).titlePage,
  blocks: readBlocks(scriptNodes(scriptOf(doc))),
});
