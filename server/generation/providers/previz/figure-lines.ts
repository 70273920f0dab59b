/** Inks the lines that lie on figures: seams and buttons of clothes, locks of hair. */
import type { Vec3 } from '@oner/shared/stage/scene.ts';
import type { FrameFigure } from './frame-scene.ts';
import { inkSetLine, type LineFacts } from './set-lines.ts';
import { f32 } from './typed-reads.ts';

/** A head of this height on the screen has its lines at their full width, px. */
const fullHead = 150;

const inkFigure = (facts: LineFacts, { mesh, skinned, headPixels }: FrameFigure): void => {
  const p = skinned.positions;
  const at = (vertex: number): Vec3 => [f32(p, vertex * 3), f32(p, vertex * 3 + 1), f32(p, vertex * 3 + 2)];
  const weight = Math.min(1.5, Math.max(0.55, (headPixels / fullHead) ** 0.4));
  for (const { vertices, width, strength, from } of mesh.strokes) {
    if (headPixels < from) continue;
    for (let index = 0; index + 1 < vertices.length; index++) {
      const [a, b] = [at(vertices[index] ?? 0), at(vertices[index + 1] ?? 0)];
      inkSetLine(facts, { from: a, to: b, width: width * weight, strength });
    }
  }
};

export const inkFigureLines = (facts: LineFacts, figures: readonly FrameFigure[]): void => {
  for (const figure of figures) if (figure.inSight) inkFigure(facts, figure);
};
