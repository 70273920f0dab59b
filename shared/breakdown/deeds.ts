/** What people do in a shot, in a few words. */
import { inSentence, isDeed, mainClause, predicateOf } from './clauses.ts';
import type { Cover } from './coverage.ts';
import type { Group } from './grouping.ts';
import { spokenName } from './scene-people.ts';
import { calm, clauseOf, isAction, join, listed, type Words } from './shot-list-words.ts';
import type { ActionUnit } from './units.ts';

/** What someone does in a sentence; empty when its subject is another. */
export const deedOf = (unit: ActionUnit, who: string, words: Words, longest?: number): string => {
  if (unit.actor !== who) return '';
  const text = calm(unit.text, words).replace(/^\([^)]*\)\s*/, '');
  const names = words.chinese ? [who] : [spokenName(who), ...who.split(/\s+/).map(spokenName)];
  const predicate = names.map((name) => predicateOf(text, name)).find((found) => found !== '');
  return predicate === undefined ? '' : mainClause(predicate, longest);
};

/** What the shot’s person does, first and last; without a deed what the sentence tells. */
export const deedsOf = (group: Group, who: string, words: Words): string => {
  const actions = group.units.filter(isAction);
  const all = actions.map((unit) => deedOf(unit, who, words)).filter((deed) => deed !== '');
  const deeds = all.some(isDeed) ? all.filter(isDeed) : all;
  const first = deeds[0];
  const last = deeds.at(-1);
  if (first === undefined || last === undefined) {
    const told = actions.find((unit) => unit.people.includes(who)) ?? actions[0];
    return told === undefined ? '' : inSentence(clauseOf(told, words), words.names);
  }
  return first === last || isLong(first, words) ? first : join([first, last], words);
};

/** What two do who are the subject together: `Anna and Bo walk on` gives `walk on`. */
const togetherIn = (unit: ActionUnit, words: Words): string => {
  const [one, two] = unit.people.map((name) => (words.chinese ? name : spokenName(name)));
  if (one === undefined || two === undefined) return '';
  const text = calm(unit.text, words);
  const subject = [`${one} and ${two} `, `${one}和${two}`, `${one}、${two}`].find((start) => text.startsWith(start));
  return subject === undefined ? '' : mainClause(text.slice(subject.length));
};

/** Several people: who does what, at most two of them. */
export const deedsOfAll = (group: Group, words: Words): string => {
  const actions = group.units.filter(isAction);
  const [first] = actions;
  if (first === undefined) return '';
  const together = togetherIn(first, words);
  if (together !== '') return together;
  const other = actions.find((unit) => unit.actor !== null && unit.actor !== first.actor);
  return [first, ...(other === undefined ? [] : [other])]
    .map((unit) => {
      const deed = unit.actor === null ? '' : deedOf(unit, unit.actor, words);
      const named = words.chinese ? unit.actor : `${spokenName(unit.actor ?? '')} `;
      return deed === '' ? inSentence(clauseOf(unit, words, 9), words.names) : `${named}${deed}`;
    })
    .join(words.chinese ? '，' : ', ');
};

const isLong = (text: string, { chinese }: Words): boolean => (chinese ? text.length > 18 : text.split(' ').length > 9);

/** How the camera moves with someone, in English and Chinese. */
export const leads: Readonly<Record<string, readonly [string, string]>> = {
  tracking: ['Track', '跟拍'],
  pan: ['Pan with', '摇摄'],
  truck: ['Truck with', '横移跟'],
  'dolly-in': ['Push in on', '推近'],
};

/** Who the camera is on, and what he does. */
export const on = (group: Group, cover: Cover, words: Words): string => {
  const [who = ''] = cover.subjects;
  const names = listed(cover.subjects, words);
  const lead = leads[cover.movement]?.[words.chinese ? 1 : 0] ?? (words.chinese ? '' : 'On');
  const deeds = cover.subjects.length > 1 ? deedsOfAll(group, words) : deedsOf(group, who, words);
  return words.chinese ? `${lead}${names}：${deeds}` : `${lead} ${names}: ${deeds}`;
};
