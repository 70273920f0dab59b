/** Spec hashes of many shots over a story that changes: only what changed is computed again. */
import type { Scene, Shot, Story } from '../document/story.ts';
import type { ShotId } from '../ids/ids.ts';
import type { StagedScene } from '../stage/scene.ts';
import { briefOf, type ShotBrief, type Solved, type StagedSpec, solved, specHash } from './spec.ts';
import { clipHash } from './spec-play.ts';
import { createStaging, type Staging, sceneOfShot } from './spec-stage.ts';

/** Hashes of a shot in this story; null when the shot is unknown or unplaced. */
export type SpecHashes = {
  readonly still: (story: Story, shot: ShotId) => string | null;
  /** Of all that plays in the shot's clip. */
  readonly clip: (story: Story, shot: ShotId) => string | null;
};

type Entry = {
  readonly inputs: readonly unknown[];
  readonly spec: StagedSpec;
  readonly still: string;
  /** Reckoned when it is first asked for: few shots have clips. */
  clip: string | null;
  readonly cameraInputs: readonly unknown[];
  readonly solved: Solved;
};

/** All that a spec is made from, compared by identity; a scene that would be staged the same is the same object. */
const inputsOf = (story: Story, scene: Scene, shot: Shot, base: StagedScene): readonly unknown[] => [
  shot,
  scene,
  base,
  story.meta.aspect,
  story.cast,
  story.places,
  story.looks,
  story.stage.get(scene.id),
  story.stage.get(shot.id),
];

/** All that a camera is solved from: words that change neither stage nor subjects leave it where it is. */
const cameraInputsOf = ({ set, framing, subjects, focus, aspect, handCamera }: ShotBrief): readonly unknown[] => [
  set.figures,
  set.pieces,
  handCamera,
  JSON.stringify([set.setting, set.time, set.extent, set.side, framing, subjects, focus, aspect]),
];

const same = (a: readonly unknown[], b: readonly unknown[]): boolean => a.every((input, index) => input === b[index]);

/** A memo that belongs to its maker: a view, a hook. It forgets shots that are gone when the story changes. */
export const createSpecHashes = (): SpecHashes => {
  const entries = new Map<ShotId, Entry>();
  let current: { readonly story: Story; readonly staging: Staging } | null = null;
  const stagingOf = (story: Story): Staging => {
    if (current?.story === story) return current.staging;
    for (const id of entries.keys()) if (!story.shots.has(id)) entries.delete(id);
    current = { story, staging: createStaging(story, current?.staging.scenes) };
    return current.staging;
  };
  const entryOf = (story: Story, id: ShotId): Entry | null => {
    const shot = story.shots.get(id);
    const scene = shot && sceneOfShot(story, shot);
    if (!shot || !scene) return null;
    const staging = stagingOf(story);
    const inputs = inputsOf(story, scene, shot, staging.ofScene(scene));
    const known = entries.get(id);
    if (known && same(known.inputs, inputs)) return known;
    const brief = briefOf(story, scene, shot, staging.ofShot(scene, shot));
    const cameraInputs = cameraInputsOf(brief);
    const camera = known && same(known.cameraInputs, cameraInputs) ? known.solved : solved(brief);
    const spec = { ...brief, ...camera };
    const entry = { inputs, spec, still: specHash(spec), clip: null, cameraInputs, solved: camera };
    entries.set(id, entry);
    return entry;
  };
  return {
    still: (story, id) => entryOf(story, id)?.still ?? null,
    clip: (story, id) => {
      const entry = entryOf(story, id);
      if (entry) entry.clip ??= clipHash(entry.spec);
      return entry?.clip ?? null;
    },
  };
};
