import { frameSchema } from '@oner/shared/protocol/http/frame.ts';
import { sceneSchema, shotSchema } from '@oner/shared/protocol/http/shot.ts';
import { describe, expect, it } from 'vitest';
import { summarize } from './project-poster.ts';

const scene = (id: string, shots: readonly string[]) =>
  sceneSchema.parse({
    ...{ id, number: '1', heading: 'INT. A', setting: 'INT', place: 'A', time: '', cast: [], eighths: 1, page: 1 },
    shots,
  });
const shot = (id: string, frames: readonly string[], pick: string | null = null) =>
  shotSchema.parse({
    ...{
      id,
      scene: 's',
      number: null,
      order: 'a',
      size: 'MS',
      angle: 'eye',
      roll: 0,
      framing: 'single',
      movement: 'static',
    },
    ...{
      lens: 50,
      subjects: [],
      description: '',
      dialogue: '',
      durationMs: 1,
      notes: '',
      origin: 'person',
      anchor: null,
    },
    pick,
    frames,
  });
const asset = (letter: string): string => letter.repeat(64);
const frame = (id: string, letter: string) =>
  frameSchema.parse({
    ...{ id, shot: 'x', kind: 'image', provider: 'previz', model: '', asset: asset(letter), width: 1, height: 1 },
    ...{ specHash: null, prompt: '', seed: null, warnings: [], by: { id: 'a', name: 'A' }, at: '2026-01-01T00:00:00Z' },
  });

describe('a project’s card', () => {
  it('CLI-44 shows the frames of the first three shots that have any, the picked one before the newest', () => {
    const summary = summarize(
      [scene('s1', ['a', 'b']), scene('s2', ['c', 'd', 'e'])],
      [
        shot('e', ['f6']),
        shot('d', ['f5']),
        shot('c', ['f3', 'f4'], 'f3'),
        shot('b', []),
        shot('a', ['f1', 'f2']),
        shot('z', ['f1']),
      ],
      [frame('f1', '1'), frame('f2', '2'), frame('f3', '3'), frame('f4', '4'), frame('f5', '5'), frame('f6', '6')],
    );
    expect(summary).toEqual({ scenes: 2, shots: 5, poster: [asset('2'), asset('3'), asset('5')] });
  });
});
