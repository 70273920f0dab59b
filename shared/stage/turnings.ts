/** Where a shot's words have people turn and look: she turns away, he looks down, she looks at him; 转身, 低头, 看着. */
import type { ActionSentence } from './blocking.ts';
import { poseFigure } from './pose-figure.ts';
import type { Pose, StagedFigure, Vec3 } from './scene.ts';
import { add, headingOf, headingVector, radians, scale, subtract, wrapAngle } from './vec3.ts';

export type Turning =
  | { readonly kind: 'eyes-away' | 'eyes-down' | 'eyes-up' | 'turns-away' | 'turns' }
  /** To somebody, by name; the body too when they turn or face. */
  | { readonly kind: 'to'; readonly whom: string; readonly body: boolean };

const eyesAway =
  /\b(?:looks?|looking|glances?|gazes?) (?:away|aside|off)\b|\bturns? (?:his|her|their) (?:face|head|eyes) away\b|\baverts?\b|移开(?:目光|视线|眼)|别过(?:头|脸)|转过(?:头|脸)去|看向别处/i;
const eyesDown =
  /\b(?:looks?|looking|stares?|glances?) (?:down|at (?:the|his|her|their) (?:floor|feet|ground|hands|shoes))\b|\blowers? (?:his|her|their) (?:eyes|head|gaze)\b|\bhangs (?:his|her) head\b|低头|低下头|垂下/i;
const eyesUp =
  /\b(?:looks?|looking|stares?|gazes?|glances?) up at the\b|\b(?:looks?|stares?) at the (?:sky|ceiling|stars|moon)\b|抬头|仰望|仰头/i;
const turnsAway = /\bturns? (?:away|(?:his|her|their) back|to (?:leave|go))\b|背过身|转过身去|背对/i;
const turns = /\b(?:turns?|spins?|whirls?|wheels?)(?: (?:a)?round)?\s*(?:$|[,:–—]|\band\b)|转身/i;
const to =
  /\b(turns?|faces?|looks?|looking|stares?|glances?|gazes?)(?: (?:up|down|over|back|straight))? ?(?:to|at|towards?|into|on)?\b|看着|看向|望着|望向|盯着|转向|面对/i;
const withBody = /^(?:turns?|faces?|转向|面对)/i;
/** `her` is whom somebody looks at only where nothing of hers follows. */
const pronounAfter =
  /^\s*(?:to |at |towards? |into )?(?:(?:him|them)\b|her\b(?=\s*(?:$|[,:–—]|\b(?:and|with|in|as|through|for|from|across|again)\b)))|^[他她]/i;
const negated = /\b(not|never|without|doesn['’]t|don['’]t|won['’]t|can['’]t)\b|n['’]t\b|[不没未别](?!过)/i;

/** Whom the words after a verb name: by name or pronoun. */
const whomAfter = (rest: string, { names }: ActionSentence, all: readonly string[]): string | null => {
  const [doer, ...others] = names;
  const upper = rest.toLocaleUpperCase('en');
  const named = others.find((name) => upper.includes(name.toLocaleUpperCase('en')));
  if (named) return named;
  const [other, third] = all.filter((name) => name !== doer);
  return pronounAfter.test(rest) && other !== undefined && third === undefined ? other : null;
};

const turningIn = (sentence: ActionSentence, all: readonly string[]): Turning | null => {
  const { text } = sentence;
  if (negated.test(text)) return null;
  if (turnsAway.test(text)) return { kind: 'turns-away' };
  if (eyesAway.test(text)) return { kind: 'eyes-away' };
  const found = to.exec(text);
  const whom = found ? whomAfter(text.slice(found.index + found[0].length), sentence, all) : null;
  if (found && whom) return { kind: 'to', whom, body: withBody.test(found[0]) };
  if (eyesDown.test(text)) return { kind: 'eyes-down' };
  if (eyesUp.test(text)) return { kind: 'eyes-up' };
  return turns.test(text) ? { kind: 'turns' } : null;
};

/** The last that these sentences say of each; who turns nowhere is left out. */
export const turningsOf = (
  sentences: readonly ActionSentence[],
  all: readonly string[],
): ReadonlyMap<string, Turning> => {
  const found = new Map<string, Turning>();
  for (const sentence of sentences) {
    const [name] = sentence.names;
    const turning = name === undefined ? null : turningIn(sentence, all);
    if (name !== undefined && turning) found.set(name, turning);
  }
  return found;
};

/** Those who cannot turn where they are: only their eyes do. */
const fixed: ReadonlySet<Pose> = new Set<Pose>(['sitting', 'sitting-at-table', 'lying', 'driving']);
const far = 3;

const eyesOf = (figure: StagedFigure): Vec3 => poseFigure(figure).points.eyes;

/** A point to look at: so many degrees aside and up from where the body faces. */
const lookingTo = (figure: StagedFigure, aside: number, up: number): Vec3 => {
  const along = headingVector(figure.heading + radians(aside));
  const rise = Math.sin(radians(up));
  return add(eyesOf(figure), scale(add(scale(along, Math.cos(radians(up))), [0, rise, 0]), far));
};

/** Degrees from where the body faces to somebody; positive on the left. */
const asideOf = (figure: StagedFigure, other: StagedFigure | undefined): number =>
  other ? (wrapAngle(headingOf(subtract(other.position, figure.position)) - figure.heading) * 180) / Math.PI : 0;

const turnedBy = (figure: StagedFigure, by: number): StagedFigure =>
  fixed.has(figure.pose)
    ? { ...figure, gaze: lookingTo(figure, Math.sign(by) * 65, 0) }
    : { ...figure, heading: figure.heading + radians(by), gaze: null };

const faced = (figure: StagedFigure, other: StagedFigure, body: boolean): StagedFigure => {
  const heading = headingOf(subtract(other.position, figure.position));
  const turned = body && !fixed.has(figure.pose) ? { ...figure, heading } : figure;
  return { ...turned, gaze: eyesOf(other) };
};

/** Degrees that those turn who turn away, or just turn. */
const awayTurn = 140;
const asideTurn = 95;
/** Somebody this far aside is not yet faced, degrees. */
const unfaced = 70;

const turnedAs = (figure: StagedFigure, turning: Turning, others: readonly StagedFigure[]): StagedFigure => {
  const [other] = others;
  const aside = asideOf(figure, other);
  const away = aside > 0 ? -1 : 1;
  switch (turning.kind) {
    case 'eyes-away':
      return { ...figure, gaze: lookingTo(figure, aside + away * 60, -8) };
    case 'eyes-down':
      return { ...figure, gaze: lookingTo(figure, 0, -40) };
    case 'eyes-up':
      return { ...figure, gaze: lookingTo(figure, 0, 35) };
    case 'turns-away':
      return turnedBy(figure, aside + away * awayTurn);
    case 'turns':
      return other && Math.abs(aside) > unfaced ? faced(figure, other, true) : turnedBy(figure, away * asideTurn);
    case 'to': {
      const whom = others.find(({ name }) => name === turning.whom);
      return whom ? faced(figure, whom, turning.body) : figure;
    }
  }
};

/** The figures as they have turned, by name. */
export const withTurnings = (
  figures: readonly StagedFigure[],
  turnings: ReadonlyMap<string, Turning>,
): readonly StagedFigure[] =>
  turnings.size === 0
    ? figures
    : figures.map((figure) => {
        const turning = turnings.get(figure.name);
        return turning
          ? turnedAs(
              figure,
              turning,
              figures.filter((other) => other !== figure),
            )
          : figure;
      });
