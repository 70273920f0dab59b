import { postFrame } from '@oner/shared/document/commands/desk.ts';
import type { Frame } from '@oner/shared/document/desk.ts';
import type { AssetInfo, AssetStore } from '../assets/ports.ts';
import { storeLinked } from '../assets/store-linked.ts';
import type { Rooms } from '../rooms/ports.ts';
import { frameIdOf } from './job-ids.ts';
import type { FrameJob } from './job-record.ts';
import type { ControlMaps, GeneratedFrame } from './provider.ts';

/** Records that a project holds an asset, so that whoever may read the project may read the asset. */
export type AssetLinks = { readonly link: (asset: Frame['asset'], project: FrameJob['project']) => Promise<void> };

export type PostFrame = (job: FrameJob, made: GeneratedFrame) => Promise<Frame>;

/** Stores what a provider made and posts it to the desk: assets first, so that no frame ever names bytes that are not there. */
export const createPostFrame =
  (options: {
    readonly assets: AssetStore;
    readonly links: AssetLinks;
    readonly rooms: Rooms;
    /** Makes the small picture that cards show, so that none is made while somebody waits for it. */
    readonly makeSmall: (picture: AssetInfo) => Promise<unknown>;
    readonly now: () => string;
  }): PostFrame =>
  async (job, made) => {
    const store = (bytes: Uint8Array, mediaType: string) =>
      storeLinked(options, { bytes, mediaType, project: job.project });
    const storeMaps = async (maps: ControlMaps): Promise<Pick<Frame, 'maps' | 'legend'>> => {
      const legendBytes = new TextEncoder().encode(JSON.stringify(maps.legend));
      const [depth, normal, pose, segmentation, line, legend] = await Promise.all([
        store(maps.depth, 'image/png'),
        store(maps.normal, 'image/png'),
        store(maps.pose, 'image/png'),
        store(maps.segmentation, 'image/png'),
        store(maps.line, 'image/png'),
        store(legendBytes, 'application/json'),
      ]);
      return { maps: { depth, normal, pose, segmentation, line }, legend };
    };
    const { video } = made;
    const asset = await store(made.bytes, made.mediaType);
    const poster = video && (await store(video.poster, video.posterMediaType));
    const picture =
      video && poster
        ? { id: poster, mediaType: video.posterMediaType, bytes: video.poster.length }
        : { id: asset, mediaType: made.mediaType, bytes: made.bytes.length };
    // Who asks for it finds out what is wrong with it.
    await options.makeSmall(picture).catch(() => null);
    const frame: Frame = {
      id: frameIdOf(job.id),
      shot: job.shot,
      kind: job.kind,
      provider: job.provider,
      model: made.model,
      asset,
      ...(video && poster ? { poster, durationMs: video.durationMs } : {}),
      width: made.width,
      height: made.height,
      specHash: job.specHash,
      prompt: made.prompt,
      seed: made.seed,
      ...(made.maps ? await storeMaps(made.maps) : { maps: null }),
      warnings: made.warnings,
      by: job.by,
      at: options.now(),
      parent: null,
    };
    const posted = await options.rooms.edit(`${job.project}/desk`, { kind: 'server', by: 'server' }, (doc) =>
      postFrame(doc, frame),
    );
    // A job that ran before, up to the posting, has posted this very frame.
    if (!posted.ok && posted.error.kind !== 'already-there') throw new Error(`frame refused: ${posted.error.kind}`);
    return frame;
  };
