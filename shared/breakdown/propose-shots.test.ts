import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Proposal } from '../document/proposal.ts';
import { parseHeading } from '../fountain/heading.ts';
import { type BlockType, blockTypes } from '../fountain/screenplay.ts';
import { blockIdSchema } from '../ids/ids.ts';
import type { BreakdownInput } from './breakdown-input.ts';
import { proposeShots } from './propose-shots.ts';

/** `ONER_FUZZ_SCALE` multiplies the cases that are tried. */
const scale = Number(process.env.ONER_FUZZ_SCALE ?? 1);

type Line = readonly [BlockType, string];

const inputOf = (language: string, lines: readonly Line[], more: Partial<BreakdownInput> = {}): BreakdownInput => ({
  heading: parseHeading(lines[0]?.[1] ?? ''),
  blocks: lines.map(([type, text], index) => ({ id: blockIdSchema.parse(`b${index}`), type, text })),
  language,
  cast: [],
  ...more,
});
const scene = (language: string, ...lines: readonly Line[]) => proposeShots(inputOf(language, lines));
const says = (name: string, words: string): readonly Line[] => [
  ['character', name],
  ['dialogue', words],
];
const look = ({ size, framing, subjects }: Proposal): string => `${size} ${framing} ${subjects.join('+')}`.trim();

const english = () =>
  scene(
    'en',
    ['sceneHeading', 'EXT. PIER - NIGHT'],
    ['action', 'Fog. ANNA waits for BO.'],
    ...says('ANNA', 'You came.'),
    ...says('BO', 'You called me and I came as I always do.'),
    ['note', 'cut this?'],
    ['action', 'He holds out a LETTER.'],
    ['action', 'A horn HONKS far away.'],
    ['transition', 'CUT TO:'],
  );

describe('the opening of a scene', () => {
  it('BRK-1 opens an exterior with an establishing master', () => {
    expect(english()[0]).toMatchObject({ size: 'EST', framing: 'master', subjects: ['ANNA', 'BO'], lens: 18 });
  });

  it.each([
    ['INT. BAR - NIGHT', {}, 'WS'],
    ['INT. BAR - NIGHT', { previousPlace: 'BAR' }, 'FS'],
    ['EXT. BAR', { previousPlace: 'CAR' }, 'WS'],
    ['EXT. BAR - DAY', { previousPlace: 'CAR' }, 'EST'],
  ] as const)('BRK-1 %s after %j opens in %s', (heading, more, size) => {
    const lines: Line[] = [
      ['sceneHeading', heading],
      [
        'action',
        'Smoke hangs under the lamps, and the long counter has not been wiped since the last of the guests went home.',
      ],
      ...says('ANNA', 'Nobody here.'),
      ...says('BO', 'Good.'),
    ];
    expect(proposeShots(inputOf('en', lines, more))[0]).toMatchObject({ size, framing: 'master' });
  });

  it('BRK-6 a heading that is no place establishes nothing', () => {
    const shots = scene('en', ['sceneHeading', 'OPENING TITLES'], ['centered', 'ONE KEY']);
    expect(shots.map(look)).toEqual(['MS cutaway']);
    expect(shots[0]).toMatchObject({ description: 'Opening Titles.', end: { block: 'b1', offset: 7 } });
  });

  it('BRK-7 a scene of a few words is one shot', () => {
    const back = scene('en', ['sceneHeading', 'INT. CAR'], ...says('MIKE', 'What now?'), ['action', 'Mike floors it.']);
    expect(back.map(look)).toEqual(['MS single MIKE']);
    expect(back[0]).toMatchObject({ start: { block: 'b0', offset: 0 }, end: { block: 'b3', offset: 15 } });
  });
});

describe('a talk', () => {
  it('BRK-2 looks over the listener to who says most', () => {
    expect(english()[1]).toMatchObject({ framing: 'over-the-shoulder', subjects: ['BO', 'ANNA'] });
  });

  it('BRK-2 carries exchanges in one shot, reverses or tightens, and ends close', () => {
    const line = 'I never said that it was easy for any one of us to stay here.';
    const turns = Array.from({ length: 16 }, (_, index) => says(index % 2 === 0 ? 'ANNA' : 'BO', line)).flat();
    const shots = scene('en', ['sceneHeading', 'INT. BAR - NIGHT'], ...turns);
    expect(shots.length).toBeLessThan(8);
    expect(shots[1]).toMatchObject({ framing: 'over-the-shoulder', size: 'MS' });
    expect(shots[2]?.subjects[0]).not.toBe(shots[1]?.subjects[0]);
    expect(shots.at(-1)?.size).toBe('MCU');
  });

  it('BRK-8 gives a whispered or long speech a shot of its own, closer', () => {
    const shots = scene(
      'en',
      ['sceneHeading', 'INT. BAR - NIGHT'],
      ...says('ANNA', 'You came.'),
      ...says('BO', 'I did.'),
      ['character', 'ANNA'],
      ['parenthetical', '(whispers)'],
      ['dialogue', 'I thought that you were dead.'],
    );
    expect(look(shots.at(-1) ?? english()[0] ?? ({} as never))).toMatch(/^(?:CU|MCU) single ANNA$/);
  });

  it('BRK-9 three and more are a group first, then singles', () => {
    const shots = scene(
      'en',
      ['sceneHeading', 'INT. BAR - NIGHT'],
      [
        'action',
        'ANNA, BO and CY sit around the table and none of them has touched the cards that lie between the glasses.',
      ],
      ...says('ANNA', 'Deal.'),
      ...says('BO', 'Not with him.'),
      ...says('CY', 'Then with whom?'),
    );
    expect(shots[1]).toMatchObject({ framing: 'three-shot', subjects: ['ANNA', 'BO', 'CY'] });
  });

  it('BRK-10 who is only heard is not in the picture: we see who listens', () => {
    const lines: Line[] = [
      ['sceneHeading', 'INT. BAR - NIGHT'],
      [
        'action',
        'ANNA sits alone at the far end of the counter, and turns the empty glass in her hands over and over.',
      ],
      ['character', 'BO (V.O.)'],
      ['dialogue', 'She waited there for seven years, and every night she told them that it was the last one.'],
      ...says('INTERCOM', 'Last call.'),
    ];
    const shots = proposeShots(inputOf('en', lines, { cast: ['ANNA', 'BO', 'INTERCOM'] }));
    expect(shots.flatMap((shot) => shot.subjects)).not.toContain('BO');
    expect(shots.flatMap((shot) => shot.subjects)).not.toContain('INTERCOM');
    expect(shots[1]).toMatchObject({ framing: 'reaction', subjects: ['ANNA'] });
  });

  it('BRK-11 people who talk as they walk are tracked', () => {
    const shots = scene(
      'en',
      ['sceneHeading', 'EXT. PARK - DAY'],
      ['action', 'Leaves.'],
      ['action', 'ANNA and BO walk side by side under the trees.'],
      ...says('ANNA', 'Not now.'),
      ...says('BO', 'When, then?'),
      ...says('ANNA', 'When the leaves are down and nobody else comes here.'),
    );
    expect(shots.find((shot) => shot.dialogue !== '')).toMatchObject({ framing: 'two-shot', movement: 'tracking' });
  });
});

describe('a call', () => {
  it('BRK-18 who speaks on the phone is alone in the picture, and a voice answers over it', () => {
    const shots = scene(
      'en',
      ['sceneHeading', 'INT. STATION - NIGHT'],
      [
        'action',
        'ANNA and BO sit at two desks that face each other, and between them the lamp hums and flickers on and off.',
      ],
      ...says('BO', 'Get that.'),
      ['action', 'She picks up the RECEIVER.'],
      ['character', 'ANNA'],
      ['parenthetical', '(into phone)'],
      ['dialogue', 'Homicide. Where?'],
      ...says('VOICE (V.O.)', 'The old cannery.'),
      ...says('BO', 'Who was it?'),
    );
    expect(shots.slice(2).map(look)).toEqual([
      'ECU insert RECEIVER',
      expect.stringMatching(/single ANNA$/),
      expect.stringMatching(/BO/),
    ]);
    expect(shots[3]?.dialogue).toBe('Homicide. Where?\nThe old cannery.');
  });

  it('BRK-18 a word or two about nobody ends the shot before', () => {
    const shots = scene(
      'en',
      ['sceneHeading', 'INT. CAR - DAY'],
      [
        'action',
        'MARA drives through the rain with both of her hands on the wheel, and does not look at the empty seat beside her.',
      ],
      ...says('MARA', 'Nobody laughed.'),
      ['action', 'Silence.'],
    );
    expect(shots.map((shot) => shot.end.block)).toEqual(['b1', 'b4']);
  });
});

describe('action', () => {
  it('BRK-3 cuts to a thing and to who hears a sound', () => {
    expect(english().map((shot) => shot.framing)).toEqual(['master', 'over-the-shoulder', 'insert', 'reaction']);
    expect(english()[2]).toMatchObject({ subjects: ['LETTER'], size: 'ECU' });
  });

  it.each(['BO watches TV.', 'A BEARDED MAN waits.', 'This is going to be BAD.', 'The NYPD is outside.'])(
    'BRK-3 makes no insert of %s',
    (text) => {
      const shots = scene(
        'en',
        ['sceneHeading', 'INT. BAR - DAY'],
        ['action', text],
        ...says('BO', 'Oh.'),
        ...says('ANNA', 'No.'),
      );
      expect(shots.map((shot) => shot.framing)).not.toContain('insert');
    },
  );

  it.each([
    ['ANNA sees BO at the window.', ['ANNA', 'BO']],
    ['BO’S POV: ANNA comes closer.', ['BO', 'ANNA']],
  ])('BRK-12 %s looks through somebody’s eyes', (text, subjects) => {
    const shots = scene(
      'en',
      ['sceneHeading', 'EXT. PIER - NIGHT'],
      ['action', text],
      ...says('BO', 'Oh.'),
      ...says('ANNA', 'No.'),
    );
    expect(shots[1]).toMatchObject({ framing: 'point-of-view', subjects });
  });

  it('BRK-13 a pronoun means somebody only when nobody else can be meant', () => {
    const two = (text: string) =>
      scene(
        'en',
        ['sceneHeading', 'INT. BAR - DAY'],
        ['action', 'ANNA sits down. She orders. BO waits. He yawns.'],
        ...says('ANNA', 'Well?'),
        ...says('BO', 'Well.'),
        ['action', text],
      ).at(-1);
    expect(two('She picks up the LAMP and throws it.')?.description).toBe(
      'Close on the lamp as Anna picks it up and throws it.',
    );
    expect(two('A man comes in. He puts a LETTER on the counter.')?.description).not.toMatch(/Bo|Anna/);
  });

  it.each([
    ['The waiter comes over. He puts the BILL on the counter.', 'en'],
    ['An old fisherman looks in. He holds up a LAMP.', 'en'],
    ['The waiter comes over.|He puts the BILL on the counter.', 'en'],
    ['服务员走过来。他放下【账单】。', 'zh-CN'],
    ['服务员走过来。|他放下【账单】。', 'zh-CN'],
    ['一个男人推开门。他拿出【钥匙】。', 'zh-CN'],
  ])('BRK-13 never calls somebody without a name by another’s: %s', (text, language) => {
    const [anna, bo] = language === 'en' ? ['ANNA', 'BO'] : ['阿丽', '小明'];
    const opening =
      language === 'en' ? 'ANNA sits. She waits. BO stands. He yawns.' : '阿丽坐着。她等着。小明站着。他打哈欠。';
    const shots = scene(
      language,
      ['sceneHeading', language === 'en' ? 'INT. BAR - DAY' : '内景 酒吧 日'],
      ['action', opening],
      ...says(anna ?? '', language === 'en' ? 'Well?' : '怎么？'),
      ...says(bo ?? '', language === 'en' ? 'Well.' : '没事。'),
      ...text.split('|').map((words): Line => ['action', words]),
    );
    const insert = shots.find((shot) => shot.framing === 'insert');
    expect(insert?.description).toBeTruthy();
    expect(insert?.description).not.toMatch(/Anna|Bo|阿丽|小明/);
  });

  it('BRK-14 who comes in gets a new shot; angles and movements follow the words', () => {
    const shots = scene(
      'en',
      ['sceneHeading', 'INT. BAR - DAY'],
      [
        'action',
        'ANNA sits at the counter and counts what is left of her money, coin by coin, in the light of the door.',
      ],
      ['action', 'BO enters and crosses to the counter.'],
      ['action', 'From high above the two are small between the tables, chairs and bottles.'],
      ...says('BO', 'Still here?'),
      ...says('ANNA', 'Still here.'),
    );
    expect(shots[1]).toMatchObject({ subjects: ['BO'], movement: 'pan' });
    expect(shots.map((shot) => shot.angle)).toContain('birds-eye');
  });

  it('BRK-4 shoots neither notes nor transitions', () => {
    const ends = english().flatMap((shot) => [shot.start.block, shot.end.block]);
    expect(ends).not.toContain('b6');
    expect(ends).not.toContain('b9');
  });
});

describe('every scene', () => {
  it('BRK-5 is deterministic and speaks the script’s language', () => {
    const chinese = () =>
      scene(
        'zh-CN',
        ['sceneHeading', '内景 咖啡馆 日'],
        ...says('马拉', '你来了。'),
        ...says('特奥', '它一直拴在我身上，你知道的。'),
        ['action', '马拉推门进来，看了看四周，在窗边最后一张空桌子旁边坐下，把伞靠在墙上。'],
      );
    expect(chinese()).toEqual(chinese());
    expect(chinese()[1]?.description).toBe('过马拉肩看特奥：“它一直拴在我身上，你知道的。”');
    expect(chinese().every((shot) => !/[A-Za-z]/.test(shot.description))).toBe(true);
  });

  it('BRK-5 goes by the words of the script, whatever language the project says', () => {
    const shots = scene('en', ['sceneHeading', '外景 码头 夜'], ['action', '海风很大。'], ...says('老周', '她走了？'));
    expect(shots[0]?.description).toBe('码头，夜：海风很大。');
    const english = scene('zh-CN', ['sceneHeading', 'EXT. PIER - NIGHT'], ['action', 'Wind and dark water.']);
    expect(english[0]?.description).toBe('Pier, night: wind and dark water.');
  });

  const text = fc
    .array(
      fc.constantFrom(
        'ANNA enters.',
        'She sits down and smiles.',
        'He sees the KEY.',
        'A door SLAMS.',
        'Bo looks at Anna.',
        'Silence.',
        'Rain on the window',
        '…',
        '--',
        '小明走进来。',
        '他笑了！',
        'They walk on, slowly, to the end of the pier and back again.',
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((parts) => parts.join(' '));
  const line = fc.oneof(
    { weight: 4, arbitrary: text.map((words): Line[] => [['action', words]]) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.constantFrom('ANNA', 'BO', 'CY (V.O.)', '小明', 'CROWD'), text)
        .map(([who, words]) => [...says(who, words)]),
    },
    fc
      .tuple(fc.constantFrom(...blockTypes.filter((type) => type !== 'sceneHeading')), text)
      .map((one): Line[] => [one]),
  );
  const anyScene = fc
    .tuple(
      fc.constantFrom('INT. BAR - NIGHT', 'EXT. SEA - DAY', 'EXT. SEA', '内景 咖啡馆 日', 'OPENING TITLES', ''),
      fc.array(line, { maxLength: 14 }),
      fc.constantFrom('en', 'zh-CN'),
    )
    .map(([heading, lines, language]) => inputOf(language, [['sceneHeading', heading], ...lines.flat()]));

  it('BRK-15 covers every spoken line and every block of action, in order, and no word twice', () => {
    fc.assert(
      fc.property(anyScene, (input) => {
        const shots = proposeShots(input);
        const at = (block: string) => input.blocks.findIndex(({ id }) => id === block);
        let last = { index: 0, offset: 0 };
        const covered = new Set<number>();
        for (const { start, end } of shots) {
          const from = { index: at(start.block), offset: start.offset };
          const to = { index: at(end.block), offset: end.offset };
          expect(from.index).toBeGreaterThanOrEqual(last.index);
          if (from.index === last.index) expect(from.offset).toBeGreaterThanOrEqual(last.offset);
          expect(to.index * 1e6 + to.offset).toBeGreaterThanOrEqual(from.index * 1e6 + from.offset);
          expect(to.offset).toBeLessThanOrEqual(input.blocks[to.index]?.text.length ?? 0);
          for (let index = from.index; index <= to.index; index += 1) covered.add(index);
          last = to;
        }
        input.blocks.forEach(({ type, text: words }, index) => {
          const shot = /^(?:action|dialogue|lyric|parenthetical)$/.test(type) && words.trim() !== '';
          if (shot) expect(covered.has(index), `${type} ${words}`).toBe(true);
        });
      }),
      { numRuns: 300 * scale },
    );
  });

  it('BRK-16 has a sentence, a lens and a time for every shot, and two subjects for a shoulder', () => {
    fc.assert(
      fc.property(anyScene, (input) => {
        const actions = new Set(input.blocks.filter(({ type }) => type === 'action').map((block) => block.text.trim()));
        for (const shot of proposeShots(input)) {
          expect(shot.durationMs).toBeGreaterThanOrEqual(1500);
          expect(shot.lens).toBeGreaterThan(0);
          expect(shot.description.length).toBeLessThan(200);
          if (input.heading.place !== '') expect(shot.description).toMatch(/[\p{L}\p{N}]/u);
          expect(actions.has(shot.description)).toBe(false);
          if (shot.framing === 'over-the-shoulder') expect(new Set(shot.subjects).size).toBe(2);
          if (shot.framing === 'single') expect(shot.subjects).toHaveLength(1);
        }
      }),
      { numRuns: 300 * scale },
    );
  });
});
