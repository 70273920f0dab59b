import type { Camera, SetPiece, StagedFigure } from '@oner/shared/stage/scene.ts';
import { memo } from 'react';
import { classNames } from '../../../ui/class-names.ts';
import styles from './plan.module.css';
import { cameraTurn, type PlanBox, planTurn } from './plan-geometry.ts';

/** Lines a metre apart. */
export const Grid = memo(({ box }: { readonly box: PlanBox }) => {
  const lines = (from: number, length: number): readonly number[] =>
    Array.from({ length: Math.floor(from + length) - Math.ceil(from) + 1 }, (_, index) => Math.ceil(from) + index);
  return (
    <g className={styles.grid}>
      {lines(box.left, box.width).map((x) => (
        <path key={x} className={styles.grid} d={`M${x} ${box.top}v${box.height}`} />
      ))}
      {lines(box.top, box.height).map((y) => (
        <path key={y} className={styles.grid} d={`M${box.left} ${y}h${box.width}`} />
      ))}
    </g>
  );
});

const round = new Set<SetPiece['kind']>(['tree', 'lamp']);
const openings = new Set<SetPiece['kind']>(['door', 'window']);

/** The least depth that a piece is drawn with, metres: a wall of no depth could not be caught. */
const thinnest = 0.08;

export const PieceShape = memo(({ piece, chosen }: { readonly piece: SetPiece; readonly chosen: boolean }) => {
  const [width, , deep] = piece.size;
  const depth = Math.max(deep, thinnest);
  const look = classNames(
    openings.has(piece.kind) ? styles.opening : styles.piece,
    piece.kind === 'ground' && styles.sheetOnGround,
    chosen && styles.chosen,
  );
  return (
    <g transform={`translate(${piece.position[0]} ${piece.position[2]}) rotate(${planTurn(piece.heading)})`}>
      {round.has(piece.kind) ? (
        <ellipse className={look} rx={width / 2} ry={depth / 2} />
      ) : (
        <rect className={look} x={-width / 2} y={-depth / 2} width={width} height={depth} />
      )}
      {piece.kind === 'stairs' && <path className={styles.stroke} d={`M0 ${depth / 2}V${-depth / 2}`} />}
    </g>
  );
});

const figureScale = (unit: number): number => Math.max(1, unit * 26);

export const FigureShape = memo(
  ({ figure, unit, chosen }: { readonly figure: StagedFigure; readonly unit: number; readonly chosen: boolean }) => {
    const [x, , y] = figure.position;
    return (
      <g
        className={classNames(styles.figure, chosen && styles.chosen)}
        transform={`translate(${x} ${y}) rotate(${planTurn(figure.heading)}) scale(${figureScale(unit)})`}
      >
        <circle className={styles.hit} r={0.34} />
        <ellipse rx={0.25} ry={0.15} />
        <path d="M-.07 .1L0 .26L.07 .1Z" />
        <circle r={0.11} />
      </g>
    );
  },
);

/** Names stand over everything, and catch no pointer. */
export const FigureName = memo(({ figure, unit }: { readonly figure: StagedFigure; readonly unit: number }) => {
  const [x, , y] = figure.position;
  const scale = figureScale(unit);
  return (
    <text className={styles.name} x={x + 0.3 * scale} y={y - 0.2 * scale} fontSize={unit * 13} strokeWidth={unit * 3}>
      {figure.name}
    </text>
  );
});

/** A camera from above; one that looks straight down is a disc. */
export const CameraShape = memo(
  ({
    camera,
    number,
    own,
    unit,
  }: {
    readonly camera: Camera;
    readonly number: string;
    readonly own: boolean;
    readonly unit: number;
  }) => {
    const turn = cameraTurn(camera);
    return (
      <g transform={`translate(${camera.position[0]} ${camera.position[2]}) scale(${unit})`}>
        <rect x="-14" y="-12" width="48" height="24" fill="transparent" />
        <g transform={turn === null ? undefined : `rotate(${turn})`}>
          {turn === null ? <circle r="8" /> : <path d="M-9 -6.5H5V6.5H-9ZM5 -2.5L13 -7V7L5 2.5Z" />}
        </g>
        <text x={own ? 15 : 14} y="5" fontSize="13" strokeWidth="3">
          {number}
        </text>
      </g>
    );
  },
);
