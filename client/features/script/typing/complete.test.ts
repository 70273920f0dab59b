import { readStory } from '@oner/shared/document/story-reader.ts';
import { block, storyDoc } from '@oner/shared/document/testing/story-fixture.ts';
import { describe, expect, it } from 'vitest';
import { complete } from './complete.ts';
import { learnWords } from './vocabulary.ts';

const blocks = [
  block('sceneHeading', 'INT. CAFE - NIGHT'),
  block('character', 'ANNA'),
  block('dialogue', 'Late.'),
  block('character', 'BEN (INTO RADIO)'),
  block('dialogue', 'I know.'),
  block('transition', 'SMASH TO:'),
  block('sceneHeading', 'INT. CAFE TERRACE - MAGIC HOUR'),
  block('character', 'ANTON'),
  block('dialogue', 'Rain.'),
  block('character', 'ANNA'),
  block('dialogue', 'Yes.'),
  block('character', 'A'),
];
const { scenes } = readStory(storyDoc({ titlePage: [], blocks }));
const last = scenes.at(-1)?.blocks.at(-1)?.id ?? '';
const vocabulary = learnWords({ scenes, block: last, language: 'en' });
const options = (type: Parameters<typeof complete>[0], before: string) => complete(type, before, vocabulary);

describe('completion', () => {
  it('CLI-105 names are those who speak in this script, those of the scene first; half a name is none', () => {
    expect(options('character', 'A')?.options).toEqual(['ANNA', 'ANTON']);
    expect(options('character', 'an')).toMatchObject({ options: ['ANNA', 'ANTON'], eager: true, from: 0 });
    expect(options('character', 'ZOE')).toBeNull();
  });

  it('CLI-105 in an empty cue those who are likely to answer are offered, and none is chosen', () => {
    expect(options('character', '')).toMatchObject({ options: ['ANTON'], eager: false });
  });

  it('CLI-105 what is a word by itself is not completed unasked', () => {
    const cafe = options('sceneHeading', 'INT. CAFE');
    expect(cafe).toMatchObject({ options: ['CAFE TERRACE'], eager: false });
    expect(options('character', 'ANNA')).toBeNull();
  });

  it('CLI-105 extensions come behind an opened bracket, the script’s own first', () => {
    expect(options('character', 'BEN (')?.options[0]).toBe('INTO RADIO)');
    expect(options('character', 'BEN (v')).toMatchObject({ options: ['V.O.)'], from: 5, eager: true });
  });

  it('CLI-105 a heading goes on with setting, place and time', () => {
    expect(options('sceneHeading', '')).toMatchObject({ options: ['INT. ', 'EXT. ', 'INT./EXT. '], eager: false });
    expect(options('sceneHeading', 'E')?.options).toEqual(['EXT. ']);
    expect(options('sceneHeading', 'INT. CA')).toMatchObject({
      options: ['CAFE', 'CAFE TERRACE'],
      from: 5,
      ends: { kind: 'part', divider: ' - ' },
    });
    expect(options('sceneHeading', 'EXT. ROOF - M')?.options).toEqual(['MAGIC HOUR', 'MORNING', 'MOMENTS LATER']);
    expect(options('sceneHeading', 'EXT. ROOF - ')?.options.slice(0, 2)).toEqual(['NIGHT', 'MAGIC HOUR']);
  });

  it('CLI-105 Chinese headings and cues by their own habits', () => {
    const script = readStory(
      storyDoc({
        titlePage: [],
        blocks: [block('sceneHeading', '内景 咖啡馆 夜'), block('character', '老陈'), block('dialogue', '雨停了。')],
      }),
    );
    const words = learnWords({ scenes: script.scenes, block: '', language: 'zh-CN' });
    expect(complete('sceneHeading', '内', words)?.options).toEqual(['内景 ', '内外景 ']);
    expect(complete('sceneHeading', '外景 咖', words)).toMatchObject({
      options: ['咖啡馆'],
      ends: { kind: 'part', divider: ' ' },
    });
    expect(complete('sceneHeading', '外景 咖啡馆 ', words)?.options.slice(0, 2)).toEqual(['夜', '日']);
    expect(complete('character', '老', words)?.options).toEqual(['老陈']);
    expect(complete('character', '老陈（', words)?.options[0]).toBe('画外音）');
  });

  it('CLI-105 transitions are offered, the script’s own first; speech and action are left alone', () => {
    expect(options('transition', 'S')?.options).toEqual(['SMASH TO:', 'SMASH CUT TO:']);
    expect(options('action', 'ANN')).toBeNull();
    expect(options('dialogue', 'ANN')).toBeNull();
  });
});
