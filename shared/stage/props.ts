/** Props that action lines write in capitals, as labelled boxes: on the table or desk, else beside whoever has them. */
import type { LaidThing } from './doings.ts';
import { pieceToWorld } from './pieces.ts';
import type { Mark } from './placement.ts';
import type { SetPiece, Vec3 } from './scene.ts';
import type { SceneFacts } from './scene-facts.ts';

const maxProps = 4;
/** Smaller than this on every side, a thing is not laid on the floor, metres: an insert of it stages it at hand. */
const leastOnFloor = 0.26;
const capitals = /\b[A-Z][A-Z'’-]{2,}(?: [A-Z][A-Z'’-]+){0,2}\b/g;
/** A sound or a deed in capitals, as scripts write them: `A bolt SCRAPES`, `with a WHINE`. */
const sounds =
  /^(?:WHINE|CLATTER|HUM|ROAR|CLANG|CLUNK|CREAK|SCRAPE|SQUEAL|SQUEAK|HISS|RUMBLE|RATTLE|CHIME|TICK|DRIP|SPLASH|CRUNCH|SIREN|HONK|BARK|HOWL|SHRIEK|SHOUT|LAUGHTER|APPLAUSE|THUNDER|ROARS?|BLAST|WHISTLE|GROAN|SIGH|GASP|ECHO|PTEW|KRUMF|WHOOSH|THUMP|SMASH|SHATTER)S?$/;
/** What stands before a thing: an article, a possessive or a number, with one or two words between. */
const leadsToThing =
  /\b(?:an?|the|his|her|their|its|my|your|our|this|that|another|one|two|three|four|some)(?:\s+[a-z-]+){0,2}\s+$/i;

const sizes: readonly (readonly [RegExp, Vec3])[] = [
  [
    /(?:^|[^A-Z])(?:PRINTER|COPIER|COMPUTER|MONITOR|TV|TELEVISION|SCREEN|LAPTOP|TERMINAL|打印机|电脑|电视|屏幕)$/,
    [0.46, 0.36, 0.38],
  ],
  [
    /RADIO|CLOCK|CAMERA|BOX|BAG|PURSE|SPEAKER|INTERCOM|MACHINE|JUKEBOX|RECORDER|收音机|录音机|闹钟|包|箱/,
    [0.28, 0.2, 0.14],
  ],
  [/(?:^|[^A-Z])(?:SUITCASE|BRIEFCASE|CASE|TRUNK|CRATE)$/, [0.46, 0.34, 0.16]],
  [/(?:^|[^A-Z])(?:LANTERN|LAMP|灯)$/, [0.16, 0.3, 0.16]],
  [/(?:^|[^A-Z])(?:KEYS?|RING|COIN|BULLET|NOTCH(?:ES)?|WATCH|钥匙|戒指|硬币)$/, [0.1, 0.012, 0.05]],
  [/(?:^|[^A-Z])(?:PHONE|CELL|WALLET|手机|电话)$/, [0.08, 0.03, 0.15]],
  [
    /LETTERS?|PAPERS?|PAGES?|NOTE|PHOTO|PICTURE|MAP|FOLDER|FILE|BOOK|BINDER|NEWSPAPER|ENVELOPE|信|纸|照片|书|地图/,
    [0.22, 0.03, 0.3],
  ],
  [/(?:^|[^A-Z])(?:GUN|PISTOL|REVOLVER|KNIFE|BRUSH|枪|刀)$/, [0.22, 0.04, 0.13]],
  [/(?:^|[^A-Z])(?:MUG|CUP|GLASS|BOTTLE|JAR|CAN|杯|瓶)$/, [0.09, 0.12, 0.09]],
];

const knownSize = (label: string): Vec3 | null =>
  sizes.find(([words]) => words.test(label.toLocaleUpperCase('en')))?.[1] ?? null;

/** How large a thing of this name is: width, height and depth, metres. */
export const sizeOfThing = (label: string): Vec3 => knownSize(label) ?? [0.2, 0.12, 0.16];

/** `LASER PRINTER` is the `PRINTER` that is there already. */
const isThere = (label: string, labels: ReadonlySet<string>): boolean =>
  [...labels].some((other) => other.split(' ').at(-1) === label.split(' ').at(-1));

const namesOf = (facts: SceneFacts): ReadonlySet<string> =>
  new Set(facts.cast.flatMap(({ name }) => [name.toUpperCase(), ...name.toUpperCase().split(/\s+/)]));

const labelsIn = (facts: SceneFacts): string[] => {
  const names = namesOf(facts);
  const labels = new Set<string>(facts.things ?? []);
  for (const { type, text } of facts.blocks) {
    if (type !== 'action' || labels.size >= maxProps) continue;
    if (text === text.toUpperCase()) continue;
    for (const { 0: label, index } of text.matchAll(capitals)) {
      const isName = label.split(' ').some((word) => names.has(word)) || isThere(label, labels);
      if (isName || !knownSize(label) || sounds.test(label) || !leadsToThing.test(text.slice(0, index))) continue;
      labels.add(label);
    }
  }
  return [...labels].slice(0, maxProps);
};

/** As large as this it stands at the end of a table, and there is room for only one, metres. */
const large = 0.3;

/** Where along the table's or desk's top props stand, shares of its width and depth. */
const largeSpot = [0.36, 0.12] as const;
const topSpots: readonly (readonly [number, number])[] = [
  [0.1, 0.1],
  [-0.3, -0.15],
  [0.02, -0.25],
  [-0.34, 0.22],
];

const topKinds: ReadonlySet<SetPiece['kind']> = new Set<SetPiece['kind']>(['table', 'desk', 'counter']);
const isLarge = (label: string): boolean => Math.max(...sizeOfThing(label)) > large;

/** Speaks from the wall: an intercom or a loudspeaker. */
const onWall = /INTERCOM|SPEAKER|TANNOY|ALARM$|广播|喇叭|对讲机|扩音器/i;

type Site = {
  readonly label: string;
  readonly index: number;
  readonly top: SetPiece | undefined;
  readonly first: Mark | undefined;
};

const spotOf = (facts: SceneFacts, { label, index, top, first }: Site, pieces: readonly SetPiece[]): Vec3 | null => {
  const size = sizeOfThing(label);
  if (onWall.test(label)) {
    const door = pieces.find(({ kind }) => kind === 'door');
    return door ? [door.position[0] + 0.75, 1.5, door.position[2] + 0.04 + size[2] / 2] : [1.4, 2.3, -2.2];
  }
  if (top) {
    const [u, v] = isLarge(label) ? largeSpot : (topSpots[index] ?? [0, 0]);
    return pieceToWorld(top, [u * top.size[0], top.size[1], v * top.size[2]]);
  }
  const speaks = facts.things?.includes(label) ?? false;
  if (!speaks && Math.max(...size) < leastOnFloor) return null;
  return [(first?.position[0] ?? 0) + 0.5 + 0.4 * index, 0, (first?.position[2] ?? 0) - 0.35];
};

/** How far from an edge a thing is laid, metres. */
const fromEdge = 0.12;

/** Where on a piece's top someone lays a thing: as near as the top comes to their right hand. */
const laidAt = (piece: SetPiece, by: Mark): Vec3 => {
  const hand = pieceToWorld({ position: by.position, heading: by.heading }, [-0.18, 0, 0.3]);
  const [c, s] = [Math.cos(piece.heading), Math.sin(piece.heading)];
  const [dx, dz] = [hand[0] - piece.position[0], hand[2] - piece.position[2]];
  const inside = (value: number, size: number): number => {
    const room = Math.max(0, size / 2 - Math.min(fromEdge, size / 2));
    return Math.min(room, Math.max(-room, value));
  };
  const [x, z] = [inside(c * dx - s * dz, piece.size[0]), inside(s * dx + c * dz, piece.size[2])];
  return pieceToWorld(piece, [x, piece.size[1], z]);
};

/** Things that action lines have someone lay down on a piece that is there, beside those that stand there already. */
export const laidProps = (
  laid: readonly LaidThing[],
  pieces: readonly SetPiece[],
  markOf: (name: string) => Mark | undefined,
): SetPiece[] => {
  const there = new Set(pieces.map(({ label }) => label?.toUpperCase()));
  const laidNow = laid.filter(({ thing }, index) => laid.findIndex((one) => one.thing === thing) === index);
  return laidNow.slice(0, maxProps).flatMap(({ thing, on, by }, index): SetPiece[] => {
    const [piece, mark] = [pieces.find(({ kind }) => kind === on), markOf(by)];
    const label = thing.toUpperCase();
    if (!piece || !mark || there.has(label)) return [];
    const size = sizeOfThing(label);
    return [
      {
        id: `laid-${index + 1}`,
        kind: 'box',
        label,
        position: laidAt(piece, mark),
        heading: piece.heading,
        size,
        tone: 96,
      },
    ];
  });
};

export const propsOf = (facts: SceneFacts, pieces: readonly SetPiece[], marks: readonly Mark[]): SetPiece[] => {
  const top = pieces.find(({ kind }) => topKinds.has(kind));
  const [first] = marks;
  const labels = labelsIn(facts);
  const onlyLarge = labels.find(isLarge);
  const shown = labels.filter((label) => !top || !isLarge(label) || label === onlyLarge);
  return shown.flatMap((label, index): SetPiece[] => {
    const position = spotOf(facts, { label, index, top, first }, pieces);
    if (!position) return [];
    const heading = onWall.test(label) || isLarge(label) ? 0 : (top?.heading ?? 0);
    return [{ id: `prop-${index + 1}`, kind: 'box', label, position, heading, size: sizeOfThing(label), tone: 96 }];
  });
};
