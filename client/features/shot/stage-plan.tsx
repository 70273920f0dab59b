import type { ShotId } from '@oner/shared/ids/ids.ts';
import type { Camera, SetPiece, StagedFigure } from '@oner/shared/stage/scene.ts';
import { useId } from 'react';
import { useProject } from '../../model/project.tsx';
import { useViewActions } from '../../model/view.ts';
import { classNames } from '../../ui/class-names.ts';
import { useText } from '../../ui/language.tsx';
import { useNarrow } from '../../ui/theme.ts';
import { shotMessages } from './messages.ts';
import styles from './plan.module.css';
import {
  cameraTurn,
  groundOf,
  lineShapes,
  type PlanBox,
  piecesInOrder,
  planBox,
  planTurn,
  pointsText,
  wedgeOf,
} from './plan-geometry.ts';
import type { Plan } from './use-plan.ts';
import { warningWords } from './warning-words.ts';

const Grid = ({ box }: { readonly box: PlanBox }) => {
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
};

const Piece = ({ piece }: { readonly piece: SetPiece }) => {
  const [width, , depth] = piece.size;
  const isOpening = piece.kind === 'door' || piece.kind === 'window';
  const round = piece.kind === 'tree' || piece.kind === 'lamp';
  return (
    <g transform={`translate(${piece.position[0]} ${piece.position[2]}) rotate(${planTurn(piece.heading)})`}>
      <title>{piece.label ?? piece.kind}</title>
      {round ? (
        <ellipse className={styles.piece} rx={width / 2} ry={depth / 2} />
      ) : (
        <rect
          className={isOpening ? styles.opening : styles.piece}
          x={-width / 2}
          y={-Math.max(depth, 0.08) / 2}
          width={width}
          height={Math.max(depth, 0.08)}
        />
      )}
    </g>
  );
};

const Figure = ({ figure, unit }: { readonly figure: StagedFigure; readonly unit: number }) => {
  const [x, , y] = figure.position;
  const scale = Math.max(1, unit * 26);
  return (
    <>
      <g
        className={styles.figure}
        transform={`translate(${x} ${y}) rotate(${planTurn(figure.heading)}) scale(${scale})`}
      >
        <ellipse rx={0.25} ry={0.15} />
        <path d="M-.07 .1L0 .26L.07 .1Z" />
        <circle r={0.11} />
      </g>
      <text className={styles.name} x={x + 0.3 * scale} y={y - 0.2 * scale} fontSize={unit * 13} strokeWidth={unit * 3}>
        {figure.name}
      </text>
    </>
  );
};

const CameraMark = ({
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
};

const OtherCamera = ({ shot, number, camera, unit }: Plan['others'][number] & { readonly unit: number }) => {
  const t = useText(shotMessages);
  const { id } = useProject();
  const { selectShot } = useViewActions();
  return (
    <a
      className={styles.camera}
      href={`/p/${id}/shot/${shot}`}
      aria-label={t.cameraOf(number)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        selectShot(shot, 'push');
      }}
    >
      <CameraMark camera={camera} number={number} own={false} unit={unit} />
    </a>
  );
};

/** Pixels that the plan's longer side has about, for sizes of letters and marks. */
const shownPixels = { wide: 640, narrow: 460 } as const;

const Drawing = ({ plan, number }: { readonly plan: Plan; readonly number: string }) => {
  const t = useText(shotMessages);
  const clip = useId();
  const { scene, camera, line, others } = plan;
  const box = planBox(scene, [camera, ...others.map((other) => other.camera)]);
  const unit = Math.max(box.width, box.height * 1.4) / shownPixels[useNarrow() ? 'narrow' : 'wide'];
  const ground = groundOf(scene);
  const wedge = wedgeOf(camera);
  const { ends, half } = lineShapes(line);
  const [from, to] = ends;
  const pad = unit * 18;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing with links in it cannot be an img
    <svg
      className={styles.svg}
      viewBox={`${box.left - pad} ${box.top - pad} ${box.width + 2 * pad} ${box.height + 2 * pad}`}
      role="group"
      aria-label={t.stageOf(scene.figures.map(({ name }) => name).join(', '))}
    >
      <clipPath id={clip}>
        <rect x={ground.left} y={ground.top} width={ground.width} height={ground.height} />
      </clipPath>
      <rect className={styles.ground} x={ground.left} y={ground.top} width={ground.width} height={ground.height} />
      <g clipPath={`url(#${clip})`}>
        <Grid box={box} />
        <polygon className={styles.half} points={pointsText(half)} />
      </g>
      {piecesInOrder(scene.pieces).map((piece) => (
        <Piece key={piece.id} piece={piece} />
      ))}
      {wedge !== null && <polygon className={styles.wedge} points={pointsText(wedge)} />}
      <line className={styles.axis} x1={from[0]} y1={from[1]} x2={to[0]} y2={to[1]} />
      {others.map((other) => (
        <OtherCamera key={other.shot} {...other} unit={unit} />
      ))}
      {scene.figures.map((figure) => (
        <Figure key={figure.name} figure={figure} unit={unit} />
      ))}
      <g className={classNames(styles.camera, styles.own)}>
        <CameraMark camera={camera} number={number} own unit={unit} />
      </g>
    </svg>
  );
};

/** The stage from above: who stands where, the camera and what it sees, and the scene's other cameras. */
export const StagePlan = ({ id, plan }: { readonly id: ShotId; readonly plan: Plan | null }) => {
  const t = useText(shotMessages);
  const { story } = useProject();
  const shot = story.shot(id);
  return (
    <section className={styles.plan} aria-label={t.stage}>
      {plan !== null && <Drawing plan={plan} number={shot?.number ?? ''} />}
      {plan === null && shot?.scene === null && <p className={styles.none}>{t.noStage}</p>}
      <span className={styles.tags}>
        <span className={styles.tag}>{t.stage}</span>
        <span className={classNames(styles.tag, styles.lineTag)}>{t.lineOfAction}</span>
      </span>
      {plan !== null && plan.warnings.length > 0 && (
        <p className={styles.warning}>{plan.warnings.map((warning) => warningWords(warning, t)).join(' ')}</p>
      )}
    </section>
  );
};
