import type { ShotMove } from '@oner/shared/document/commands/shots.ts';
import type { SceneId, ShotId } from '@oner/shared/ids/ids.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BoardOutline } from '../../model/board-outline.ts';
import { extendTo, noSelection, selectOnly, targetsOf, toggleShot } from '../../model/shot-selection.ts';
import { columnsIn, type GridKey, gridKeys, rowsOf, stepInGrid } from './grid-layout.ts';
import { landingAt, moveOfLanding, stepMove } from './reorder.ts';

const shots = (names: string): readonly ShotId[] => [...names] as unknown as readonly ShotId[];
const scene = (name: string): SceneId => name as SceneId;
const [a, b, c] = shots('abc') as [ShotId, ShotId, ShotId];
const board: BoardOutline = [
  { scene: scene('1'), shots: shots('abc') },
  { scene: scene('2'), shots: [] },
  { scene: scene('3'), shots: shots('de') },
  { scene: null, shots: shots('u') },
];

/** What the board shows after a move, as the document would have it. */
const after = (outline: BoardOutline, move: ShotMove): readonly (readonly ShotId[])[] =>
  outline.map((section) => {
    const keep = (shot: ShotId): boolean => !move.shots.includes(shot);
    const place = move.place ?? { at: 'end' as const };
    if (section.scene !== move.scene) return section.shots.filter(keep);
    const beside = place.at === 'before' || place.at === 'after' ? section.shots.indexOf(place.shot) : -1;
    const target = beside < 0 ? section.shots.length : beside + (place.at === 'after' ? 1 : 0);
    return [...section.shots.slice(0, target).filter(keep), ...move.shots, ...section.shots.slice(target).filter(keep)];
  });

describe('moving shots', () => {
  it('CLI-62 shifts shots by a place, and over the edge of a scene into the next', () => {
    const step = (moved: string, by: number) => {
      const move = stepMove(board, shots(moved), by);
      return move === null
        ? null
        : after(board, move)
            .map((row) => row.join(''))
            .join('|');
    };
    expect(step('a', 1)).toBe('bac||de|u');
    expect(step('c', -1)).toBe('acb||de|u');
    expect(step('c', 1)).toBe('ab|c|de|u');
    expect(step('d', -1)).toBe('abc|d|e|u');
    expect(step('a', -1)).toBeNull();
    expect(step('e', 1)).toBeNull();
    expect(step('u', -1)).toBe('abc||deu|');
    expect(step('ac', 1)).toBe('bac||de|u');
  });

  it('CLI-63 never loses, doubles or turns over a shot, whatever is moved wherever', () => {
    const outline = fc
      .array(fc.nat(5), { minLength: 1, maxLength: 5 })
      .map((sizes): BoardOutline => {
        let next = 0;
        return sizes.map((size, index) => ({
          scene: scene(String(index)),
          shots: Array.from({ length: size }, () => `s${next++}` as ShotId),
        }));
      })
      .filter((sections) => sections.some((section) => section.shots.length > 0));
    fc.assert(
      fc.property(
        outline,
        fc.nat(),
        fc.constantFrom(-3, -1, 1, 3),
        fc.nat(),
        fc.boolean(),
        (sections, seed, by, to, before) => {
          const order = sections.flatMap((section) => section.shots);
          const moved = order.filter((_, index) => (seed >> (index % 20)) & 1);
          if (moved.length === 0) return;
          const beside = order[to % order.length] as ShotId;
          const landing = { kind: 'beside', shot: beside, side: before ? 'before' : 'after' } as const;
          for (const move of [stepMove(sections, moved, by), moveOfLanding(sections, moved, landing)]) {
            if (move === null) continue;
            const shown = after(sections, move);
            expect(shown.flat().sort()).toEqual(order.toSorted());
            const target = shown[sections.findIndex((section) => section.scene === move.scene)] ?? [];
            const at = target.indexOf(moved[0] as ShotId);
            expect(target.slice(at, at + moved.length)).toEqual(moved);
            const others = (list: readonly ShotId[]): readonly ShotId[] => list.filter((shot) => !moved.includes(shot));
            expect(shown.map(others)).toEqual(sections.map((section) => others(section.shots)));
          }
        },
      ),
    );
  });

  it('CLI-64 lands on the side of the nearest card at which the pointer is', () => {
    const box = (shot: ShotId, left: number, top: number) => ({ shot, left, top, right: left + 100, bottom: top + 60 });
    const boxes = [box(a, 0, 0), box(b, 110, 0), box(c, 0, 80)];
    expect(landingAt(boxes, { x: 20, y: 30 }, false)).toEqual({ kind: 'beside', shot: a, side: 'before' });
    expect(landingAt(boxes, { x: 104, y: 30 }, false)).toEqual({ kind: 'beside', shot: a, side: 'after' });
    expect(landingAt(boxes, { x: 300, y: 90 }, false)).toEqual({ kind: 'beside', shot: c, side: 'after' });
    expect(landingAt(boxes, { x: 50, y: 55 }, true)).toEqual({ kind: 'beside', shot: a, side: 'after' });
    expect(landingAt([], { x: 0, y: 0 }, false)).toBeNull();
  });

  it('CLI-64 writes nothing where everything would stay in place, and lands no shot among those without a scene', () => {
    expect(moveOfLanding(board, [b], { kind: 'beside', shot: a, side: 'after' })).toBeNull();
    expect(moveOfLanding(board, [b], { kind: 'beside', shot: b, side: 'before' })).toBeNull();
    expect(moveOfLanding(board, [a], { kind: 'beside', shot: shots('u')[0] as ShotId, side: 'after' })).toBeNull();
    expect(moveOfLanding(board, [a], { kind: 'in', scene: scene('2') })).toEqual({ shots: [a], scene: scene('2') });
  });
});

describe('choosing shots', () => {
  const order = shots('abcde');

  it('CLI-65 draws a range from the anchor both ways, toggles single shots, and acts in board order', () => {
    const range = extendTo(selectOnly(c), a, order);
    expect([...range.shots]).toEqual(shots('abc'));
    expect([...extendTo(range, order[4] as ShotId, order).shots]).toEqual(shots('cde'));
    const two = toggleShot(toggleShot(noSelection, c), a);
    expect(targetsOf(two, a, order)).toEqual(shots('ac'));
    expect(targetsOf(toggleShot(two, c), a, order)).toEqual([a]);
  });

  it('CLI-65 acts on the current shot alone when it is not among the chosen, and on none that is gone', () => {
    expect(targetsOf(selectOnly(a), b, order)).toEqual([b]);
    expect(targetsOf(selectOnly(a), null, order)).toEqual([a]);
    expect(targetsOf(selectOnly(a), null, shots('bc'))).toEqual([]);
    expect(targetsOf(noSelection, shots('z')[0] as ShotId, order)).toEqual([]);
  });
});

describe('the grid', () => {
  it('CLI-66 fits as many cards as their least width allows, and at least one', () => {
    expect([columnsIn(1408, 216), columnsIn(368, 216), columnsIn(100, 216)]).toEqual([6, 1, 1]);
  });

  it('CLI-66 goes along rows with left and right, and keeps the column up and down, over headings and empty scenes', () => {
    const rows = rowsOf(board, 2, true);
    const go = (from: string, key: GridKey) => stepInGrid(rows, from as ShotId, key);
    expect(rows.map((row) => row.kind).join(' ')).toBe('head cards cards head empty head cards head cards');
    expect([go('b', 'ArrowDown'), go('c', 'ArrowDown'), go('e', 'ArrowUp'), go('a', 'ArrowUp')]).toEqual([
      'c',
      'd',
      'c',
      'a',
    ]);
    expect([
      go('b', 'ArrowRight'),
      go('d', 'ArrowLeft'),
      go('u', 'ArrowRight'),
      go('e', 'Home'),
      go('a', 'End'),
    ]).toEqual(['c', 'c', 'u', 'a', 'u']);
  });

  it('CLI-66 always lands on a card of the board', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...gridKeys),
        fc.constantFrom(...'abcdeuz'),
        fc.integer({ min: 1, max: 5 }),
        (key, from, columns) => {
          expect('abcdeu').toContain(stepInGrid(rowsOf(board, columns, true), from as ShotId, key));
        },
      ),
    );
  });
});
