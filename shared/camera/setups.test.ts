import { describe, expect, it } from 'vitest';
import type { Camera } from '../stage/scene.ts';
import { setupsOf } from './setups.ts';

const camera = (given: Partial<Camera> = {}): Camera => ({
  position: [0, 1.5, 3],
  target: [0, 1.5, 0],
  roll: 0,
  lens: 50,
  aspect: 1.78,
  ...given,
});

describe('set-ups', () => {
  it('CAM-29 shots that one camera takes are one set-up, numbered as they are first asked for', () => {
    const reverse = camera({ position: [0, 1.5, -3] });
    const setups = setupsOf([
      { id: 'a', camera: camera() },
      { id: 'b', camera: reverse },
      { id: 'c', camera: camera({ position: [0.2, 1.5, 3.1] }) },
      { id: 'd', camera: camera({ lens: 85 }) },
      { id: 'e', camera: reverse },
    ]);
    expect(setups.map(({ number, shots }) => [number, shots])).toEqual([
      [1, ['a', 'c']],
      [2, ['b', 'e']],
      [3, ['d']],
    ]);
  });

  it('CAM-29 a camera that moves is a set-up of its own, shared by who moves alike', () => {
    const end = camera({ position: [0, 1.5, 1.5] });
    const setups = setupsOf([
      { id: 'a', camera: camera() },
      { id: 'b', camera: camera(), end },
      { id: 'c', camera: camera(), end },
      { id: 'd', camera: camera({ roll: 0.2 }) },
    ]);
    expect(setups.map(({ shots }) => shots)).toEqual([['a'], ['b', 'c'], ['d']]);
  });
});
