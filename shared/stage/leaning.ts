/** Who leans on something touches it: set with the back to the piece that the action names, or to the room's back wall. */
import { actionSentences } from './blocking.ts';
import { type Box, boundsOf } from './pieces.ts';
import { poseFigure } from './pose-figure.ts';
import type { SetPiece, SetPieceKind, StagedFigure, Vec3 } from './scene.ts';
import type { SceneFacts } from './scene-facts.ts';
import { headingVector } from './vec3.ts';

const words: readonly (readonly [SetPieceKind, RegExp])[] = [
  ['parapet', /\b(parapet|ledge|railing|rail|balustrade)\b|护栏|栏杆|女儿墙/i],
  ['counter', /\b(counter|bar)\b|柜台|吧台/i],
  ['fence', /\bfence\b|篱笆|围栏/i],
  ['tree', /\btree\b|树/i],
  ['door', /\b(door(?:way|frame)?|jamb)\b|门/i],
  ['shelf', /\bshelf|shelves\b|架/i],
  ['desk', /\bdesk\b|书桌/i],
  ['table', /\btable\b|桌/i],
  ['window', /\b(window|sill)\b|窗/i],
  ['wall', /\bwall\b|墙/i],
];

/** Farther from where they would stand nobody goes to lean, metres. */
const farthest = 4;
/** The back touches up to this height of what is leant on, metres. */
const headroom = 0.02;

/** The room's back wall as a box behind the set. */
const backWall = ([width, height, depth]: Vec3): Box | null =>
  height > 0.5 ? { centre: [0, height / 2, -depth / 2 - 0.1], half: [width / 2, height / 2, 0.1], heading: 0 } : null;

const leantOn = (text: string, pieces: readonly SetPiece[], extent: Vec3): Box | null => {
  const kind = words.find(([, pattern]) => pattern.test(text))?.[0];
  const piece = pieces.find((one) => one.kind === kind);
  if (piece) return boundsOf(piece);
  return kind === 'wall' || kind === undefined ? backWall(extent) : null;
};

/** How far the back reaches behind the figure's place, at most as high as what it leans on, metres. */
const backReach = (figure: StagedFigure, top: number): number => {
  const upright = poseFigure({ ...figure, position: [0, 0, 0], heading: 0, gaze: null });
  const touching = upright.hull.filter(([, y]) => y < top + headroom);
  return -touching.reduce((least, [, , z]) => Math.min(least, z), 0);
};

/** Square to the box's broad side that looks into the set, touching it with the back. */
const against = (figure: StagedFigure, box: Box): StagedFigure | null => {
  const { centre, half, heading } = box;
  const out = headingVector(heading);
  const facing = out[0] * -centre[0] + out[2] * -centre[2] >= 0 ? heading : heading + Math.PI;
  const [nx, , nz] = headingVector(facing);
  const [ax, az] = [nz, -nx];
  const along = ax * (figure.position[0] - centre[0]) + az * (figure.position[2] - centre[2]);
  const room = Math.max(0, half[0] - 0.3);
  const shift = Math.min(room, Math.max(-room, along));
  const off = half[2] + backReach(figure, centre[1] + half[1] - figure.position[1]);
  const [x, z] = [centre[0] + ax * shift + nx * off, centre[2] + az * shift + nz * off];
  if (Math.hypot(x - figure.position[0], z - figure.position[2]) > farthest) return null;
  return { ...figure, position: [x, figure.position[1], z], heading: facing };
};

/** The two who talk stay where they face each other; whoever else leans goes to what they lean on. */
export const leaningPeople = (
  facts: Pick<SceneFacts, 'blocks' | 'cast'>,
  figures: readonly StagedFigure[],
  set: { readonly pieces: readonly SetPiece[]; readonly extent: Vec3 },
): readonly StagedFigure[] => {
  if (!figures.some(({ pose }) => pose === 'leaning')) return figures;
  const sentences = actionSentences(facts);
  return figures.map((figure, index) => {
    if (figure.pose !== 'leaning' || (figures.length > 1 && index < 2)) return figure;
    const said = sentences.find(({ text, names }) => names[0] === figure.name && /lean|倚|靠/i.test(text));
    const box = said ? leantOn(said.text, set.pieces, set.extent) : null;
    return (box && against(figure, box)) ?? figure;
  });
};
