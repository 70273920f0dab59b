/** The pictures of the board as files named by shot numbers, in board order: by themselves, or with a timeline of them. */
import type { Desk, Frame } from '@oner/shared/document/desk.ts';
import type { Story } from '@oner/shared/document/story.ts';
import { shotsInBoardOrder } from '@oner/shared/export/board-order.ts';
import { type StillFile, writeFcpxml } from '@oner/shared/export/fcpxml.ts';
import { shownFrame } from '@oner/shared/export/shown-frame.ts';
import type { ProjectId, ShotId } from '@oner/shared/ids/ids.ts';
import sharp from 'sharp';
import type { AssetStore } from '../assets/ports.ts';
import type { Snapshots } from '../generation/snapshots.ts';
import { pictureMediaType } from '../platform/picture-type.ts';
import { extensionOf } from './archive-layout.ts';
import { assetBytes } from './asset-bytes.ts';
import { shotFileName } from './map-files.ts';
import { type ZipEntry, zipStream } from './zip-stream.ts';

type Named = { readonly name: string; readonly shot: ShotId; readonly frame: Frame };

/** A number that two scenes share is told apart by a second one; the place in the film leads, so that files sort as it runs. */
export const boardPictures = (story: Story, desk: Desk): readonly Named[] =>
  shotsInBoardOrder(story).flatMap(({ shot }, index) => {
    const frame = shownFrame(desk, shot);
    return frame
      ? [{ shot: shot.id, name: `${String(index + 1).padStart(4, '0')} ${shotFileName(shot, frame)}`, frame }]
      : [];
  });

async function* entriesOf(
  { assets, snapshots }: { readonly assets: AssetStore; readonly snapshots: Snapshots },
  project: ProjectId,
): AsyncGenerator<ZipEntry> {
  const [story, desk] = [await snapshots.story(project), await snapshots.desk(project)];
  for (const { name, frame } of boardPictures(story, desk)) {
    const [info, bytes] = [await assets.info(frame.asset), await assetBytes(assets, frame.asset)];
    if (info && bytes) yield { name: `${name}.${extensionOf(info.mediaType)}`, bytes, packed: true };
  }
}

/** Programs of the cutting room read PNG and JPEG; of a clip its still picture. A picture that does not decode is left out. */
const still = async (
  assets: AssetStore,
  { frame }: Named,
): Promise<{
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly type: string;
} | null> => {
  const bytes = await assetBytes(assets, frame.kind === 'video' ? (frame.poster ?? frame.asset) : frame.asset);
  if (bytes === null) return null;
  try {
    const image = sharp(bytes).rotate();
    const jpeg = pictureMediaType(bytes) === 'image/jpeg';
    const { data, info } = await (jpeg ? image.jpeg({ quality: 95 }) : image.png()).toBuffer({
      resolveWithObject: true,
    });
    return { bytes: new Uint8Array(data), width: info.width, height: info.height, type: jpeg ? 'jpg' : 'png' };
  } catch {
    // damaged
    return null;
  }
};

async function* timelineEntries(
  { assets, snapshots }: { readonly assets: AssetStore; readonly snapshots: Snapshots },
  project: ProjectId,
): AsyncGenerator<ZipEntry> {
  const [story, desk] = [await snapshots.story(project), await snapshots.desk(project)];
  const stills = new Map<ShotId, StillFile>();
  for (const named of boardPictures(story, desk)) {
    const picture = await still(assets, named);
    if (picture === null) continue;
    const { bytes, width, height, type } = picture;
    const path = `media/${named.name}.${type}`;
    stills.set(named.shot, { path, width, height });
    yield { name: path, bytes, packed: true };
  }
  yield { name: 'board.fcpxml', bytes: new TextEncoder().encode(writeFcpxml(story, stills)) };
}

export const timelineStream = (
  sources: { readonly assets: AssetStore; readonly snapshots: Snapshots },
  project: ProjectId,
): ReadableStream<Uint8Array> => zipStream(timelineEntries(sources, project));

export const picturesStream = (
  sources: { readonly assets: AssetStore; readonly snapshots: Snapshots },
  project: ProjectId,
): ReadableStream<Uint8Array> => zipStream(entriesOf(sources, project));
