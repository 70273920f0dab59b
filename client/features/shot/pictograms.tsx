import type { Angle, Framing, Movement, ShotSize } from '@oner/shared/camera/vocabulary.ts';
import { anglePitch } from '@oner/shared/camera/vocabulary.ts';
import type { ReactNode } from 'react';

/** Where a size cuts a person of 1.7 m: the frame's foot and head, metres over the floor. */
const cuts: Readonly<Record<ShotSize, readonly [foot: number, head: number]>> = {
  ECU: [1.49, 1.66],
  VCU: [1.43, 1.71],
  CU: [1.3, 1.77],
  MCU: [1.14, 1.79],
  MS: [0.95, 1.82],
  CS: [0.68, 1.84],
  MLS: [0.42, 1.86],
  FS: [-0.12, 1.92],
  WS: [-0.7, 2.7],
  EWS: [-1.6, 6.2],
  EST: [-2.4, 9.6],
};

const skyline = 'M-14 0V-3.4h2.6V-5.6h2.8V-2.4h1.8V-4.2h2.4V0M1.8 0V-3.2h2.2V-6.4h3V-2.6h2V-4.6h2.8V0';

/** Someone of our own, front view, feet at 0, y up. */
const Figure = () => (
  <g
    stroke="#17191b"
    vectorEffect="non-scaling-stroke"
    strokeWidth={0.012}
    strokeLinejoin="round"
    transform="scale(1 -1)"
  >
    <path d="M-.13 .82L-.11 .04H-.02L0 .74L.02 .04H.11L.13 .82Z" fill="#3a3d40" />
    <path d="M-.12 0h.1v.06h-.09zM.02 0h.1l-.01 .06h-.09z" fill="#17191b" />
    <path
      d="M-.1 1.4Q-.23 1.38 -.25 1.2L-.27 .8L-.2 .78L-.17 1.1L-.17 .66H.17L.17 1.1L.2 .78L.27 .8L.25 1.2Q.23 1.38 .1 1.4Z"
      fill="#dedbd2"
    />
    <path d="M0 1.34V.66M-.05 1.2H-.02M.02 1.2H.05" fill="none" />
    <circle cx="-.235" cy=".76" r=".04" fill="#f4f2ea" />
    <circle cx=".235" cy=".76" r=".04" fill="#f4f2ea" />
    <path d="M-.115 1.6Q-.15 1.46 -.11 1.41H.11Q.15 1.46 .115 1.6Z" fill="#26282a" />
    <path d="M-.045 1.5V1.36H.045V1.5Z" fill="#f4f2ea" />
    <path d="M-.11 1.41Q-.05 1.35 0 1.34Q.05 1.35 .11 1.41Q.06 1.44 0 1.4Q-.06 1.44 -.11 1.41Z" fill="#9a9c9b" />
    <path d="M-.085 1.6Q-.085 1.47 0 1.455Q.085 1.47 .085 1.6Q.08 1.68 0 1.69Q-.08 1.68 -.085 1.6Z" fill="#f4f2ea" />
    <path
      d="M-.1 1.53Q-.125 1.7 0 1.715Q.125 1.7 .1 1.53Q.09 1.63 .05 1.655Q0 1.64 -.055 1.655Q-.09 1.63 -.1 1.53Z"
      fill="#26282a"
    />
    <path d="M-.058 1.596h.036M.022 1.596h.036" fill="none" strokeWidth={0.01} />
    <circle cx="-.038" cy="1.578" r=".009" fill="#17191b" stroke="none" />
    <circle cx=".038" cy="1.578" r=".009" fill="#17191b" stroke="none" />
    <path d="M.002 1.57L-.008 1.54H.006M-.022 1.5Q0 1.492 .022 1.5" fill="none" strokeWidth={0.008} />
  </g>
);

export const SizePicture = ({ size }: { readonly size: ShotSize }) => {
  const [foot, head] = cuts[size];
  const height = head - foot;
  const width = height * 1.62;
  return (
    <svg viewBox={`${-width / 2} ${-head} ${width} ${height}`} preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <rect x="-30" y="-30" width="60" height="60" fill="#6f7375" />
      <rect x="-30" y="0" width="60" height="30" fill="#8d9091" />
      {height > 4 && <path d={skyline} fill="#54585a" />}
      <Figure />
    </svg>
  );
};

/** Turns of the camera in the picture, degrees: what is 90 in the vocabulary would hide it behind the head. */
const drawnPitch = (angle: Angle): number => Math.max(-90, Math.min(52, anglePitch[angle] * 1.15));

export const AnglePicture = ({ angle }: { readonly angle: Angle }) => {
  const pitch = drawnPitch(angle);
  const turn = (-pitch * Math.PI) / 180;
  const x = 33 - Math.cos(turn) * 22;
  const y = 20 - Math.sin(turn) * 16.8;
  return (
    <svg viewBox="0 0 48 40" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden="true">
      <path d="M4 36H46" opacity=".5" />
      <circle cx="33" cy="14" r="3.4" />
      <path d="M28.5 35L29.5 20H36.5L37.5 35" />
      <g transform={`translate(${x} ${y}) rotate(${-pitch})`}>
        <rect x="-6" y="-3.6" width="8" height="7.2" fill="currentColor" stroke="none" />
        <path d="M2 -1.6L6 -3.6V3.6L2 1.6Z" fill="currentColor" stroke="none" />
        <path d="M7 0H12" strokeDasharray="2 2" />
      </g>
    </svg>
  );
};

const Head = ({
  x,
  y,
  r,
  faint = false,
}: {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly faint?: boolean;
}) => (
  <g fill="currentColor" opacity={faint ? 0.55 : 1}>
    <circle cx={x} cy={y} r={r} />
    <path d={`M${x - r * 1.9} 27Q${x - r * 1.9} ${y + r * 1.3} ${x} ${y + r * 1.3}T${x + r * 1.9} 27Z`} />
  </g>
);

const framingPictures: Readonly<Record<Framing, ReactNode>> = {
  single: <Head x={22} y={11} r={5} />,
  'two-shot': (
    <>
      <Head x={18} y={13} r={4.3} />
      <Head x={41} y={13} r={4.3} />
    </>
  ),
  'three-shot': (
    <>
      <Head x={13} y={14} r={3.6} />
      <Head x={30} y={13} r={3.6} />
      <Head x={47} y={14} r={3.6} />
    </>
  ),
  group: (
    <>
      <Head x={16} y={10} r={2.4} faint />
      <Head x={30} y={9} r={2.4} faint />
      <Head x={44} y={10} r={2.4} faint />
      <Head x={10} y={16} r={3} />
      <Head x={23} y={15.5} r={3} />
      <Head x={37} y={15.5} r={3} />
      <Head x={50} y={16} r={3} />
    </>
  ),
  'over-the-shoulder': (
    <>
      <Head x={38} y={12} r={4.2} faint />
      <path d="M1 27V8Q6 2 12 8Q14 14 12 18Q22 20 24 27Z" fill="currentColor" />
    </>
  ),
  'point-of-view': (
    <>
      <Head x={31} y={11} r={4} faint />
      <path d="M2 27Q10 17 16 20L20 27ZM58 27Q50 17 44 20L40 27Z" fill="currentColor" />
    </>
  ),
  insert: (
    <>
      <rect x="18" y="7" width="24" height="14" rx="1.5" fill="currentColor" />
      <circle cx="35" cy="14" r="3.4" fill="var(--bg-2)" />
      <path d="M22 11h7M22 14h7M22 17h7" stroke="var(--bg-2)" strokeWidth="1.2" />
    </>
  ),
  cutaway: (
    <>
      <circle cx="30" cy="14" r="7" fill="none" stroke="currentColor" strokeWidth="1.8" />
      <path d="M30 9.5V14l3.4 2.4" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M10 6v16M50 6v16" stroke="currentColor" strokeWidth="1.4" strokeDasharray="2.5 2.5" />
    </>
  ),
  reaction: (
    <>
      <Head x={38} y={11} r={5.4} />
      <path d="M9 10l5 3-5 3M9 20l5-1.6" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
  reverse: (
    <>
      <Head x={17} y={15} r={3.8} faint />
      <Head x={44} y={15} r={3.8} />
      <path d="M24 6h13m-3-2.5L37 6l-3 2.5" fill="none" stroke="currentColor" strokeWidth="1.4" />
    </>
  ),
  profile: (
    <path
      d="M20 27C19 21 22 20 22 17C17 9 23 3 30 3.4C36 3.6 38 7 38 10L41 14.4L38.4 15.4C38.8 19 38 20.4 33.6 20L34.6 22C40 23 42 24.6 42.6 27Z"
      fill="currentColor"
    />
  ),
  master: (
    <>
      <Head x={15} y={17} r={2.3} />
      <Head x={28} y={17} r={2.3} />
      <Head x={46} y={17} r={2.3} />
      <path d="M3 10H57" stroke="currentColor" strokeWidth="1" opacity=".6" />
    </>
  ),
};

export const FramingPicture = ({ framing }: { readonly framing: Framing }) => (
  <svg viewBox="0 0 60 28" aria-hidden="true">
    <rect x=".7" y=".7" width="58.6" height="26.6" fill="none" stroke="currentColor" strokeWidth="1.2" opacity=".6" />
    {framingPictures[framing]}
  </svg>
);

/** Strokes over the outline of a frame, 56 by 34. */
const movementPaths: Readonly<Record<Movement, string>> = {
  static: 'M21 17h14M28 12v10',
  pan: 'M8 17H2m3-3l-3 3 3 3M48 17h6m-3-3l3 3-3 3',
  tilt: 'M28 6V1m-3 3l3-3 3 3M28 28v5m-3-3l3 3 3-3',
  'dolly-in': 'M21 13h14v8H21zM15 10l4 2.5m-3 .5l3-.5-.6-3M41 10l-4 2.5M15 24l4-2.5M41 24l-4-2.5',
  'dolly-out': 'M21 13h14v8H21zM14 9L8 5m0 3V5h3.4M42 9l6-4M14 25l-6 4M42 25l6 4',
  'zoom-in': 'M33 17a5 5 0 1 1-10 0a5 5 0 1 1 10 0M32 21l4 4M28 15v4M26 17h4',
  'zoom-out': 'M33 17a5 5 0 1 1-10 0a5 5 0 1 1 10 0M32 21l4 4M26 17h4',
  truck: 'M4 29H50m-4-3l4 3-4 3',
  pedestal: 'M49 31V3m-3 3l3-3 3 3M46 28l3 3 3-3',
  crane: 'M48 30Q50 12 46 3m-3 4l3-4 4 3',
  tracking: 'M30.6 15a2.6 2.6 0 1 1-5.2 0a2.6 2.6 0 1 1 5.2 0M28 18v5M4 30H44m-4-3l4 3-4 3',
  arc: 'M6 20Q28 42 50 20m-5 .5l5-.5.4 5',
  handheld: 'M5 12q3 4 0 8M9 10q3 7 0 13M51 12q-3 4 0 8M47 10q-3 7 0 13',
  steadicam: 'M4 29q8-5 16 0t16 0t12-1m-4-2.4l4 2.4-3 3.4M28 13v8M25 17h6',
  gimbal: 'M10 25a20 12 0 0 1 0-16M46 25a20 12 0 0 0 0-16M31 17a3 3 0 1 1-6 0a3 3 0 1 1 6 0',
  'whip-pan': 'M44 12h10M46 17h8m-3-3l3 3-3 3M44 22h10M4 12h7M2 17h8M4 22h7',
  'rack-focus': 'M25 17a4 4 0 1 1-8 0a4 4 0 1 1 8 0M39 14.5v5M35 14.5v5M27 17h5m-2-2l2 2-2 2',
  'dolly-zoom': 'M22 13h12v8H22zM13 17H4m3-3l-3 3 3 3M43 17h9m-3-3l3 3-3 3M18 17h2M36 17h2',
  'crash-zoom': 'M17 12l5 5-5 5M22 12l5 5-5 5M39 12l-5 5 5 5',
  drone: 'M20 4h6M30 4h6M23 4v3h10V4M28 7v2M50 28V6m-3 4l3-4 3 4',
  fpv: 'M20 4h6M30 4h6M23 4v3h10V4M34 17a6 4 0 1 1-12 0a6 4 0 1 1 12 0M4 31L18 22M52 31L38 22M28 31v-6',
};

export const MovementPicture = ({ movement }: { readonly movement: Movement }) => (
  <svg
    viewBox="0 0 56 34"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <rect x="14" y="9" width="28" height="16" opacity=".55" />
    <path d={movementPaths[movement]} />
  </svg>
);
