/** A character named two ways in the cues of a script. */
import type { Finding } from '../document/desk.ts';
import type { Story } from '../document/story.ts';
import type { BlockId } from '../ids/ids.ts';
import { findingOf } from './continuity.ts';
import { continuityMessage } from './continuity-words.ts';

/** Who is asked about speaks at most this often; who they may be, at least three times as often. */
const mostCues = 2;
/** Shorter names differ by a letter too easily. */
const leastLetters = 5;

type Speaker = { readonly name: string; readonly blocks: readonly BlockId[]; readonly scenes: ReadonlySet<string> };

/** A cue without its extensions, (V.O.) and the like, and without the mark of dual dialogue. */
const nameOfCue = (cue: string): string =>
  cue
    .replace(/[(（].*$/u, '')
    .replace(/\^\s*$/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLocaleUpperCase('en');

const speakersOf = (story: Story): readonly Speaker[] => {
  const speakers = new Map<string, { name: string; blocks: BlockId[]; scenes: Set<string> }>();
  for (const scene of story.scenes)
    for (const { id, type, text } of scene.blocks) {
      const name = type === 'character' ? nameOfCue(text) : '';
      if (name === '') continue;
      const speaker = speakers.get(name) ?? { name, blocks: [], scenes: new Set() };
      speaker.blocks.push(id);
      speaker.scenes.add(scene.id);
      speakers.set(name, speaker);
    }
  return [...speakers.values()];
};

/** One letter put in, left out, changed, or two neighbours swapped. */
const isOneLetterOff = (a: string, b: string): boolean => {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1 || short.length < leastLetters) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
};

/** Names that differ by a number or a single letter on its own (COP 1, COP B) are people apart. */
const isNumbered = (name: string): boolean => /[\d#]/.test(name) || /(^|\s)\p{L}(\s|$)/u.test(name);

const titles =
  /^(DR|MR|MRS|MS|MISS|PROF|PROFESSOR|CAPTAIN|CAPT|SGT|SERGEANT|DETECTIVE|INSPECTOR|SIR|LADY|AUNT|UNCLE)\.? /;

/** The same name with a title before it. */
const isTitled = (a: string, b: string): boolean =>
  a !== b && (a.replace(titles, '') === b || b.replace(titles, '') === a);

const meet = (a: Speaker, b: Speaker): boolean => [...a.scenes].some((scene) => b.scenes.has(scene));

const isSame = (often: Speaker, seldom: Speaker): boolean => {
  if (isNumbered(often.name) || isNumbered(seldom.name)) return false;
  if (isOneLetterOff(often.name, seldom.name)) return true;
  // Who talk to each other are two.
  return isTitled(often.name, seldom.name) && !meet(often, seldom);
};

export const nameFindings = (story: Story): readonly Finding[] => {
  const speakers = speakersOf(story);
  const known = new Set([...story.cast.values()].map(({ name }) => nameOfCue(name)));
  const found: Finding[] = [];
  for (const seldom of speakers) {
    const cues = seldom.blocks.length;
    // Whom somebody wrote into the cast is meant to be.
    if (cues > mostCues || known.has(seldom.name)) continue;
    const often = speakers.find((other) => other.blocks.length >= 3 * cues && isSame(other, seldom));
    if (!often) continue;
    found.push(
      findingOf({
        ...{ rule: 'two-names', severity: 'note', blocks: seldom.blocks, about: `${often.name}\n${seldom.name}` },
        message: continuityMessage(story.meta.language, {
          ...{ rule: 'two-names', names: [often.name, seldom.name], cues },
        }),
      }),
    );
  }
  return found;
};
