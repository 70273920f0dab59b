import type { BlockType } from '@oner/shared/fountain/screenplay.ts';
import { describe, expect, it } from 'vitest';
import { isContinued, type Spoken, withContinued } from './continued.ts';
import { recogniseLine } from './recognise-line.ts';
import { recogniseTyping } from './recognise-typing.ts';

const typed = (type: BlockType, text: string, depth = 1) => recogniseTyping({ type, text, caret: text.length, depth });
const ended = (type: BlockType, text: string, names: readonly string[] = []) =>
  recogniseLine({ type, text, isKnownName: (name) => names.includes(name) });

describe('typing Fountain', () => {
  it.each(['INT.', 'ext.', 'Est.', 'INT./EXT.', 'i/e.', 'INT ', '内景 ', '外景。', '内　', '内/外 '])(
    'CLI-100 %s begins a scene heading',
    (text) => expect(typed('action', text)).toEqual({ kind: 'element', type: 'sceneHeading', from: 0, to: 0 }),
  );

  it.each(['INTERN.', 'int ', 'Ext ', 'the ext.', '...', '. ', '内心', 'E.'])('CLI-100 %s begins none', (text) =>
    expect(typed('action', text)).toBeNull(),
  );

  it.each([
    ['.k', 'sceneHeading', 1],
    ['.雨', 'sceneHeading', 1],
    ['@', 'character', 1],
    ['＠', 'character', 1],
    ['>', 'transition', 1],
    ['#', 'section', 1],
    ['=', 'synopsis', 1],
    ['~', 'lyric', 1],
    ['[[', 'note', 2],
  ] as const)('CLI-101 %s at the beginning of an action makes it %s', (text, type, to) => {
    expect(typed('action', text)).toMatchObject({ kind: 'element', type, from: 0, to });
    expect(typed('sceneHeading', text)).toMatchObject({ type, to });
    expect(typed('action', `a${text}`)).toBeNull();
    expect(typed('dialogue', text)?.kind === 'element' && text !== '~').toBe(false);
  });

  it('CLI-101 more marks go on: ## is a deeper section, == a page break behind =, > … < is centred', () => {
    expect(typed('section', '#', 1)).toMatchObject({ type: 'section', depth: 2 });
    expect(typed('section', '#', 6)).toMatchObject({ depth: 6 });
    expect(typed('synopsis', '==')).toMatchObject({ type: 'pageBreak', to: 2 });
    expect(typed('transition', 'THE END <')).toMatchObject({ type: 'centered', from: 8, to: 9 });
  });

  it('CLI-101 ^ at the end of a cue sets it beside the speech before', () => {
    expect(typed('character', 'BEN ^')).toEqual({ kind: 'dual', from: 3, to: 5 });
    expect(typed('character', '^')).toBeNull();
  });

  it('CLI-101 brackets open a parenthetical in an empty speech, and double ones a note anywhere', () => {
    expect(typed('dialogue', '(')).toMatchObject({ type: 'parenthetical', behind: ')' });
    expect(typed('dialogue', '（')).toMatchObject({ behind: '）' });
    expect(typed('dialogue', 'No (')).toBeNull();
    expect(typed('action', 'Rain [[cold]]')).toEqual({ kind: 'note', from: 5, to: 13 });
    expect(typed('action', 'Rain ]]')).toBeNull();
    expect(typed('action', 'Rain [[]]')).toBeNull();
  });

  it('CLI-102 an ended action is what it reads as: heading, transition, cue', () => {
    expect(ended('action', 'int. kitchen - day').type).toBe('sceneHeading');
    expect(ended('action', '内景 厨房 日').type).toBe('sceneHeading');
    expect(ended('action', '咖啡馆 内 日').type).toBe('sceneHeading');
    for (const line of ['CUT TO:', 'FADE OUT.', 'SMASH CUT TO BLACK.', '切至：', '淡出'])
      expect(ended('action', line)).toEqual({ type: 'transition', drop: 0, guessed: false });
    for (const line of ['ANNA', 'MRS. DALE', 'R2D2', 'OLD MAN #2 (V.O.)'])
      expect(ended('action', line)).toEqual({ type: 'character', drop: 0, guessed: true });
    for (const line of [
      'BANG!',
      'SILENCE.',
      '23',
      'Anna',
      'A LONG LINE IN CAPITALS THAT NOBODY IS CALLED',
      'LATER...',
      'FADE IN:',
    ])
      expect(ended('action', line).type).toBe('action');
  });

  it('CLI-102 a name without capitals is a cue where it speaks in this script already', () => {
    expect(ended('action', '老陈', ['老陈']).type).toBe('character');
    expect(ended('action', '老陈').type).toBe('action');
    expect(ended('action', 'anna', ['anna']).type).toBe('action');
  });

  it('CLI-102 ! keeps an action one, whatever it reads as, and brackets alone in a speech are a parenthetical', () => {
    expect(ended('action', '!INT. ROOM')).toEqual({ type: 'action', drop: 1, guessed: false });
    expect(ended('dialogue', '(low)').type).toBe('parenthetical');
    expect(ended('dialogue', '（低声）').type).toBe('parenthetical');
    expect(ended('dialogue', 'INT. ROOM').type).toBe('dialogue');
  });
});

describe('(CONT’D)', () => {
  const lines = (...written: (readonly [BlockType, string])[]): readonly Spoken[] =>
    written.map(([type, text]) => ({ type, text }));
  const anna = ['character', 'ANNA'] as const;
  const says = ['dialogue', 'Yes.'] as const;
  const rain = ['action', 'Rain.'] as const;

  it('CLI-103 who speaks on after an action in the same scene is continued', () => {
    expect(isContinued(lines(anna, says, rain, anna), 3)).toBe(true);
    expect(isContinued(lines(['character', 'ANNA (V.O.)'], says, rain, anna), 3)).toBe(true);
  });

  it('CLI-103 not at once after the own speech, after another’s, or in another scene', () => {
    expect(isContinued(lines(anna, says, anna), 2)).toBe(false);
    expect(isContinued(lines(anna, says, rain, ['character', 'BEN'], says, anna), 5)).toBe(false);
    expect(isContinued(lines(anna, says, ['sceneHeading', 'INT. X'], rain, anna), 4)).toBe(false);
    expect(isContinued(lines(anna, says, ['note', 'Later?'], anna), 3)).toBe(false);
    expect(isContinued(lines(anna), 0)).toBe(false);
  });

  it('CLI-103 the mark is put once and taken away whole', () => {
    expect(withContinued('ANNA', true)).toBe("ANNA (CONT'D)");
    expect(withContinued("ANNA (CONT'D)", true)).toBe("ANNA (CONT'D)");
    expect(withContinued('ANNA (V.O.) (CONT’D)', false)).toBe('ANNA (V.O.)');
    expect(withContinued('老陈', true)).toBe('老陈');
  });
});
