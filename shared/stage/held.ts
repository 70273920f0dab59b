/** What hands hold, and where in the world it is. */
import { transformPoint } from './mat4.ts';
import type { PosedFigure } from './pose-figure.ts';
import type { Gesture, Hand, Held, HeldThing, Pose, StagedFigure, Vec3 } from './scene.ts';
import { jointIndex } from './skeleton.ts';
import { add } from './vec3.ts';

const phonePoses: ReadonlySet<Pose | Gesture> = new Set<Pose | Gesture>(['phone-at-ear', 'looking-at-phone']);

/** As staged, else the phone that a pose or a gesture is about. */
export const heldBy = ({ holds, pose, gesture }: StagedFigure): readonly Held[] => {
  if (holds && holds.length > 0) return holds;
  return phonePoses.has(pose) || (gesture && phonePoses.has(gesture)) ? [{ hand: 'right', thing: 'phone' }] : [];
};

/** The middle of the grip in the left hand's axes (fingers +x, palm −y, thumb +z), metres at a height of 1.8 m. */
export const grip: Vec3 = [0.088, -0.036, 0.004];

/** Where a hand's fist closes. */
export const gripOf = ({ world, skeleton, points }: PosedFigure, hand: Hand): Vec3 => {
  const matrix = world[hand === 'left' ? jointIndex.leftHand : jointIndex.rightHand];
  const size = skeleton.height / 1.8;
  const [x, y, z] = grip;
  const side = hand === 'left' ? size : -size;
  if (!matrix) return hand === 'left' ? points.leftHand : points.rightHand;
  return transformPoint(matrix, [x * side, y * size, z * size]);
};

/** How far things reach from the grip: aside, down and up, metres. */
const spans: Partial<Record<HeldThing, readonly [aside: number, down: number, up: number]>> = {
  lantern: [0.1, 0.36, 0.06],
  bag: [0.17, 0.43, 0.06],
  suitcase: [0.28, 0.45, 0.06],
  umbrella: [0.4, 0.15, 0.8],
  box: [0.22, 0.16, 0.16],
  book: [0.12, 0.12, 0.14],
  paper: [0.13, 0.13, 0.15],
  bottle: [0.08, 0.12, 0.19],
  gun: [0.12, 0.09, 0.09],
  knife: [0.12, 0.1, 0.12],
};

/** Corners of a box round the hand and what it holds; round the hand alone when nothing is named. */
export const aroundGrip = (posed: PosedFigure, hand: Hand, thing: HeldThing | null): readonly Vec3[] => {
  const [aside, down, up] = (thing && spans[thing]) ?? [0.075, 0.065, 0.075];
  const at = gripOf(posed, hand);
  return [-aside, aside].flatMap((x) => [-down, up].flatMap((y) => [-aside, aside].map((z) => add(at, [x, y, z]))));
};
