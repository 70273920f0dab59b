import { cueName } from '../fountain/cue.ts';
import type { BreakdownInput } from './breakdown-input.ts';

/** A longer name is told by its beginning: no regular expression takes one of any length. */
const toldBy = 200;
const literally = (text: string): string => text.slice(0, toldBy).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const title = (name: string): string =>
  name.toLowerCase().replace(/(?:^|[\s-])\p{L}/gu, (letter) => letter.toUpperCase());

/** Where a text names someone. */
export type Mention = {
  readonly name: string;
  readonly at: number;
  readonly end: number;
  /** `Mike’s face`: what belongs to someone. */
  readonly possessive: boolean;
};

/** Words of a name that name nobody by themselves. */
const notNames =
  /^(?:THE|AN?|OF|MR|MRS|MS|DR|OLD|YOUNG|BIG|LITTLE|FIRST|SECOND|THIRD|MAN|MEN|WOMAN|WOMEN|BOY|GIRL|BAND|KID|GUY|LADY|VOICE|OFFICER|CAPTAIN|DOCTOR|NURSE|DRIVER|GUARD|AGENT|AND|NO|\d+)$/;

/** How a name may stand in action lines: whole, or by the one part of it that nobody else has. */
const formsOf = (name: string, cast: readonly string[]): readonly string[] => {
  const parts = name
    .split(/\s+/)
    .filter((part) => part.length > 2 && !notNames.test(part.replace('.', '').toUpperCase()));
  const own = parts.filter((part) => !cast.some((other) => other !== name && other.split(/\s+/).includes(part)));
  return [name, ...(name.includes(' ') ? own : [])];
};

const patternOf = (form: string): RegExp =>
  /[A-Za-z]/.test(form)
    ? new RegExp(`(?<![\\p{L}\\p{N}])(?:${literally(form)}|${literally(title(form))})(?![\\p{L}\\p{N}])`, 'gu')
    : new RegExp(literally(form), 'gu');

const patterns = new WeakMap<readonly string[], readonly { readonly name: string; readonly pattern: RegExp }[]>();

const patternsOf = (cast: readonly string[]) => {
  const known = patterns.get(cast);
  if (known !== undefined) return known;
  const made = cast
    .filter((name) => name !== '')
    .flatMap((name) => formsOf(name, cast).map((form) => ({ name, pattern: patternOf(form) })));
  patterns.set(cast, made);
  return made;
};

/** Every place where a text names one of the cast, in order; of two that overlap the longer one counts. */
export const mentionsIn = (text: string, cast: readonly string[]): readonly Mention[] => {
  const found = patternsOf(cast).flatMap(({ name, pattern }) =>
    Array.from(text.matchAll(pattern), (match): Mention => {
      const end = match.index + match[0].length;
      return { name, at: match.index, end, possessive: /^(?:['’]s?(?![\p{L}])|的)/u.test(text.slice(end)) };
    }),
  );
  const mentions: Mention[] = [];
  for (const mention of found.toSorted((a, b) => a.at - b.at || b.end - a.end)) {
    if (mention.at >= (mentions.at(-1)?.end ?? 0)) mentions.push(mention);
  }
  return mentions;
};

/** Everyone the breakdown may meet: the script's cast and the scene's speakers. */
export const knownPeople = (input: BreakdownInput): readonly string[] => [
  ...new Set([
    ...input.blocks.filter((block) => block.type === 'character').map((block) => cueName(block.text)),
    ...input.cast,
  ]),
];

/** How a description names someone: `MIKE` reads `Mike`. */
export const spokenName = (name: string): string => (name === name.toUpperCase() ? title(name) : name);

const machine =
  /\b(?:INTERCOM|RADIO|PHONE|TELEPHONE|TV|TELEVISION|SPEAKERS?|LOUDSPEAKER|COMPUTER|VOICE|ANNOUNCER|NARRATOR|ANSWERING MACHINE|P\.?A\.?|DISPATCH(?:ER)?)\b|电话|收音机|广播|电视|对讲机|旁白|声音/;

/** Whether a speaker is only heard, whatever the cue’s extension says. */
export const isOnlyHeard = (name: string): boolean => machine.test(name);

/** A cue’s extension that takes its speaker off camera. */
export const isOffCamera = (cue: string): boolean =>
  /[(（][^()（）]*(?:\bV\.?\s?O\b|\bO\.?\s?[SC]\b|OFF|VOICE|FILTERED|ON (?:THE )?PHONE|画外|旁白|内心|独白|电话)/i.test(
    cue,
  );

/** Whether one name stands for many. */
export const isCrowd = (name: string): boolean =>
  /\b(?:ALL|BOTH|EVERYONE|EVERYBODY|CROWD|GUESTS|BAND|CHOIR|MEN|WOMEN|KIDS|CHILDREN|GUARDS|SOLDIERS|STUDENTS|PEOPLE)\b|众人|人群|大家|众|们$/.test(
    name,
  );
