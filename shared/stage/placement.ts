/**
 * Where people stand. The two main ones face each other along x; cameras have the +z side, so whoever else is there
 * stands on the −z side and looks that way.
 */
import { carFloor, carSeatX } from './in-car.ts';
import type { Pose, SetPiece, Vec3 } from './scene.ts';

export type Mark = { readonly position: Vec3; readonly heading: number; readonly pose: Pose };
export type Placement = {
  readonly marks: readonly Mark[];
  /** Pieces that belong to the marks: seats, tables, a bed, a car. */
  readonly pieces: readonly SetPiece[];
};

type Spot = Pick<Mark, 'position' | 'heading'>;

const quarter = Math.PI / 2;
/** Metres between two who stand and talk. */
const talkingDistance = 1.45;

const piece = (
  id: string,
  kind: SetPiece['kind'],
  position: Vec3,
  heading: number,
  size: Vec3,
  tone: number,
): SetPiece => ({
  id,
  kind,
  position,
  heading,
  size,
  tone,
});

/** Spots for `count` people: alone, face to face, a triangle, an arc that opens to the cameras. */
export const spotsFor = (count: number, gap: number): Spot[] => {
  if (count <= 1) return [{ position: [0, 0, 0], heading: 0.42 }];
  const ends: Spot[] = [
    { position: [-gap / 2, 0, 0], heading: quarter },
    { position: [gap / 2, 0, 0], heading: -quarter },
  ];
  if (count === 2) return ends;
  if (count === 3) return [...ends, { position: [0.05, 0, -gap * 0.62], heading: 0.08 }];
  const others = count - 2;
  const radius = Math.max(gap * 0.75, (0.75 * (others + 1)) / Math.PI);
  const arc = Array.from({ length: others }, (_, index): Spot => {
    const angle = Math.PI * ((index + 1) / (others + 1));
    const position: Vec3 = [-Math.cos(angle) * radius, 0, -Math.sin(angle) * radius * 0.85];
    return { position, heading: Math.atan2(-position[0], 0.5 - position[2]) };
  });
  return [
    { position: [-radius, 0, 0.15], heading: quarter },
    { position: [radius, 0, 0.15], heading: -quarter },
    ...arc,
  ];
};

const isSeated = (pose: Pose): boolean => pose === 'sitting' || pose === 'sitting-at-table';

const chairAt = (index: number, { position, heading }: Spot): SetPiece =>
  piece(`chair-${index + 1}`, 'chair', [position[0], 0, position[2]], heading, [0.46, 0.92, 0.46], 150);

const seats = (marks: readonly Mark[]): SetPiece[] =>
  marks.flatMap((mark, index) => (isSeated(mark.pose) ? [chairAt(index, mark)] : []));

const standing = (poses: readonly Pose[]): Placement => {
  const gap = poses.some(isSeated) ? 1.55 : talkingDistance;
  const spots = spotsFor(poses.length, gap);
  const marks = poses.map((pose, index) => markAt(spots, index, pose));
  return { marks, pieces: seats(marks) };
};

const markAt = (spots: readonly Spot[], index: number, pose: Pose): Mark => ({
  ...(spots[index] ?? { position: [0, 0, -2 - index], heading: 0 }),
  pose,
});

/** Round a table: two at its ends, the others behind it. */
const atTable = (poses: readonly Pose[]): Placement => {
  const count = poses.length;
  const [wide, deep] = count <= 2 ? [0.9, 0.8] : [1.5, 0.9];
  const reach = wide / 2 + 0.3;
  const behind = Math.max(0, count - 2);
  const spots: Spot[] = [
    { position: [-reach, 0, 0], heading: quarter },
    { position: [reach, 0, 0], heading: -quarter },
    ...Array.from({ length: behind }, (_, index): Spot => {
      const x = (index - (behind - 1) / 2) * 0.68;
      return { position: [x, 0, -(deep / 2 + 0.3)], heading: 0 };
    }),
  ];
  const marks = poses.map((pose, index) => markAt(spots, index, pose === 'sitting' ? 'sitting-at-table' : pose));
  return { marks, pieces: [piece('table', 'table', [0, 0, 0], 0, [wide, 0.74, deep], 176), ...seats(marks)] };
};

/** One behind a desk; whoever else is there stands or sits before it. */
const atDesk = (poses: readonly Pose[]): Placement => {
  if (poses.length === 1) {
    const marks: Mark[] = [{ position: [0, 0, 0], heading: 0, pose: 'sitting-at-table' }];
    return { marks, pieces: [piece('desk', 'desk', [0, 0, 0.62], Math.PI, [1.6, 0.74, 0.76], 150), ...seats(marks)] };
  }
  const spots = spotsFor(poses.length, 1.7);
  const marks = poses.map((pose, index) => markAt(spots, index, pose));
  const [first] = marks;
  if (!first) return { marks, pieces: [] };
  const desk = piece('desk', 'desk', [first.position[0] + 0.68, 0, first.position[2]], -quarter, [1.5, 0.74, 0.7], 150);
  return { marks, pieces: [desk, ...seats(marks)] };
};

/** Whoever lies has the bed; the next stands at its foot, others behind it. */
const atBed = (poses: readonly Pose[]): Placement => {
  const bed = piece('bed', 'bed', [0, 0, 0], quarter, [1.2, 0.52, 2], 190);
  const others: Spot[] = [
    { position: [1.5, 0, 0], heading: -quarter },
    { position: [-0.3, 0, -1.15], heading: 0 },
    { position: [0.5, 0, -1.2], heading: -0.2 },
  ];
  let next = 0;
  const marks = poses.map((pose, index): Mark => {
    if (pose === 'lying' && !poses.slice(0, index).includes('lying')) {
      return { position: [0.02, 0.52, 0], heading: quarter, pose };
    }
    const spot = others[next++] ?? { position: [next * 0.6 - 1.5, 0, -1.9] as Vec3, heading: 0 };
    return { ...spot, pose: pose === 'lying' ? 'standing' : pose };
  });
  return { marks, pieces: [bed, ...seats(marks)] };
};

/** The car that people sit in; it faces +z. */
const carPieces: readonly SetPiece[] = [piece('car', 'car', [0, 0, -0.1], 0, [1.76, 1.5, 4.4], 128)];

/** Front seats, the driver's first, then the bench behind: across, and along the car. */
const carSeats: readonly (readonly [x: number, z: number])[] = [
  [carSeatX, -0.02],
  [-carSeatX, -0.02],
  [-0.36, -0.95],
  [0.36, -0.95],
];

/** All who fit in sit as a car has them sit: low, legs before them. */
const inCar = (poses: readonly Pose[]): Placement => {
  const marks = poses.map((pose, index): Mark => {
    const seat = carSeats[index];
    if (!seat) return { position: [0, 0, -3 - index], heading: 0, pose };
    return { position: [seat[0], carFloor, seat[1]], heading: 0, pose: 'driving' };
  });
  return { marks, pieces: carPieces };
};

/** One on each side of a counter; whoever else is there stands beside the first. */
const atCounter = (poses: readonly Pose[]): Placement => {
  const marks = poses.map((pose, index): Mark => {
    const upright: Pose = isSeated(pose) ? 'standing' : pose;
    if (index === 0) return { position: [-0.78, 0, 0.1], heading: quarter, pose: upright };
    if (index === 1) return { position: [0.78, 0, 0.1], heading: -quarter, pose: upright };
    return { position: [-0.95 - 0.1 * (index % 2), 0, -0.75 * (index - 1)], heading: quarter - 0.2, pose: upright };
  });
  return { marks, pieces: [piece('counter', 'counter', [0, 0, -0.5], quarter, [2.2, 0.98, 0.56], 150)] };
};

/** Seats of a carriage that face each other. */
const onBenches = (poses: readonly Pose[]): Placement => {
  const spots = spotsFor(poses.length, 1.5);
  const marks = poses.map((pose, index) => markAt(spots, index, pose));
  const pieces = marks.flatMap((mark, index) => {
    if (!isSeated(mark.pose)) return [];
    const [x, , z] = mark.position;
    const behind = -0.06 * Math.sign(Math.sin(mark.heading));
    return [piece(`seat-${index + 1}`, 'bench', [x + behind, 0, z], mark.heading, [0.95, 1.15, 0.56], 120)];
  });
  return { marks, pieces };
};

const isMoving = (pose: Pose): boolean => pose === 'walking' || pose === 'running';

/** Side by side and towards the cameras. */
const walkingTogether = (poses: readonly Pose[]): Placement => {
  const middle = (poses.length - 1) / 2;
  const marks = poses.map(
    (pose, index): Mark => ({ position: [(index - middle) * 0.85, 0, -0.12 * (index % 2)], heading: 0.12, pose }),
  );
  return { marks, pieces: [] };
};

export type PlacementWords = {
  readonly inCar: boolean;
  readonly table: boolean;
  readonly desk: boolean;
  readonly counter?: boolean;
  readonly train?: boolean;
};

/** The marks for these poses, in the cast's order. */
export const placePeople = (poses: readonly Pose[], words: PlacementWords): Placement => {
  if (poses.length === 0) return { marks: [], pieces: words.inCar ? carPieces : [] };
  if (words.inCar || poses[0] === 'driving') return inCar(poses);
  if (poses.includes('lying')) return atBed(poses);
  const seated = poses.filter(isSeated).length;
  if (words.desk && poses[0] !== undefined && isSeated(poses[0])) return atDesk(poses);
  if (seated > 0 && (words.table || poses.includes('sitting-at-table'))) return atTable(poses);
  if (poses.slice(0, 2).every(isMoving)) return walkingTogether(poses);
  if (words.counter && poses.length > 1) return atCounter(poses);
  if (words.train && seated > 0) return onBenches(poses);
  return standing(poses);
};
