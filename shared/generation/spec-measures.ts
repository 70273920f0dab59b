/** How exactly a frame is what its shot asks for: the numbers that the camera's rules are held to. */
import { cutLineOf, isCutSize } from '../camera/cut-lines.ts';
import { isUpright } from '../camera/fit.ts';
import { coveredByFigure } from '../camera/project.ts';
import { pitchOf, projectPoint, toFrame, viewOf } from '../camera/view.ts';
import { type PosedFigure, poseFigure } from '../stage/pose-figure.ts';
import { degrees } from '../stage/vec3.ts';
import type { StagedSpec } from './spec.ts';

export type Measures = {
  /** Degrees that the camera looks up; negative looks down. */
  readonly pitch: number;
  /** Degrees; positive leans the horizon down to frame right. */
  readonly roll: number;
  /**
   * Where in the frame the point of the body lies that the size cuts at, and where it should: 0 is the top, 1 the lower edge.
   * Null for sizes that show whole bodies, bodies that lie along the view, and shots of nobody.
   */
  readonly cut: { readonly name: string; readonly at: number; readonly wanted: number } | null;
  /** Over the shoulder: the share of the frame that the near figure covers, 0..1. */
  readonly near: { readonly name: string; readonly covers: number } | null;
};

const posed = ({ staged }: StagedSpec, name: string | undefined): PosedFigure | null => {
  const figure = staged.scene.figures.find((one) => one.name === name);
  return figure ? poseFigure(figure) : null;
};

const cutOf = (spec: StagedSpec): Measures['cut'] => {
  const { framing, subjects, staged } = spec;
  const main = posed(spec, subjects[framing.framing === 'point-of-view' ? 1 : 0]);
  if (!main || !isCutSize(framing.size) || framing.framing === 'insert') return null;
  const view = viewOf(staged.camera);
  const line = cutLineOf(main, framing.size, view.up);
  if (!isUpright(view, line)) return null;
  const [x, y] = projectPoint(view, line.cut);
  return { name: main.figure.name, at: toFrame(x, y)[1], wanted: toFrame(0, line.cutAt)[1] };
};

const nearOf = (spec: StagedSpec): Measures['near'] => {
  if (spec.framing.framing !== 'over-the-shoulder') return null;
  const near = posed(spec, spec.subjects[1]);
  return near && { name: near.figure.name, covers: coveredByFigure(viewOf(spec.staged.camera), near) };
};

export const measuresOf = (spec: StagedSpec): Measures => {
  const { camera } = spec.staged;
  return { pitch: pitchOf(camera), roll: degrees(camera.roll), cut: cutOf(spec), near: nearOf(spec) };
};
