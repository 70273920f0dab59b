/**
 * The signs that storyboard artists draw for a move, on and round the shot's still: a bowed arrow for a turn of the head,
 * a broad one for travel that narrows with depth, nested frames for a zoom, a curl for a roll. Made from what the camera does,
 * whether a word or a hand made it do so. Frame co-ordinates: 0..1, origin top left; points may lie outside.
 */
import { poseFigure } from '../stage/pose-figure.ts';
import type { Camera, StagedFigure, Vec3 } from '../stage/scene.ts';
import { clamp, degrees, distance, dot, headingOf, mix, subtract, unit, wrapAngle } from '../stage/vec3.ts';
import { type CameraMove, stillCamera } from './move.ts';
import { axesOf, projectPoint, toCamera, toFrame, type View, viewOf } from './view.ts';

export type FramePoint = readonly [x: number, y: number];
type Corners = readonly [topLeft: FramePoint, topRight: FramePoint, bottomRight: FramePoint, bottomLeft: FramePoint];

export type MoveMark =
  | {
      readonly kind: 'arrow';
      /** `turn`: the head turns, a thin bowed shaft; `travel`: the camera goes, a broad one; `figure`: someone goes. */
      readonly role: 'turn' | 'travel' | 'roll' | 'figure';
      /** The shaft from its tail to its tip. */
      readonly points: readonly FramePoint[];
      /** Width of the shaft at each point, shares of the frame's height. */
      readonly widths: readonly number[];
      /** Drawn with lines of speed. */
      readonly fast: boolean;
      /** Whose way it is, for a figure's. */
      readonly name?: string;
    }
  /** A zoom: lines from the corners of the frame before to those of the frame after. */
  | { readonly kind: 'zoom'; readonly from: Corners; readonly to: Corners }
  /** Carried: a tremor along the frame's upper edge. */
  | { readonly kind: 'sway'; readonly points: readonly FramePoint[] }
  /** Sharpness goes from one depth to another, metres. */
  | { readonly kind: 'focus'; readonly from: number; readonly to: number };

/** Less than this is no turn and no roll, degrees; no zoom, share; no travel, shares of the depth. */
const least = { turn: 1.5, roll: 2, zoom: 0.04, travel: 0.03 } as const;

type Change = {
  /** Degrees to frame right, up, and clockwise as the horizon leans. */
  readonly right: number;
  readonly up: number;
  readonly roll: number;
  /** Travel along the still's level axes, shares of the depth of what it looks at. */
  readonly aside: number;
  readonly rise: number;
  readonly ahead: number;
  readonly zoom: number;
};

const headingAndPitch = ({ position, target }: Camera): readonly [number, number] => {
  const forward = unit(subtract(target, position));
  return [headingOf(forward), Math.asin(clamp(forward[1], -1, 1))];
};

const changeBetween = (from: Camera, to: Camera): Change => {
  const [[h0, p0], [h1, p1]] = [headingAndPitch(from), headingAndPitch(to)];
  const way = subtract(to.position, from.position);
  const { right, up, forward } = axesOf(unit(subtract(from.target, from.position)), 0);
  const depth = Math.max(0.3, distance(from.position, from.target));
  return {
    right: -degrees(wrapAngle(h1 - h0)),
    up: degrees(p1 - p0),
    roll: degrees(to.roll - from.roll),
    aside: dot(way, right) / depth,
    rise: dot(way, up) / depth,
    ahead: dot(way, forward) / depth,
    zoom: to.lens / from.lens,
  };
};

const even = (points: readonly FramePoint[], width: number): readonly number[] => points.map(() => width);

/** A bow from one point to another, its middle `sag` off the straight line to the left of the way. */
const bow = ([x0, y0]: FramePoint, [x1, y1]: FramePoint, sag: number): readonly FramePoint[] =>
  [0, 0.25, 0.5, 0.75, 1].map((t): FramePoint => {
    const off = 4 * t * (1 - t) * sag;
    const long = Math.hypot(x1 - x0, y1 - y0) || 1;
    return [x0 + (x1 - x0) * t + ((y1 - y0) / long) * off, y0 + (y1 - y0) * t - ((x1 - x0) / long) * off];
  });

const arrow = (
  role: 'turn' | 'travel' | 'roll',
  points: readonly FramePoint[],
  widths: readonly number[],
  fast = false,
): MoveMark => ({ kind: 'arrow', role, points, widths, fast });

/** How long a sign is for an amount, shares of the frame. */
const lengthFor = (amount: number, full: number): number => clamp(Math.abs(amount) / full, 0.25, 1) * 0.44;

const turnWidth = 0.018;
const travelWidth = 0.05;

/** Degrees of a pan in which the camera goes round rather than turns on the spot. */
const isRound = ({ right, aside }: Change): boolean =>
  Math.abs(right) > 6 && Math.abs(aside) > 0.1 && Math.sign(aside) === -Math.sign(right);

const turns = ({ right, up }: Change, fast: boolean): MoveMark[] => {
  const marks: MoveMark[] = [];
  if (Math.abs(right) > least.turn) {
    const half = (Math.sign(right) * lengthFor(right, 50)) / 2;
    const points = bow([0.5 - half, 0.93], [0.5 + half, 0.93], 0.035 * Math.sign(right));
    marks.push(arrow('turn', points, even(points, turnWidth), fast));
  }
  if (Math.abs(up) > least.turn) {
    const half = (Math.sign(up) * lengthFor(up, 40)) / 2;
    const points = bow([0.06, 0.5 + half], [0.06, 0.5 - half], -0.02 * Math.sign(up));
    marks.push(arrow('turn', points, even(points, turnWidth), fast));
  }
  return marks;
};

/** A half ring on the ground round what the camera goes round; the camera goes to its own right for positive. */
const ring = (aside: number): MoveMark => {
  const side = Math.sign(aside);
  const points = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((step): FramePoint => {
    const angle = Math.PI * (0.12 + (0.76 * step) / 8);
    return [0.5 - side * 0.34 * Math.cos(angle), 0.82 + 0.11 * Math.sin(angle)];
  });
  const widths = points.map(([, y]) => travelWidth * (0.5 + 4 * (y - 0.82)));
  return arrow('travel', points, widths);
};

const travels = (change: Change): MoveMark[] => {
  const { aside, rise, ahead } = change;
  const marks: MoveMark[] = [];
  // Going in towards a head off the middle goes a little aside.
  const clear = Math.max(least.travel, 0.6 * Math.abs(ahead));
  if (isRound(change)) marks.push(ring(aside));
  else if (Math.abs(aside) > clear) {
    const half = (Math.sign(aside) * lengthFor(aside, 0.6)) / 2;
    const points: FramePoint[] = [
      [0.5 - half, 0.88],
      [0.5 + half, 0.88],
    ];
    marks.push(arrow('travel', points, even(points, travelWidth)));
  }
  if (Math.abs(rise) > clear) {
    const half = (Math.sign(rise) * lengthFor(rise, 0.6)) / 2;
    const points: FramePoint[] = [
      [0.93, 0.5 + half],
      [0.93, 0.5 - half],
    ];
    marks.push(arrow('travel', points, even(points, travelWidth)));
  }
  if (Math.abs(ahead) > 2 * least.travel && !isRound(change)) {
    const far = 0.98 - lengthFor(ahead, 0.6) * 0.8;
    const inward: FramePoint[] = [
      [0.5, 0.98],
      [0.5, far],
    ];
    const widths = [1.7 * travelWidth, 0.6 * travelWidth];
    marks.push(ahead > 0 ? arrow('travel', inward, widths) : arrow('travel', inward.toReversed(), widths.toReversed()));
  }
  return marks;
};

const corners: readonly FramePoint[] = [
  [-1, 1],
  [1, 1],
  [1, -1],
  [-1, -1],
];
const wholeFrame: Corners = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

/** The other camera's frame as it lies in the view's, at the depth of what the view looks at. */
const frameIn = (view: View, other: Camera, depth: number): Corners => {
  const { position, right, up, forward, fx, fy } = viewOf(other);
  const [a, b, c, d] = corners.map(([x, y]): FramePoint => {
    const at = [0, 1, 2].map(
      (axis) =>
        (position[axis] ?? 0) +
        depth * ((forward[axis] ?? 0) + ((right[axis] ?? 0) * x) / fx + ((up[axis] ?? 0) * y) / fy),
    );
    const [px, py] = projectPoint(view, [at[0] ?? 0, at[1] ?? 0, at[2] ?? 0]);
    return toFrame(px, py);
  });
  return a && b && c && d ? [a, b, c, d] : wholeFrame;
};

const zooms = (from: Camera, to: Camera, { zoom }: Change, standsStill: boolean): MoveMark[] => {
  if (Math.abs(Math.log(zoom)) < least.zoom) return [];
  const depth = Math.max(0.3, distance(from.position, from.target));
  if (standsStill) return [{ kind: 'zoom', from: wholeFrame, to: frameIn(viewOf(from), to, depth) }];
  // While the camera travels too, the sign tells of the lens alone.
  const half = 0.5 / zoom;
  const to4: Corners = [
    [0.5 - half, 0.5 - half],
    [0.5 + half, 0.5 - half],
    [0.5 + half, 0.5 + half],
    [0.5 - half, 0.5 + half],
  ];
  return [{ kind: 'zoom', from: wholeFrame, to: to4 }];
};

const rolls = ({ roll }: Change): MoveMark[] => {
  if (Math.abs(roll) < least.roll) return [];
  // The horizon leans down to frame right when the camera turns counter-clockwise.
  const span = clamp(Math.abs(roll) / 45, 0.3, 1) * 0.9;
  const points = [0, 0.25, 0.5, 0.75, 1].map((t): FramePoint => {
    const angle = -Math.PI / 2 - Math.sign(roll) * (t - 0.5) * span;
    return [0.5 + 0.3 * Math.cos(angle), 0.42 + 0.34 * Math.sin(angle)];
  });
  return [arrow('roll', points, even(points, turnWidth))];
};

const sway = (seed: number): MoveMark => ({
  kind: 'sway',
  points: Array.from({ length: 13 }, (_, index): FramePoint => {
    const lean = ((seed >> (index % 12)) & 1) === 1 ? 1 : -1;
    return [0.38 + 0.02 * index, 0.05 + lean * 0.012];
  }),
});

/** Faster than this a turn is a whip, degrees. */
const whip = 60;

/** The signs of a move, on the shot's still. */
export const arrowsOf = (move: CameraMove): readonly MoveMark[] => {
  const [first] = move.keys;
  const last = move.keys.at(-1);
  if (!first || !last) return [];
  const change = changeBetween(first.camera, last.camera);
  const standsStill = Math.hypot(change.aside, change.rise, change.ahead) < least.travel;
  const fast = first.ease === 'snap' || Math.hypot(change.right, change.up) > whip;
  const focused = first.focus !== undefined && last.focus !== undefined && Math.abs(last.focus - first.focus) > 0.05;
  return [
    ...(isRound(change) ? [] : standsStill ? zoomAsTurn(change, fast) : turns(change, fast)),
    ...travels(change),
    ...zooms(first.camera, last.camera, change, standsStill),
    ...rolls(change),
    ...(move.shake ? [sway(move.shake.seed)] : []),
    ...(focused ? [{ kind: 'focus', from: first.focus ?? 0, to: last.focus ?? 0 } as const] : []),
  ];
};

/** A zoom that follows someone turns a little: its frames show that. */
const zoomAsTurn = (change: Change, fast: boolean): MoveMark[] =>
  Math.abs(Math.log(change.zoom)) < least.zoom ? turns(change, fast) : [];

/** Steps of a figure's way over the floor. */
const footSteps = [0, 0.2, 0.4, 0.6, 0.8, 1];
/** A shorter way is none, metres. */
const leastWay = 0.15;
/** Width of a figure's arrow on the floor, metres. */
const footWidth = 0.22;

/** Where figures go in the shot, over the floor as the still sees it. */
export const figureArrows = (
  move: CameraMove,
  start: readonly StagedFigure[],
  end: readonly StagedFigure[],
): readonly MoveMark[] => {
  const view = viewOf(stillCamera(move));
  return start.flatMap((figure): MoveMark[] => {
    const there = end.find(({ name }) => name === figure.name);
    if (!there || distance(there.position, figure.position) < leastWay) return [];
    const feet = poseFigure(figure).points;
    const from: Vec3 = [
      (feet.leftToes[0] + feet.rightToes[0]) / 2,
      figure.position[1],
      (feet.leftToes[2] + feet.rightToes[2]) / 2,
    ];
    const by = subtract(there.position, figure.position);
    const to: Vec3 = [from[0] + by[0], from[1] + by[1], from[2] + by[2]];
    const way = footSteps.map((step) => mix(from, to, step)).filter((point) => toCamera(view, point)[2] > 0.1);
    if (way.length < 2) return [];
    const points = way.map((point): FramePoint => {
      const [x, y] = projectPoint(view, point);
      return toFrame(x, y);
    });
    const widths = way.map((point) => clamp((view.fy * footWidth) / toCamera(view, point)[2] / 2, 0.008, 0.12));
    return [{ kind: 'arrow', role: 'figure', points, widths, fast: there.pose === 'running', name: figure.name }];
  });
};
