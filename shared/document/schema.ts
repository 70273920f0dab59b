/**
 * What the `story` document holds: root names, keys and the lenient reading of each stored value. A stock client may
 * write a shot with nothing but its scene: whatever is absent or invalid reads as the default of its field, and unknown
 * keys are kept in the document and ignored here.
 */
import type * as Y from 'yjs';
import { z } from 'zod';
import {
  angles,
  defaultFraming,
  defaultLens,
  framings,
  movements,
  rollLimit,
  type ShotSize,
  shotSizes,
} from '../camera/vocabulary.ts';
import type { TitlePageEntry } from '../fountain/screenplay.ts';
import type { FrameId, SceneId } from '../ids/ids.ts';
import { defaultPictureStyle, pictureStyles } from '../stage/picture-style.ts';
import { listChangesSchema, noListChanges } from './stage-changes.ts';
import {
  bodySchema,
  buildSchema,
  cameraMoveSchema,
  cameraSchema,
  extentSchema,
  figureLookSchema,
  setPieceSchema,
  sideSchema,
  stagedFigureSchema,
  timeSchema,
} from './stage-schema.ts';
import { plainRecord } from './stored.ts';
import type { CastMember, Meta, NamedEntry, Shot, StageEntry } from './story.ts';

/** The version of the document that this code writes; it changes only together with a migration. */
export const schemaVersion = 1;

export const storyRoots = [
  'meta',
  'script',
  'shots',
  'stage',
  'drawings',
  'cast',
  'places',
  'props',
  'looks',
  'rules',
  'revisions',
  'production',
  'omitted',
  'suggested',
] as const;
export const entryRoots = ['places', 'props', 'looks', 'rules'] as const;
export type EntryRoot = (typeof entryRoots)[number];

export const metaOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('meta');
export const scriptOf = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment('script');
export const shotsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('shots');
export const stageOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('stage');
export const drawingsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('drawings');
/** Revisions of the script by id. */
export const revisionsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('revisions');
/** Which revision changes belong to now, and what of the script is locked. */
export const productionOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('production');
/** What omitted scenes held, by their headings' ids. */
export const omittedOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('omitted');
/** What writers made of suggestions, by the suggestions' ids. */
export const suggestedOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('suggested');
export const castOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('cast');
export const entriesOf = (doc: Y.Doc, root: EntryRoot): Y.Map<unknown> => doc.getMap(root);

/** Bounds of numbers that people type. */
export const lensRange = { min: 8, max: 1200 } as const;
export const aspectRange = { min: 0.2, max: 5 } as const;
export const fpsRange = { min: 1, max: 240 } as const;
/** Longest shot, ms. */
export const maxDurationMs = 3_600_000;
/** What a shot lasts when nobody said, ms. */
export const defaultDurationMs = 3000;
/** Sorts after every fractional index: a shot that no one placed comes last in its scene. */
export const unordered = '~';

/** What a person or a breakdown may set on a shot, strictly checked; each key may be absent. */
export const shotFieldsSchema = z
  .strictObject({
    size: z.enum(shotSizes),
    angle: z.enum(angles),
    roll: z.number().min(-rollLimit).max(rollLimit),
    framing: z.enum(framings),
    movement: z.enum(movements),
    lens: z.number().min(lensRange.min).max(lensRange.max),
    subjects: z.array(z.string().min(1).max(200)).max(50),
    description: z.string().max(20_000),
    dialogue: z.string().max(20_000),
    durationMs: z.number().int().min(0).max(maxDurationMs),
    notes: z.string().max(20_000),
  })
  .partial();
export type ShotFields = z.infer<typeof shotFieldsSchema>;

/** One end of a stored anchor. `position` is a Yjs relative position as JSON; `quote` the covered words next to it. */
export const storedPointSchema = z.object({
  block: z.string(),
  position: z.record(z.string(), z.unknown()),
  quote: z.string().optional().catch(undefined),
});
export type StoredPoint = z.infer<typeof storedPointSchema>;

export const storedAnchorSchema = z.object({ start: storedPointSchema, end: storedPointSchema });
export type StoredAnchor = z.infer<typeof storedAnchorSchema>;

/** A shot as the document alone tells it: what the script decides (placement, number, anchored words) is not in it. */
export type StoredShot = Omit<Shot, 'id' | 'scene' | 'number' | 'anchor'> & { readonly anchor: StoredAnchor | null };

const text = z.string().catch('');
const absent = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const orNull = <T extends z.ZodType>(schema: T) => schema.nullable().catch(null);

const lenientShot = z.object({
  scene: text,
  order: z.string().min(1).catch(unordered),
  origin: z.enum(['person', 'breakdown']).catch('person'),
  size: z.enum(shotSizes).catch('MS' satisfies ShotSize),
  angle: z.enum(angles).catch('eye'),
  roll: z.number().min(-rollLimit).max(rollLimit).catch(0),
  framing: absent(z.enum(framings)),
  movement: z.enum(movements).catch('static'),
  lens: absent(z.number().min(lensRange.min).max(lensRange.max)),
  subjects: z.array(z.string()).catch([]),
  description: text,
  dialogue: text,
  durationMs: z.number().min(0).max(maxDurationMs).catch(defaultDurationMs),
  notes: text,
  anchor: orNull(storedAnchorSchema),
  pick: orNull(z.string()),
});

/** Reads one value of `shots`; null when it is no record at all. */
export const parseShot = (value: unknown): StoredShot | null => {
  const record = plainRecord(value);
  if (record === null) return null;
  const { scene, framing, lens, pick, ...rest } = lenientShot.parse(record);
  return {
    ...rest,
    writtenScene: scene as SceneId, // any text may name a scene; one that names none leaves the shot unplaced
    framing: framing ?? defaultFraming(rest.subjects.length),
    lens: lens ?? defaultLens[rest.size],
    pick: pick as FrameId | null, // a frame that `desk` lacks is simply not there
  };
};

const titlePageSchema: z.ZodType<readonly TitlePageEntry[]> = z.array(
  z.object({ key: z.string(), values: z.array(z.string()) }),
);

/** What a person may set of `meta`, strictly checked. */
export const metaFieldsSchema = z
  .strictObject({
    title: z.string().max(500),
    authors: z.string().max(500),
    draft: z.string().max(500),
    language: z.string().regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'not a language tag'),
    aspect: z.number().min(aspectRange.min).max(aspectRange.max),
    fps: z.number().min(fpsRange.min).max(fpsRange.max),
    style: z.enum(pictureStyles),
    continued: z.boolean(),
    titlePage: titlePageSchema,
  })
  .partial();
export type MetaFields = z.infer<typeof metaFieldsSchema>;

const lenientMeta = z.object({
  schema: z.number().int().catch(schemaVersion),
  title: text,
  authors: text,
  draft: text,
  language: z.string().min(1).catch('en'),
  aspect: z.number().min(aspectRange.min).max(aspectRange.max).catch(2.39),
  fps: z.number().min(fpsRange.min).max(fpsRange.max).catch(24),
  style: z.enum(pictureStyles).catch(defaultPictureStyle),
  continued: z.boolean().catch(true),
  titlePage: titlePageSchema.catch([]),
});

export const parseMeta = (meta: Y.Map<unknown>): Meta => lenientMeta.parse(plainRecord(meta));

/** What a person may set of a cast member, strictly checked. */
export const castFieldsSchema = z
  .strictObject({
    name: z.string().min(1).max(200),
    description: z.string().max(20_000),
    age: z.number().min(0).max(200).nullable(),
    body: bodySchema.nullable(),
    height: z.number().min(0.3).max(3).nullable(),
    build: buildSchema.nullable(),
    look: figureLookSchema.nullable(),
    references: z.array(z.string()).max(50),
  })
  .partial();
export type CastFields = z.infer<typeof castFieldsSchema>;

const lenientCast = z.object({
  name: text,
  description: text,
  age: orNull(z.number().min(0).max(200)),
  body: orNull(bodySchema),
  height: orNull(z.number().min(0.3).max(3)),
  build: orNull(buildSchema),
  look: orNull(figureLookSchema),
  references: z.array(z.string()).catch([]),
});

export const parseCast = <Id extends CastMember['id']>(id: Id, value: unknown): CastMember | null => {
  const record = plainRecord(value);
  return record === null ? null : { id, ...lenientCast.parse(record) };
};

/** What a person may set of a place, prop, look or rule, strictly checked. */
export const entryFieldsSchema = z
  .strictObject({
    name: z.string().min(1).max(200),
    description: z.string().max(20_000),
    references: z.array(z.string()).max(50),
  })
  .partial();
export type EntryFields = z.infer<typeof entryFieldsSchema>;

const lenientEntry = z.object({ name: text, description: text, references: z.array(z.string()).catch([]) });

export const parseEntry = <Id>(id: Id, value: unknown): NamedEntry<Id> | null => {
  const record = plainRecord(value);
  return record === null ? null : { id, ...lenientEntry.parse(record) };
};

/** What a person may stage by hand, strictly checked; null gives a part back to derivation. */
export const stageFieldsSchema = z
  .strictObject({
    figures: z.array(stagedFigureSchema).max(200).nullable(),
    pieces: z.array(setPieceSchema).max(500).nullable(),
    extent: extentSchema.nullable(),
    time: timeSchema.nullable(),
    side: sideSchema.nullable(),
    camera: cameraSchema.nullable(),
    move: cameraMoveSchema.nullable(),
    figuresEnd: z.array(stagedFigureSchema).max(200).nullable(),
  })
  .partial();
export type StageFields = z.infer<typeof stageFieldsSchema>;

const lenientStage = z.object({
  figures: orNull(z.array(stagedFigureSchema)),
  pieces: orNull(z.array(setPieceSchema)),
  figureChanges: listChangesSchema.catch(noListChanges),
  pieceChanges: listChangesSchema.catch(noListChanges),
  extent: orNull(extentSchema),
  time: orNull(timeSchema),
  side: orNull(sideSchema),
  camera: orNull(cameraSchema),
  move: orNull(cameraMoveSchema),
  figuresEnd: orNull(z.array(stagedFigureSchema)),
});

export const parseStage = (value: unknown): StageEntry | null => {
  const record = plainRecord(value);
  return record === null ? null : lenientStage.parse(record);
};
