/** The four scenes of the contact sheet: two at a table, a car, a crowd on a stair, a rooftop at night. */
import { stageScene } from '@oner/shared/stage/derive-scene.ts';
import type { Body, FigureLook, StagedFigure, StagedScene, Vec3 } from '@oner/shared/stage/scene.ts';
import type { PersonFacts, SceneFacts } from '@oner/shared/stage/scene-facts.ts';

type Known = Partial<PersonFacts> & { readonly name: string };

const person = (known: Known): PersonFacts => ({
  description: '',
  age: null,
  body: null,
  height: null,
  build: null,
  look: null,
  ...known,
});

type Heading = Pick<SceneFacts, 'setting' | 'place' | 'time'>;

const staged = (heading: Heading, cast: readonly Known[], action: string): StagedScene =>
  stageScene({
    ...heading,
    timeBefore: null,
    blocks: [{ type: 'action', text: action }],
    cast: cast.map(person),
    figures: null,
    pieces: null,
  });

const look = (hair: FigureLook['hair'], [hairTone, skinTone, topTone, bottomTone]: readonly number[]): FigureLook => ({
  hair,
  hairTone: hairTone ?? 40,
  skinTone: skinTone ?? 238,
  topTone: topTone ?? 150,
  bottomTone: bottomTone ?? 90,
});

/** What a person of a scene does and shows here, over what the stage has them do. */
type Doing = Partial<Pick<StagedFigure, 'expression' | 'gaze' | 'gesture' | 'holds' | 'reach'>>;

const acting = (scene: StagedScene, doings: Readonly<Record<string, Doing>>): StagedScene => ({
  ...scene,
  figures: scene.figures.map((figure) => ({ ...figure, ...doings[figure.name] })),
});

const table = acting(
  staged(
    { setting: 'INT', place: 'FLAT – KITCHEN', time: 'DAY' },
    [
      {
        name: 'MARA',
        age: 34,
        look: { ...look('bob', [34, 240, 204, 92]), top: 'sweater', collar: 'turtleneck' },
      },
      {
        name: 'TEO',
        age: 46,
        build: { heavy: 0.35, thin: 0, muscular: 0 },
        look: { ...look('short', [70, 228, 96, 132]), top: 'shirt' },
      },
    ],
    'MARA sits at the table with TEO. TEO sits too. Between them a LETTER and a MUG.',
  ),
  { MARA: { expression: 'tense' }, TEO: { expression: 'sad' } },
);

const car = acting(
  staged(
    { setting: 'EXT', place: 'COAST ROAD – CAR', time: 'DUSK' },
    [
      { name: 'NOA', age: 28, body: 'woman', look: { ...look('ponytail', [46, 236, 170, 84]), top: 'jacket' } },
      { name: 'OTTO', age: 71, body: 'elderMan', look: { ...look('cap', [196, 232, 84, 120]), top: 'coat' } },
    ],
    'NOA drives. OTTO sits beside her.',
  ),
  {
    NOA: { expression: 'tense', reach: { left: [0.55, 0.95, 0.42], right: [0.21, 0.95, 0.42] } },
    OTTO: { expression: 'happy' },
  },
);

type Extra = readonly [
  name: string,
  body: Body,
  hair: FigureLook['hair'],
  top: NonNullable<FigureLook['top']>,
  tones: readonly number[],
  place: readonly [step: number, x: number],
];

const crowd: readonly Extra[] = [
  ['IDA', 'elderWoman', 'bun', 'coat', [206, 236, 92, 110], [2, -1.55]],
  ['BEN', 'man', 'crew', 'jacket', [50, 214, 150, 84], [3, -0.95]],
  ['LENA', 'woman', 'long', 'dress', [64, 240, 214, 72], [2, -0.35]],
  ['MAX', 'teenager', 'curly', 'hoodie', [40, 222, 74, 132], [4, 0.95]],
  ['KIM', 'child', 'bob', 'sweater', [30, 240, 200, 110], [1, 1.75]],
  ['AMOS', 'elderMan', 'bald', 'vest', [200, 226, 116, 84], [5, -2.4]],
  ['RITA', 'woman', 'curly', 'blouse', [90, 206, 60, 96], [4, 2.7]],
  ['JOE', 'man', 'beanie', 'coat', [60, 236, 168, 72], [2, 0.5]],
  ['ELLA', 'woman', 'ponytail', 'tee', [124, 240, 130, 150], [6, -0.75]],
  ['SAM', 'man', 'short', 'suit', [40, 232, 70, 60], [7, 1.6]],
  ['VERA', 'elderWoman', 'bob', 'blouse', [214, 238, 160, 90], [1, 2.3]],
  ['TIM', 'child', 'cap', 'tee', [60, 236, 110, 150], [5, 3.2]],
  ['RUTH', 'woman', 'bun', 'coat', [36, 228, 84, 60], [8, -1.8]],
  ['HUGO', 'man', 'cap', 'uniform', [80, 238, 70, 70], [9, 0.3]],
];

const heights: Readonly<Record<Body, number>> = {
  man: 1.8,
  woman: 1.66,
  elderMan: 1.73,
  elderWoman: 1.58,
  teenager: 1.62,
  child: 1.22,
  baby: 0.75,
};

/** The flight: its foot lies at z = −1.7, each step is a tread deep and a riser high. */
export const flight = { foot: -1.2, tread: 0.34, riser: 0.17, steps: 12, width: 9 } as const;

const onStep = (step: number, x: number): Vec3 => [
  x,
  step <= 0 ? 0 : Math.min(flight.steps, step) * flight.riser,
  step <= 0 ? flight.foot + 0.5 - step * 0.4 : flight.foot - (step - 0.5) * flight.tread,
];

const crowdFigure = ([name, body, hair, top, tones, [step, x]]: Extra, index: number): StagedFigure => ({
  name,
  body,
  height: heights[body],
  build: { heavy: index % 4 === 1 ? 0.5 : 0, thin: index % 4 === 2 ? 0.5 : 0, muscular: 0 },
  look: { ...look(hair, tones), top, ...(name === 'RITA' || name === 'VERA' ? { bottom: 'skirt' as const } : {}) },
  position: onStep(step, x),
  heading: -x * 0.14 + (index % 2 === 0 ? 0.2 : -0.2),
  pose: index % 4 === 2 ? 'contrapposto' : 'standing',
  expression: (['tense', 'neutral', 'sad', 'surprised', 'angry'] as const)[index % 5] ?? 'neutral',
  gaze: [0, 1.5, 2],
  ...(name === 'AMOS' || name === 'JOE' ? { gesture: 'arms-crossed' as const } : {}),
  ...(name === 'HUGO' ? { gesture: 'hands-on-hips' as const } : {}),
  ...(name === 'SAM' ? { holds: [{ hand: 'right', thing: 'suitcase' }] as const } : {}),
});

const steps: StagedScene = {
  setting: 'EXT',
  time: 'day',
  figures: [
    {
      name: 'MARA',
      body: 'woman',
      height: 1.66,
      build: { heavy: 0, thin: 0, muscular: 0 },
      look: { ...look('bob', [34, 240, 204, 92]), top: 'coat' },
      position: [0, 0, 0.9],
      heading: Math.PI - 0.3,
      pose: 'standing',
      expression: 'afraid',
      gaze: [-0.6, 2.2, -2.4],
    },
    ...crowd.map(crowdFigure),
  ],
  pieces: [
    {
      id: 'stairs',
      kind: 'stairs',
      position: [0, 0, flight.foot - (flight.steps * flight.tread) / 2],
      heading: 0,
      size: [flight.width, flight.steps * flight.riser, flight.steps * flight.tread],
      tone: 186,
    },
    {
      id: 'chapel',
      kind: 'front',
      position: [0, flight.steps * flight.riser, flight.foot - flight.steps * flight.tread - 4.6],
      heading: 0,
      size: [13, 8, 5],
      tone: 190,
    },
    { id: 'lamp', kind: 'lamp', position: [-5.2, 0, 0.4], heading: 0, size: [0.42, 3.7, 0.42], tone: 110 },
    { id: 'roofs', kind: 'backdrop', label: 'roofs', position: [0, 0, 0], heading: 0, size: [120, 16, 120], tone: 160 },
  ],
  extent: [24, 0, 24],
};

const rooftop = acting(
  staged(
    { setting: 'EXT', place: 'ORCHARD COURT – ROOFTOP', time: 'NIGHT' },
    [
      {
        name: 'MARA',
        age: 34,
        look: { ...look('bob', [34, 240, 204, 92]), top: 'coat', collar: 'hood' },
      },
      { name: 'TEO', age: 46, look: { ...look('beanie', [70, 228, 132, 84]), top: 'jacket' } },
    ],
    'MARA stands at the parapet. TEO stops with two mugs. ',
  ),
  {
    MARA: { expression: 'tense' },
    TEO: { expression: 'afraid', gesture: 'holding', holds: [{ hand: 'right', thing: 'mug' }] },
  },
);

/** The radio stands on a crate, where a camera can look at it. */
const withRadio: StagedScene = {
  ...rooftop,
  pieces: [
    ...rooftop.pieces.filter(({ label }) => label !== 'RADIO'),
    {
      id: 'crate',
      kind: 'box',
      label: 'CRATE',
      position: [-0.3, 0, -0.8],
      heading: 0.3,
      size: [0.5, 0.42, 0.4],
      tone: 150,
    },
    {
      id: 'radio',
      kind: 'box',
      label: 'RADIO',
      position: [-0.3, 0.42, -0.8],
      heading: 0.2,
      size: [0.3, 0.2, 0.13],
      tone: 176,
    },
  ],
};

export const scenes = { table, car, steps, rooftop: withRadio } as const;
export type SceneName = keyof typeof scenes;
