import { isSoundWord } from './sounds.ts';

const capitals = /(?<![\p{L}\p{N}.'’])[A-Z][A-Z’'-]+(?:[ ][A-Z][A-Z’'-]+)*(?![\p{L}\p{N}])/gu;
const marked = /[【〖]([^】〗]{1,12})[】〗]/g;
const notProps =
  /^(?:AM|PM|TV|FBI|CIA|NYPD|LAPD|POV|OK|USA|UK|AKA|DNA|ATM|SUV|DVD|GPS|ID|OS|VO|CGI|INTO|AND|THE|BAD|GOOD|END|CUT|FADE|FREEZE|TITLES?|SUPER|ANGLE|CLOSE|CLOSE ON|WIDE|ON|BACK TO|DEAD|NO|NOW|YES|NOT|NEVER|VERY|ALL|MORE|TOO|LOUD|FILLS?|STOPS?|TURNS?|RUNS?|FALLS?|HITS?|JUMPS?|INCHES AWAY|LATER|CONTINUOUS|MONTAGE|FLASHBACK|SILENCE|DARKNESS|BLACK|SMASH|SUDDENLY|EVERYWHERE|NOTHING|PASSION)$/;
const person =
  /\b(?:MAN|MEN|WOMAN|WOMEN|BOYS?|GIRLS?|BAND|CROWD|GUARDS?|OFFICERS?|COPS?|DRIVERS?|WAITER|WAITRESS|BARTENDER|CLERK|DOCTOR|NURSES?|KIDS?|CHILD|CHILDREN|TEENAGERS?|STRANGER|SOLDIERS?|MOTHER|FATHER|SISTER|BROTHER|WIFE|HUSBAND|MINIONS?|FIGURE|HE|SHE|THEY)\b/;

/** A thing that the action singles out. */
export type Prop = { readonly name: string; readonly at: number };

/** Things that the action writes in capitals (in Chinese: between 【 and 】): neither people nor sounds nor abbreviations. */
export const propsIn = (text: string, cast: readonly string[]): readonly Prop[] => {
  const names = new Set(cast.flatMap((name) => name.toUpperCase().split(/\s+/)));
  const spoken = /\p{Ll}/u.test(text);
  const found = spoken ? Array.from(text.matchAll(capitals), (match) => ({ name: match[0], at: match.index })) : [];
  const kept = found.filter(
    ({ name, at }) =>
      name.length > 2 &&
      !(at === 0 && /^(?:,| [a-z]+s\b)/.test(text.slice(name.length))) &&
      !/(?:ED|ING|LY)$/.test(name) &&
      !notProps.test(name) &&
      !isSoundWord(name) &&
      !person.test(name) &&
      !/^[^AEIOUY]+$/.test(name) &&
      !name.split(' ').some((word) => names.has(word.replace(/[’']S$/, ''))),
  );
  return [...kept, ...Array.from(text.matchAll(marked), (match) => ({ name: match[1] ?? '', at: match.index + 1 }))];
};

const handling =
  /\b(?:puts?|picks?|opens?|holds?|takes?|drops?|sets?|lays?|lifts?|reads?|pulls?|shows?|slides?|strikes?|presses|hands?|draws?|unfolds?|raises?|places?)\b(?: [\p{L}’'-]+){0,4} $/u;

/** Whether a sentence asks for an insert: a thing in capitals on its own or in someone’s hands, or what something reads. */
export const wantsInsert = (text: string, hasPerson: boolean, cast: readonly string[]): boolean => {
  if (/^(?:INSERT|CLOSE ON|EXTREME CLOSE)\b|^(?:插入|特写)/.test(text)) return true;
  if (!hasPerson && /\breads?:? (?:["“'‘]|[A-Z]{3}|\d)|上写着|显示[：:]?["“]/.test(text)) return true;
  const props = propsIn(text, cast);
  return props.some(({ at }) => !hasPerson || /[【〖]$/.test(text.slice(0, at)) || handling.test(text.slice(0, at)));
};

/** What shows words or figures: `The clock face reads 4:32` gives `clock face`. */
export const thingReading = (text: string): string | null =>
  /^(?:(?:the|a|an|his|her|its)\s+)?([a-z]+(?: [a-z]+)?) reads?\b/i.exec(text)?.[1]?.toLowerCase() ?? null;
