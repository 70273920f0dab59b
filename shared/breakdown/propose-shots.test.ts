import { expect, it } from 'vitest';
import { parseHeading } from '../fountain/heading.ts';
import type { BlockType } from '../fountain/screenplay.ts';
import { blockIdSchema } from '../ids/ids.ts';
import { proposeShots } from './propose-shots.ts';

const scene = (language: string, ...lines: readonly (readonly [BlockType, string])[]) =>
  proposeShots({
    heading: parseHeading(lines[0]?.[1] ?? ''),
    blocks: lines.map(([type, text], index) => ({ id: blockIdSchema.parse(`b${index}`), type, text })),
    language,
    cast: [],
  });

const english = () =>
  scene(
    'en',
    ['sceneHeading', 'EXT. PIER - NIGHT'],
    ['action', 'Fog. ANNA waits for BO.'],
    ['character', 'ANNA'],
    ['dialogue', 'You came.'],
    ['character', 'BO'],
    ['dialogue', 'You called me and I came as I always do.'],
    ['note', 'cut this?'],
    ['action', 'He holds out a LETTER.'],
    ['action', 'A horn HONKS far away.'],
    ['transition', 'CUT TO:'],
  );

it('BRK-1 opens an exterior with an establishing master', () => {
  expect(english()[0]).toMatchObject({ size: 'EST', framing: 'master', subjects: ['ANNA', 'BO'], lens: 18 });
});

it('BRK-2 looks over the listener to who says most', () => {
  expect(english()[1]).toMatchObject({ framing: 'over-the-shoulder', subjects: ['BO', 'ANNA'] });
});

it('BRK-3 cuts to a thing and to who hears a sound', () => {
  expect(english().map((shot) => shot.framing)).toEqual(['master', 'over-the-shoulder', 'insert', 'reaction']);
});

it('BRK-4 shoots neither notes nor transitions', () => {
  const ends = english().flatMap((shot) => [shot.start.block, shot.end.block]);
  expect(ends).not.toContain('b6');
  expect(ends).not.toContain('b9');
});

it('BRK-5 is deterministic and speaks the script’s language', () => {
  const chinese = () =>
    scene(
      'zh-CN',
      ['sceneHeading', '内景 咖啡馆 日'],
      ['character', '马拉'],
      ['dialogue', '你来了。'],
      ['character', '特奥'],
      ['dialogue', '它一直拴在我身上，你知道的。'],
    );
  expect(chinese()).toEqual(chinese());
  expect(chinese()[1]?.description).toBe('过马拉肩看特奥：“它一直拴在我身上，你知道的。”');
});
