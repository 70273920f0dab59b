/** Hands of those who sit at a table lie on it, hands of those who lean on what is before them on that, of others who sit in their laps. */
import { boundsOf, isInsideBox, pieceToWorld } from './pieces.ts';
import { poseFigure } from './pose-figure.ts';
import type { Hand, Pose, Reach, SetPiece, StagedFigure, Vec3 } from './scene.ts';
import { add, mix } from './vec3.ts';

const restingPoses: ReadonlySet<Pose> = new Set<Pose>(['sitting-at-table', 'leaning', 'bending-over']);
const tops: ReadonlySet<SetPiece['kind']> = new Set<SetPiece['kind']>(['table', 'desk', 'counter', 'parapet', 'fence']);

/** Aside of the body's middle and ahead of it, shares of the height; a hand reaches no further. */
const aside = 0.1;
const [nearest, farthest] = [0.1, 0.36];
/** In over the edge, metres. */
const overEdge = 0.09;
/** A top lower or higher than this is none to rest hands on, shares of the height. */
const [lowestTop, highestTop] = [0.3, 0.72];

const restOn = (figure: StagedFigure, piece: SetPiece, side: Hand): Vec3 | null => {
  const { position, heading, height } = figure;
  const top = piece.position[1] + piece.size[1];
  const over = top - position[1];
  if (over < lowestTop * height || over > highestTop * height) return null;
  const bounds = boundsOf(piece);
  const x = side === 'left' ? aside * height : -aside * height;
  for (let ahead = nearest * height; ahead <= farthest * height; ahead += 0.02) {
    const [px, , pz] = pieceToWorld({ position, heading }, [x, 0, ahead]);
    if (!isInsideBox(bounds, [px, top - 0.01, pz])) continue;
    const [rx, , rz] = pieceToWorld({ position, heading }, [x * 0.9, 0, Math.min(farthest * height, ahead + overEdge)]);
    return isInsideBox(bounds, [rx, top - 0.01, rz], 0.02) ? [rx, top, rz] : null;
  }
  return null;
};

const reachFor = (figure: StagedFigure, pieces: readonly SetPiece[]): Reach | null => {
  for (const piece of pieces) {
    if (!tops.has(piece.kind)) continue;
    const [left, right] = [restOn(figure, piece, 'left'), restOn(figure, piece, 'right')];
    if (left && right) return { left, right };
  }
  return null;
};

/** The hands of who sits, on their own thighs. */
export const lapOf = (figure: StagedFigure): Reach => {
  const { leftHip, leftKnee, rightHip, rightKnee } = poseFigure(figure).points;
  const onThigh = (hip: Vec3, knee: Vec3): Vec3 => add(mix(hip, knee, 0.7), [0, 0.064 * figure.height, 0]);
  return { left: onThigh(leftHip, leftKnee), right: onThigh(rightHip, rightKnee) };
};

const restOf = (figure: StagedFigure, pieces: readonly SetPiece[]): Reach | null => {
  if (figure.gesture) return null;
  if (figure.pose === 'sitting') return lapOf(figure);
  return restingPoses.has(figure.pose) ? reachFor(figure, pieces) : null;
};

export const restingHands = (figures: readonly StagedFigure[], pieces: readonly SetPiece[]): StagedFigure[] =>
  figures.map((figure) => {
    const reach = restOf(figure, pieces);
    return reach ? { ...figure, reach } : figure;
  });

/** Whether a palm rests on the piece's top. */
const isOn = (piece: SetPiece, point: Vec3 | undefined): boolean =>
  point !== undefined &&
  isInsideBox(boundsOf(piece), [point[0], point[1] - 0.02, point[2]], 0.05) &&
  Math.abs(point[1] - piece.position[1] - piece.size[1]) < 0.05;

/** The figures without what their hands rested on: hands lie in laps, or hang, rather than on air. */
export const withoutRests = (figures: readonly StagedFigure[], gone: readonly SetPiece[]): readonly StagedFigure[] =>
  gone.length === 0
    ? figures
    : figures.map((figure) => {
        const { reach, ...free } = figure;
        if (!reach || !gone.some((piece) => isOn(piece, reach.left) || isOn(piece, reach.right))) return figure;
        return figure.pose === 'sitting-at-table' ? { ...free, reach: lapOf(figure) } : free;
      });
