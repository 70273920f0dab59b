/** Brings a Storyboarder project into a project: its script, a shot for each board, and a frame for each picture. */

import { postFrame } from '@oner/shared/document/commands/desk.ts';
import { setMeta } from '@oner/shared/document/commands/entries.ts';
import { insertShot, writeOrders } from '@oner/shared/document/commands/shots.ts';
import { appendScript, readScreenplay, replaceScript } from '@oner/shared/document/create-story.ts';
import type { Frame } from '@oner/shared/document/desk.ts';
import {
  anchorInOutline,
  outlineOf,
  type ScriptOutline,
  shotsInScene,
  textOfOutline,
} from '@oner/shared/document/locate.ts';
import { arrangeKeys } from '@oner/shared/document/order-keys.ts';
import { shotsOf } from '@oner/shared/document/schema.ts';
import { setScriptSource } from '@oner/shared/document/script-source.ts';
import type { AssetId, IdFactory, ProjectId, SceneId, ShotId } from '@oner/shared/ids/ids.ts';
import type { ImportReport } from '@oner/shared/protocol/http/import-export.ts';
import { counted } from '@oner/shared/result/report-words.ts';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import type * as Y from 'yjs';
import type { AssetStore } from '../../assets/ports.ts';
import { storeLinked } from '../../assets/store-linked.ts';
import type { AssetLinks } from '../../auth/asset-links.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Rooms } from '../../rooms/ports.ts';
import type { Importer } from '../archive/imported-author.ts';
import type { ImportError } from '../read-script-file.ts';
import { createReadingThread } from '../reading-thread.ts';
import { scriptCounts } from '../script-counts.ts';
import { readingLimits } from '../script-reader.ts';
import { type BoardPicture, composeBoard, layerPixels, pixelLimits } from './compose-board.ts';
import type { ReadBoard, ReadStoryboarder } from './read-storyboarder.ts';
import type { StoryboarderAnswer } from './storyboarder-reader-worker.ts';

export type StoryboarderTarget = {
  readonly project: ProjectId;
  readonly mode: 'replace' | 'append' | 'merge';
  readonly by: Importer;
};

type Options = {
  readonly assets: AssetStore;
  readonly links: AssetLinks;
  readonly rooms: Rooms;
  readonly ids: Pick<IdFactory, 'block' | 'shot' | 'frame'>;
  readonly clock: Clock;
};

export type StoryboarderImporter = (
  target: StoryboarderTarget,
  bytes: Uint8Array,
) => Promise<Result<ImportReport, ImportError>>;

const refusal = (kind: ImportError['kind'], detail: string) => fail<ImportError>({ kind, detail });

/** Pictures that are put together at once. */
const atOnce = 4;

/** Why the pictures are not to be unpacked; null: they may. */
const pixelProblem = async (boards: readonly ReadBoard[]): Promise<string | null> => {
  let pixels = 0;
  for (const layer of boards.flatMap(({ layers }) => layers)) {
    pixels += (await layerPixels(layer)) ?? 0;
    if (pixels > pixelLimits.file)
      return `The pictures have more than ${pixelLimits.file / 1e6} million pixels together.`;
  }
  return null;
};

type Written = {
  readonly shots: readonly ShotId[] /** Shots that the project had before. */;
  readonly earlier: number;
};

const wholeBlocks = (outline: ScriptOutline, from: number, { first, last }: NonNullable<ReadBoard['covers']>) => {
  const [start, end] = [outline.ids[from + first], outline.ids[from + last]];
  if (start === undefined || end === undefined) return null;
  const { length } = textOfOutline(outline).text(from + last);
  return anchorInOutline(outline, { block: start, offset: 0 }, { block: end, offset: length });
};

/** The boards' shots after those that their scenes have. Resolves with one for each board. */
const writeShots = (doc: Y.Doc, { screenplay, boards }: ReadStoryboarder, ids: Options['ids']): readonly ShotId[] => {
  const outline = outlineOf(doc);
  // the script's blocks are the last: all there are, or those that were added
  const from = outline.ids.length - screenplay.blocks.length;
  const byScene = new Map<SceneId, ShotId[]>();
  const before = new Map<SceneId, ReturnType<typeof shotsInScene>>();
  const made = boards.map((board) => {
    const scene = outline.ids[from + board.heading];
    if (scene === undefined) throw new Error('a board names a heading that its script does not have');
    if (!before.has(scene)) before.set(scene, shotsInScene(doc, scene));
    const id = ids.shot();
    byScene.set(scene, [...(byScene.get(scene) ?? []), id]);
    insertShot(doc, id, {
      ...{ scene, origin: 'person', anchor: board.covers === null ? null : wholeBlocks(outline, from, board.covers) },
      ...{ description: board.action, dialogue: board.dialogue, notes: board.notes, durationMs: board.durationMs },
    });
    return id;
  });
  for (const [scene, added] of byScene) {
    const kept = (before.get(scene) ?? []).map(({ id, order }) => ({ id, key: order, pinned: true }));
    writeOrders(shotsOf(doc), arrangeKeys([...kept, ...added.map((id) => ({ id, key: null, pinned: false }))]));
  }
  return made;
};

const writeStory = (
  doc: Y.Doc,
  { read, mode, ids }: { read: ReadStoryboarder; mode: 'replace' | 'append'; ids: Options['ids'] },
): Written => {
  const { screenplay, aspect, fps } = read;
  if (mode === 'append') appendScript(doc, screenplay, ids);
  else {
    replaceScript(doc, screenplay, ids);
    setScriptSource(doc, null);
    setMeta(doc, { ...(aspect === null ? {} : { aspect }), ...(fps === null ? {} : { fps }) });
  }
  const earlier = shotsOf(doc).size;
  return { shots: writeShots(doc, read, ids), earlier };
};

const frameOf = (picture: BoardPicture, fields: Pick<Frame, 'id' | 'shot' | 'asset' | 'by' | 'at'>): Frame => ({
  ...fields,
  ...{ kind: 'image', provider: 'upload', model: '', width: picture.width, height: picture.height, specHash: null },
  ...{ prompt: '', seed: null, maps: null, warnings: [], parent: null },
});

/** Puts the pictures together and posts them; resolves with how many. */
const postPictures = async (
  { assets, links, rooms, ids, clock }: Options,
  { project, by }: StoryboarderTarget,
  boards: readonly { readonly shot: ShotId; readonly layers: ReadBoard['layers'] }[],
): Promise<number> => {
  const frames: Frame[] = [];
  const at = new Date(clock.now()).toISOString();
  const one = async ({ shot, layers }: (typeof boards)[number]): Promise<Frame | null> => {
    const picture = await composeBoard(layers);
    if (picture === null) return null;
    const asset: AssetId = await storeLinked(
      { assets, links },
      { bytes: picture.bytes, mediaType: 'image/png', project },
    );
    return frameOf(picture, { id: ids.frame(), shot, asset, by, at });
  };
  for (let index = 0; index < boards.length; index += atOnce) {
    const made = await Promise.all(boards.slice(index, index + atOnce).map(one));
    frames.push(...made.filter((frame) => frame !== null));
  }
  await rooms.edit(`${project}/desk`, { kind: 'user', by: by.id }, (doc) => {
    for (const frame of frames) postFrame(doc, frame);
  });
  return frames.length;
};

const writeProject = async (
  options: Options,
  target: StoryboarderTarget & { readonly mode: 'replace' | 'append' },
  read: ReadStoryboarder,
): Promise<ImportReport> => {
  const { project, mode, by } = target;
  const story = `${project}/story` as const;
  const { shots, earlier } = await options.rooms.edit(story, { kind: 'user', by: by.id }, (doc) =>
    writeStory(doc, { read, mode, ids: options.ids }),
  );
  const pictured = read.boards.flatMap(({ layers }, index) => {
    const shot = shots[index];
    return shot === undefined || layers.length === 0 ? [] : [{ shot, layers }];
  });
  const frames = await postPictures(options, target, pictured);
  const damaged = pictured.length - frames;
  const warnings = [
    ...read.warnings,
    ...(damaged === 0
      ? []
      : [`${counted(damaged, 'picture was', 'pictures were')} damaged or too large, and left out.`]),
    ...(earlier === 0
      ? []
      : [`The project had ${counted(earlier, 'shot', 'shots')} before: those of the boards were added.`]),
  ];
  return {
    ...scriptCounts(await options.rooms.read(story, readScreenplay)),
    ...{ format: 'storyboarder', warnings, unsure: [...read.unsure] },
    board: { shots: shots.length, frames, threads: 0, decisions: 0, versions: 0 },
  };
};

export const createStoryboarderImporter = (options: Options): StoryboarderImporter => {
  const thread = createReadingThread<Uint8Array, StoryboarderAnswer>({
    script: new URL('./storyboarder-reader-worker.ts', import.meta.url),
    limits: readingLimits,
    clock: options.clock,
  });
  return async (target, bytes) => {
    const { mode } = target;
    if (mode === 'merge')
      return refusal('unreadable', 'Boards are not merged: they can take the place of the script, or be added to it.');
    const read = await thread.read(bytes);
    if (read === null)
      return refusal('unreadable', 'Reading the boards took too long or too much memory; nothing was changed.');
    if (!read.ok) return read;
    const problem = await pixelProblem(read.value.boards);
    return problem === null
      ? ok(await writeProject(options, { ...target, mode }, read.value))
      : refusal('too-large', problem);
  };
};
