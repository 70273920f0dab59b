import type { FramePoint, MoveMark } from '@oner/shared/camera/move-arrows.ts';
import styles from './move-signs.module.css';

/** A point in the drawing: as wide as the frame's aspect, 1 high. */
type Point = readonly [x: number, y: number];

const outOf = ([x, y]: FramePoint, aspect: number): Point => [x * aspect, y];
const text = (points: readonly Point[]): string => points.map(([x, y]) => `${x.toFixed(4)},${y.toFixed(4)}`).join(' ');

/** How much wider than its shaft an arrow's head is, and how long. */
const head = { wide: 1.9, long: 1.5 } as const;

/** The way of the shaft at a point, as a unit vector. */
const wayAt = (points: readonly Point[], index: number): Point => {
  const from = points[Math.max(0, index - 1)] ?? [0, 0];
  const to = points[Math.min(points.length - 1, index + 1)] ?? [0, 0];
  const long = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  return [(to[0] - from[0]) / long, (to[1] - from[1]) / long];
};

/** Outline of an arrow along its points: the shaft on both sides, and the head before its tip. */
export const arrowOutline = (points: readonly Point[], widths: readonly number[]): readonly Point[] => {
  const last = points.length - 1;
  const tip = points[last];
  if (tip === undefined || last < 1) return [];
  const tipWidth = Math.max(widths[last] ?? 0, 0.02);
  const [wx, wy] = wayAt(points, last);
  const long = tipWidth * head.long;
  const neck: Point = [tip[0] - wx * long, tip[1] - wy * long];
  const shaft = [...points.slice(0, last), neck];
  const side = (sign: 1 | -1): readonly Point[] =>
    shaft.map(([x, y], index): Point => {
      const [dx, dy] = wayAt(points, index);
      const half = ((widths[index] ?? tipWidth) / 2) * sign;
      return [x - dy * half, y + dx * half];
    });
  const barb = (sign: 1 | -1): Point => [
    neck[0] - wy * tipWidth * head.wide * 0.5 * sign,
    neck[1] + wx * tipWidth * head.wide * 0.5 * sign,
  ];
  return [...side(1), barb(1), tip, barb(-1), ...side(-1).toReversed()];
};

type ArrowMark = Extract<MoveMark, { kind: 'arrow' }>;

const speedLines = (points: readonly Point[]): readonly (readonly [Point, Point])[] => {
  const [tail] = points;
  if (tail === undefined) return [];
  const [dx, dy] = wayAt(points, 0);
  return [-1, 0, 1].map((step) => {
    const [x, y] = [tail[0] - dy * step * 0.03 - dx * 0.02, tail[1] + dx * step * 0.03 - dy * 0.02];
    return [
      [x, y],
      [x - dx * 0.08, y - dy * 0.08],
    ];
  });
};

const Arrow = ({ mark, aspect }: { readonly mark: ArrowMark; readonly aspect: number }) => {
  const points = mark.points.map((point) => outOf(point, aspect));
  return (
    <>
      {mark.fast &&
        speedLines(points).map((line) => (
          <g key={text(line)}>
            <polyline className={styles.under} points={text(line)} />
            <polyline className={styles.line} points={text(line)} />
          </g>
        ))}
      <polygon className={styles.arrow} points={text(arrowOutline(points, mark.widths))} />
    </>
  );
};

const Zoom = ({ mark, aspect }: { readonly mark: Extract<MoveMark, { kind: 'zoom' }>; readonly aspect: number }) => {
  const [from, to] = [mark.from, mark.to].map((corners) => corners.map((corner) => outOf(corner, aspect)));
  if (from === undefined || to === undefined) return null;
  const inside = to.every(([x, y]) => x > -0.01 && x < aspect + 0.01 && y > -0.01 && y < 1.01);
  return (
    <>
      <polygon className={styles.under} points={text(inside ? to : from)} />
      <polygon className={styles.line} points={text(inside ? to : from)} />
      {from.map((corner, index) => {
        const other = to[index] ?? corner;
        const part = (share: number): Point => [
          corner[0] + (other[0] - corner[0]) * share,
          corner[1] + (other[1] - corner[1]) * share,
        ];
        // Beyond the frame nothing is seen: a zoom out points outwards from within it.
        const way: readonly Point[] = inside
          ? [part(0.12), part(0.85)]
          : [
              [corner[0] + (aspect / 2 - corner[0]) * 0.22, corner[1] + (0.5 - corner[1]) * 0.22],
              [corner[0] + (aspect / 2 - corner[0]) * 0.04, corner[1] + (0.5 - corner[1]) * 0.04],
            ];
        return (
          <polygon key={text([corner])} className={styles.arrow} points={text(arrowOutline(way, [0.008, 0.016]))} />
        );
      })}
    </>
  );
};

const Mark = ({ mark, aspect }: { readonly mark: MoveMark; readonly aspect: number }) => {
  switch (mark.kind) {
    case 'arrow':
      return <Arrow mark={mark} aspect={aspect} />;
    case 'zoom':
      return <Zoom mark={mark} aspect={aspect} />;
    case 'sway': {
      const points = text(mark.points.map((point) => outOf(point, aspect)));
      return (
        <>
          <polyline className={styles.under} points={points} />
          <polyline className={styles.line} points={points} />
        </>
      );
    }
    case 'focus':
      return (
        <text className={styles.words} x={aspect - 0.03} y={0.1} fontSize={0.055} textAnchor="end">
          {`${mark.from.toFixed(1)} → ${mark.to.toFixed(1)} m`}
        </text>
      );
  }
};

/** The signs of a move over a frame, as storyboard artists draw them; the frame's box must be positioned. */
export const MoveSigns = ({ marks, aspect }: { readonly marks: readonly MoveMark[]; readonly aspect: number }) => (
  <svg className={styles.signs} viewBox={`0 0 ${aspect} 1`} preserveAspectRatio="none" aria-hidden="true">
    {marks.map((mark, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the signs of one move have no identity of their own
      <Mark key={index} mark={mark} aspect={aspect} />
    ))}
  </svg>
);
