/** Takes what stands in a camera's way out of the scene that the shot draws, as a set's wild walls and extras are. */
import { isInsideCapsule, stretchDistance } from '../stage/capsule.ts';
import { boundsOf, crossesBox, isInsideBox, solidsOf } from '../stage/pieces.ts';
import type { PosedFigure } from '../stage/pose-figure.ts';
import { withoutRests } from '../stage/resting-hands.ts';
import type { Camera, SetPiece, StagedFigure, StagedScene, Vec3 } from '../stage/scene.ts';
import { mix } from '../stage/vec3.ts';
import { givingWay } from './give-way.ts';
import { boundsInView, headSamples, isCovered, pointInView } from './project.ts';
import type { CameraWarning, Proposal, Setup } from './solution.ts';
import { toCamera, type View, viewOf } from './view.ts';
import type { Movement } from './vocabulary.ts';

/** Nearer than this to a solid, the camera is in it, metres. */
const bodyMargin = 0.12;
/** A piece or figure that hides more of a shown head than this is left out. */
const mostHidden = 0.12;
/** A piece before the main subject that fills more of the frame than this is left out, but not what the subject sits in. */
const mostFilled = 0.4;

/** Points over the frame at a depth, for measuring how much of the picture a piece fills. */
const framePoints = (view: View, depth: number): Vec3[] => {
  const steps = [-0.8, -0.4, 0, 0.4, 0.8];
  return steps.flatMap((x) => steps.map((y) => pointInView(view, [x, y], depth)));
};

const blocksHead = (view: View, shown: PosedFigure, blocker: { figure?: PosedFigure; piece?: SetPiece }): boolean => {
  const samples = headSamples(view, shown);
  const blockers = {
    figures: blocker.figure ? [blocker.figure] : [],
    solids: blocker.piece ? solidsOf(blocker.piece) : [],
  };
  const lost = samples.filter((point) => isCovered(view, point, shown, blockers)).length;
  return lost / samples.length > mostHidden;
};

/** Movements that go on to the shot's other subjects, who stay in its scene for that. */
const toOthers: ReadonlySet<Movement> = new Set<Movement>(['pan', 'whip-pan', 'rack-focus', 'arc']);

/** Quick: whether a ball round something lies wholly behind the camera or beyond all that it could hide. */
const isOutOfWay = (view: View, centre: Vec3, radius: number, deepest: number): boolean => {
  const depth = toCamera(view, centre)[2];
  return depth + radius < -2 * bodyMargin || depth - radius > deepest;
};

/** How far a body reaches from its hips, heights; and an arm from the line through head, hips and feet, metres. */
const bodyReach = 0.85;
const armReach = 1;

/** Quick: whether the body stands clear of the line from the camera to a head. */
const isBeside = (view: View, { points }: PosedFigure, head: Vec3): boolean => {
  const feet = mix(points.leftToes, points.rightToes, 0.5);
  return (
    stretchDistance(view.position, head, points.crown, points.hips) > armReach &&
    stretchDistance(view.position, head, points.hips, feet) > armReach
  );
};

const isFigureInWay = (
  view: View,
  proposal: Proposal,
  figure: PosedFigure,
  { depth, deepest, stays }: Depths & { readonly stays: boolean },
): boolean => {
  if (isOutOfWay(view, figure.points.hips, bodyReach * figure.figure.height, deepest)) return false;
  if (figure.capsules.some((capsule) => isInsideCapsule(capsule, view.position, bodyMargin))) return true;
  const near = proposal.shown.filter((shown) => !isBeside(view, figure, shown.points.headCentre));
  if (near.some((shown) => blocksHead(view, shown, { figure }))) return true;
  if (stays || proposal.crowd === 'stays' || toCamera(view, figure.points.headCentre)[2] > depth - 0.25) return false;
  const ahead = figure.hull.filter((point) => toCamera(view, point)[2] > 0.05);
  if (ahead.length === 0) return false;
  const { left, right, bottom, top } = boundsInView(view, ahead);
  return right > -1 && left < 1 && top > -1 && bottom < 1;
};

const isPieceInWay = (
  view: View,
  proposal: Proposal,
  piece: SetPiece,
  points: readonly Vec3[],
  deepest: number,
): boolean => {
  const { centre, half } = boundsOf(piece);
  if (isOutOfWay(view, centre, Math.hypot(...half), deepest)) return false;
  const solids = solidsOf(piece);
  if (solids.length === 0) return false;
  if (solids.some((box) => isInsideBox(box, view.position, bodyMargin))) return true;
  if (proposal.shown.some((shown) => blocksHead(view, shown, { piece }))) return true;
  if (proposal.shown.some((shown) => isInsideBox(boundsOf(piece), shown.points.hips))) return false;
  const filled = points.filter((point) => solids.some((box) => crossesBox(box, view.position, point))).length;
  return filled / points.length > mostFilled;
};

export const isOutside = (scene: StagedScene, [x, , z]: Vec3): boolean =>
  scene.setting !== 'EXT' &&
  scene.extent[1] > 0.5 &&
  (Math.abs(x) > scene.extent[0] / 2 || Math.abs(z) > scene.extent[2] / 2);

/** Depths of the main subject, and of the farthest thing that must be seen, metres. */
type Depths = { readonly depth: number; readonly deepest: number };

export type Cleared = {
  readonly scene: StagedScene;
  readonly figures: readonly string[];
  readonly pieces: readonly string[];
  readonly warnings: readonly CameraWarning[];
};

const subjectDepth = (view: View, proposal: Proposal, camera: Camera): number => {
  const [main] = proposal.shown;
  return Math.max(0.3, toCamera(view, main ? main.points.headCentre : camera.target)[2]);
};

const recast = (figures: readonly StagedFigure[], by: StagedFigure | undefined): readonly StagedFigure[] =>
  by ? figures.map((figure) => (figure.name === by.name ? by : figure)) : figures;

/** More people than this are a crowd: those whom nobody asked for may be left out of it. */
const mostShown = 4;

const isCrowd = ({ shown }: Proposal): boolean => shown.length > mostShown;

/** Whom the frame must show: of a crowd those who were asked for. */
const mainsOf = ({ subjects }: Setup, proposal: Proposal): readonly PosedFigure[] => {
  const asked = proposal.shown.filter((figure) => subjects.includes(figure));
  return isCrowd(proposal) && asked.length > 0 ? asked : proposal.shown;
};

/** Everyone who may be left out. */
const extrasOf = (setup: Setup, proposal: Proposal): readonly PosedFigure[] => {
  const kept = new Set([...mainsOf(setup, proposal), ...(proposal.kept ?? [])].map(({ figure }) => figure.name));
  return setup.figures.filter(({ figure: { name } }) => !kept.has(name) && name !== proposal.withoutFigure);
};

export const clearView = (setup: Setup, proposal: Proposal): Cleared => {
  const { scene } = setup.request;
  const view = viewOf(proposal.camera);
  const depth = subjectDepth(view, proposal, proposal.camera);
  const heads = proposal.shown.map(({ points: { headCentre } }) => toCamera(view, headCentre)[2] + 0.3);
  const deepest = Math.max(depth, ...heads);
  const points = framePoints(view, depth * 0.98);
  const goesOn = toOthers.has(setup.request.movement);
  const mains = mainsOf(setup, proposal);
  const ofThose: Proposal = { ...proposal, shown: mains, ...(isCrowd(proposal) ? { crowd: 'stays' } : {}) };
  const stays = (figure: PosedFigure): boolean => goesOn && setup.subjects.includes(figure);
  const extras = extrasOf(setup, proposal);
  const aside = givingWay(view, mains, extras);
  const gone = extras
    .filter(
      (figure) =>
        (aside.has(figure) && !stays(figure)) ||
        isFigureInWay(view, ofThose, figure, { depth, deepest, stays: stays(figure) }),
    )
    .map((figure) => figure.figure.name);
  const keptPieces = new Set(proposal.keptPieces ?? []);
  const pieces = scene.pieces
    .filter((piece) => !keptPieces.has(piece.id) && isPieceInWay(view, proposal, piece, points, deepest))
    .map((piece) => piece.id);
  const viewer = proposal.withoutFigure === undefined ? [] : [proposal.withoutFigure];
  const [without, bare] = [new Set([...gone, ...viewer]), new Set(pieces)];
  const staged = proposal.addedPiece ? [...scene.pieces, proposal.addedPiece] : scene.pieces;
  return {
    scene: {
      ...scene,
      figures: withoutRests(
        recast(scene.figures, proposal.recast).filter((figure) => !without.has(figure.name)),
        staged.filter((piece) => bare.has(piece.id)),
      ),
      pieces: staged.filter((piece) => !bare.has(piece.id)),
    },
    figures: [...without],
    pieces,
    warnings: [
      ...gone.map((name) => ({ kind: 'figure-left-out', name }) as const),
      ...pieces.map((id) => ({ kind: 'piece-left-out', id }) as const),
      ...(isOutside(scene, proposal.camera.position) ? [{ kind: 'outside-room' } as const] : []),
    ],
  };
};
