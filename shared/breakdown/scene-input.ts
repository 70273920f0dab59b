import type { Proposal } from '../document/proposal.ts';
import type { Scene, ScriptBlock, Story } from '../document/story.ts';
import type { SceneId } from '../ids/ids.ts';
import type { BreakdownInput } from './breakdown-input.ts';
import { proposeShots } from './propose-shots.ts';

/** The block's text with notes and boneyards blanked out, so that offsets stay those of the document. */
const readable = (block: ScriptBlock): string =>
  block.runs
    .map((run) =>
      run.marks.includes('note') || run.marks.includes('boneyard') ? ' '.repeat(run.text.length) : run.text,
    )
    .join('');

const castOf = (story: Story): readonly string[] => [
  ...new Set([
    ...story.scenes.flatMap((scene) => scene.cast),
    ...[...story.cast.values()].map((member) => member.name),
  ]),
];

const inputOf = (story: Story, scene: Scene, index: number, cast: readonly string[]): BreakdownInput => {
  const previous = story.scenes[index - 1];
  return {
    heading: { setting: scene.setting, place: scene.place, time: scene.time },
    blocks: scene.blocks.map((block) => ({ id: block.id, type: block.type, text: readable(block) })),
    language: story.meta.language,
    cast,
    ...(previous ? { previousPlace: previous.place } : {}),
  };
};

/** What the breakdown proposes for each of `scenes` (absent: all of the script), in script order. */
export const proposeForScenes = (
  story: Story,
  scenes?: ReadonlySet<SceneId>,
): readonly { readonly scene: SceneId; readonly proposals: readonly Proposal[] }[] => {
  const cast = castOf(story);
  return story.scenes.flatMap((scene, index) =>
    scenes && !scenes.has(scene.id)
      ? []
      : [{ scene: scene.id, proposals: proposeShots(inputOf(story, scene, index, cast)) }],
  );
};
