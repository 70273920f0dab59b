/** Scenes for tests of stage and camera. */
import { stageScene } from '../derive-scene.ts';
import type { StagedFigure, StagedScene } from '../scene.ts';
import type { PersonFacts, SceneFacts } from '../scene-facts.ts';

export const person = (name: string, known: Partial<PersonFacts> = {}): PersonFacts => ({
  name,
  description: '',
  age: null,
  body: null,
  height: null,
  build: null,
  look: null,
  ...known,
});

export const factsOf = (given: Partial<SceneFacts> = {}): SceneFacts => ({
  setting: 'INT',
  place: 'ROOM',
  time: 'DAY',
  timeBefore: null,
  blocks: [],
  cast: [],
  figures: null,
  pieces: null,
  ...given,
});

export const action = (text: string): { type: string; text: string } => ({ type: 'action', text });

export const castNames = ['MARA', 'TEO', 'LENA', 'OTTO'] as const;

export const sceneOf = (count: number, given: Partial<SceneFacts> = {}): StagedScene =>
  stageScene(factsOf({ cast: castNames.slice(0, count).map((name) => person(name)), ...given }));

export const figureOf = (given: Partial<StagedFigure> = {}): StagedFigure => ({
  name: 'MARA',
  body: 'woman',
  height: 1.65,
  build: { heavy: 0, thin: 0, muscular: 0 },
  look: { hair: 'bob', hairTone: 60, skinTone: 236, topTone: 150, bottomTone: 90 },
  position: [0, 0, 0],
  heading: 0,
  pose: 'standing',
  expression: 'neutral',
  gaze: null,
  ...given,
});
