import { proposeForScenes } from '@oner/shared/breakdown/scene-input.ts';
import { paginate } from '@oner/shared/document/pagination-layout.ts';
import { readStory } from '@oner/shared/document/story-reader.ts';
import { storyDoc } from '@oner/shared/document/testing/story-fixture.ts';
import { readFountain } from '@oner/shared/fountain/read-fountain.ts';
import { describe, expect, it } from 'vitest';
import { readSampleScreenplay } from './sample-screenplay.ts';

const story = () => readStory(storyDoc(readFountain(readSampleScreenplay())));

describe('the sample project', () => {
  it('BRK-17 is a screenplay of four to six pages, three scenes and two people', () => {
    const { scenes } = story();
    const blocks = scenes.flatMap((scene) => scene.blocks);
    const { pages } = paginate(blocks, { paper: 'letter' });
    expect(pages.at(-1)).toBeGreaterThanOrEqual(4);
    expect(pages.at(-1)).toBeLessThanOrEqual(6);
    expect(scenes).toHaveLength(3);
    expect(new Set(scenes.flatMap((scene) => scene.cast))).toEqual(new Set(['OWEN', 'IDA']));
  });

  it('BRK-17 breaks down into about twenty shots that show what a board can say', () => {
    const shots = proposeForScenes(story()).flatMap(({ proposals }) => proposals);
    expect(shots.length).toBeGreaterThanOrEqual(18);
    expect(shots.length).toBeLessThanOrEqual(24);
    expect(new Set(shots.map((shot) => shot.framing))).toEqual(
      new Set(['master', 'single', 'over-the-shoulder', 'insert', 'reaction', 'point-of-view']),
    );
    expect(shots.filter((shot) => shot.movement !== 'static').length).toBeGreaterThan(3);
    expect(new Set(shots.map((shot) => shot.description)).size).toBe(shots.length);
  });
});
