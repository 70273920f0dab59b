/** Things that stand about as labelled boxes: an insert must show a radio, a letter or a cup, not a box. English and Chinese labels. */
import type { Vec3 } from '../scene.ts';
import { type PieceSite, roomOf, toned } from './furniture.ts';
import { surfaceFlags } from './surface-flags.ts';

const fine = { width: 0.8, strength: 0.85 };

/** A ring of strokes on the front, or on the top. */
const circle = (
  site: PieceSite,
  at: { readonly centre: Vec3; readonly radius: number; readonly flat: boolean },
): void => {
  const { centre, radius, flat } = at;
  const point = (step: number): Vec3 => {
    const turn = (step / 16) * 2 * Math.PI;
    const [a, b] = [Math.cos(turn) * radius, Math.sin(turn) * radius];
    return flat ? [centre[0] + a, centre[1], centre[2] + b] : [centre[0] + a, centre[1] + b, centre[2]];
  };
  for (let step = 0; step < 16; step++) site.mesh.line(point(step), point(step + 1), fine);
};

const radio = (site: PieceSite): void => {
  const { w, h, d } = roomOf(site);
  const { mesh, piece } = site;
  const front = d + 0.003;
  mesh.box([-w, 0, -d], [w, h, d], { tone: Math.max(piece.tone, 150) });
  mesh.box([-w * 0.88, h * 0.14, d - 0.01], [w * 0.1, h * 0.86, front], { tone: 66 });
  for (let row = 1; row < 7; row++) {
    const y = h * (0.14 + row * 0.1);
    mesh.line([-w * 0.84, y, front + 0.002], [w * 0.06, y, front + 0.002], { width: 0.6, strength: 0.9 });
  }
  mesh.box([w * 0.2, h * 0.62, d - 0.01], [w * 0.88, h * 0.84, front], { tone: 236, flags: surfaceFlags.glow });
  mesh.line([w * 0.48, h * 0.62, front + 0.002], [w * 0.48, h * 0.84, front + 0.002], { width: 1, strength: 1 });
  circle(site, { centre: [w * 0.54, h * 0.34, front], radius: h * 0.19, flat: false });
  mesh.line([w * 0.8, h, -d * 0.4], [w * 1.5, h * 2.3, -d * 0.4], { width: 1, strength: 1 });
};

const screen = (site: PieceSite): void => {
  const { w, h, d } = roomOf(site);
  const { mesh, piece } = site;
  mesh.box([-w * 0.35, 0, -d * 0.5], [w * 0.35, h * 0.06, d * 0.5], toned(piece.tone, -20));
  mesh.box([-w * 0.1, 0, -d * 0.2], [w * 0.1, h * 0.3, 0], toned(piece.tone, -20));
  mesh.box([-w, h * 0.16, -d * 0.25], [w, h, d * 0.1], { tone: piece.tone });
  const glass = { tone: site.night ? 232 : 190, flags: site.night ? surfaceFlags.glow : 0 };
  mesh.box([-w * 0.92, h * 0.22, d * 0.08], [w * 0.92, h * 0.94, d * 0.1 + 0.003], glass);
};

const printer = (site: PieceSite): void => {
  const { w, h, d } = roomOf(site);
  const { mesh } = site;
  const body = { tone: Math.max(site.piece.tone, 170) };
  mesh.box([-w, 0, -d], [w, h * 0.68, d], body);
  mesh.box([-w * 0.94, h * 0.68, -d * 0.9], [w * 0.94, h * 0.82, d * 0.5], toned(body.tone, -22));
  mesh.box([-w * 0.7, h * 0.34, d - 0.02], [w * 0.7, h * 0.44, d + 0.002], { tone: 50 });
  mesh.face(
    [
      [-w * 0.6, h * 0.3, d + 0.14],
      [w * 0.6, h * 0.3, d + 0.14],
      [w * 0.6, h * 0.37, d],
      [-w * 0.6, h * 0.37, d],
    ],
    { tone: 250 },
  );
  mesh.face(
    [
      [-w * 0.6, h * 0.82, -d * 0.5],
      [w * 0.6, h * 0.82, -d * 0.5],
      [w * 0.6, h * 1.4, -d * 0.85],
      [-w * 0.6, h * 1.4, -d * 0.85],
    ],
    { tone: 250 },
  );
  circle(site, { centre: [w * 0.78, h * 0.56, d + 0.003], radius: h * 0.06, flat: false });
};

const paper = (site: PieceSite): void => {
  const { w, h, d } = roomOf(site);
  const top = Math.min(h, 0.012);
  site.mesh.box([-w, 0, -d], [w, top, d], { tone: 244 });
  for (let row = 0; row < 8; row++) {
    const z = -d * 0.72 + d * 0.19 * row;
    site.mesh.line([-w * 0.78, top + 0.002, z], [w * (row % 3 === 2 ? 0.3 : 0.76), top + 0.002, z], {
      width: 0.6,
      strength: 0.7,
    });
  }
};

const picture = (site: PieceSite): void => {
  const { w, h, d } = roomOf(site);
  const top = Math.min(h, 0.015);
  site.mesh.box([-w, 0, -d], [w, top, d], { tone: 240 });
  site.mesh.box([-w * 0.84, top - 0.002, -d * 0.84], [w * 0.84, top + 0.002, d * 0.7], { tone: 120 });
  circle(site, { centre: [0, top + 0.004, -d * 0.2], radius: w * 0.3, flat: true });
};

const book = (site: PieceSite): void => {
  const { w, h, d } = roomOf(site);
  site.mesh.box([-w * 0.97, h * 0.16, -d * 0.97], [w * 0.95, h * 0.84, d * 0.97], { tone: 240 });
  for (const [low, high] of [
    [0, 0.16],
    [0.84, 1],
  ] as const)
    site.mesh.box([-w, h * low, -d], [w, h * high, d], { tone: site.piece.tone });
  site.mesh.line([-w * 0.5, h + 0.002, -d * 0.4], [w * 0.5, h + 0.002, -d * 0.4], fine);
};

const phone = (site: PieceSite): void => {
  const { w, d } = roomOf(site);
  const top = 0.012;
  site.mesh.box([-w, 0, -d], [w, top, d], { tone: 44 });
  const glass = { tone: site.night ? 240 : 200, flags: site.night ? surfaceFlags.glow : 0 };
  site.mesh.box([-w * 0.9, top - 0.002, -d * 0.93], [w * 0.9, top + 0.001, d * 0.93], glass);
};

const cup = (site: PieceSite): void => {
  const { w, h } = roomOf(site);
  const look = { tone: Math.max(site.piece.tone, 214), sides: 16 };
  site.mesh.turned(
    [0, 0],
    [
      [0, w * 0.78],
      [h, w],
    ],
    look,
  );
  circle(site, { centre: [0, h + 0.002, 0], radius: w * 0.84, flat: true });
  site.mesh.box([w * 0.9, h * 0.3, -w * 0.12], [w * 1.5, h * 0.4, w * 0.12], { tone: look.tone });
  site.mesh.box([w * 0.9, h * 0.7, -w * 0.12], [w * 1.5, h * 0.8, w * 0.12], { tone: look.tone });
  site.mesh.box([w * 1.38, h * 0.3, -w * 0.12], [w * 1.5, h * 0.8, w * 0.12], { tone: look.tone });
};

const bottle = (site: PieceSite): void => {
  const { w, h } = roomOf(site);
  const tall = Math.max(h, w * 5);
  site.mesh.turned(
    [0, 0],
    [
      [0, w * 0.8],
      [tall * 0.6, w * 0.8],
      [tall * 0.76, w * 0.3],
      [tall, w * 0.3],
    ],
    { tone: 120, sides: 14 },
  );
};

const clock = (site: PieceSite): void => {
  const { w, h, d } = roomOf(site);
  const { mesh, piece } = site;
  const front = d + 0.003;
  const radius = Math.min(w, h / 2) * 0.8;
  mesh.box([-w, 0, -d], [w, h, d], { tone: piece.tone });
  mesh.box([-radius * 1.05, h / 2 - radius * 1.05, d - 0.01], [radius * 1.05, h / 2 + radius * 1.05, front], {
    tone: 244,
  });
  circle(site, { centre: [0, h / 2, front + 0.002], radius, flat: false });
  mesh.line([0, h / 2, front + 0.002], [0, h / 2 + radius * 0.75, front + 0.002], { width: 1, strength: 1 });
  mesh.line([0, h / 2, front + 0.002], [radius * 0.5, h / 2 + radius * 0.2, front + 0.002], {
    width: 1.2,
    strength: 1,
  });
};

const suitcase = (site: PieceSite): void => {
  const { w, h, d } = roomOf(site);
  const { mesh, piece } = site;
  mesh.box([-w, 0, -d], [w, h * 0.9, d], { tone: Math.max(piece.tone, 120) });
  for (const x of [-0.6, 0.6])
    mesh.box([w * x - 0.015, -0.001, -d - 0.004], [w * x + 0.015, h * 0.905, d + 0.004], toned(piece.tone, -40));
  for (const x of [-0.2, 0.2]) mesh.box([w * x - 0.01, h * 0.9, -0.01], [w * x + 0.01, h * 0.97, 0.01], { tone: 50 });
  mesh.box([-w * 0.2 - 0.01, h * 0.97, -0.01], [w * 0.2 + 0.01, h, 0.01], { tone: 50 });
};

const gun = (site: PieceSite): void => {
  const { w, d } = roomOf(site);
  const thick = 0.03;
  site.mesh.box([-w, 0, -d * 0.9], [w * 0.9, thick, -d * 0.35], { tone: 70 });
  site.mesh.box([w * 0.35, 0, -d * 0.4], [w * 0.85, thick, d], { tone: 50 });
  circle(site, { centre: [w * 0.14, thick + 0.002, -d * 0.12], radius: d * 0.26, flat: true });
};

const knife = (site: PieceSite): void => {
  const { w, d } = roomOf(site);
  site.mesh.box([-w, 0, -d * 0.12], [w * 0.3, 0.006, d * 0.16], { tone: 225 });
  site.mesh.box([w * 0.3, 0, -d * 0.16], [w, 0.02, d * 0.18], { tone: 50 });
};

/** A ring for a bow, a shaft, and teeth at its end: lies along x. */
const key = (site: PieceSite): void => {
  const { w, d } = roomOf(site);
  const { mesh } = site;
  const look = { tone: 206 };
  const bow = Math.min(d, w * 0.42);
  const middle = -w + bow;
  const [outer, inner] = [1, 0.52].map((share) =>
    Array.from({ length: 18 }, (_, step): readonly [number, number] => {
      const turn = (step / 18) * 2 * Math.PI;
      return [middle + Math.cos(turn) * bow * share, Math.sin(turn) * bow * share];
    }),
  );
  const top = 0.006;
  mesh.loft([(outer ?? []).map(([x, z]): Vec3 => [x, 0, -z]), (outer ?? []).map(([x, z]): Vec3 => [x, top, -z])], look);
  mesh.face(
    (inner ?? []).map(([x, z]): Vec3 => [x, top + 0.0008, -z]),
    { tone: 96 },
  );
  mesh.box([middle + bow * 0.9, 0, -bow * 0.16], [w, top, bow * 0.16], look);
  for (const [from, to, deep] of [
    [0.94, 1, 0.72],
    [0.82, 0.88, 0.52],
    [0.7, 0.76, 0.66],
  ] as const)
    mesh.box([middle + (w - middle) * from, 0, 0], [middle + (w - middle) * to, top, bow * deep], look);
};

/** A glazed lamp with a handle; the light is on. */
const lantern = (site: PieceSite): void => {
  const { w, h } = roomOf(site);
  const { mesh } = site;
  mesh.turned(
    [0, 0],
    [
      [0, w],
      [h * 0.12, w * 0.9],
    ],
    { tone: 70, sides: 14 },
  );
  mesh.turned(
    [0, 0],
    [
      [h * 0.12, w * 0.7],
      [h * 0.66, w * 0.62],
    ],
    { tone: 246, flags: surfaceFlags.glow, sides: 14 },
  );
  mesh.turned(
    [0, 0],
    [
      [h * 0.66, w * 0.86],
      [h * 0.8, w * 0.3],
    ],
    { tone: 70, sides: 14 },
  );
  for (const x of [-1, 1]) mesh.line([x * w * 0.8, h * 0.66, 0], [0, h, 0], { width: 1.4, strength: 1 });
};

/** A brush or a pen: a handle along x, its end dark. */
const brush = (site: PieceSite): void => {
  const { w, d } = roomOf(site);
  site.mesh.box([-w, 0, -d * 0.14], [w * 0.3, 0.016, d * 0.14], { tone: 170 });
  site.mesh.box([w * 0.3, 0, -d * 0.3], [w * 0.5, 0.022, d * 0.3], { tone: 214 });
  site.mesh.box([w * 0.5, 0, -d * 0.3], [w, 0.018, d * 0.3], { tone: 56 });
};

/** A grille in a case, as an intercom or a loudspeaker has. */
const grille = (site: PieceSite): void => {
  const { w, h, d } = roomOf(site);
  const { mesh } = site;
  mesh.box([-w, 0, -d], [w, h, d], { tone: 196 });
  mesh.box([-w * 0.8, h * 0.3, d - 0.01], [w * 0.8, h * 0.9, d + 0.004], { tone: 74 });
  for (let row = 1; row < 6; row++) {
    const y = h * (0.3 + row * 0.1);
    mesh.line([-w * 0.74, y, d + 0.007], [w * 0.74, y, d + 0.007], { width: 0.7, strength: 0.9 });
  }
  for (const x of [-0.4, 0, 0.4]) circle(site, { centre: [w * x, h * 0.15, d + 0.003], radius: h * 0.06, flat: false });
};

/** Boards of a packing case. */
const crate = (site: PieceSite): void => {
  const { w, h, d } = roomOf(site);
  const { mesh, piece } = site;
  mesh.box([-w, 0, -d], [w, h, d], { tone: piece.tone });
  for (const share of [0.33, 0.66])
    for (const z of [d + 0.003, -d - 0.003]) mesh.line([-w, h * share, z], [w, h * share, z], fine);
  for (const x of [w + 0.003, -w - 0.003]) mesh.line([x, h * 0.5, -d], [x, h * 0.5, d], fine);
  mesh.line([-w, 0, d + 0.004], [w, h, d + 0.004], fine);
};

const fridge = (site: PieceSite): void => {
  const { w, h, d } = roomOf(site);
  const { mesh } = site;
  mesh.box([-w, 0, -d], [w, h, d], { tone: site.piece.tone });
  mesh.line([-w, h * 0.66, d + 0.003], [w, h * 0.66, d + 0.003], { width: 1, strength: 1 });
  for (const [low, high] of [
    [0.4, 0.6],
    [0.7, 0.84],
  ] as const)
    mesh.box([-w * 0.84, h * low, d], [-w * 0.74, h * high, d + 0.04], { tone: 90 });
};

/** A round tank of boards on legs, as roofs have. */
const tank = (site: PieceSite): void => {
  const { w, h } = roomOf(site);
  const { mesh, piece } = site;
  for (const [x, z] of [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const)
    mesh.box([x * w * 0.6 - 0.05, 0, z * w * 0.6 - 0.05], [x * w * 0.6 + 0.05, h * 0.35, z * w * 0.6 + 0.05], {
      tone: 90,
    });
  mesh.turned(
    [0, 0],
    [
      [h * 0.35, w],
      [h, w],
    ],
    { tone: piece.tone, sides: 16, flags: surfaceFlags.noCrease },
  );
  mesh.turned(
    [0, 0],
    [
      [h, w * 1.08],
      [h * 1.35, 0.02],
    ],
    { tone: piece.tone - 30, sides: 16, flags: surfaceFlags.noCrease },
  );
};

const plain = (site: PieceSite): void => {
  const { w, h, d } = roomOf(site);
  site.mesh.box([-w, 0, -d], [w, h, d], { tone: site.piece.tone });
  if (h >= 0.1) site.mesh.line([-w, h * 0.82, d + 0.002], [w, h * 0.82, d + 0.002], { width: 0.7, strength: 0.6 });
};

const shapes: readonly (readonly [words: RegExp, draw: (site: PieceSite) => void])[] = [
  [/\b(keys?|notch(?:es)?)\b|钥匙/i, key],
  [/\b(lantern)\b|灯笼/i, lantern],
  [/\b(brush|paintbrush|pen|pencil)\b|刷|笔/i, brush],
  [/\b(intercom|speaker|loudspeaker|tannoy|alarm)\b|广播|喇叭|对讲机|扩音器/i, grille],
  [/\b(crate|box|parcel)\b/i, crate],
  [/\b(fridge|refrigerator)\b|冰箱/i, fridge],
  [/\b(tank)\b/i, tank],
  [/\b(printer|copier)\b|打印机/i, printer],
  [/\b(computer|monitor|terminal|tv|television|screen|laptop)\b|电脑|电视|屏幕/i, screen],
  [/\b(radio|tape|recorder|speaker)\b|收音机|录音机/i, radio],
  [/\b(clock)\b|钟/i, clock],
  [/\b(cell ?phone|phone|mobile|wallet|tablet)\b|手机|电话/i, phone],
  [/\b(photo|photograph|picture|polaroid)\b|照片/i, picture],
  [/\b(letters?|papers?|page|pages|note|map|newspaper|envelope|contract|pages)\b|信|纸|地图|报纸/i, paper],
  [/\b(book|binder|folder|file|diary|script|journal)\b|书|本子|日记|文件/i, book],
  [/\b(mug|cup|glass|jar|can|coffee|tea)\b|杯|茶|咖啡/i, cup],
  [/\b(bottle|wine|whiskey|beer)\b|瓶|酒/i, bottle],
  [/\b(suitcase|briefcase|case|trunk|bag|purse|luggage)\b|箱|包/i, suitcase],
  [/\b(gun|pistol|revolver)\b|枪/i, gun],
  [/\b(knife|blade)\b|刀/i, knife],
];

/** A box, in the shape of what its label names where that is known. */
export const box = (site: PieceSite): void => {
  const label = site.piece.label ?? '';
  const draw = shapes.find(([words]) => words.test(label))?.[1] ?? plain;
  draw(site);
};
