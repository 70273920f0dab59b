import { describe, expect, it } from 'vitest';
import { initials, personColor } from './person-color.ts';

describe('how people look', () => {
  it('CLI-16 gives a person the same of eight colours everywhere, by their id', () => {
    expect(personColor('usr_noa')).toBe(personColor('usr_noa'));
    const used = new Set(Array.from({ length: 200 }, (_, index) => personColor(`usr_${index}`)));
    expect([...used].sort()).toEqual(Array.from({ length: 8 }, (_, index) => `var(--p${index + 1})`));
  });

  it('CLI-17 shortens names as their languages do', () => {
    expect(['Noa Lindqvist', 'wei', '陈蔚', 'Ana María de la Cruz', '  ', 'É'].map(initials)).toEqual([
      'NL',
      'WE',
      '陈',
      'AC',
      '?',
      'É',
    ]);
  });
});
