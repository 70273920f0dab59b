/** Spec hashes of many shots over a story that changes: only what changed is computed again. */
import type { Scene, Shot, Story } from '../document/story.ts';
import type { ShotId } from '../ids/ids.ts';
import { shotBrief, specHash } from './spec.ts';
import { namesOnSet } from './spec-cast.ts';
import { timeBefore } from './spec-stage.ts';

/** The hash of a shot in this story; null when the shot is unknown or unplaced. */
export type SpecHashes = (story: Story, shot: ShotId) => string | null;

type Entry = { readonly inputs: readonly unknown[]; readonly hash: string };
type SceneInputs = { readonly names: string; readonly time: string };

/** All that a brief is made from, compared by identity; names and times by value, for they come from other scenes. */
const inputsOf = (story: Story, scene: Scene, shot: Shot, { names, time }: SceneInputs): readonly unknown[] => [
  shot,
  scene,
  names,
  time,
  story.meta.aspect,
  story.cast,
  story.places,
  story.looks,
  story.stage.get(scene.id),
  story.stage.get(shot.id),
];

const same = (a: readonly unknown[], b: readonly unknown[]): boolean => a.every((input, index) => input === b[index]);

/** A memo that belongs to its maker: a view, a hook. It forgets shots that are gone when the story changes. */
export const createSpecHashes = (): SpecHashes => {
  const entries = new Map<ShotId, Entry>();
  let current: { story: Story; scenes: Map<string, { scene: Scene; inputs: SceneInputs | null }> } | null = null;
  const sceneOf = (story: Story, shot: Shot): { scene: Scene; inputs: SceneInputs } | null => {
    if (current?.story !== story) {
      for (const id of entries.keys()) if (!story.shots.has(id)) entries.delete(id);
      current = { story, scenes: new Map(story.scenes.map((scene) => [scene.id, { scene, inputs: null }])) };
    }
    const found = shot.scene ? current.scenes.get(shot.scene) : undefined;
    if (!found) return null;
    found.inputs ??= { names: namesOnSet(story, found.scene).join('\n'), time: timeBefore(story, found.scene) ?? '' };
    return { scene: found.scene, inputs: found.inputs };
  };
  return (story, id) => {
    const shot = story.shots.get(id);
    const placed = shot ? sceneOf(story, shot) : null;
    if (!shot || !placed) return null;
    const inputs = inputsOf(story, placed.scene, shot, placed.inputs);
    const known = entries.get(id);
    if (known && same(known.inputs, inputs)) return known.hash;
    const brief = shotBrief(story, id);
    if (!brief) return null;
    const hash = specHash(brief);
    entries.set(id, { inputs, hash });
    return hash;
  };
};
