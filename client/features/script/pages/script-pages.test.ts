import type { ScriptBlock } from '@oner/shared/document/story.ts';
import type { Run } from '@oner/shared/fountain/screenplay.ts';
import { describe, expect, it } from 'vitest';
import { createScriptPages, offsetOfBreak } from './script-pages.ts';

let made = 0;
const action = (...runs: readonly Run[]): ScriptBlock => {
  made += 1;
  const text = runs.map((run) => run.text).join('');
  return { id: `b${made}` as ScriptBlock['id'], type: 'action', runs, text, number: null, depth: 0, dual: null };
};
const plain = (text: string): Run => ({ text, marks: [] });

describe('the pages of the script', () => {
  it('CLI-107 a page that begins within a block begins at its printed line', () => {
    const line = `${'x'.repeat(60)} `;
    expect(offsetOfBreak(action(plain(line.repeat(4))), { line: 2 })).toBe(122);
    const noted = action(plain(line), { text: 'unseen ', marks: ['note'] }, plain(line.repeat(3)));
    expect(offsetOfBreak(noted, { line: 1 })).toBe(68);
    expect(offsetOfBreak(noted, { line: 2 })).toBe(61 + 7 + 61);
  });

  it('CLI-107 pages are those of the paper that the language asks for', () => {
    const blocks = Array.from({ length: 60 }, () => action(plain('Rain.')));
    expect(
      createScriptPages('en')
        .of(blocks)
        .breaks.map(({ block }) => block),
    ).toEqual([28, 56]);
    expect(
      createScriptPages('zh-CN')
        .of(blocks)
        .breaks.map(({ block }) => block),
    ).toEqual([30]);
  });
});
