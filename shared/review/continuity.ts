/** Continuity rules that need no judgement: few and exact. Pure; findings keep their ids as long as they are about the same things. */
import { digest } from 'lib0/hash/sha256';
import { encodeUtf8 } from 'lib0/string';
import { type CutShot, type CutWarning, cutWarnings, isBound } from '../camera/continuity.ts';
import type { Finding } from '../document/desk.ts';
import type { Scene, Shot, Story } from '../document/story.ts';
import { type BlockId, findingIdSchema, type ShotId } from '../ids/ids.ts';
import { type ContinuityRule, continuityMessage } from './continuity-words.ts';

/** What the rules need to know of a shot as staged and solved. */
export type ShotView = Pick<CutShot, 'camera' | 'subjects' | 'heads'>;

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

/** Framings that show things. */
const ofThings = new Set<Shot['framing']>(['insert', 'cutaway']);

const cutFindings = (before: Shot, after: Shot, warnings: readonly CutWarning[], language: string): Finding[] =>
  warnings.map(({ kind, names: about, plan }) =>
    findingOf({
      ...{ rule: kind, severity: 'warning', shots: [before.id, after.id] },
      message: continuityMessage(language, {
        ...{ rule: kind, before: before.number, after: after.number, names: about },
        degrees: Math.round(plan.degrees),
      }),
    }),
  );

const cjk = /[\u3400-\u9fff\uf900-\ufaff]/;
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether the text names the person: the whole name, or a word of it that is no mere letter or number. */
const names = (text: string, name: string): boolean => {
  if (cjk.test(name)) return text.includes(name);
  const words = [name, ...name.split(/\s+/).filter((word) => /\p{L}{3,}/u.test(word))];
  return words.some((word) => new RegExp(`(?<![\\p{L}\\p{N}])${escaped(word)}(?![\\p{L}\\p{N}])`, 'iu').test(text));
};

const strangers = (story: Story, scene: Scene, shot: Shot): Finding[] => {
  if (ofThings.has(shot.framing)) return [];
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
    const warnings = cutWarnings({ ...last, ...a }, { ...shot, ...b });
    found.push(...cutFindings(last, shot, warnings, story.meta.language));
  }
  return found;
};
