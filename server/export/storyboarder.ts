/** The board as a project of Wonder Unit's Storyboarder: the script, and a folder for each scene with its pictures. */
import { createHash } from 'node:crypto';
import { readScreenplay } from '@oner/shared/document/create-story.ts';
import type { Desk, Frame } from '@oner/shared/document/desk.ts';
import type { Scene, Shot, Story } from '@oner/shared/document/story.ts';
import { shownFrame } from '@oner/shared/export/shown-frame.ts';
import { writeFountain } from '@oner/shared/fountain/write-fountain.ts';
import type { ProjectId } from '@oner/shared/ids/ids.ts';
import sharp from 'sharp';
import type { AssetStore } from '../assets/ports.ts';
import type { Snapshots } from '../generation/snapshots.ts';
import type { Rooms } from '../rooms/ports.ts';
import { assetBytes } from './asset-bytes.ts';
import { type ZipEntry, zipStream } from './zip-stream.ts';

type Sources = { readonly assets: AssetStore; readonly rooms: Rooms; readonly snapshots: Snapshots };

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
/** Storyboarder's canvases are so high, or so wide when they stand upright, px; its small pictures so high. */
const canvasSize = 900;
const thumbnailHeight = 60;
/** What a board lasts when its file does not say, ms. */
const defaultBoardTiming = 2000;

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Five letters that are the same for the same shot in every export, and no other's of the scene. */
const boardIds = (shots: readonly Shot[]): readonly string[] => {
  const taken = new Set<string>();
  return shots.map(({ id }) => {
    for (let turn = 0; ; turn += 1) {
      const hash = createHash('sha256').update(`${id} ${turn}`).digest();
      const uid = Array.from(hash.subarray(0, 5), (byte) => alphabet[byte % alphabet.length]).join('');
      if (taken.has(uid)) continue;
      taken.add(uid);
      return uid;
    }
  });
};

const canvasOf = (aspect: number) =>
  aspect >= 1
    ? { width: Math.round(canvasSize * aspect), height: canvasSize }
    : { width: canvasSize, height: Math.round(canvasSize / aspect) };

type Pictures = { readonly board: Uint8Array; readonly thumbnail: Uint8Array; readonly poster: Uint8Array };

/** A picture that does not decode is left out: the words are still of use. */
const picturesOf = async (bytes: Uint8Array, aspect: number): Promise<Pictures | null> => {
  const canvas = canvasOf(aspect);
  try {
    const board = await sharp(bytes)
      .rotate()
      .resize({ ...canvas, fit: 'contain', background: '#ffffff' })
      .flatten({ background: '#ffffff' })
      .png()
      .toBuffer();
    const thumbnail = await sharp(board).resize({ height: thumbnailHeight }).png().toBuffer();
    const poster = await sharp(board).jpeg({ quality: 85 }).toBuffer();
    return { board: new Uint8Array(board), thumbnail: new Uint8Array(thumbnail), poster: new Uint8Array(poster) };
  } catch {
    // damaged
    return null;
  }
};

/** A clip shows by its still picture. */
const shownAsset = (frame: Frame) => (frame.kind === 'video' ? (frame.poster ?? frame.asset) : frame.asset);

const sceneName = (scene: Scene, index: number): string => {
  const words = scene.heading
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 50);
  return `Scene-${index + 1}${words === '' ? '' : `-${words}`}`;
};

async function* sceneEntries(
  { assets, story, desk }: { readonly assets: AssetStore; readonly story: Story; readonly desk: Desk },
  { scene, name }: { readonly scene: Scene; readonly name: string },
): AsyncGenerator<ZipEntry> {
  const { aspect, fps } = story.meta;
  const shots = scene.shots.flatMap((id) => story.shots.get(id) ?? []);
  const uids = boardIds(shots);
  const folder = `storyboards/${name}`;
  const boards: unknown[] = [];
  let time = 0;
  for (const [index, shot] of shots.entries()) {
    const uid = uids[index] ?? '';
    const stem = `board-${index + 1}-${uid}`;
    const frame = shownFrame(desk, shot);
    const bytes = frame === null ? null : await assetBytes(assets, shownAsset(frame));
    const pictures = bytes === null ? null : await picturesOf(bytes, aspect);
    if (pictures !== null) {
      yield { name: `${folder}/images/${stem}-reference.png`, bytes: pictures.board, packed: true };
      yield { name: `${folder}/images/${stem}-thumbnail.png`, bytes: pictures.thumbnail, packed: true };
      yield { name: `${folder}/images/${stem}-posterframe.jpg`, bytes: pictures.poster, packed: true };
    }
    boards.push({
      ...{ uid, url: `${stem}.png`, newShot: false, lastEdited: 0, number: index + 1, shot: `${index + 1}A`, time },
      ...{ duration: shot.durationMs, dialogue: shot.dialogue, action: shot.description, notes: shot.notes },
      ...{ lineMileage: 0, layers: pictures === null ? {} : { reference: { url: `${stem}-reference.png` } } },
    });
    time += shot.durationMs;
  }
  const file = { version: '3.0.0', aspectRatio: aspect, fps, defaultBoardTiming, boards };
  yield { name: `${folder}/${name}.storyboarder`, bytes: encoded(JSON.stringify(file, null, 2)) };
}

async function* entriesOf({ assets, rooms, snapshots }: Sources, project: ProjectId): AsyncGenerator<ZipEntry> {
  const [story, desk] = [await snapshots.story(project), await snapshots.desk(project)];
  yield {
    name: 'script.fountain',
    bytes: encoded(writeFountain(await rooms.read(`${project}/story`, readScreenplay))),
  };
  for (const [index, scene] of story.scenes.entries())
    if (scene.shots.length > 0) yield* sceneEntries({ assets, story, desk }, { scene, name: sceneName(scene, index) });
}

/** Unplaced shots are in no scene, and stay at home. */
export const storyboarderStream = (sources: Sources, project: ProjectId): ReadableStream<Uint8Array> =>
  zipStream(entriesOf(sources, project));
