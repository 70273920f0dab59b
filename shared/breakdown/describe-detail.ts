/** Descriptions of inserts, sounds and points of view. */
import { seeingSplit } from './action-cues.ts';
import { inSentence, mainClause } from './clauses.ts';
import type { Cover } from './coverage.ts';
import { deedOf, on } from './deeds.ts';
import type { Group } from './grouping.ts';
import { type Prop, propsIn } from './props.ts';
import { spokenName } from './scene-people.ts';
import { calm, clauseOf, firstAction, isAction, join, listed, type Words } from './shot-list-words.ts';
import { asHeard } from './sounds.ts';
import type { ActionUnit } from './units.ts';

export const describeInsert = (group: Group, words: Words): string => {
  const unit = firstAction(group);
  if (unit === undefined) return '';
  const [prop] = propsIn(unit.text, words.cast);
  const part = prop === undefined ? unit.text : partWith(unit.text, prop.at);
  const told = mainClause(calm(part, words), 10);
  if (words.chinese) return insertInChinese(unit, prop, words);
  const reading = /^(.*?) reads?:? (.*)$/.exec(told);
  if (reading) return `Close on ${withArticle(inSentence(reading[1] ?? '', words.names))}, reading ${reading[2] ?? ''}`;
  if (prop === undefined) return `Close on ${inSentence(told, words.names)}`;
  return unit.actor === null ? closeOn(unit, prop, words) : handledBy(unit, prop, words);
};

const insertInChinese = (unit: ActionUnit, prop: Prop | undefined, words: Words): string => {
  const deed = unit.actor === null ? '' : deedOf(unit, unit.actor, words);
  const told = deed === '' ? clauseOf(unit, words) : `${unit.actor}${deed}`;
  return `特写${prop?.name ?? ''}：${told.replace(/^(?:插入|特写)[：:]?/, '')}`;
};

const withArticle = (noun: string): string => (/^(?:the|an?|his|her|its|their)\b/i.test(noun) ? noun : `the ${noun}`);

const handledBy = (unit: ActionUnit, prop: Prop, words: Words): string => {
  const thing = prop.name.toLowerCase();
  const deed = partAbout(thing, unit, words);
  const phrase = new RegExp(`\\b(?:the|a|an|his|her|their) (?:[a-z]+ )?${thing.replace(/[^a-z ]/g, '.')}\\b`);
  const handled = deed.replace(phrase, 'it').replace(/\b(up|out|down|off|over|open) it\b/, 'it $1');
  if (deed === '' || handled === deed)
    return `Close on the ${thing}: ${inSentence(clauseOf(unit, words, 10), words.names)}`;
  return `Close on the ${thing} as ${spokenName(unit.actor ?? '')} ${handled}`;
};

/** What its person does with the thing, of all that the sentence tells. */
const partAbout = (thing: string, unit: ActionUnit, words: Words): string => {
  const whole = deedOf(unit, unit.actor ?? '', words, 30);
  const parts = whole.split(
    /, and (?=[a-z]+s\b)|, then |, (?=[a-z]+s\b)| and (?=(?:takes|picks|puts|holds|drops|lifts|draws|pulls|opens|sets|lays)\b)/,
  );
  return mainClause(parts.find((part) => part.includes(thing)) ?? whole);
};

/** A thing on its own: as a noun with what belongs to it, or with what it does. */
const closeOn = (unit: ActionUnit, prop: Prop, words: Words): string => {
  const part = partWith(unit.text, prop.at);
  const told = inSentence(mainClause(calm(part, words), 10), words.names);
  const after = unit.text.slice(prop.at + prop.name.length);
  if (/^ [a-z]+s\b/.test(after))
    return `Close on the ${prop.name.toLowerCase()}: ${mainClause(calm(after.trim(), words), 10)}`;
  return /^(?: (?:on|in|at|under|with|of|from|beside)\b| [a-z]+(?:ed|ing)\b|[.,!]|$)/.test(after) && !hasVerb(after)
    ? `Close on ${told}`
    : `Close on the ${prop.name.toLowerCase()}: ${told}`;
};

/** Whether something happens in the rest of a sentence: a verb at its end, as in `on the phone buzzes`. */
const hasVerb = (rest: string): boolean => /^[^,]* [a-z]{3,}s[.!]?$/.test(rest);

/** The part of a sentence between its commas that holds an offset. */
const partWith = (text: string, at: number): string => {
  const from = text.lastIndexOf(', ', at);
  const to = text.indexOf(', ', at);
  const part = text.slice(from < 0 ? 0 : from + 2, to < 0 ? text.length : to);
  return /^(?:and|then)\b/.test(part) ? text : part;
};

export const describeSound = (group: Group, cover: Cover, words: Words): string => {
  const unit = firstAction(group);
  if (unit === undefined) return '';
  const next = group.units[1];
  const follows = next !== undefined && isAction(next) ? next : undefined;
  const deed = follows === undefined ? '' : deedOf(follows, cover.subjects[0] ?? '', words);
  const more = unit.words < 3 && follows !== undefined ? [deed || clauseOf(follows, words, 9)] : [];
  const told = join(
    [clauseOf(unit, words, 9), ...more].map((clause) => inSentence(clause, words.names)),
    words,
  );
  const who = listed(cover.subjects, words);
  if (who !== '' && cover.framing !== 'reaction') return on(group, cover, words);
  if (who === '') return words.chinese ? `声音：${told}` : `Cutaway: ${told}`;
  if (words.chinese) return unit.actor === null ? `${who}听见：${told}` : `${who}的反应：${told}`;
  if (unit.actor !== null) return `${who} reacts: ${told}`;
  const heard = asHeard(unit.text);
  return heard === null
    ? `${who} hears it: ${told}`
    : `${who} hears ${inSentence(mainClause(calm(heard.split(/ and |, /)[0] ?? heard, words), 9), words.names)}`;
};

export const describeView = (group: Group, cover: Cover, words: Words): string => {
  const unit = firstAction(group);
  const who = listed(cover.subjects.slice(0, 1), words);
  const seen = unit === undefined ? null : seeingSplit(unit.text);
  const told = inSentence(mainClause(calm(seen || (unit?.text ?? ''), words), 12), words.names);
  if (words.chinese) return `${who}的主观镜头：${told}`;
  return `${who}’s view: ${told}`;
};
