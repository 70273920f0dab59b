/** Props that action lines write in capitals, as labelled boxes: on the table or desk, else beside whoever has them. */
import { pieceToWorld } from './pieces.ts';
import type { Mark } from './placement.ts';
import type { SetPiece, Vec3 } from './scene.ts';
import type { SceneFacts } from './scene-facts.ts';

const maxProps = 4;
const capitals = /\b[A-Z][A-Z'’-]{2,}(?: [A-Z][A-Z'’-]+){0,2}\b/g;
/** Capitals that are sounds, camera words or signs rather than things. */
const notThings =
  /^(?:BANG|BOOM|CLACK|CLICK|CRASH|THUD|RING|RINGS|BEEP|BUZZ|SLAM|SLAMS|WHIR|SCREAM|SCREAMS|KNOCK|POP|SNAP|CRACK|SILENCE|GUNSHOT|EXPLOSION|CUT|FADE|POV|CLOSE|ANGLE|INSERT|SUPER|TITLE|BACK|THE|AND|END|LATER|CONT|OFF|NOW|STOP|OPEN|CLOSED|YES|INT|EXT|DAY|NIGHT|CAMERA|WE SEE|SEE|HEAR)\b/;

const sizes: readonly (readonly [RegExp, Vec3])[] = [
  [/PRINTER|COMPUTER|MONITOR|TV|TELEVISION|SCREEN/, [0.46, 0.32, 0.38]],
  [/RADIO|CLOCK|CAMERA|BOX|BAG|PURSE/, [0.28, 0.18, 0.14]],
  [/SUITCASE|BRIEFCASE|CASE|TRUNK/, [0.46, 0.34, 0.16]],
  [/PHONE|CELL|WALLET|WATCH|KEYS?|RING|COIN|BULLET/, [0.08, 0.03, 0.15]],
  [/LETTER|PAPER|PAGE|NOTE|PHOTO|PICTURE|MAP|FOLDER|FILE|BOOK|BINDER|NEWSPAPER|ENVELOPE/, [0.22, 0.03, 0.3]],
  [/GUN|PISTOL|REVOLVER|KNIFE/, [0.22, 0.04, 0.13]],
  [/MUG|CUP|GLASS|BOTTLE|JAR|CAN/, [0.09, 0.12, 0.09]],
];

const sizeOf = (label: string): Vec3 => sizes.find(([words]) => words.test(label))?.[1] ?? [0.2, 0.12, 0.16];

const namesOf = (facts: SceneFacts): ReadonlySet<string> =>
  new Set(facts.cast.flatMap(({ name }) => [name.toUpperCase(), ...name.toUpperCase().split(/\s+/)]));

const labelsIn = (facts: SceneFacts): string[] => {
  const names = namesOf(facts);
  const labels = new Set<string>();
  for (const { type, text } of facts.blocks) {
    if (type !== 'action' || labels.size >= maxProps) continue;
    if (text === text.toUpperCase()) continue;
    for (const [label] of text.matchAll(capitals)) {
      if (!notThings.test(label) && !label.split(' ').some((word) => names.has(word))) labels.add(label);
    }
  }
  return [...labels].slice(0, maxProps);
};

/** Where along the table's or desk's top props stand, shares of its width and depth. */
const topSpots: readonly (readonly [number, number])[] = [
  [0.3, 0.1],
  [-0.3, -0.15],
  [0.02, -0.25],
  [-0.34, 0.22],
];

export const propsOf = (facts: SceneFacts, pieces: readonly SetPiece[], marks: readonly Mark[]): SetPiece[] => {
  const top = pieces.find(({ kind }) => kind === 'table' || kind === 'desk');
  const [first] = marks;
  return labelsIn(facts).map((label, index): SetPiece => {
    const size = sizeOf(label);
    const [u, v] = topSpots[index] ?? [0, 0];
    const beside: Vec3 = [(first?.position[0] ?? 0) + 0.42 + 0.35 * index, 0, (first?.position[2] ?? 0) + 0.22];
    const position = top ? pieceToWorld(top, [u * top.size[0], top.size[1], v * top.size[2]]) : beside;
    return { id: `prop-${index + 1}`, kind: 'box', label, position, heading: top?.heading ?? 0, size, tone: 96 };
  });
};
