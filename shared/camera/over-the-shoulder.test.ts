import { describe, expect, it } from 'vitest';
import { type PosedFigure, poseFigure } from '../stage/pose-figure.ts';
import type { Body } from '../stage/scene.ts';
import { action, person, sceneOf } from '../stage/testing/scenes.ts';
import { isCutSize } from './cut-lines.ts';
import { boundsInView, coveredByFigure, facingInView, subjectInFrame } from './project.ts';
import { solveCamera } from './solve.ts';
import { projectPoint, type View, viewOf } from './view.ts';
import type { ShotSize } from './vocabulary.ts';

const heights: Partial<Record<Body, number>> = { man: 1.8, woman: 1.65, child: 1.2 };
const pairs = [
  ['man', 'woman'],
  ['woman', 'man'],
  ['woman', 'child'],
  ['child', 'man'],
  ['man', 'man'],
] as const;
const aspects = [2.39, 1.78, 1, 0.5625] as const;

type Over = {
  readonly id: string;
  readonly size: ShotSize;
  readonly aspect: number;
  readonly equals: boolean;
  readonly view: View;
  readonly main: PosedFigure;
  readonly near: PosedFigure;
  readonly warned: readonly string[];
};

const overs = (sizes: readonly ShotSize[]): Over[] =>
  pairs.flatMap(([first, second]) =>
    [[], [action('MARA sits at the table. TEO sits.')]].flatMap((blocks) => {
      const cast = [
        person('MARA', { body: first, height: heights[first] ?? null }),
        person('TEO', { body: second, height: heights[second] ?? null }),
      ];
      const scene = sceneOf(2, { cast, blocks });
      return (['MARA', 'TEO'] as const).flatMap((name) =>
        sizes.flatMap((size) =>
          aspects.map((aspect): Over => {
            const subjects = name === 'MARA' ? ['MARA', 'TEO'] : ['TEO', 'MARA'];
            const asked = { scene, size, aspect, subjects, angle: 'eye', roll: 0, lens: 50 } as const;
            const solution = solveCamera({ ...asked, framing: 'over-the-shoulder', movement: 'static' });
            const [main, near] = subjects.map((one) => {
              const figure = solution.scene.figures.find((drawn) => drawn.name === one);
              if (!figure) throw new Error(`${one} is drawn`);
              return poseFigure(figure);
            });
            if (!main || !near) throw new Error('two are drawn');
            const equals = !(first as string).includes('child') && !(second as string).includes('child');
            const warned = solution.warnings.map(({ kind }) => kind);
            const id = `${first} ${second} ${blocks.length === 0 ? 'standing' : 'sitting'} ${name} ${size} ${aspect}`;
            return { id, size, aspect, equals, view: viewOf(solution.camera), main, near, warned };
          }),
        ),
      );
    }),
  );

const frames = overs(['CU', 'MCU', 'MS', 'CS']).filter(({ warned }) => !warned.includes('framing-replaced'));
const failing = (check: (one: Over) => boolean): readonly string[] =>
  frames.filter((one) => !check(one)).map(({ id }) => id);

const clamped = (value: number): number => Math.min(1, Math.max(-1, value));
const inside = (low: number, high: number): number => (clamped(high) - clamped(low)) / (high - low);

describe('over the shoulder', () => {
  it('CAM-8 such a frame is found for men, women and children, standing and sitting, in wide and narrow frames', () => {
    expect(frames.length).toBeGreaterThan(300);
    expect(overs(['MCU', 'MS']).filter(({ equals, warned }) => equals && warned.includes('framing-replaced'))).toEqual(
      [],
    );
  });

  it('CAM-8 head, nape and shoulder of the near figure are in the picture, seen from behind', () => {
    expect(
      failing(({ view, near, size }) => {
        const { left, right, bottom, top } = boundsInView(view, near.headHull);
        const { leftShoulder, rightShoulder, neck } = near.points;
        const inner = [leftShoulder, rightShoulder]
          .map((point) => projectPoint(view, point))
          .toSorted((a, b) => Math.abs(a[0]) - Math.abs(b[0]))[0];
        const shoulder = inner !== undefined && Math.abs(inner[0]) < 1 && inner[1] > -1;
        const nape = projectPoint(view, neck)[1] > -1;
        const head = inside(left, right) > 0.25 && inside(bottom, top) > 0.4;
        return head && Math.abs(facingInView(view, near)) > 112 && (size === 'CU' || (shoulder && nape));
      }),
    ).toEqual([]);
  });

  it('CAM-8 in wide frames most of the near head’s width is in the picture: it is no ear', () => {
    expect(
      failing(({ view, near, aspect }) => {
        const { left, right, bottom, top } = boundsInView(view, near.headHull);
        return aspect < 1.7 || (inside(left, right) > 0.6 && inside(bottom, top) > 0.5);
      }),
    ).toEqual([]);
  });

  it('CAM-8 the near figure stands at one edge, its head 0.1 to 0.35 of the width, itself 0.4 of the frame at most', () => {
    expect(
      failing(({ view, near }) => {
        const { left, right } = boundsInView(view, near.headHull);
        const share = (clamped(right) - clamped(left)) / 2;
        const atEdge = Math.abs(left + right) / 2 > 0.3;
        return atEdge && share > 0.1 && share < 0.35 && coveredByFigure(view, near) <= 0.4;
      }),
    ).toEqual([]);
  });

  it('CAM-8 the far face is free, and turned to the camera', () => {
    expect(
      failing(({ view, main, near }) => {
        const { visible, facing } = subjectInFrame(view, main, { figures: [near, main], solids: [] });
        return visible > 0.9 && Math.abs(facing) < 60;
      }),
    ).toEqual([]);
  });

  it('CAM-8 who has turned their back on the other is seen from before, and that is said', () => {
    const scene = sceneOf(2);
    const figures = scene.figures.map((figure) =>
      figure.name === 'TEO' ? { ...figure, heading: figure.heading + Math.PI, gaze: null } : figure,
    );
    const asked = { size: 'MCU', aspect: 1.78, subjects: ['MARA', 'TEO'], angle: 'eye', roll: 0, lens: 50 } as const;
    const {
      warnings,
      camera,
      scene: drawn,
    } = solveCamera({
      ...asked,
      ...{ scene: { ...scene, figures }, framing: 'over-the-shoulder', movement: 'static' },
    });
    expect(warnings.map(({ kind }) => kind)).toContain('framing-replaced');
    const mara = drawn.figures.find(({ name }) => name === 'MARA');
    expect(mara && Math.abs(facingInView(viewOf(camera), poseFigure(mara)))).toBeLessThan(60);
  });

  it('CAM-8 the wider, the more of both is seen: a size is never tighter than was asked', () => {
    expect(frames.filter(({ size, warned }) => isCutSize(size) && warned.includes('size-tightened'))).toEqual([]);
  });
});
