import { angles, framings, movements, rollLimit, shotSizes, usualLenses } from '@oner/shared/camera/vocabulary.ts';
import type { Shot } from '@oner/shared/document/story.ts';
import { describe, expect, it } from 'vitest';
import { normalizeChord } from '../../ui/chord.ts';
import { actionKeys, boardKeys, sizeKeys, stepKeys, steppedFields, textKeys } from './field-keys.ts';

const shot = (fields: Partial<Shot>): Shot => ({
  id: 'shot' as Shot['id'],
  scene: null,
  writtenScene: 'scene' as Shot['writtenScene'],
  number: null,
  order: 'a0',
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
  durationMs: 3000,
  notes: '',
  anchor: null,
  pick: null,
  ...fields,
});

describe('keys of shots', () => {
  it('CLI-60 gives each act its own key, and none that the screenplay, review or the shell uses', () => {
    const own = [
      ...Object.values(sizeKeys),
      ...Object.values(stepKeys).flatMap(({ next, previous }) => [next, previous]),
      ...Object.values(textKeys),
      ...Object.values(actionKeys).flat(),
      ...Object.values(boardKeys).flat(),
    ].map(normalizeChord);
    expect(own.length).toBe(new Set(own).size);
    const others = ['S', 'C', 'D', 'P', 'F', 'X', '?', 'Escape', 'Mod+K', 'Mod+Z', 'Mod+Shift+Z', 'Mod+Y', 'Alt+S'];
    expect(own.filter((key) => others.map(normalizeChord).includes(key))).toEqual([]);
  });

  it('CLI-60 has a key for every size, and steps that reach every value of the vocabulary', () => {
    expect(Object.keys(sizeKeys)).toEqual([...shotSizes]);
    const reached = <K extends 'angle' | 'framing' | 'movement'>(field: K, step: 1 | -1): number => {
      const seen = new Set<string>();
      let at = shot({});
      for (let count = 0; count < 40; count += 1) {
        at = { ...at, ...steppedFields(field, step, { shot: at, cast: [] }) } as Shot;
        seen.add(at[field]);
      }
      return seen.size;
    };
    for (const step of [1, -1] as const) {
      expect(reached('angle', step)).toBe(angles.length);
      expect(reached('framing', step)).toBe(framings.length);
      expect(reached('movement', step)).toBe(movements.length);
    }
  });

  it('CLI-61 steps lens, roll and duration within their bounds, from any value to the next stop', () => {
    const step = (field: 'lens' | 'roll' | 'duration', way: 1 | -1, fields: Partial<Shot>) =>
      steppedFields(field, way, { shot: shot(fields), cast: [] });
    expect(step('lens', 1, { lens: 40 })).toEqual({ lens: 50 });
    expect(step('lens', -1, { lens: 40 })).toEqual({ lens: 35 });
    expect(step('lens', 1, { lens: usualLenses.at(-1) ?? 0 })).toEqual({ lens: 500 });
    expect(step('roll', 1, { roll: 43 })).toEqual({ roll: rollLimit });
    expect(step('roll', -1, { roll: -45 })).toEqual({ roll: -rollLimit });
    expect(step('duration', -1, { durationMs: 600 })).toEqual({ durationMs: 500 });
  });

  it('CLI-61 steps the main subject through the scene’s cast, and keeps the others', () => {
    const next = (subjects: readonly string[], cast: readonly string[]) =>
      steppedFields('subject', 1, { shot: shot({ subjects }), cast });
    expect(next([], ['MARA', 'TEO'])).toEqual({ subjects: ['MARA'] });
    expect(next(['MARA', 'TEO'], ['MARA', 'TEO'])).toEqual({ subjects: ['TEO'] });
    expect(next(['MARA', 'DOG'], ['MARA', 'TEO'])).toEqual({ subjects: ['TEO', 'DOG'] });
    expect(next(['DOG'], [])).toEqual({ subjects: ['DOG'] });
  });
});
