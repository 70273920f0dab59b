/** Control maps as files named by shot numbers. */
import type { Desk, Frame } from '@oner/shared/document/desk.ts';
import type { Shot, Story } from '@oner/shared/document/story.ts';
import { shownFrame } from '@oner/shared/export/shown-frame.ts';
import type { AssetId, SceneId } from '@oner/shared/ids/ids.ts';
import type { MapName } from '@oner/shared/protocol/http/maps.ts';
import type { AssetStore } from '../assets/ports.ts';
import { assetBytes } from './asset-bytes.ts';
import type { ZipEntry } from './zip-stream.ts';

/** The name of a shot's files: its number, or its id while it is unplaced. */
export const shotFileName = (shot: Pick<Shot, 'id' | 'number'> | undefined, frame: Pick<Frame, 'shot'>): string =>
  (shot?.number ?? `unplaced ${frame.shot}`).replace(/[\p{Cc}<>:"/\\|?*]/gu, '-');

export const mapFileName = (map: MapName): string => (map === 'legend' ? 'legend.json' : `${map}.png`);

/** The asset of a frame's map. */
export const mapAsset = ({ maps, legend }: Frame, map: MapName): AssetId | null =>
  (map === 'legend' ? legend : maps?.[map]) ?? null;

/** The maps that a frame has, in the order asked for. */
const mapsOf = (frame: Frame, wanted: readonly MapName[]): readonly (readonly [MapName, AssetId])[] =>
  wanted.flatMap((map) => {
    const asset = mapAsset(frame, map);
    return asset ? [[map, asset] as const] : [];
  });

/** `12A depth.png` and so on. */
export async function* frameMapEntries(
  assets: AssetStore,
  frame: Frame,
  { name, wanted }: { readonly name: string; readonly wanted: readonly MapName[] },
): AsyncGenerator<ZipEntry> {
  for (const [map, asset] of mapsOf(frame, wanted)) {
    const bytes = await assetBytes(assets, asset);
    if (bytes) yield { name: `${name} ${mapFileName(map)}`, bytes, packed: map !== 'legend' };
  }
}

type MappedShot = { readonly name: string; readonly shot: Shot; readonly frame: Frame };

/** The shown frame where it has maps, else the latest that has. */
const mappedFrame = (desk: Desk, shot: Shot): Frame | null => {
  const shown = shownFrame(desk, shot);
  return shown?.maps ? shown : (desk.framesByShot.get(shot.id)?.findLast(({ maps }) => maps !== null) ?? null);
};

/** In board order; a number that two scenes share is told apart by a second one. */
const mappedShots = (story: Story, desk: Desk, scene: SceneId | null): readonly MappedShot[] => {
  const taken = new Map<string, number>();
  return story.scenes
    .filter(({ id }) => scene === null || id === scene)
    .flatMap(({ shots }) => shots)
    .flatMap((id): MappedShot[] => {
      const shot = story.shots.get(id);
      const frame = shot && mappedFrame(desk, shot);
      if (!(shot && frame)) return [];
      const number = shotFileName(shot, frame);
      const times = (taken.get(number) ?? 0) + 1;
      taken.set(number, times);
      return [{ name: times === 1 ? number : `${number} (${times})`, shot, frame }];
    });
};

/** `depth/12A.png` and so on, and `shots.json`, which says what frame of which shot each name is. */
export async function* projectMapEntries(
  { assets, story, desk }: { readonly assets: AssetStore; readonly story: Story; readonly desk: Desk },
  { scene, wanted }: { readonly scene: SceneId | null; readonly wanted: readonly MapName[] },
): AsyncGenerator<ZipEntry> {
  const shots = mappedShots(story, desk, scene);
  const list = shots.map(({ name, shot, frame }) => ({
    name,
    shot: shot.id,
    frame: frame.id,
    specHash: frame.specHash,
  }));
  yield { name: 'shots.json', bytes: new TextEncoder().encode(JSON.stringify(list, null, 2)) };
  for (const { name, frame } of shots) {
    for (const [map, asset] of mapsOf(frame, wanted)) {
      const bytes = await assetBytes(assets, asset);
      const file = map === 'legend' ? `legend/${name}.json` : `${map}/${name}.png`;
      if (bytes) yield { name: file, bytes, packed: map !== 'legend' };
    }
  }
}
