/** The four scenes of the contact sheet: two at a table, a car, a crowd on a stair, a rooftop at night. */
import { stageScene } from '@oner/shared/stage/derive-scene.ts';
import type { Body, Expression, FigureLook, StagedFigure, StagedScene, Vec3 } from '@oner/shared/stage/scene.ts';
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

const acting = (
  scene: StagedScene,
  shown: Readonly<Record<string, Expression>>,
  gazes: Readonly<Record<string, Vec3>> = {},
): StagedScene => ({
  ...scene,
  figures: scene.figures.map((figure) => ({
    ...figure,
    expression: shown[figure.name] ?? figure.expression,
    gaze: gazes[figure.name] ?? figure.gaze,
  })),
});

const table = acting(
  staged(
    { setting: 'INT', place: 'FLAT – KITCHEN', time: 'DAY' },
    [
      { name: 'MARA', age: 34, look: look('bob', [34, 240, 204, 92]) },
      { name: 'TEO', age: 46, build: { heavy: 0.35, thin: 0, muscular: 0 }, look: look('short', [70, 228, 96, 132]) },
    ],
    'MARA sits at the table with TEO. TEO sits too. Between them a LETTER and a MUG.',
  ),
  { MARA: 'tense', TEO: 'sad' },
);

const car = acting(
  staged(
    { setting: 'EXT', place: 'COAST ROAD – CAR', time: 'DUSK' },
    [
      { name: 'NOA', age: 28, body: 'woman', look: look('ponytail', [46, 236, 150, 84]) },
      { name: 'OTTO', age: 71, body: 'elderMan', look: look('cap', [196, 232, 84, 120]) },
    ],
    'NOA drives. OTTO sits beside her.',
  ),
  { NOA: 'tense', OTTO: 'happy' },
);

type Extra = readonly [name: string, body: Body, hair: FigureLook['hair'], tones: readonly number[]];

const crowd: readonly Extra[] = [
  ['IDA', 'elderWoman', 'bun', [206, 236, 92, 110]],
  ['BEN', 'man', 'crew', [50, 214, 150, 84]],
  ['LENA', 'woman', 'long', [64, 240, 214, 72]],
  ['MAX', 'teenager', 'curly', [40, 222, 74, 132]],
  ['KIM', 'child', 'bob', [30, 240, 200, 110]],
  ['AMOS', 'elderMan', 'bald', [200, 226, 116, 84]],
  ['RITA', 'woman', 'curly', [90, 206, 60, 96]],
  ['JOE', 'man', 'beanie', [60, 236, 188, 72]],
  ['ELLA', 'woman', 'ponytail', [124, 240, 130, 150]],
  ['SAM', 'man', 'short', [40, 232, 210, 60]],
  ['VERA', 'elderWoman', 'bob', [214, 238, 160, 90]],
  ['TIM', 'child', 'cap', [60, 236, 110, 150]],
  ['RUTH', 'woman', 'bun', [36, 228, 84, 60]],
  ['HUGO', 'man', 'cap', [80, 238, 70, 110]],
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

const crowdFigure = ([name, body, hair, tones]: Extra, index: number): StagedFigure => {
  const step = 1 + ((index * 5) % 11);
  const x = -3.4 + ((index * 2.3 + (index % 3) * 0.5) % 6.8);
  return {
    name,
    body,
    height: heights[body],
    build: { heavy: index % 4 === 1 ? 0.5 : 0, thin: index % 4 === 2 ? 0.5 : 0, muscular: 0 },
    look: look(hair, tones),
    position: onStep(step, x),
    heading: index % 5 === 3 ? 2.6 : -x * 0.14 + (index % 2 === 0 ? 0.2 : -0.2),
    pose: index % 4 === 2 ? 'contrapposto' : 'standing',
    expression: (['tense', 'neutral', 'sad', 'surprised', 'angry'] as const)[index % 5] ?? 'neutral',
    gaze: index % 5 === 3 ? null : [0, 1.5, 2],
  };
};

const steps: StagedScene = {
  setting: 'EXT',
  time: 'day',
  figures: [
    {
      name: 'MARA',
      body: 'woman',
      height: 1.66,
      build: { heavy: 0, thin: 0, muscular: 0 },
      look: look('bob', [34, 240, 204, 92]),
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
      { name: 'MARA', age: 34, look: look('bob', [34, 240, 204, 92]) },
      { name: 'TEO', age: 46, look: look('beanie', [70, 228, 110, 84]) },
    ],
    'MARA stands at the parapet. TEO stops with two mugs. At her knee a small RADIO hisses.',
  ),
  { MARA: 'tense', TEO: 'afraid' },
);

export const scenes = { table, car, steps, rooftop } as const;
export type SceneName = keyof typeof scenes;
