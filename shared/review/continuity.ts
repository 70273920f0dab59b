/** Continuity rules that need no judgement: few and exact. Pure; findings keep their ids as long as they are about the same things. */
import { digest } from 'lib0/hash/sha256';
import { encodeUtf8 } from 'lib0/string';
import type { ShotSize } from '../camera/vocabulary.ts';
import { shotSizes } from '../camera/vocabulary.ts';
import type { Finding } from '../document/desk.ts';
import type { Scene, Shot, Story } from '../document/story.ts';
import { type BlockId, findingIdSchema, type ShotId } from '../ids/ids.ts';
import type { Vec3 } from '../stage/scene.ts';
import { degrees, dot, subtract, unit } from '../stage/vec3.ts';
import { type ContinuityRule, continuityMessage } from './continuity-words.ts';

/** What the rules need to know of a shot as staged and solved. Metres. */
export type ShotView = {
  readonly camera: Vec3;
  /** Subjects as the stage spells them, the main one first; who is not staged is left out. */
  readonly subjects: readonly string[];
  /** Heads of all who are on the set, by name. */
  readonly heads: ReadonlyMap<string, Vec3>;
};

/** Two shots of the same people are cut from one place to another at least this far around them, degrees. */
export const leastCutAngle = 30;
/** A camera this near the line of action, seen from its middle, stands on neither side of it: degrees. */
export const neutralAngle = 10;

type Found = {
  readonly rule: ContinuityRule;
  readonly severity: Finding['severity'];
  readonly shots?: readonly ShotId[];
  readonly blocks?: readonly BlockId[];
  /** What else tells this finding from others of its rule. */
  readonly about?: string;
  readonly message: string;
};

/** The same rule about the same things has the same id, whatever the things are numbered and however it is said. */
export const findingOf = ({ rule, severity, message, shots = [], blocks = [], about = '' }: Found): Finding => {
  const hash = digest(encodeUtf8(JSON.stringify([rule, shots, blocks, about])));
  const id = Array.from(hash.subarray(0, 12), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { id: findingIdSchema.parse(`fnd_${id}`), rule, severity, shots, blocks, message };
};

/** Framings and angles whose camera the rules of cutting do not bind. */
const freeFramings = new Set<Shot['framing']>(['point-of-view', 'insert', 'cutaway']);
const freeAngles = new Set<Shot['angle']>(['overhead', 'birds-eye', 'worms-eye']);
/** Movements that leave the camera where it is. */
const standing = new Set<Shot['movement']>(['static', 'pan', 'tilt', 'handheld', 'whip-pan', 'rack-focus']);

const isBound = ({ framing, angle, movement }: Shot): boolean =>
  !freeFramings.has(framing) && !freeAngles.has(angle) && standing.has(movement);

/** Degrees at which the camera stands off the line from one head to the other; negative on its other side. */
const angleOffLine = ({ camera, heads }: ShotView, [from, to]: readonly [string, string]): number | null => {
  const [a, b] = [heads.get(from), heads.get(to)];
  if (!a || !b) return null;
  const along = unit([b[0] - a[0], 0, b[2] - a[2]], [0, 0, 0]);
  const middle: Vec3 = [(a[0] + b[0]) / 2, 0, (a[2] + b[2]) / 2];
  const out = unit([camera[0] - middle[0], 0, camera[2] - middle[2]], [0, 0, 0]);
  return degrees(Math.asin(Math.max(-1, Math.min(1, along[2] * out[0] - along[0] * out[2]))));
};

type Pair = { readonly before: Shot; readonly after: Shot; readonly views: readonly [ShotView, ShotView] };

/** The two people whom both shots are about; null when they are about one, or about more. */
const theTwo = ({ views }: Pair): readonly [string, string] | null => {
  const [first, second, third] = new Set(views.flatMap(({ subjects }) => subjects));
  return first !== undefined && second !== undefined && third === undefined ? [first, second] : null;
};

const lineCrossed = (pair: Pair, language: string): Finding | null => {
  const two = theTwo(pair);
  if (!two) return null;
  const [before, after] = pair.views.map((view) => angleOffLine(view, two));
  if (before === null || after === null || before === undefined || after === undefined) return null;
  if (Math.min(Math.abs(before), Math.abs(after)) < neutralAngle || before * after > 0) return null;
  const message = continuityMessage(language, {
    ...{ rule: 'line-crossed', before: pair.before.number, after: pair.after.number, names: two },
  });
  return findingOf({ rule: 'line-crossed', severity: 'warning', shots: [pair.before.id, pair.after.id], message });
};

const isNear = (a: ShotSize, b: ShotSize): boolean => Math.abs(shotSizes.indexOf(a) - shotSizes.indexOf(b)) <= 1;

const cutTooSmall = ({ before, after, views: [a, b] }: Pair, language: string): Finding | null => {
  const [name] = a.subjects;
  const same = a.subjects.length === b.subjects.length && a.subjects.every((subject) => b.subjects.includes(subject));
  const [headA, headB] = name === undefined ? [] : [a.heads.get(name), b.heads.get(name)];
  if (name === undefined || !same || !headA || !headB || !isNear(before.size, after.size)) return null;
  const turned = dot(unit(subtract(a.camera, headA)), unit(subtract(b.camera, headB)));
  const angle = degrees(Math.acos(Math.max(-1, Math.min(1, turned))));
  if (angle >= leastCutAngle) return null;
  const message = continuityMessage(language, {
    ...{ rule: 'cut-too-small', before: before.number, after: after.number, names: a.subjects },
    degrees: Math.round(angle),
  });
  return findingOf({ rule: 'cut-too-small', severity: 'warning', shots: [before.id, after.id], message });
};

const cjk = /[\u3400-\u9fff\uf900-\ufaff]/;
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether the text names the person: the whole name, or a word of it that is no mere letter or number. */
const names = (text: string, name: string): boolean => {
  if (cjk.test(name)) return text.includes(name);
  const words = [name, ...name.split(/\s+/).filter((word) => /\p{L}{3,}/u.test(word))];
  return words.some((word) => new RegExp(`(?<![\\p{L}\\p{N}])${escaped(word)}(?![\\p{L}\\p{N}])`, 'iu').test(text));
};

const strangers = (story: Story, scene: Scene, shot: Shot): Finding[] => {
  if (freeFramings.has(shot.framing) && shot.framing !== 'point-of-view') return [];
  const staged = [story.stage.get(scene.id), story.stage.get(shot.id)].flatMap((entry) => entry?.figures ?? []);
  const there = [...scene.cast, ...staged.map(({ name }) => name)].join('\n');
  const text = `${there}\n${scene.blocks.map((block) => block.text).join('\n')}`;
  return shot.subjects
    .filter((name) => name.trim() !== '' && !names(text, name.trim()))
    .map((name) =>
      findingOf({
        ...{ rule: 'subject-not-in-scene', severity: 'warning', shots: [shot.id], about: name },
        blocks: [scene.id],
        message: continuityMessage(story.meta.language, {
          ...{ rule: 'subject-not-in-scene', shot: shot.number, scene: scene.number, names: [name] },
        }),
      }),
    );
};

/** What is to be said of a scene. `viewOf` gives a shot as staged and solved, null when it cannot be. */
export const sceneFindings = (
  story: Story,
  scene: Scene,
  viewOf: (shot: Shot) => ShotView | null,
): readonly Finding[] => {
  const found: Finding[] = [];
  let before: Shot | null = null;
  for (const id of scene.shots) {
    const shot = story.shots.get(id);
    if (!shot) continue;
    found.push(...strangers(story, scene, shot));
    const last = before;
    before = shot;
    if (!last || !isBound(last) || !isBound(shot)) continue;
    const [a, b] = [viewOf(last), viewOf(shot)];
    if (!a || !b) continue;
    const pair: Pair = { before: last, after: shot, views: [a, b] };
    for (const rule of [lineCrossed, cutTooSmall]) {
      const finding = rule(pair, story.meta.language);
      if (finding) found.push(finding);
    }
  }
  return found;
};
