/** The pictures of the board as files named by shot numbers, in board order. */
import type { Desk, Frame } from '@oner/shared/document/desk.ts';
import type { Story } from '@oner/shared/document/story.ts';
import { shotsInBoardOrder } from '@oner/shared/export/board-order.ts';
import { shownFrame } from '@oner/shared/export/shown-frame.ts';
import type { ProjectId } from '@oner/shared/ids/ids.ts';
import type { AssetStore } from '../assets/ports.ts';
import type { Snapshots } from '../generation/snapshots.ts';
import { extensionOf } from './archive-layout.ts';
import { assetBytes } from './asset-bytes.ts';
import { shotFileName } from './map-files.ts';
import { type ZipEntry, zipStream } from './zip-stream.ts';

type Named = { readonly name: string; readonly frame: Frame };

/** A number that two scenes share is told apart by a second one; the place in the film leads, so that files sort as it runs. */
export const boardPictures = (story: Story, desk: Desk): readonly Named[] =>
  shotsInBoardOrder(story).flatMap(({ shot }, index) => {
    const frame = shownFrame(desk, shot);
    return frame ? [{ name: `${String(index + 1).padStart(4, '0')} ${shotFileName(shot, frame)}`, frame }] : [];
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

export const picturesStream = (
  sources: { readonly assets: AssetStore; readonly snapshots: Snapshots },
  project: ProjectId,
): ReadableStream<Uint8Array> => zipStream(entriesOf(sources, project));
