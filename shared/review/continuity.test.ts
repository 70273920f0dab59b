import { describe, expect, it } from 'vitest';
import { setMeta } from '../document/commands/entries.ts';
import { addShot } from '../document/commands/shots.ts';
import type { ShotFields } from '../document/schema.ts';
import type { Story } from '../document/story.ts';
import { readStory } from '../document/story-reader.ts';
import { at, block, expectOk, seededIds, storyDoc } from '../document/testing/story-fixture.ts';
import type { Block } from '../fountain/screenplay.ts';
import type { Camera, Vec3 } from '../stage/scene.ts';
import { type ShotView, sceneFindings } from './continuity.ts';
import { nameFindings } from './continuity-names.ts';

/** Anna and Ben face each other across a table, two metres apart; the line of action is the x axis. */
const heads: ReadonlyMap<string, Vec3> = new Map([
  ['ANNA', [-1, 1.6, 0]],
  ['BEN', [1, 1.6, 0]],
  ['CARL', [0, 1.6, -2]],
]);

/** A camera at eye level, by degrees around a point; 0 is in front of the line. */
const around = (degrees: number, [x, y, z]: Vec3 = [0, 1.6, 0], metres = 3): Vec3 => {
  const angle = (degrees * Math.PI) / 180;
  return [x + metres * Math.sin(angle), y, z + metres * Math.cos(angle)];
};

const lookingAtMiddle = (position: Vec3): Camera => ({
  position,
  target: [0, 1.6, 0],
  roll: 0,
  lens: 50,
  aspect: 1.78,
});

type Take = ShotFields & { readonly camera: Vec3 };

/** Shots of the first scene, one after the other, and what is found in it. */
const found = (takes: readonly Take[], language = 'en') => {
  const doc = storyDoc();
  const ids = seededIds(9);
  const scene = at(readStory(doc).scenes, 0).id;
  const cameras = new Map<string, Vec3>();
  for (const { camera, ...fields } of takes) cameras.set(expectOk(addShot(doc, { ids, scene, fields })), camera);
  expectOk(setMeta(doc, { language }));
  const story = readStory(doc);
  const findings = sceneFindings(story, at(story.scenes, 0), (shot): ShotView | null => {
    const camera = cameras.get(shot.id);
    return camera
      ? { camera: lookingAtMiddle(camera), subjects: shot.subjects.filter((name) => heads.has(name)), heads }
      : null;
  });
  return findings.map(({ rule, message, shots }) => ({ rule, message, shots: shots.length }));
};

const anna = (camera: Vec3, fields: ShotFields = {}): Take => ({ subjects: ['ANNA'], camera, ...fields });
const ben = (camera: Vec3, fields: ShotFields = {}): Take => ({ subjects: ['BEN'], camera, ...fields });

describe('the 180° rule', () => {
  it('HOOK-40 two cameras on two sides of the line between two people are found', () => {
    expect(found([anna(around(40)), ben(around(140))])).toEqual([
      {
        rule: 'line-crossed',
        shots: 2,
        message:
          'Between shots 1A and 1B the camera crosses the line between ANNA and BEN: on screen they change sides (180° rule).',
      },
    ]);
  });

  it('HOOK-40 it is said in the language of the project', () => {
    expect(found([anna(around(40)), ben(around(140))], 'zh-CN')[0]?.message).toBe(
      '镜头 1A 与 1B 之间，摄影机越过了ANNA与BEN之间的轴线，人物在画面中左右互换（180° 法则）。',
    );
  });

  it.each<[string, Take, Take]>([
    ['both on one side', anna(around(40)), ben(around(-40))],
    ['one on the line itself', anna(around(40)), ben(around(95))],
    ['a camera that moved there', anna(around(40)), ben(around(140), { movement: 'arc' })],
    ['a point of view', anna(around(40)), ben(around(140), { framing: 'point-of-view' })],
    ['from above', anna(around(40)), ben(around(140), { angle: 'overhead' })],
    ['one person only, who has no line', anna(around(40), { size: 'WS' }), anna(around(140), { size: 'CU' })],
    ['three people, who have several', anna(around(40)), { subjects: ['BEN', 'CARL'], camera: around(140) }],
  ])('HOOK-40 %s is no crossing', (_what, before, after) => {
    expect(found([before, after]).filter(({ rule }) => rule === 'line-crossed')).toEqual([]);
  });
});

describe('the 30° rule', () => {
  const head: Vec3 = [-1, 1.6, 0];

  it('HOOK-41 two shots of the same person, of like size and from nearly the same place, are found', () => {
    expect(found([anna(around(10, head), { size: 'CU' }), anna(around(35, head), { size: 'MCU' })])).toEqual([
      {
        rule: 'cut-too-small',
        shots: 2,
        message:
          'Shots 1A and 1B show ANNA at nearly the same size from 25° apart: under 30° the cut looks like a jump.',
      },
    ]);
  });

  it.each<[string, Take, Take]>([
    ['30° and more', anna(around(0, head), { size: 'CU' }), anna(around(31, head), { size: 'CU' })],
    ['a size that differs by two', anna(around(0, head), { size: 'CU' }), anna(around(0, head), { size: 'MS' })],
    ['another person', anna(around(0, head), { size: 'CU' }), ben(around(0, head), { size: 'CU' })],
    ['an insert', anna(around(0, head)), anna(around(0, head), { framing: 'insert' })],
  ])('HOOK-41 %s is a good cut', (_what, before, after) => {
    expect(found([before, after]).filter(({ rule }) => rule === 'cut-too-small')).toEqual([]);
  });

  it('HOOK-41 what lies between two shots parts them', () => {
    const close = anna(around(0, head), { size: 'CU' });
    expect(found([close, ben(around(10)), close])).toEqual([]);
  });
});

describe('who is in a scene', () => {
  it('HOOK-42 a subject whom the scene does not mention is found', () => {
    expect(found([{ subjects: ['ANNA', 'CARL'], camera: around(0) }])).toEqual([
      { rule: 'subject-not-in-scene', shots: 1, message: 'Shot 1A shows CARL, whom scene 1 does not mention.' },
    ]);
  });

  it('HOOK-42 who speaks, and who is only written of, is in it; an insert shows things', () => {
    expect(
      found([
        { subjects: ['Ben'], camera: around(0) },
        { subjects: ['ANNA SMITH'], camera: around(90) },
        { subjects: ['LETTER'], framing: 'insert', camera: around(0) },
      ]),
    ).toEqual([]);
  });
});

const speak = (...cues: readonly string[]): Block[] => [
  block('sceneHeading', 'INT. HALL - DAY'),
  ...cues.flatMap((cue) => [block('character', cue), block('dialogue', 'Yes.')]),
];
const storyOf = (...blocks: Block[][]): Story => readStory(storyDoc({ titlePage: [], blocks: blocks.flat() }));
const times = (count: number, cue: string): string[] => Array.from({ length: count }, () => cue);

describe('names', () => {
  it('HOOK-43 a name that is one letter off one that is often used is found, with its cues', () => {
    const [finding] = nameFindings(storyOf(speak(...times(4, 'MARCO'), 'MARKO (O.S.)')));
    expect(finding).toMatchObject({
      rule: 'two-names',
      severity: 'note',
      message: 'MARKO speaks once, and may be MARCO under another name.',
    });
    expect(finding?.blocks).toHaveLength(1);
  });

  it('HOOK-43 a title before a name is found where the two never meet', () => {
    const apart = storyOf(speak(...times(3, 'BELL')), speak('DR. BELL'));
    expect(nameFindings(apart).map(({ message }) => message)).toEqual([
      'DR. BELL speaks once, and may be BELL under another name.',
    ]);
    expect(nameFindings(storyOf(speak(...times(3, 'BELL'), 'DR. BELL')))).toEqual([]);
  });

  it.each<[string, string[]]>([
    ['extensions and dual marks', [...times(3, 'MARCO'), 'MARCO (V.O.)', "MARCO (CONT'D)", 'MARCO ^']],
    ['numbers', [...times(6, 'GUARD 1'), 'GUARD 2']],
    ['letters on their own', [...times(6, 'OFFICER A'), 'OFFICER B']],
    ['short names', [...times(6, 'DAN'), 'JAN']],
    ['both often used', [...times(6, 'MARIA'), ...times(3, 'MARIO')]],
    ['names of another language', [...times(6, '李明'), '李梅']],
  ])('HOOK-43 %s are no second name', (_what, cues) => {
    expect(nameFindings(storyOf(speak(...cues)))).toEqual([]);
  });
});
