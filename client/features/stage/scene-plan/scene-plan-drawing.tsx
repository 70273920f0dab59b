import type { LineOfAction } from '@oner/shared/camera/line-of-action.ts';
import type { CameraSetup } from '@oner/shared/camera/setups.ts';
import type { ShotId } from '@oner/shared/ids/ids.ts';
import type { Camera, StagedScene } from '@oner/shared/stage/scene.ts';
import { type RefObject, useId } from 'react';
import { useText } from '../../../ui/language.tsx';
import { stageMessages } from '../messages.ts';
import {
  cameraTurn,
  groundOf,
  horizontalFieldOfView,
  lineShapes,
  piecesInOrder,
  planBox,
  planTurn,
} from '../plan/plan-geometry.ts';

/** Ink and paper: the sheet is printed, and saved as a file of its own, so nothing of it is left to a stylesheet. */
const ink = { black: '#1c1a17', grey: '#8a857c', light: '#d9d5cc', blue: '#14548a', line: '#b5301c' } as const;
const letters = 'Inter, Helvetica, Arial, sans-serif';

/** A camera farther out of the set than this, metres, would make all others small. */
const farthest = 15;
/** How far a field of view is drawn, metres. */
const sightReach = 1.6;

const sight = (camera: Camera): string | null => {
  const turn = cameraTurn(camera);
  if (turn === null) return null;
  const half = horizontalFieldOfView(camera) / 2;
  const [x, , z] = camera.position;
  const at = (angle: number): string => `${x + sightReach * Math.cos(angle)} ${z + sightReach * Math.sin(angle)}`;
  const middle = (turn * Math.PI) / 180;
  return `M${at(middle - half)}L${x} ${z}L${at(middle + half)}`;
};

const Marker = ({
  camera,
  unit,
  hollow,
}: {
  readonly camera: Camera;
  readonly unit: number;
  readonly hollow: boolean;
}) => {
  const turn = cameraTurn(camera);
  const look = hollow ? { fill: '#fff', stroke: ink.blue, strokeWidth: 1.5 } : { fill: ink.blue };
  return (
    <g transform={`translate(${camera.position[0]} ${camera.position[2]}) rotate(${turn ?? 0}) scale(${unit})`}>
      {turn === null ? <circle r="8" {...look} /> : <path d="M-9 -6.5H5V6.5H-9ZM5 -2.5L13 -7V7L5 2.5Z" {...look} />}
    </g>
  );
};

const Setup = ({
  setup,
  unit,
  shots,
}: {
  readonly setup: CameraSetup<ShotId>;
  readonly unit: number;
  readonly shots: string;
}) => {
  const { camera, end, number } = setup;
  const lines = sight(camera);
  const [x, , z] = camera.position;
  // The number stands behind the camera, where it covers nothing that the camera sees.
  const turn = ((cameraTurn(camera) ?? 90) * Math.PI) / 180;
  const [nx, nz] = [x - Math.cos(turn) * unit * 24, z - Math.sin(turn) * unit * 24];
  return (
    <g data-setup={number}>
      {lines !== null && <path d={lines} fill="none" stroke={ink.blue} strokeOpacity={0.55} strokeWidth={unit} />}
      {end !== undefined && (
        <>
          <path
            d={`M${x} ${z}L${end.position[0]} ${end.position[2]}`}
            fill="none"
            stroke={ink.blue}
            strokeWidth={unit * 1.6}
            strokeDasharray={`${unit * 5} ${unit * 4}`}
          />
          <Marker camera={end} unit={unit * 0.8} hollow />
        </>
      )}
      <Marker camera={camera} unit={unit} hollow={false} />
      <circle cx={nx} cy={nz} r={unit * 10} fill="#fff" stroke={ink.blue} strokeWidth={unit * 1.4} />
      <text x={nx} y={nz + unit * 4.2} fontSize={unit * 12} fontWeight={700} textAnchor="middle" fill={ink.blue}>
        {number}
      </text>
      <text x={nx} y={nz + unit * 22} fontSize={unit * 9} textAnchor="middle" fill={ink.black}>
        {shots}
      </text>
    </g>
  );
};

const SetPart = ({ set, unit }: { readonly set: StagedScene; readonly unit: number }) => (
  <>
    {piecesInOrder(set.pieces)
      .filter(({ kind }) => kind !== 'backdrop')
      .map((piece) => (
        <rect
          key={piece.id}
          transform={`translate(${piece.position[0]} ${piece.position[2]}) rotate(${planTurn(piece.heading)})`}
          x={-piece.size[0] / 2}
          y={-Math.max(piece.size[2], 0.06) / 2}
          width={piece.size[0]}
          height={Math.max(piece.size[2], 0.06)}
          fill={piece.kind === 'ground' ? 'none' : '#f4f2ec'}
          stroke={ink.grey}
          strokeWidth={unit}
        />
      ))}
    {set.figures.map((figure) => {
      const [x, , z] = figure.position;
      return (
        <g key={figure.name}>
          <g transform={`translate(${x} ${z}) rotate(${planTurn(figure.heading)})`}>
            <ellipse rx={0.26} ry={0.15} fill={ink.black} />
            <path d="M-.08 .12L0 .32L.08 .12Z" fill={ink.black} />
            <circle r={0.11} fill="#fff" stroke={ink.black} strokeWidth={0.03} />
          </g>
          <text x={x + 0.3} y={z - 0.22} fontSize={unit * 12} fontWeight={700} fill={ink.black}>
            {figure.name}
          </text>
        </g>
      );
    })}
  </>
);

/** The plan as one drawing that stands by itself. */
export const ScenePlanDrawing = ({
  svgRef,
  title,
  set,
  line,
  setups,
  numberOf,
}: {
  readonly svgRef: RefObject<SVGSVGElement | null>;
  readonly title: string;
  readonly set: StagedScene;
  readonly line: LineOfAction;
  readonly setups: readonly CameraSetup<ShotId>[];
  readonly numberOf: (shot: ShotId) => string;
}) => {
  const t = useText(stageMessages);
  const clip = useId();
  const cameras = setups.flatMap(({ camera, end }) => (end === undefined ? [camera] : [camera, end]));
  const box = planBox(set, cameras, { reach: farthest });
  const unit = Math.max(box.width, box.height) / 760;
  const pad = unit * 34;
  const ground = groundOf(set);
  const { ends } = lineShapes(line);
  const view = { x: box.left - pad, y: box.top - pad, width: box.width + 2 * pad, height: box.height + 2 * pad };
  return (
    <svg
      ref={svgRef}
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`}
      role="img"
      aria-label={title}
      fontFamily={letters}
    >
      <title>{title}</title>
      <rect {...view} fill="#fff" />
      <clipPath id={clip}>
        <rect {...view} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        <rect
          x={ground.left}
          y={ground.top}
          width={ground.width}
          height={ground.height}
          fill="none"
          stroke={ink.black}
          strokeWidth={unit * 2}
        />
        <SetPart set={set} unit={unit} />
        <path
          d={`M${ends[0].join(' ')}L${ends[1].join(' ')}`}
          stroke={ink.line}
          strokeWidth={unit * 1.4}
          strokeDasharray={`${unit * 8} ${unit * 6}`}
        />
        {setups.map((setup) => (
          <Setup key={setup.number} setup={setup} unit={unit} shots={setup.shots.map(numberOf).join(', ')} />
        ))}
      </g>
      <g transform={`translate(${view.x + unit * 16} ${view.y + view.height - unit * 16})`}>
        <path d={`M0 ${-unit * 4}V0H1V${-unit * 4}`} fill="none" stroke={ink.black} strokeWidth={unit * 1.4} />
        <text x={0.5} y={-unit * 6} fontSize={unit * 10} textAnchor="middle" fill={ink.black}>
          {t.metresScale}
        </text>
      </g>
    </svg>
  );
};
