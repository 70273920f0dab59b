import type { Scene, ScriptBlock, Shot } from '@oner/shared/document/story.ts';
import type { BlockId, ShotId } from '@oner/shared/ids/ids.ts';
import { describe, expect, it } from 'vitest';
import { laneCount, lineScene } from './lanes.ts';
import { linePath } from './line-path.ts';

const block = (id: string, type: ScriptBlock['type'], text: string): ScriptBlock => ({
  id: id as BlockId,
  type,
  text,
  runs: [],
  number: null,
  depth: 0,
  dual: null,
});

const scene: Scene = {
  id: 'h' as BlockId,
  number: '1',
  heading: 'INT. ROOM',
  setting: 'INT',
  place: 'ROOM',
  time: '',
  cast: [],
  eighths: 1,
  page: 1,
  shots: [],
  blocks: [
    block('h', 'sceneHeading', 'INT. ROOM'),
    block('a', 'action', 'They sit.'),
    block('c1', 'character', 'ANA'),
    block('d1', 'dialogue', 'Yes.'),
    block('c2', 'character', 'BO (V.O.)'),
    block('d2', 'dialogue', 'No.'),
  ],
};

const shot = (id: string, from: string, to: string, fields: Partial<Shot> = {}): Shot => ({
  id: id as ShotId,
  scene: scene.id,
  writtenScene: scene.id,
  number: '1A',
  order: 'a',
  origin: 'person',
  size: 'MS',
  angle: 'eye',
  roll: 0,
  framing: 'single',
  movement: 'static',
  lens: 50,
  subjects: [],
  description: '',
  dialogue: '',
  durationMs: 0,
  notes: '',
  pick: null,
  anchor: { blocks: [], start: { block: from as BlockId, offset: 0 }, end: { block: to as BlockId, offset: 1 } },
  ...fields,
});

const nameOf = (cue: string): string => cue.replace(/ \(.*/, '');

describe('the lined script', () => {
  it('CLI-43 shots that overlap stand in different lanes, and a lane is used again when it is free', () => {
    const lanes = lineScene(scene, [shot('x', 'a', 'd1'), shot('y', 'd1', 'd2'), shot('z', 'c2', 'd2')], nameOf);
    expect(lanes.map(({ shot: id, lane }) => [id, lane])).toEqual([
      ['x', 0],
      ['y', 1],
      ['z', 0],
    ]);
  });

  it('CLI-43 more shots than there are lanes share the last one', () => {
    const many = Array.from({ length: 6 }, (_, index) => shot(`s${index}`, 'a', 'd2'));
    expect(Math.max(...lineScene(scene, many, nameOf).map(({ lane }) => lane))).toBe(laneCount - 1);
  });

  it('CLI-44 a line is wavy while another than its subject speaks', () => {
    const [single] = lineScene(scene, [shot('x', 'a', 'd2', { subjects: ['ANA'] })], nameOf);
    expect(single?.off).toEqual([false, false, false, true, true]);
  });

  it('CLI-44 over the shoulder, the near figure is off camera; with no subject named, nobody is', () => {
    const shots = [
      shot('x', 'c1', 'd2', { framing: 'over-the-shoulder', subjects: ['BO', 'ANA'] }),
      shot('y', 'c1', 'd2'),
    ];
    const [over, unnamed] = lineScene(scene, shots, nameOf);
    expect(over?.off).toEqual([true, true, false, false]);
    expect(unnamed?.off).toEqual([false, false, false, false]);
  });

  it('CLI-43 a shot whose words are in another scene, or gone, has no line here', () => {
    expect(lineScene(scene, [shot('x', 'nowhere', 'd1'), { ...shot('y', 'a', 'a'), anchor: null }], nameOf)).toEqual(
      [],
    );
  });

  it('CLI-44 draws straight stretches straight and wavy ones within three pixels of the line', () => {
    const path = linePath(
      20,
      [
        { top: 0, bottom: 10, wavy: false },
        { top: 10, bottom: 30, wavy: true },
      ],
      true,
    );
    expect(path.startsWith('M20 0L20 10L23 12L17 16')).toBe(true);
    expect(path.endsWith('L20 30M16 30H24')).toBe(true);
  });
});
