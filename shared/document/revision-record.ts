/** How revisions and locks are stored, and their lenient reading: `revisions`, `production` and `omitted` of the story. */
import type * as Y from 'yjs';
import { z } from 'zod';
import { numberSchemes, pageColors, type Revision } from '../fountain/revision.ts';
import { blockTypes, markTypes } from '../fountain/screenplay.ts';
import { type BlockId, blockIdSchema, type RevisionId, revisionIdSchema, type SceneId } from '../ids/ids.ts';
import { equalJson } from './equal-json.ts';
import { omittedOf, productionOf, revisionsOf } from './schema.ts';
import { plainField, plainRecord, plainValue } from './stored.ts';
import type { OmittedBlock, Production } from './story.ts';

/** What a person may say of a revision, strictly checked. */
export const revisionFieldsSchema = z.strictObject({
  name: z.string().trim().max(80),
  color: z.enum(pageColors),
  round: z.number().int().min(1).max(99),
  date: z.string().regex(/^(\d{4}-\d{2}-\d{2})?$/, 'not a date (YYYY-MM-DD)'),
});
export type RevisionFields = z.infer<typeof revisionFieldsSchema>;

const storedRevision = z.object({
  name: z.string().catch(''),
  color: z.enum(pageColors).catch('blue'),
  round: z.number().int().min(1).catch(1),
  date: z.string().catch(''),
  /** Its place among the others. */
  order: z.number().catch(0),
});

const lockedPageSchema = z.object({
  label: z.string().min(1),
  block: blockIdSchema,
  offset: z.number().int().min(0).catch(0),
  before: z.string().catch(''),
  after: z.string().catch(''),
  blocks: z.array(blockIdSchema).catch([]),
});

const runSchema = z.object({
  text: z.string(),
  marks: z.array(z.enum(markTypes)).catch([]),
  revision: revisionIdSchema.exactOptional(),
});
const omittedSchema: z.ZodType<readonly OmittedBlock[]> = z.array(
  z.object({
    id: blockIdSchema,
    type: z.enum(blockTypes).catch('action'),
    runs: z.array(runSchema),
    number: z.string().exactOptional(),
    depth: z.number().int().min(1).max(6).exactOptional(),
    dual: z.enum(['left', 'right']).exactOptional(),
  }),
);

const readRevisions = (doc: Y.Doc): readonly Revision[] => {
  const found: (Revision & { readonly order: number })[] = [];
  revisionsOf(doc).forEach((value, id) => {
    const record = plainRecord(value);
    const known = revisionIdSchema.safeParse(id);
    if (record !== null && known.success) found.push({ id: known.data, ...storedRevision.parse(record) });
  });
  found.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  return found.map(({ order: _order, ...revision }) => revision);
};

/** How many revisions were started before, for the order of the next one. */
export const nextRevisionOrder = (doc: Y.Doc): number => {
  let last = 0;
  revisionsOf(doc).forEach((value) => {
    const order = plainField(value, 'order');
    if (typeof order === 'number') last = Math.max(last, order);
  });
  return last + 1;
};

const readOmitted = (doc: Y.Doc): ReadonlyMap<SceneId, readonly OmittedBlock[]> => {
  const omitted = new Map<SceneId, readonly OmittedBlock[]>();
  omittedOf(doc).forEach((value, id) => {
    const blocks = omittedSchema.safeParse(plainField(value, 'blocks'));
    if (blocks.success) omitted.set(id as BlockId, blocks.data);
  });
  return omitted;
};

/** The revision that changes belong to now. */
export const currentRevision = (doc: Y.Doc): RevisionId | null => {
  const current = revisionIdSchema.safeParse(productionOf(doc).get('current'));
  return current.success && revisionsOf(doc).has(current.data) ? current.data : null;
};

export const readProduction = (doc: Y.Doc): Production => {
  const root = productionOf(doc);
  const scheme = z.enum(numberSchemes).safeParse(plainValue(root.get('sceneNumbers')));
  const pages = z.array(lockedPageSchema).min(1).safeParse(plainField(root, 'pages'));
  return {
    revisions: readRevisions(doc),
    current: currentRevision(doc),
    sceneNumbers: scheme.success ? scheme.data : null,
    pages: pages.success ? pages.data : null,
    omitted: readOmitted(doc),
  };
};

const same = (a: unknown, b: unknown): boolean => equalJson(a, b);

/** The parts that say the same keep the objects that they were. */
export const keepProduction = (before: Production | null, now: Production): Production => {
  if (before === null) return now;
  const revisions = same(before.revisions, now.revisions) ? before.revisions : now.revisions;
  const pages = same(before.pages, now.pages) ? before.pages : now.pages;
  const omitted = same([...before.omitted], [...now.omitted]) ? before.omitted : now.omitted;
  const kept = { ...now, revisions, pages, omitted };
  const unchanged = (Object.keys(kept) as (keyof Production)[]).every((key) => kept[key] === before[key]);
  return unchanged ? before : kept;
};
