/** The stage of a shot: its scene's, as staged by hand or derived, with what was set by hand for the shot alone. */
import type { Scene, Shot, Story } from '../document/story.ts';
import { stageScene } from '../stage/derive-scene.ts';
import type { StagedScene, TimeOfDay } from '../stage/scene.ts';
import { writtenTimeOfDay } from '../stage/time-of-day.ts';
import { namesOnSet, personFacts } from './spec-cast.ts';

/** The time of day that the scenes before this one leave it with. */
export const timeBefore = (story: Story, scene: Scene): TimeOfDay | null => {
  let time: TimeOfDay | null = null;
  for (const earlier of story.scenes) {
    if (earlier.id === scene.id) break;
    time = writtenTimeOfDay(earlier.time) ?? time;
  }
  return time;
};

/** Scripts' blocks that nobody sees are not staged. */
const unseen = new Set(['note', 'boneyard', 'synopsis', 'section']);

export const stageOf = (story: Story, scene: Scene, shot: Shot): StagedScene => {
  const [ofScene, ofShot] = [story.stage.get(scene.id), story.stage.get(shot.id)];
  return stageScene({
    setting: scene.setting,
    place: scene.place,
    time: scene.time,
    timeBefore: timeBefore(story, scene),
    blocks: scene.blocks.filter(({ type }) => !unseen.has(type)),
    cast: namesOnSet(story, scene).map((name) => personFacts(story, name)),
    figures: ofShot?.figures ?? ofScene?.figures ?? null,
    pieces: ofShot?.pieces ?? ofScene?.pieces ?? null,
  });
};
