import { readStory } from '@oner/shared/document/story-reader.ts';
import { block, storyDoc } from '@oner/shared/document/testing/story-fixture.ts';
import { describe, expect, it } from 'vitest';
import { linesOf, outlineEntries, sameEntries, speakers } from './script-lists.ts';

const story = readStory(
  storyDoc({
    titlePage: [],
    blocks: [
      { ...block('section', 'Act one'), depth: 1 },
      block('synopsis', 'They meet.'),
      block('sceneHeading', 'INT. CAFE - DAY'),
      block('character', 'ANNA'),
      block('parenthetical', '(low)'),
      block('dialogue', 'Late.'),
      block('action', 'Rain.'),
      block('character', "ANNA (CONT'D)"),
      block('dialogue', 'Again.'),
      { ...block('section', 'The harbour'), depth: 2 },
      block('sceneHeading', 'EXT. HARBOUR - NIGHT'),
      block('character', 'BEN'),
      block('dialogue', 'No.'),
    ],
  }),
);

describe('lists beside the script', () => {
  it('CLI-109 the outline has sections, synopses and scenes in the order of the script, each as deep as it stands', () => {
    expect(outlineEntries(story).map(({ kind, text, depth, number }) => [kind, text, depth, number])).toEqual([
      ['section', 'Act one', 1, ''],
      ['synopsis', 'They meet.', 2, ''],
      ['scene', 'INT. CAFE - DAY', 2, '1'],
      ['section', 'The harbour', 2, ''],
      ['scene', 'EXT. HARBOUR - NIGHT', 3, '2'],
    ]);
  });

  it('CLI-109 who speaks is listed by the number of speeches, with all that they say and where', () => {
    expect(speakers(story)).toEqual([
      { name: 'ANNA', speeches: 2 },
      { name: 'BEN', speeches: 1 },
    ]);
    expect(linesOf(story, 'ANNA').map(({ scene, text }) => [scene, text])).toEqual([
      ['1', 'Late.'],
      ['1', 'Again.'],
    ]);
  });

  it('CLI-109 a list that says the same is the same', () => {
    expect(sameEntries(outlineEntries(story), outlineEntries(story))).toBe(true);
    expect(sameEntries(linesOf(story, 'ANNA'), linesOf(story, 'BEN'))).toBe(false);
  });
});
