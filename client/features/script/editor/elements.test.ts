import { blockTypes } from '@oner/shared/fountain/screenplay.ts';
import { describe, expect, it } from 'vitest';
import { elementAfter, elementByTab } from './elements.ts';

describe('screenplay habits', () => {
  it.each([
    ['sceneHeading', 'action'],
    ['action', 'action'],
    ['character', 'dialogue'],
    ['parenthetical', 'dialogue'],
    ['dialogue', 'action'],
    ['transition', 'sceneHeading'],
  ] as const)('CLI-40 Enter at the end of %s begins %s', (from, to) => {
    expect(elementAfter(from)).toBe(to);
  });

  it('CLI-41 Tab makes a character of an action, then a transition, and Shift-Tab goes the same way back', () => {
    expect(elementByTab('action', false)).toBe('character');
    expect(elementByTab('character', false)).toBe('transition');
    expect(elementByTab('transition', true)).toBe('character');
    expect(elementByTab('character', true)).toBe('action');
  });

  it('CLI-41 Tab changes every element into one that can be written in', () => {
    for (const type of blockTypes)
      for (const back of [false, true]) expect(elementByTab(type, back)).not.toBe('pageBreak');
  });
});
