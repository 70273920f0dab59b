import { describe, expect, it } from 'vitest';
import type { Scene, ScriptBlock, Shot, Story } from '../document/story.ts';
import { blockIdSchema, castIdSchema, type ShotId, shotIdSchema } from '../ids/ids.ts';
import { canonicalHash, canonicalJson } from './canonical-hash.ts';
import { shotSpec, specHash } from './spec.ts';
import { createSpecHashes } from './spec-hashes.ts';
import { specSchema, specToWire } from './spec-wire.ts';

const shotId = shotIdSchema.parse('s1');
const sceneId = blockIdSchema.parse('h1');

const block = (id: string, type: ScriptBlock['type'], text: string): ScriptBlock => ({
  id: blockIdSchema.parse(id),
  type,
  runs: [{ text, marks: [] }],
  text,
  number: null,
  depth: 1,
  dual: null,
});

const blocks = [
  block('h1', 'sceneHeading', 'INT. OFFICE - NIGHT'),
  block('b1', 'action', 'MARA (30s) waits. TEO comes in with a RADIO.'),
  block('b2', 'character', 'MARA'),
  block('b3', 'dialogue', 'You are late.'),
  block('b4', 'character', 'VOICE (V.O.)'),
  block('b5', 'dialogue', 'Four at the north mooring.'),
];

const shot = (given: Partial<Shot> = {}): Shot => ({
  id: shotId,
  scene: sceneId,
  writtenScene: sceneId,
  number: '1A',
  order: 'a0',
  origin: 'person',
  size: 'MCU',
  angle: 'eye',
  roll: 0,
  framing: 'over-the-shoulder',
  movement: 'static',
  lens: 50,
  subjects: ['Mara', 'Teo'],
  description: 'Over Teo to Mara.',
  dialogue: 'You are late.',
  durationMs: 3000,
  notes: '',
  anchor: {
    blocks: [blockIdSchema.parse('b3')],
    start: { block: blockIdSchema.parse('b3'), offset: 0 },
    end: { block: blockIdSchema.parse('b3'), offset: 7 },
  },
  pick: null,
  ...given,
});

const scene = (given: Partial<Scene> = {}): Scene => ({
  id: sceneId,
  number: '1',
  heading: 'INT. OFFICE - NIGHT',
  setting: 'INT',
  place: 'OFFICE',
  time: 'NIGHT',
  blocks,
  cast: ['MARA', 'VOICE'],
  eighths: 1,
  page: 1,
  shots: [shotId],
  ...given,
});

const teo = {
  id: castIdSchema.parse('c1'),
  name: 'TEO',
  description: 'a man in his 40s, beanie',
  age: null,
  body: null,
  height: null,
  build: null,
  look: null,
  references: [],
};

const storyOf = (one: Shot, given: Partial<Story> = {}): Story => ({
  meta: { schema: 1, title: 'T', authors: '', draft: '', language: 'en', aspect: 1.78, fps: 24, titlePage: [] },
  blocks,
  scenes: [scene()],
  shots: new Map([[one.id, one]]),
  unplaced: [],
  cast: new Map([[teo.id, teo]]),
  places: new Map(),
  props: new Map(),
  looks: new Map(),
  rules: new Map(),
  stage: new Map(),
  ...given,
});

const specOf = (story: Story, id: ShotId = shotId) => {
  const spec = shotSpec(story, id);
  if (!spec) throw new Error('the shot has a spec');
  return spec;
};
const hashOf = (given: Partial<Shot> = {}): string => specHash(specOf(storyOf(shot(given))));

describe('shot specs', () => {
  it('GEN-1 a spec says who is where in the frame, the main one first, names as staged', () => {
    const spec = specOf(storyOf(shot()));
    expect(spec.subjectsInFrame.map(({ name }) => name)).toEqual(['MARA', 'TEO']);
    expect(spec.subjectsInFrame[0]?.visible).toBeGreaterThan(0.9);
    expect(spec.set.figures.map(({ name }) => name)).toEqual(['MARA', 'TEO']);
    expect(spec.set.time).toBe('night');
    expect(spec.words).toBe('You are');
  });

  it('GEN-2 the hash changes with what changes the picture, and with nothing else', () => {
    const base = hashOf();
    expect(hashOf()).toBe(base);
    for (const same of [
      { number: '9Z' },
      { order: 'zz' },
      { durationMs: 9 },
      { notes: 'n' },
      { origin: 'breakdown' as const },
    ]) {
      expect(hashOf(same)).toBe(base);
    }
    const others: Partial<Shot>[] = [
      { size: 'CU' },
      { angle: 'high' },
      { roll: 5 },
      { framing: 'single' },
      { lens: 85 },
      { subjects: ['Teo', 'Mara'] },
      { description: 'Else.' },
      { anchor: null },
    ];
    const hashes = [base, ...others.map(hashOf)];
    expect(new Set(hashes).size).toBe(hashes.length);
    const titled = storyOf(shot());
    expect(specHash(specOf({ ...titled, meta: { ...titled.meta, title: 'Other', fps: 30 } }))).toBe(base);
    expect(specHash(specOf({ ...titled, meta: { ...titled.meta, aspect: 2.39 } }))).not.toBe(base);
  });

  it('GEN-3 an unplaced or unknown shot has no spec', () => {
    expect(shotSpec(storyOf(shot({ scene: null })), shotId)).toBeNull();
    expect(shotSpec(storyOf(shot()), shotIdSchema.parse('other'))).toBeNull();
  });

  it('GEN-4 a camera set by hand is the camera, in the project’s aspect', () => {
    const camera = { position: [0, 1.5, 4], target: [0, 1.4, 0], roll: 0.1, lens: 40, aspect: 1 } as const;
    const spec = specOf(storyOf(shot(), { stage: new Map([[shotId, { figures: null, pieces: null, camera }]]) }));
    expect(spec.staged.camera).toEqual({ ...camera, aspect: 1.78 });
  });

  it('GEN-5 canonical JSON ignores key order, −0 and digits beyond 1e-4', () => {
    expect(canonicalJson({ b: -0, a: 0.100004, c: undefined })).toBe('{"a":0.1,"b":0}');
    expect(canonicalHash('abc')).toBe('6cc43f858fbb763301637b5af970e2a46b46f461f27e5a0f41e009c59b827b25');
  });

  it('GEN-6 the wire form passes its own schema, angles in degrees', () => {
    const wire = specToWire(specOf(storyOf(shot({ roll: 12 }))));
    expect(specSchema.parse(wire)).toEqual(wire);
    expect(wire.camera.roll).toBeCloseTo(12, 9);
  });

  it('GEN-7 remembered hashes follow the story', () => {
    const hashes = createSpecHashes();
    const story = storyOf(shot());
    expect(hashes(story, shotId)).toBe(hashOf());
    expect(hashes({ ...story }, shotId)).toBe(hashOf());
    expect(hashes(storyOf(shot({ size: 'CU' })), shotId)).toBe(hashOf({ size: 'CU' }));
    expect(hashes({ ...story, scenes: [] }, shotId)).toBeNull();
  });
});
