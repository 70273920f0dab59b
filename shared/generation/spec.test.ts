import { describe, expect, it } from 'vitest';
import type { Scene, ScriptBlock, Shot, StageEntry, Story } from '../document/story.ts';
import { blockIdSchema, castIdSchema, type ShotId, shotIdSchema } from '../ids/ids.ts';
import { canonicalHash, canonicalJson } from './canonical-hash.ts';
import { shotSpec, specHash } from './spec.ts';
import { createSpecHashes } from './spec-hashes.ts';
import { clipHash, playedAt, playOf } from './spec-play.ts';
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
  meta: {
    schema: 1,
    title: 'T',
    authors: '',
    draft: '',
    language: 'en',
    aspect: 1.78,
    fps: 24,
    style: 'ink',
    titlePage: [],
    continued: true,
  },
  production: { revisions: [], current: null, sceneNumbers: null, pages: null, omitted: new Map() },
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

const nothingStaged: StageEntry = {
  figures: null,
  pieces: null,
  figureChanges: {},
  pieceChanges: {},
  extent: null,
  time: null,
  side: null,
  camera: null,
  move: null,
  figuresEnd: null,
};

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
    const spec = specOf(storyOf(shot(), { stage: new Map([[shotId, { ...nothingStaged, camera }]]) }));
    expect(spec.staged.camera).toEqual({ ...camera, aspect: 1.78 });
  });

  it('GEN-4 a move set by hand plays as set, its still is the shot’s frame, and what moves changes the clip alone', () => {
    const at = (z: number) => ({ position: [0, 1.5, z], target: [0, 1.4, 0], roll: 0, lens: 40, aspect: 1 }) as const;
    const staged = (given: Partial<StageEntry>) =>
      specOf(storyOf(shot({ durationMs: 4000 }), { stage: new Map([[shotId, { ...nothingStaged, ...given }]]) }));
    const spec = staged({
      move: {
        keys: [
          { at: 0, camera: at(5) },
          { at: 1, camera: at(3) },
        ],
        stillAt: 1,
      },
    });
    expect(spec.staged.camera).toEqual({ ...at(3), aspect: 1.78 });
    const play = playOf(spec);
    expect(playedAt(spec, play, 0).camera).toEqual({ ...at(5), aspect: 1.78 });
    expect(playedAt(spec, play, 0.5).camera.position[2]).toBeCloseTo(4, 6);
    const slower = staged({
      move: {
        keys: [
          { at: 0, camera: at(6) },
          { at: 1, camera: at(3) },
        ],
        stillAt: 1,
      },
    });
    expect(specHash(slower)).toBe(specHash(spec));
    expect(clipHash(slower)).not.toBe(clipHash(spec));
    const hashes = createSpecHashes();
    const longer = (durationMs: number) => hashes.clip(storyOf(shot({ durationMs })), shotId);
    expect(longer(4000)).toBe(clipHash(specOf(storyOf(shot({ durationMs: 4000 })))));
    expect(longer(5000)).not.toBe(longer(4000));
    expect(hashes.still(storyOf(shot({ durationMs: 5000 })), shotId)).toBe(hashOf({ durationMs: 4000 }));
  });

  it('GEN-4 figures go where they are staged at the end', () => {
    const [first] = specOf(storyOf(shot())).set.figures;
    if (!first) throw new Error('someone is there');
    const end = { ...first, position: [1, 0, 1.2] as const };
    const stage = new Map([[shotId, { ...nothingStaged, figuresEnd: [end] }]]);
    const spec = specOf(storyOf(shot(), { stage }));
    const last = playedAt(spec, playOf(spec), 1).scene.figures.find(({ name }) => name === first.name);
    expect(last?.position).toEqual([1, 0, 1.2]);
    expect(specToWire(spec).move?.figures).toEqual([{ name: first.name, from: [...first.position], to: [1, 0, 1.2] }]);
  });

  it('GEN-4 what a hand’s camera stands in is not drawn, and a crossing is said', () => {
    const { set } = specOf(storyOf(shot()));
    const [first, second] = set.figures;
    if (!first || !second) throw new Error('two are there');
    const across = { position: [0, 1.5, -2.2], target: [0, 1.5, 0], roll: 0, lens: 35, aspect: 1.78 } as const;
    const seen = (camera: StageEntry['camera'], given: Partial<Shot> = {}) =>
      specOf(
        storyOf(shot({ framing: 'two-shot', ...given }), { stage: new Map([[shotId, { ...nothingStaged, camera }]]) }),
      );
    expect(seen(across).cameraWarnings).toContainEqual({ kind: 'line-crossed' });
    expect(seen({ ...across, position: [0, 1.5, 2.4] }).cameraWarnings).toEqual([]);
    const inside = seen({ ...across, position: [first.position[0], 1, first.position[2]] });
    expect(inside.staged.scene.figures.map(({ name }) => name)).toEqual([second.name]);
    const byHand = { ...nothingStaged, side: 1 as const };
    const other = specOf(storyOf(shot({ framing: 'two-shot' }), { stage: new Map([[sceneId, byHand]]) }));
    expect(Math.sign(other.staged.camera.position[2])).toBe(-Math.sign(seen(null).staged.camera.position[2]));
  });

  it('STG-36 a light and a room set by hand are the scene’s, and a shot’s own go before them', () => {
    const of = (entries: readonly (readonly [typeof sceneId | typeof shotId, Partial<StageEntry>])[]) =>
      specOf(storyOf(shot(), { stage: new Map(entries.map(([id, given]) => [id, { ...nothingStaged, ...given }])) }))
        .set;
    expect(of([[sceneId, { time: 'dawn', extent: [9, 3, 9] }]])).toMatchObject({ time: 'dawn', extent: [9, 3, 9] });
    expect(
      of([
        [sceneId, { time: 'dawn' }],
        [shotId, { time: 'dusk' }],
      ]).time,
    ).toBe('dusk');
    expect(of([]).time).toBe('night');
  });

  it('STG-38 a shot’s words act on a scene’s stage that was set by hand; a shot’s own people are as they were set', () => {
    const laughing = [...blocks, block('b6', 'action', 'MARA laughs.')];
    const b6 = blockIdSchema.parse('b6');
    const end = { block: b6, offset: 12 };
    const one = shot({ anchor: { blocks: [b6], start: { block: b6, offset: 0 }, end } });
    const of = (target: typeof sceneId | typeof shotId | null) => {
      const scenes = [scene({ blocks: laughing })];
      const { figures } = specOf(storyOf(shot(), { blocks: laughing, scenes })).set;
      const moved = figures.map((figure) => ({ ...figure, expression: 'sad' as const, position: [2, 0, 2] as const }));
      const stage = new Map(target === null ? [] : [[target, { ...nothingStaged, figures: moved }]]);
      return specOf(storyOf(one, { blocks: laughing, scenes, stage })).set.figures.find(({ name }) => name === 'MARA');
    };
    expect(of(null)).toMatchObject({ expression: 'happy' });
    expect(of(sceneId)).toMatchObject({ expression: 'happy', position: [2, 0, 2] });
    expect(of(shotId)).toMatchObject({ expression: 'sad', position: [2, 0, 2] });
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
    expect(hashes.still(story, shotId)).toBe(hashOf());
    expect(hashes.still({ ...story }, shotId)).toBe(hashOf());
    expect(hashes.still(storyOf(shot({ size: 'CU' })), shotId)).toBe(hashOf({ size: 'CU' }));
    expect(hashes.still({ ...story, scenes: [] }, shotId)).toBeNull();
  });

  it('GEN-7 remembered hashes follow edits of words, of the stage and of other scenes, as computing anew does', () => {
    const hashes = createSpecHashes();
    const edited = (text: string): Story =>
      storyOf(shot(), {
        scenes: [scene({ blocks: blocks.map((one) => (one.type === 'action' ? block('b1', 'action', text) : one)) })],
      });
    const texts = [
      'MARA (30s) waits. TEO comes in with a RADIO.',
      'MARA (30s) waits. TEO comes in with a RADIO. It is late.',
      'MARA (30s) sits. TEO comes in with a RADIO. It is late.',
      'MARA (30s) sits. TEO comes in with a RADIO.',
      'MARA (30s) waits. TEO comes in with a RADIO.',
    ];
    const found = texts.map((text) => hashes.still(edited(text), shotId));
    expect(found).toEqual(texts.map((text) => specHash(specOf(edited(text)))));
    expect(found[1]).toBe(found[0]);
    expect(found[2]).not.toBe(found[0]);
    expect(found[4]).toBe(found[0]);
  });

  it('GEN-8 a change that the camera cannot see keeps the hash; one that it sees changes it', () => {
    const base = hashOf({ framing: 'single', size: 'CU', subjects: ['Mara'] });
    const close = storyOf(shot({ framing: 'single', size: 'CU', subjects: ['Mara'] }));
    const set = specOf(close).set;
    const crate = (position: readonly [number, number, number]) =>
      ({ id: 'crate', kind: 'box', position, heading: 0, size: [0.4, 0.4, 0.4], tone: 90 }) as const;
    const withCrate = (position: readonly [number, number, number]): string =>
      specHash(
        specOf({
          ...close,
          stage: new Map([[sceneId, { ...nothingStaged, pieces: [...set.pieces, crate(position)] }]]),
        }),
      );
    const { camera } = specOf(close).staged;
    const behind = [0, 1, 2].map((axis) => 2 * (camera.position[axis] ?? 0) - (camera.target[axis] ?? 0));
    const [x = 0, , z = 0] = behind;
    expect(withCrate([x, 0, z])).toBe(base);
    const [tx, ty, tz] = camera.target;
    expect(withCrate([tx + (tx - camera.position[0]) * 0.6, ty - 0.2, tz + (tz - camera.position[2]) * 0.6])).not.toBe(
      base,
    );
  });

  it('STG-19 a machine that speaks is the thing on the set, and its shots show it', () => {
    const withPrinter = scene({ cast: ['MARA', 'PRINTER', 'VOICE'], shots: [shotId] });
    const spec = specOf(
      storyOf(shot({ framing: 'single', size: 'MS', subjects: ['Printer'] }), {
        scenes: [withPrinter],
        cast: new Map(),
      }),
    );
    expect(spec.set.figures.map(({ name }) => name)).toEqual(['MARA']);
    expect(spec.set.pieces.map(({ label }) => label)).toContain('PRINTER');
    expect(spec.focus).toBe('PRINTER');
    expect(spec.cameraWarnings.map(({ kind }) => kind)).not.toContain('subject-missing');
  });

  it('STG-16 a person is guessed from what the script first says, in every scene alike', () => {
    const later = blockIdSchema.parse('h2');
    const second = shotIdSchema.parse('s2');
    const first = scene({
      cast: ['IDA'],
      blocks: [block('h1', 'sceneHeading', 'INT. A'), block('b1', 'action', 'IDA, sixty-eight, takes off her coat.')],
      shots: [],
    });
    const next = scene({
      id: later,
      cast: ['IDA'],
      blocks: [block('h2', 'sceneHeading', 'INT. B'), block('b7', 'action', 'He looks at Ida.')],
      shots: [second],
    });
    const story = {
      ...storyOf(shot({ id: second, scene: later, subjects: ['IDA'] })),
      scenes: [first, next],
      cast: new Map(),
    };
    expect(specOf(story, second).set.figures.map(({ body }) => body)).toEqual(['elderWoman']);
  });

  it('STG-20 the face shows what the words of its own shot say', () => {
    const laughing = block('b3', 'action', 'Mara laughs.');
    const story = storyOf(shot(), {
      scenes: [scene({ blocks: blocks.map((one) => (one.id === laughing.id ? laughing : one)) })],
    });
    expect(specOf(story).set.figures.find(({ name }) => name === 'MARA')?.expression).toBe('happy');
    const elsewhere = { ...story, shots: new Map([[shotId, shot({ anchor: null })]]) };
    expect(specOf(elsewhere).set.figures.find(({ name }) => name === 'MARA')?.expression).toBe('neutral');
  });

  it('GEN-10 a shot that is staged otherwise than its scene says in what, and by whom', () => {
    const one = shot({ description: 'Over Teo to Mara.' });
    expect(specOf(storyOf(one)).departures).toEqual([]);
    const kneels = specOf(storyOf(shot({ description: 'Mara kneels. Teo looks away.' })));
    expect(kneels.set.figures.map(({ pose }) => pose)[0]).toBe('kneeling');
    expect(kneels.departures).toContainEqual(
      expect.objectContaining({ kind: 'pose', name: 'MARA', to: 'kneeling', by: 'words' }),
    );
    expect(kneels.departures).toContainEqual({ kind: 'gaze', name: 'TEO', by: 'words' });
    expect(specToWire(kneels).departures?.[0]).toContain('MARA is kneeling');
    expect(specHash(kneels)).not.toBe(hashOf());
  });

  it('GEN-10 a shot’s own stage goes before its words, and the scene’s stays', () => {
    const one = shot({ description: 'Mara kneels.' });
    const figures = specOf(storyOf(shot())).set.figures.filter(({ name }) => name === 'MARA');
    const stage = new Map([[one.id, { ...nothingStaged, figures, time: 'dawn' as const }]]);
    const spec = specOf(storyOf(one, { stage }));
    expect(spec.set.figures.map(({ pose }) => pose)).not.toContain('kneeling');
    expect(spec.departures).toEqual([
      { kind: 'absent', name: 'TEO', by: 'hand' },
      { kind: 'light', from: 'night', to: 'dawn', by: 'hand' },
    ]);
  });

  it('STG-40 on a scene’s stage set by hand, the words that a shot covers still pose its people', () => {
    const { figures } = specOf(storyOf(shot())).set;
    const stage = new Map([[sceneId, { ...nothingStaged, figures }]]);
    expect(specOf(storyOf(shot(), { stage })).departures).toEqual([]);
    const kneels = specOf(storyOf(shot({ description: 'She kneels.' }), { stage }));
    expect(kneels.set.figures[0]?.pose).toBe('kneeling');
  });

  it('CAM-32 a move by hand through somebody ends before them, and the spec says so', () => {
    const from = { position: [-4, 1.5, 0], target: [4, 1.5, 0], roll: 0, lens: 35, aspect: 1.78 } as const;
    const to = { ...from, position: [3, 1.5, 0] } as const;
    const move = {
      keys: [
        { at: 0, camera: from },
        { at: 1, camera: to },
      ],
    };
    const free = specOf(storyOf(shot(), { stage: new Map([[shotId, { ...nothingStaged, move }]]) }));
    expect(free.moveStopsAt).toBeGreaterThan(0);
    expect(free.warnings.join()).toMatch(/move ends at \d+ %/);
    expect(playOf(free).move).toBe(free.handMove);
  });

  it('GEN-6 the wire form measures the frame: pitch, roll, the cut at its line, what the near figure covers', () => {
    const { measures } = specToWire(specOf(storyOf(shot({ roll: 12 }))));
    expect(measures?.roll).toBeCloseTo(12, 6);
    expect(Math.abs(measures?.pitch ?? 90)).toBeLessThan(12);
    expect(measures?.cut?.name).toBe('MARA');
    expect(Math.abs((measures?.cut?.at ?? 0) - (measures?.cut?.wanted ?? 9))).toBeLessThan(0.03);
    expect(measures?.near?.name).toBe('TEO');
    expect(measures?.near?.covers).toBeGreaterThan(0.05);
    expect(measures?.near?.covers).toBeLessThanOrEqual(0.4);
    const wide = specToWire(specOf(storyOf(shot({ size: 'WS', framing: 'single' })))).measures;
    expect(wide).toMatchObject({ cut: null, near: null });
  });

  it('CAM-31 two staged at one spot by hand are drawn beside each other, and the spec says so', () => {
    const { figures } = specOf(storyOf(shot())).set;
    const stage = new Map([
      [sceneId, { ...nothingStaged, figures: figures.map((one) => ({ ...one, position: [0, 0, 0] as const })) }],
    ]);
    const spec = specOf(storyOf(shot({ framing: 'two-shot' }), { stage }));
    expect(spec.apart).toEqual([{ name: 'TEO', from: 'MARA' }]);
    expect(spec.warnings.join()).toContain('TEO is staged in the same place as MARA');
    const [mara, teo] = spec.staged.scene.figures;
    if (!mara || !teo) throw new Error('both are drawn');
    expect(Math.hypot(mara.position[0] - teo.position[0], mara.position[2] - teo.position[2])).toBeGreaterThan(0.4);
  });
});
