/** What hangs on walls and what one waits on: racks of small things, boards, benches, fences. */

import { textHash } from '../text-hash.ts';
import { type PieceSite, roomOf, toned } from './furniture.ts';

const fine = { width: 0.8, strength: 0.85 };

/** More things than this on one rack are drawn larger instead. */
const mostAcross = 22;
const mostRows = 7;

type Spot = {
  readonly x: number;
  readonly y: number;
  readonly step: number;
  readonly drop: number;
  readonly turn: number;
};

const key = ({ mesh }: PieceSite, { x, y, step, drop }: Spot, z: number): void => {
  const bow = Math.min(0.045, step * 0.3);
  const bright = { tone: 216 };
  mesh.box([x - bow, y - bow * 2, z], [x + bow, y, z + 0.012], bright);
  mesh.box([x - bow * 0.28, y - drop * 0.78, z], [x + bow * 0.28, y - bow * 2, z + 0.01], bright);
  mesh.box([x + bow * 0.28, y - drop * 0.76, z], [x + bow, y - drop * 0.64, z + 0.01], bright);
};

const bottle = ({ mesh }: PieceSite, { x, y, step, drop, turn }: Spot, z: number): void => {
  const half = Math.min(0.045, step * 0.32);
  const foot = y - drop + 0.03;
  const tone = [84, 150, 200, 116][turn % 4] ?? 120;
  mesh.box([x - half, foot, z], [x + half, foot + drop * 0.5, z + 2 * half], { tone });
  mesh.box(
    [x - half * 0.36, foot + drop * 0.5, z + half * 0.6],
    [x + half * 0.36, foot + drop * 0.78, z + half * 1.4],
    { tone },
  );
};

const tool = ({ mesh }: PieceSite, { x, y, step, drop, turn }: Spot, z: number): void => {
  const half = Math.min(0.02, step * 0.1);
  mesh.box([x - half, y - drop * 0.85, z], [x + half, y - 0.02, z + 0.02], { tone: 170 });
  const head = half * (turn % 3 === 0 ? 5 : 3);
  if (turn % 2 === 0) mesh.box([x - head, y - drop * 0.28, z], [x + head, y - 0.02, z + 0.03], { tone: 96 });
};

const parcel = ({ mesh }: PieceSite, { x, y, step, drop, turn }: Spot, z: number): void => {
  const half = step * (0.26 + 0.05 * (turn % 4));
  const foot = y - drop + 0.03;
  mesh.box([x - half, foot, z], [x + half, foot + drop * (0.4 + 0.1 * (turn % 4)), z + 0.1], {
    tone: [110, 170, 214, 140][turn % 4] ?? 150,
  });
};

const things = { keys: key, bottles: bottle, tools: tool, goods: parcel } as const;
const spacing = { keys: [0.15, 0.3], bottles: [0.17, 0.42], tools: [0.3, 0.6], goods: [0.3, 0.42] } as const;

type Ware = keyof typeof things;
const isWare = (label: string): label is Ware => Object.hasOwn(things, label);

const doors = (site: PieceSite): void => {
  const { w, h, d } = roomOf(site);
  site.mesh.box([-w, 0, -d], [w, h, d], { tone: site.piece.tone });
  for (let x = -w + 0.5; x < w - 0.1; x += 0.5) site.mesh.line([x, 0, d + 0.003], [x, h, d + 0.003], fine);
};

/** A wall of small things in rows: keys, bottles, tools or goods, as its label says; cupboards and rails are plain. */
export const rack = (site: PieceSite): void => {
  const { w, h, d } = roomOf(site);
  const { mesh, piece } = site;
  const label = piece.label ?? 'goods';
  if (label === 'cupboards' || label === 'rail' || w < 0.1 || h < 0.15) {
    doors(site);
    return;
  }
  const kind = isWare(label) ? label : 'goods';
  mesh.box([-w, 0, -d], [w, h, -d + 0.03], toned(piece.tone, -26));
  const [apart, tall] = spacing[kind];
  const across = Math.max(1, Math.min(mostAcross, Math.floor((2 * w) / apart)));
  const levels = Math.max(1, Math.min(mostRows, Math.floor(h / tall)));
  const [step, drop] = [(2 * w) / across, h / levels];
  for (let level = 0; level < levels; level++) {
    const y = h - drop * level;
    if (kind === 'keys' || kind === 'tools') mesh.box([-w, y - 0.03, -d], [w, y, -d + 0.06], { tone: piece.tone });
    else mesh.box([-w, y - drop, -d], [w, y - drop + 0.03, d], { tone: piece.tone });
    for (let column = 0; column < across; column++) {
      const turn = textHash(`${piece.id} ${level} ${column}`) % 12;
      if (turn === 5) continue;
      things[kind](site, { x: -w + step * (column + 0.5), y: y - 0.03, step, drop: drop - 0.03, turn }, -d + 0.06);
    }
  }
};

/** A board on a wall: a blackboard, a picture, a table of departures, a sign. */
export const board = (site: PieceSite): void => {
  const { w, h, d } = roomOf(site);
  const { mesh, piece } = site;
  const frame = piece.label === 'picture' ? 70 : 150;
  mesh.box([-w, 0, -d], [w, h, d], { tone: frame });
  const [x, low, high] = [w - 0.05, Math.min(0.05, h * 0.1), h - Math.min(0.05, h * 0.1)];
  mesh.box([-x, low, d - 0.005], [x, high, d + 0.006], { tone: piece.tone });
  if (piece.label === 'picture') {
    mesh.line([-x, h * 0.4, d + 0.012], [-x * 0.2, h * 0.66, d + 0.012], fine);
    mesh.line([-x * 0.2, h * 0.66, d + 0.012], [x, h * 0.36, d + 0.012], fine);
    return;
  }
  const rows = Math.max(1, Math.floor(h / 0.2));
  for (let row = 0; row < rows; row++) {
    const y = low + ((high - low) * (row + 0.5)) / rows;
    const end = x * (0.1 + 0.2 * ((row * 5) % 4));
    mesh.line([-x * 0.9, y, d + 0.012], [end, y, d + 0.012], { width: 1, strength: 0.8 });
  }
};

/** A bench with a back; it faces +z. */
export const bench = (site: PieceSite): void => {
  const { w, h, d } = roomOf(site);
  const { mesh, piece } = site;
  const seat = Math.min(0.45, h * 0.55);
  mesh.box([-w, seat - 0.06, -d], [w, seat, d], { tone: piece.tone });
  mesh.box([-w, seat + 0.12, -d], [w, h, -d + 0.06], toned(piece.tone, -8));
  for (const x of [-w + 0.06, w - 0.14]) mesh.box([x, 0, -d], [x + 0.08, seat - 0.06, d], toned(piece.tone, -40));
};

/** Posts and two rails. */
export const fence = (site: PieceSite): void => {
  const { w, h } = roomOf(site);
  const { mesh, piece } = site;
  const posts = Math.max(2, Math.min(30, Math.round((2 * w) / 2)));
  for (let index = 0; index <= posts; index++) {
    const x = -w + (2 * w * index) / posts;
    mesh.box([x - 0.06, 0, -0.05], [x + 0.06, h, 0.05], toned(piece.tone, -20));
  }
  for (const share of [0.45, 0.85])
    mesh.box([-w, h * share - 0.05, -0.03], [w, h * share + 0.05, 0.03], { tone: piece.tone });
};
