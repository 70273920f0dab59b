import { describe, expect, it } from 'vitest';
import { readFountain } from './read-fountain.ts';
import type { Block } from './screenplay.ts';
import { writeFountain } from './write-fountain.ts';

const marked = ({ text, marks }: Block['runs'][number]): string =>
  marks.length === 0 ? text : `{${marks.join()}|${text}}`;
const named = (block: Block): string => {
  const extra = [block.number, block.depth, block.dual].filter((part) => part !== undefined).join();
  return `${block.type}${extra === '' ? '' : `(${extra})`}: ${block.runs.map(marked).join('')}`;
};
/** The blocks of a text, one a line, with marks in braces. */
const read = (text: string): readonly string[] => readFountain(text).blocks.map(named);
/** What a script keeps when it is written and read again. */
const again = (text: string): readonly string[] => read(writeFountain(readFountain(text)));

const keeps = (text: string, blocks: readonly string[]): void => {
  expect(read(text)).toEqual(blocks);
  expect(again(text)).toEqual(blocks);
};

describe('headings', () => {
  it.each([
    ['.SNIPER SCOPE POV', 'sceneHeading: SNIPER SCOPE POV'],
    ['.1st floor', 'sceneHeading: 1st floor'],
    ['.内部', 'sceneHeading: 内部'],
    ['...and then', 'action: ...and then'],
    ['. x', 'action: . x'],
  ])('FTN-6 %s', (text, block) => keeps(`Before.\n\n${text}\n\nAfter.`, ['action: Before.', block, 'action: After.']));

  it('FTN-6 needs a blank line before', () => {
    keeps('Words\nINT. BAR - DAY\n\nMore.', ['action: Words\nINT. BAR - DAY', 'action: More.']);
  });

  it.each([
    ['INT. BAR - DAY #1#', '(1): INT. BAR - DAY'],
    ['INT. BAR - DAY #1A#', '(1A): INT. BAR - DAY'],
    ['INT. BAR - DAY #1a#', '(1a): INT. BAR - DAY'],
    ['INT. BAR - DAY #A1#', '(A1): INT. BAR - DAY'],
    ['INT. BAR - DAY #I-1-A#', '(I-1-A): INT. BAR - DAY'],
    ['INT. BAR - DAY #1.#', '(1.): INT. BAR - DAY'],
    ['INT. BAR - DAY #110A#', '(110A): INT. BAR - DAY'],
    ['INT. ROOM #237 #42#', '(42): INT. ROOM #237'],
    ['INT. ROOM #1# #42#', '(42): INT. ROOM #1#'],
    ['.ROOF #7#', '(7): ROOF'],
    ['INT. BAR #no way#', ': INT. BAR #no way#'],
    ['INT. BAR ##', ': INT. BAR ##'],
    ['INT. BAR #7', ': INT. BAR #7'],
    ['INT. BAR #7# now', ': INT. BAR #7# now'],
  ])('FTN-7 numbers %s', (text, heading) => keeps(text, [`sceneHeading${heading}`]));
});

describe('a heading with text right below', () => {
  it('FTN-26 is one when it is in capitals or Chinese, as many scripts write it', () => {
    keeps('INT. BAR - DAY\nAnna waits.', ['sceneHeading: INT. BAR - DAY', 'action: Anna waits.']);
    keeps('内景 咖啡馆 日\n小明等着。', ['sceneHeading: 内景 咖啡馆 日', 'action: 小明等着。']);
  });

  it('FTN-26 is action otherwise', () => {
    keeps('Ext. 12 rings\nand nobody answers.', ['action: Ext. 12 rings\nand nobody answers.']);
    keeps('外 面下着雨\n没人。', ['action: 外 面下着雨\n没人。']);
  });
});

describe('action', () => {
  it('FTN-8 is the default; ! forces it', () => {
    keeps('!INT. BAR - DAY\n\n!SCANNING THE AISLES...\nWhere is it?', [
      'action: INT. BAR - DAY',
      'action: SCANNING THE AISLES...\nWhere is it?',
    ]);
  });

  it('FTN-8 keeps leading spaces, takes a tab for four, and preserves every blank line', () => {
    keeps('One.\n\n    Two.\n\n\tThree.\n\n\n\nFour.', [
      'action: One.',
      'action:     Two.',
      'action:     Three.',
      'action: ',
      'action: ',
      'action: Four.',
    ]);
  });
});

describe('speech', () => {
  it.each([
    ['R2D2', 'character: R2D2'],
    ['HANS (on the radio)', 'character: HANS (on the radio)'],
    ["MOM (O. S.) (CONT'D)", "character: MOM (O. S.) (CONT'D)"],
    ['@McCLANE', 'character: McCLANE'],
    ['@小明', 'character: 小明'],
    ['ÉLODIE', 'character: ÉLODIE'],
  ])('FTN-9 %s is a cue', (cue, block) => keeps(`${cue}\nBeep.`, [block, 'dialogue: Beep.']));

  it.each([
    ['23\nBeep.', 'action: 23\nBeep.'],
    ['Anna\nBeep.', 'action: Anna\nBeep.'],
    ['ANNA\n\nBeep.', 'action: ANNA|action: Beep.'],
    ['She says\nANNA\nBeep.', 'action: She says\nANNA\nBeep.'],
  ])('FTN-9 %j has no cue', (text, blocks) => keeps(text, blocks.split('|')));

  it('FTN-10 brackets on their own line in a speech are a parenthetical, elsewhere action', () => {
    keeps('ANNA\n(low)\nYes.\n(beat)\nNo.\n\n(not now)', [
      'character: ANNA',
      'parenthetical: (low)',
      'dialogue: Yes.',
      'parenthetical: (beat)',
      'dialogue: No.',
      'action: (not now)',
    ]);
  });

  it('FTN-11 keeps line breaks; a line of two spaces is an empty line of the speech', () => {
    keeps('ANNA\nOne,\ntwo.\n  \nThree.\n\nShe goes.', [
      'character: ANNA',
      'dialogue: One,\ntwo.\n\nThree.',
      'action: She goes.',
    ]);
  });

  it('FTN-12 ^ sets a cue beside the one before, also a forced one', () => {
    const dual = ['character(left): ANNA', 'dialogue: Now!', 'character(right): Bo', 'dialogue: Now!'];
    keeps('ANNA\nNow!\n\n@Bo ^\nNow!', dual);
  });

  it('FTN-12 without a speech before it is a normal cue', () => {
    keeps('She looks.\n\nANNA ^\nNow!', ['action: She looks.', 'character: ANNA', 'dialogue: Now!']);
  });

  it('FTN-13 ~ is a lyric, in a speech or alone', () => {
    keeps('~Willy Wonka!\n~The amazing', ['lyric: Willy Wonka!\nThe amazing']);
    keeps('ANNA\n~La la\nSorry.', ['character: ANNA', 'lyric: La la', 'dialogue: Sorry.']);
  });
});

describe('lines of their own kind', () => {
  it('FTN-14 > and < centre, spaces inside do not count', () => {
    keeps('>   THE END  <\n\n> one <\n> two <', ['centered: THE END', 'centered: one\ntwo']);
  });

  it('FTN-15 capitals that end in TO: between blank lines are a transition, > forces one', () => {
    keeps('He goes.\n\nCUT TO:\n\n> Burn to white.\n\nFADE OUT.', [
      'action: He goes.',
      'transition: CUT TO:',
      'transition: Burn to white.',
      'action: FADE OUT.',
    ]);
  });

  it.each(['He goes.\n\nCUT TO: \n\nMore.', 'He goes.\n\nCut to:\n\nMore.'])('FTN-15 %j has none', (text) => {
    expect(read(text)[1]).toMatch(/^action: C/i);
    expect(again(text)[1]).toMatch(/^action: C/i);
  });

  it('FTN-18 three equals signs or more break the page', () => {
    keeps('One.\n\n===\n\nTwo.\n\n=======\n\n== not', [
      'action: One.',
      'pageBreak: ',
      'action: Two.',
      'pageBreak: ',
      'synopsis: = not',
    ]);
  });

  it('FTN-19 # is a section by depth, = a synopsis', () => {
    keeps('# Act One\n\n### Beat\n\n= They meet.\n\nINT. BAR - DAY', [
      'section(1): Act One',
      'section(3): Beat',
      'synopsis: They meet.',
      'sceneHeading: INT. BAR - DAY',
    ]);
  });

  it('FTN-19 a section or synopsis right above a heading stands apart from it', () => {
    keeps('# Act One\n= They meet.\nINT. BAR - DAY\n\nx', [
      'section(1): Act One',
      'synopsis: They meet.',
      'sceneHeading: INT. BAR - DAY',
      'action: x',
    ]);
  });
});

describe('emphasis', () => {
  it.each([
    ['*i* **b** ***bi*** _u_', '{italic|i} {bold|b} {bold,italic|bi} {underline|u}'],
    ['**bold and *both* on**', '{bold|bold and }{bold,italic|both}{bold| on}'],
    ['_under **both**_ x', '{underline|under }{bold,underline|both} x'],
    ['He dialed *69 and then *23, and hung up.', 'He dialed *69 and then *23, and hung up.'],
    ['He dialed *69 and then 23*, and hung up.', 'He dialed {italic|69 and then 23}, and hung up.'],
    ['a * b * c', 'a * b * c'],
    ['\\*stars\\* and \\_lines\\_', '*stars* and _lines_'],
    ['back\\slash', 'back\\slash'],
    ['open *never closed', 'open *never closed'],
  ])('FTN-16 %s', (text, runs) => keeps(text, [`action: ${runs}`]));

  it('FTN-17 never goes on across a line break', () => {
    keeps('one *two\nthree* four', ['action: one *two\nthree* four']);
  });

  it('FTN-17 a title, a cue and a heading carry emphasis too', () => {
    keeps('*ANNA*\n**Yes.**', ['character: {italic|ANNA}', 'dialogue: {bold|Yes.}']);
  });
});

describe('notes and boneyards', () => {
  it('FTN-20 a note is inline or stands alone, and may span lines', () => {
    keeps('He [[why?]] goes.\n\n[[one\ntwo]]\n\nMore.', [
      'action: He {note|why?} goes.',
      'note: one\ntwo',
      'action: More.',
    ]);
  });

  it('FTN-20 a blank line breaks a note, a line of two spaces joins it', () => {
    expect(read('[[one\n\ntwo]]')).toEqual(['action: [[one', 'action: two]]']);
    keeps('[[one\n  \ntwo]]', ['note: one\n\ntwo']);
  });

  it('FTN-20 a note beside a heading leaves it a heading', () => {
    keeps('INT. BAR - DAY [[new set]]\n\nx', [
      'sceneHeading: INT. BAR - DAY {note| new set}'.replace(' new', 'new'),
      'action: x',
    ]);
  });

  it('FTN-21 a boneyard hides part of a line, lines and blank lines; what follows it survives', () => {
    keeps('One /* two */ three.\n\n/*\nINT. OLD\n\nGone.\n*/\n\nFour.', [
      'action: One {boneyard| two } three.',
      'boneyard: \nINT. OLD\n\nGone.\n',
      'action: Four.',
    ]);
    expect(read('/* a\n\nb */ after.')).toEqual(['action: {boneyard| a\n\nb } after.']);
  });

  it('FTN-21 a boneyard without its end stays text and swallows nothing', () => {
    keeps('One.\n\n/* two\n\nINT. BAR - DAY\n\nThree.', [
      'action: One.',
      'action: /* two',
      'sceneHeading: INT. BAR - DAY',
      'action: Three.',
    ]);
  });
});

describe('what was typed', () => {
  it.each([
    '[[open',
    'close]]',
    '*/ end',
    '(ANNA',
    '> right',
    '<left',
    '^',
    '@',
    '~',
    '.',
    '!',
    '**',
    '____',
    '\\',
    '#',
    '= ',
  ])('FTN-22 %j shows as typed and loses nothing', (text) => {
    const bare = (words: string) => words.replace(/[\s>#=~@!]/g, '');
    const shown = readFountain(`Before.\n\n${text}\n\nAfter.`)
      .blocks.map(({ runs }) => runs.map((run) => run.text).join(''))
      .join('');
    expect(bare(shown)).toBe(bare(`Before.${text}After.`));
  });

  it('FTN-23 never turns quotes, dashes or dots into others', () => {
    const text = `"It's" -- he said... 'so' - “yes” — …`;
    keeps(text, [`action: ${text}`]);
  });

  it('FTN-24 application blocks at the end survive', () => {
    const tail = '/* If you see this, ignore.\n\nBEAT:\n{"a": [1, 2], "b": "*/"}';
    const block = '/*\nBEAT:\n{"Revision": {"x": [1]}}\n\nEND_BEAT\n*/';
    keeps(`FADE IN:\n\n${block}`, ['action: FADE IN:', 'boneyard: \nBEAT:\n{"Revision": {"x": [1]}}\n\nEND_BEAT\n']);
    expect(read(tail).join('')).toContain('BEAT:');
  });

  it('FTN-27 line ends of any system and a byte order mark read alike', () => {
    const text = 'INT. BAR - DAY\n\nANNA\nYes.\n';
    expect(read(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).toEqual(read(text));
    expect(read(text.replaceAll('\n', '\r'))).toEqual(read(text));
  });
});

describe('Chinese', () => {
  it('FTN-25 full-width forms count as their ASCII ones', () => {
    const text =
      '标题：钥匙\n作者：一镜\n\nINT。 咖啡馆 - 日\n\n@小明（画外音）\n（轻声）\n你来了。\n\n阿丽\n（笑）\n来了。';
    const blocks = [
      'sceneHeading: INT。 咖啡馆 - 日',
      'character: 小明（画外音）',
      'parenthetical: （轻声）',
      'dialogue: 你来了。',
      'character: 阿丽',
      'parenthetical: （笑）',
      'dialogue: 来了。',
    ];
    keeps(text, blocks);
    expect(readFountain(text).titlePage).toEqual([
      { key: '标题', values: ['钥匙'] },
      { key: '作者', values: ['一镜'] },
    ]);
  });
});
