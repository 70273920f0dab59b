/** Commands that omit scenes and bring them back: the number stays in the script, what the scene held is kept beside it. */
import * as Y from 'yjs';
import { z } from 'zod';
import { omittedWords } from '../../fountain/revision-names.ts';
import type { BlockId, SceneId, ShotId } from '../../ids/ids.ts';
import { fail, ok } from '../../result/result.ts';
import { anchorInOutline, outlineOf, type ScriptOutline, sceneExtent } from '../locate.ts';
import { currentRevision, readProduction } from '../revision-record.ts';
import { markBlock } from '../revision-runs.ts';
import { metaOf, omittedOf, parseMeta, scriptOf, shotsOf } from '../schema.ts';
import { readBlock, toScreenplayBlock, writeBlock } from '../script-xml.ts';
import { plainField, recordForWriting } from '../stored.ts';
import type { OmittedBlock, Story } from '../story.ts';
import { writeRuns } from '../write-runs.ts';
import type { CommandResult } from './command-error.ts';
import { pinSceneNumbers } from './locks.ts';
import { anchorsIn, ownEnd } from './scenes.ts';

const pointSchema = z.object({ block: z.string().transform((id) => id as BlockId), offset: z.number() });
/** The words of the scene's shots as they were, by shot. */
const anchorsSchema = z.record(z.string(), z.object({ start: pointSchema, end: pointSchema })).catch({});

const blocksBetween = ({ nodes, ids }: ScriptOutline, first: number, end: number): readonly OmittedBlock[] =>
  nodes.slice(first, end).flatMap((node, at) => {
    const id = ids[first + at];
    return id === undefined ? [] : [{ ...toScreenplayBlock(readBlock(node, id)), id }];
  });

/** Leaves of a scene its number and the word that it is omitted; its shots stay with it. */
export const omitScene = (doc: Y.Doc, story: Story, scene: SceneId): CommandResult<void> => {
  const outline = outlineOf(doc);
  const extent = sceneExtent(outline, scene);
  const heading = outline.nodes[extent?.first ?? -1];
  if (extent === null || !(heading instanceof Y.XmlElement)) return fail({ kind: 'no-such-scene', id: scene });
  if (omittedOf(doc).has(scene)) return fail({ kind: 'already-there', id: scene });
  const { first } = extent;
  const end = ownEnd(outline, first, extent.last);
  const anchors = anchorsIn(doc, outline, new Set<string>(outline.ids.slice(first, end)));
  const points = [...anchors].map(([shot, { start, end: last }]) => [shot, { start, end: last }] as const);
  const record = { blocks: blocksBetween(outline, first, end), anchors: Object.fromEntries(points) };
  pinSceneNumbers(doc, story, new Set([scene]));
  omittedOf(doc).set(scene, new Y.Map(Object.entries(record)));
  if (end > first + 1) scriptOf(doc).delete(first + 1, end - first - 1);
  const words = {
    type: 'sceneHeading',
    runs: [{ text: omittedWords(parseMeta(metaOf(doc)).language), marks: [] }],
  } as const;
  writeRuns(heading, markBlock(words, currentRevision(doc)).runs);
  return ok(undefined);
};

/** Brings an omitted scene back where its number stands, or to the end of the script when that is gone. */
export const restoreScene = (doc: Y.Doc, scene: SceneId): CommandResult<void> => {
  const [heading, ...body] = readProduction(doc).omitted.get(scene) ?? [];
  if (heading === undefined) return fail({ kind: 'no-such-scene', id: scene });
  const anchors = anchorsSchema.parse(plainField(omittedOf(doc).get(scene), 'anchors'));
  const script = scriptOf(doc);
  const outline = outlineOf(doc);
  const place = sceneExtent(outline, scene);
  const node = outline.nodes[place?.first ?? -1];
  if (place !== null && node instanceof Y.XmlElement) {
    writeRuns(node, heading.runs);
    script.insert(
      place.first + 1,
      body.map((block) => writeBlock(block, block.id)),
    );
  } else
    script.insert(
      script.length,
      [heading, ...body].map((block) => writeBlock(block, block.id)),
    );
  omittedOf(doc).delete(scene);
  const restored = outlineOf(doc);
  for (const [shot, { start, end }] of Object.entries(anchors)) {
    const stored = anchorInOutline(restored, start, end);
    if (stored) recordForWriting(shotsOf(doc), shot as ShotId)?.set('anchor', stored);
  }
  return ok(undefined);
};
