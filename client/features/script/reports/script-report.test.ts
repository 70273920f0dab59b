import { readStory } from '@oner/shared/document/story-reader.ts';
import { block, storyDoc } from '@oner/shared/document/testing/story-fixture.ts';
import { describe, expect, it } from 'vitest';
import { scriptReport } from './script-report.ts';

const story = readStory(
  storyDoc({
    titlePage: [],
    blocks: [
      block('sceneHeading', 'INT. CAFE - DAY'),
      block('action', 'Rain falls on everyone.'),
      block('character', 'ANNA'),
      block('parenthetical', '(low)'),
      block('dialogue', 'Late again, Ben.'),
      block('character', "ANNA (CONT'D)"),
      block('dialogue', 'Sit.'),
      block('sceneHeading', 'INT. CAFE - NIGHT'),
      block('character', 'BEN'),
      block('dialogue', '我来晚了'),
      block('sceneHeading', 'EXT. HARBOUR - NIGHT'),
      block('action', 'Fog.'),
    ],
  }),
);

describe('statistics of a script', () => {
  it('CLI-126 say who speaks how much of all that is spoken, and in how many scenes', () => {
    expect(scriptReport(story)).toMatchObject({
      scenes: 3,
      words: 13,
      dialogue: 8 / 13,
      cast: [
        { name: 'ANNA', speeches: 2, words: 4, share: 0.5, scenes: 1 },
        { name: 'BEN', speeches: 1, words: 4, share: 0.5, scenes: 1 },
      ],
    });
  });

  it('CLI-126 say where the script plays, and how long; the lengths add up to the whole', () => {
    const { places, eighths } = scriptReport(story);
    expect(places.map(({ place, scenes }) => [place, scenes])).toEqual([
      ['CAFE', 2],
      ['HARBOUR', 1],
    ]);
    expect(places.reduce((sum, row) => sum + row.eighths, 0)).toBe(eighths);
    expect(scriptReport({ scenes: [] })).toMatchObject({ scenes: 0, words: 0, dialogue: 0, cast: [], places: [] });
  });
});
