/** Hands of those who sit at a table lie on it, and hands of those who lean on a parapet or a counter before them. */
import { boundsOf, isInsideBox, pieceToWorld } from './pieces.ts';
import type { Hand, Pose, Reach, SetPiece, StagedFigure, Vec3 } from './scene.ts';

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

export const restingHands = (figures: readonly StagedFigure[], pieces: readonly SetPiece[]): StagedFigure[] =>
  figures.map((figure) => {
    const reach = restingPoses.has(figure.pose) && !figure.gesture ? reachFor(figure, pieces) : null;
    return reach ? { ...figure, reach } : figure;
  });
