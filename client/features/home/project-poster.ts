import type { AssetId } from '@oner/shared/ids/ids.ts';
import type { Frame } from '@oner/shared/protocol/http/frame.ts';
import type { Scene, Shot } from '@oner/shared/protocol/http/shot.ts';

/** What a project's card tells besides its title. */
export type ProjectSummary = {
  readonly scenes: number;
  readonly shots: number;
  /** Up to three frames of the first shots. */
  readonly poster: readonly AssetId[];
};

const posterFrames = 3;

/** Pure: sums a project up from its lists. A shot shows its picked frame, else its newest. */
export const summarize = (
  scenes: readonly Scene[],
  shots: readonly Shot[],
  frames: readonly Frame[],
): ProjectSummary => {
  const assets = new Map(frames.filter(({ kind }) => kind === 'image').map(({ id, asset }) => [id, asset]));
  const order = new Map(scenes.flatMap((scene) => scene.shots).map((id, index) => [id, index]));
  const placed = shots
    .filter(({ id }) => order.has(id))
    .toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  const poster = placed.flatMap((shot) => {
    const shown = [shot.pick, shot.frames.at(-1) ?? null].find((id) => id !== null && assets.has(id));
    const asset = shown == null ? undefined : assets.get(shown);
    return asset === undefined ? [] : [asset];
  });
  return { scenes: scenes.length, shots: order.size, poster: poster.slice(0, posterFrames) };
};
