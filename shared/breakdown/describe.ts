import { inSentence, mainClause } from './clauses.ts';
import type { Cover, Coverage } from './coverage.ts';
import { on } from './deeds.ts';
import { describeInsert, describeSound, describeView } from './describe-detail.ts';
import { describeTalk } from './describe-talk.ts';
import type { Group } from './grouping.ts';
import { spokenName } from './scene-people.ts';
import { excerpt } from './sentences.ts';
import { calm, clauseOf, firstAction, isAction, join, stop, type Words, wordsFor } from './shot-list-words.ts';
import type { ActionUnit } from './units.ts';

const longestDescription = 180;

const describeMaster = (group: Group, coverage: Coverage, words: Words): string => {
  const { place, time } = coverage.input.heading;
  const titled = (text: string) => (text === text.toUpperCase() ? spokenName(text) : text);
  const where = [titled(place), isClock(time) ? time.toLowerCase() : ''].filter((part) => part !== '');
  const told = openingOf(group.units.filter(isAction), words);
  return `${join(where, words)}${told === '' ? '' : words.chinese ? `：${told}` : `: ${told}`}`;
};

/** `CONTINUOUS` and its kin say when the scene plays, not in which light. */
const isClock = (time: string): boolean => !/^(?:continuous|cont|same|later|moments)\b|同时|连续|稍后|片刻/i.test(time);

/** What a master shows: how the place looks, then who is in it. */
const openingOf = (actions: readonly ActionUnit[], words: Words): string => {
  const [first, second] = actions;
  if (first === undefined) return '';
  const withPeople = actions.find((unit) => unit.people.length > 0 && !/^It/.test(unit.text));
  const short = words.chinese ? first.text.length < 8 : first.words < 6;
  const also = withPeople ?? (short ? second : undefined);
  const place = inSentence(mainClause(withoutLead(calm(first.text, words)), also === undefined ? 14 : 10), words.names);
  if (also === undefined || also === first) return place;
  const told = clauseOf(also, words, 10);
  return `${place}${words.chinese ? '；' : '; '}${inSentence(told, words.names)}`;
};

const withoutLead = (clause: string): string =>
  clause.replace(/^(?:In|At|On|Behind|Beyond|Above|Under) [^,]{1,40}, (?=\p{L}+ \p{L}+)/u, '');

/** A line of the shot list in the script’s language, made from the words that the shot covers. */
export const describeShot = (group: Group, cover: Cover, coverage: Coverage): string => {
  const words = wordsFor(coverage);
  return excerpt(describe(group, cover, { coverage, words }), longestDescription);
};

type Telling = { readonly coverage: Coverage; readonly words: Words };

const describe = (group: Group, cover: Cover, { coverage, words }: Telling): string => {
  switch (group.kind) {
    case 'master':
      return stop(describeMaster(group, coverage, words), words);
    case 'insert':
      return stop(describeInsert(group, words), words);
    case 'sound':
      return stop(describeSound(group, cover, words), words);
    case 'point-of-view':
      return stop(describeView(group, cover, words), words);
    case 'talk':
      return describeTalk(group, cover, words);
    case 'action':
    case 'reaction':
      return stop(describeAction(group, cover, { coverage, words }), words);
  }
};

const describeAction = (group: Group, cover: Cover, { coverage, words }: Telling): string => {
  if (cover.subjects.length > 0) return on(group, cover, words);
  const unit = firstAction(group);
  if (unit === undefined)
    return words.chinese ? coverage.input.heading.place : spokenName(coverage.input.heading.place);
  const told = inSentence(clauseOf(unit, words, 10), words.names);
  return words.chinese ? `空镜：${told}` : `Cutaway: ${told}`;
};
