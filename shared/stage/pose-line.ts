/** How people's poses change in the course of a scene: who sits down late stands before that, who rises stands from then on. */
import { type ActionSentence, isAbout, loosePoses, settledPoses } from './blocking.ts';
import { boundsOf, isInsideBox } from './pieces.ts';
import { poseFigure } from './pose-figure.ts';
import type { Pose, SetPiece, StagedFigure, Vec3 } from './scene.ts';
import { add, distance, headingVector, scale } from './vec3.ts';

const upright =
  /\b(stands?(?! (?:for|by|against|in)\b)(?: up)?|standing|rises?|rising|gets? (?:up|to (?:his|her|their) feet)|straightens|jumps? up|stops|halts|comes to a stop)\b|(?<![车网台总兵警])站(?![台点长牌])|起身|停下/i;

/** Words of one who takes a pose, and had another before. */
const takesPose =
  /\b(sits? down|sinks?|drops?|slumps?|takes? a seat|kneels?(?: down)?|crouch(?:es)?|squats?|lies? down|lowers? (?:him|her|them)sel(?:f|ves)|collapses?|falls?)\b|坐下|跪下|蹲下|躺下|倒下/i;

/** Until something else is said. */
const lasting: ReadonlySet<Pose> = new Set<Pose>([
  'standing',
  'kneeling',
  'crouching',
  'sitting',
  'sitting-on-floor',
  'lying',
]);

/** Poses that need nothing on the set but the floor. */
const anywhere: ReadonlySet<Pose> = new Set<Pose>([
  'standing',
  'kneeling',
  'crouching',
  'sitting-on-floor',
  'walking',
  'running',
  'pointing',
  'bending-over',
  'phone-at-ear',
  'looking-at-phone',
]);
const onFeet: ReadonlySet<Pose> = new Set<Pose>(['standing', 'contrapposto', 'leaning', 'pointing']);
const seated: ReadonlySet<Pose> = new Set<Pose>(['sitting', 'sitting-at-table', 'lying']);

const negated = /\b(not|never|without|doesn['’]t|don['’]t|isn['’]t|won['’]t|can['’]t)\b|n['’]t\b|[不没未别]/i;
const table: readonly (readonly [Pose, RegExp])[] = [['standing', upright], ...settledPoses, ...loosePoses];

/** The pose that a sentence is about: the last one that it names; who goes somewhere and stops there is seen going. */
export const poseAfter = (text: string): Pose | null => {
  if (negated.test(text)) return null;
  const found = table
    .map(([pose, pattern]) => ({ pose, at: pattern.exec(text)?.index ?? -1 }))
    .filter(({ at }) => at >= 0)
    .sort((x, y) => x.at - y.at)
    .map(({ pose }) => pose);
  return lastOf(found);
};

const isGoing = (pose: Pose): boolean => pose === 'walking' || pose === 'running';
const lastOf = (poses: readonly Pose[]): Pose | null => {
  const last = poses.at(-1) ?? null;
  return last === 'standing' ? (poses.findLast(isGoing) ?? last) : last;
};

/** `Her voice rises`, `Ida’s coat lies there`: that is not somebody's pose. */
const isOfTheirs = ({ text, subjectAt }: ActionSentence, name: string): boolean =>
  /^\s*["“(]?(?:his|her|their)\b|^[他她]的/i.test(text) ||
  /^\s*['’]s\b/i.test(text.slice(subjectAt).trimStart().slice(name.length));

type Said = { readonly pose: Pose; readonly sentence: ActionSentence };

/** A scene's sentences are asked for each of its shots: what they say of somebody is read once. */
const known = new WeakMap<readonly ActionSentence[], Map<string, readonly Said[]>>();

const saidOf = (sentences: readonly ActionSentence[], name: string): readonly Said[] => {
  const people = known.get(sentences) ?? new Map<string, readonly Said[]>();
  known.set(sentences, people);
  const found = people.get(name);
  if (found) return found;
  const said = sentences.flatMap((sentence) => {
    const own = !sentence.spoken && isAbout(sentence, name) && !isOfTheirs(sentence, name);
    const pose = own ? poseAfter(sentence.text) : null;
    return pose ? [{ pose, sentence }] : [];
  });
  people.set(name, said);
  return said;
};

/** Whether somebody whom a scene has seated or lying is on their feet at first: named before, and then said to sit down. */
const standsAtFirst = (
  base: Pose,
  first: Said | undefined,
  sentences: readonly ActionSentence[],
  name: string,
): boolean =>
  first !== undefined &&
  seated.has(base) &&
  seated.has(first.pose) &&
  takesPose.test(first.sentence.text) &&
  sentences.some((one) => one.block < first.sentence.block && one.names.includes(name));

/** The pose that these sentences have somebody in. */
export const poseSaid = (sentences: readonly ActionSentence[], name: string): Pose | null =>
  lastOf(saidOf(sentences, name).map(({ pose }) => pose));

/** The pose that the words before a block left somebody in whom the scene has in `base`. */
export const poseBefore = (
  sentences: readonly ActionSentence[],
  { name, pose: base }: Pick<StagedFigure, 'name' | 'pose'>,
  block: number,
): Pose => {
  const said = saidOf(sentences, name);
  const left = said.findLast(({ sentence, pose }) => sentence.block < block && (lasting.has(pose) || seated.has(base)));
  if (left) return lasting.has(left.pose) ? left.pose : 'standing';
  return standsAtFirst(base, said[0], sentences, name) ? 'standing' : base;
};

/** Whether nothing stands at a place, and nobody else. */
const isFreeSpot = (
  at: Vec3,
  own: StagedFigure,
  figures: readonly StagedFigure[],
  pieces: readonly SetPiece[],
): boolean =>
  pieces.every(
    (piece) =>
      piece.kind === 'ground' ||
      piece.kind === 'backdrop' ||
      piece.kind === 'jetty' ||
      !isInsideBox(boundsOf(piece), add(at, [0, 0.3, 0]), 0.16),
  ) && figures.every((other) => other === own || distance(other.position, at) > 0.5);

const offSeat = (own: StagedFigure, figures: readonly StagedFigure[], pieces: readonly SetPiece[]): Vec3 => {
  const [x, , z] = own.position;
  for (const far of [0.5, 0.75, 1, 1.3]) {
    for (const turn of [0, 1.57, -1.57, 2.4, -2.4]) {
      const at = add([x, 0, z], scale(headingVector(own.heading + turn), far));
      if (isFreeSpot(at, own, figures, pieces)) return at;
    }
  }
  return [x, 0, z];
};

const changed = (own: StagedFigure, pose: Pose, stage: Stage): StagedFigure => {
  const { reach: _, ...free } = own;
  const position = seated.has(own.pose) ? offSeat(own, stage.figures, stage.pieces) : own.position;
  return { ...free, pose, position };
};

type Stage = { readonly figures: readonly StagedFigure[]; readonly pieces: readonly SetPiece[] };

/** Whether the pose is another one than the figure's, and can be taken where it is. */
const departs = ({ pose: base }: StagedFigure, pose: Pose): boolean => {
  if (base === pose || base === 'driving' || !anywhere.has(pose)) return false;
  return !(pose === 'standing' && onFeet.has(base));
};

/** Eyes that were on somebody follow them: their head is elsewhere in another pose. */
const eyesFollowing = (before: readonly StagedFigure[], after: readonly StagedFigure[]): readonly StagedFigure[] => {
  const moved = before.flatMap((figure, index) => {
    const now = after[index];
    return now && now !== figure ? [[poseFigure(figure).points.eyes, poseFigure(now).points.eyes] as const] : [];
  });
  return after.map((figure) => {
    const { gaze } = figure;
    const there = gaze && moved.find(([old]) => distance(old, gaze) < 0.02)?.[1];
    return there ? { ...figure, gaze: there } : figure;
  });
};

/** The figures in other poses, by name; who sat stands beside the seat. The same figures when nobody departs. */
export const withPoses = (stage: Stage, poses: ReadonlyMap<string, Pose>): readonly StagedFigure[] => {
  const after = stage.figures.map((figure) => {
    const pose = poses.get(figure.name);
    return pose && departs(figure, pose) ? changed(figure, pose, stage) : figure;
  });
  return after.every((figure, index) => figure === stage.figures[index])
    ? stage.figures
    : eyesFollowing(stage.figures, after);
};
