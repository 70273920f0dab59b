import type { Mention } from './scene-people.ts';
import { mentionsIn } from './scene-people.ts';

export type Gender = 'he' | 'she';

const titles: readonly (readonly [Gender, RegExp])[] = [
  [
    'she',
    /\b(?:MRS|MS|MISS|WOMAN|GIRL|LADY|MOTHER|MOM|MUM|MA|GRANDMA|SISTER|DAUGHTER|AUNT|WIFE|QUEEN|WAITRESS|NUN)\b|女|妈|奶|姨|姐|妹|婆|太太|小姐|姑/,
  ],
  [
    'he',
    /\b(?:MR|MAN|BOY|GUY|FATHER|DAD|PA|GRANDPA|BROTHER|SON|UNCLE|HUSBAND|KING|SIR|WAITER|MONK|PRIEST)\b|男|爸|爷|叔|伯|哥|弟|先生|公公/,
  ],
];

/** `his face` belongs to somebody named before it; `behind her,` may be anybody. */
const belongings = /\b(his|her)\s+(?!(?:the|an?|to|with|and|as|in|on|at|by|from|for|that)\b)[a-z]/gi;
const opening = /^["“'‘]?(?:[A-Z][a-z]+(?:ly|ing)\b[^,]{0,30},\s*)?(he|she)\b|^(他|她)(?!们)/i;

const genderOf = (pronoun: string): Gender => (/^(?:she|her|她)/i.test(pronoun) ? 'she' : 'he');

const opener = (text: string): Gender | null => {
  const match = opening.exec(text);
  const word = match?.[1] ?? match?.[2];
  return word === undefined ? null : genderOf(word);
};

type Votes = Map<string, { he: number; she: number }>;

const vote = (votes: Votes, name: string, gender: Gender, weight: number): void => {
  const count = votes.get(name) ?? { he: 0, she: 0 };
  count[gender] += weight;
  votes.set(name, count);
};

/** Votes of one paragraph: the pronoun that begins the sentence after a single name, and what belongs to the only one named. */
const voteParagraph = (votes: Votes, sentences: readonly string[], cast: readonly string[]): void => {
  let alone: string | null = null;
  for (const text of sentences) {
    const names = [...new Set(mentionsIn(text, cast).map(({ name }) => name))];
    const [only] = names;
    const next = opener(text);
    if (next !== null) {
      if (alone !== null && !names.includes(alone)) vote(votes, alone, next, 2);
    } else if (names.length === 1 && only !== undefined) {
      for (const match of text.matchAll(belongings)) vote(votes, only, genderOf(match[1] ?? ''), 1);
    }
    if (next === null && names.length > 0) alone = names.length === 1 && only !== undefined ? only : null;
  }
};

const genderFor = (name: string, votes: Votes): Gender | null => {
  const known = titles.find(([, pattern]) => pattern.test(name));
  if (known) return known[0];
  const count = votes.get(name);
  if (count === undefined || count.he === count.she) return null;
  return count.he > count.she ? 'he' : 'she';
};

/** Who is he and who is she, as far as titles and the words of the scene's paragraphs say. */
export const gendersIn = (
  blocks: readonly (readonly string[])[],
  cast: readonly string[],
): ReadonlyMap<string, Gender> => {
  const votes: Votes = new Map();
  for (const sentences of blocks) voteParagraph(votes, sentences, cast);
  return new Map(
    cast.flatMap((name) => {
      const gender = genderFor(name, votes);
      return gender === null ? [] : [[name, gender] as const];
    }),
  );
};

export type Talked = {
  readonly genders: ReadonlyMap<string, Gender>;
  /** Who was named or spoke in this scene, the latest first. */
  readonly present: readonly string[];
  /** Everyone who is named or speaks anywhere in this scene. */
  readonly company: readonly string[];
  /** Somebody without a name was mentioned in this paragraph: a pronoun may mean him. */
  readonly stranger: boolean;
};

/** People by what they are; any noun that may be one counts, as an unnamed person is better than a wrong name. */
const roles =
  /\b(?:an?|the|another|two|three|some|his|her|their|one|old|young)\s+(?:[a-z-]+\s+){0,2}(?:man|woman|men|women|boys?|girls?|guys?|kids?|child|children|lady|cops?|guards?|nurses?|clerk|minion|figure|friend|neighbou?r|boss|priest|maid|thief|crowd|student|agent|captain|king|queen|mother|father|brother|sister|wife|husband|son|daughter|[a-z]{2,}(?:man|woman|boy|girl|ist|ess))\b/i;
const agents = /\b(?:an?|the|another|two|three|some|his|her|their)\s+(?:[a-z-]+\s+){0,2}([a-z]{3,}(?:er|or))\b/gi;
const things =
  /^(?:counter|corner|door|floor|water|letter|number|computer|printer|copier|paper|river|mirror|drawer|ladder|motor|tower|finger|shoulder|border|order|winter|summer|theat(?:er|re)|center|poster|cover|weather|power|flower|silver|leather|trailer|elevator|monitor|cooler|locker|hammer|timer|meter|lighter|charger|recorder|receiver|speaker|propeller|conveyor|indicator|colou?r|odou?r|error|harbou?r|anchor|razor|sweater|slipper|zipper|filter|chamber|cinder|powder|ladder|gutter|shutter|butter|dinner|supper|anger|other|over|after|under|never|ever|outer|inner|upper|lower|former|latter|rather|together|clever|bitter|proper|later|newer|older|longer|closer|further|folder|container|roller|binder|cylinder)s?$/i;
const chineseRoles =
  /(?:一个|一名|那个|这个|一位|两个|几个)\p{Script=Han}{0,4}(?:人|男|女|孩|员|生)|服务[员生]|警察|警官|护士|医生|司机|店员|店主|老板娘?|男人|女人|男孩|女孩|老人|老头|老太|孩子|路人|保安|老师|学生|乘客|士兵|记者|客人|陌生人|邻居|小贩|侍者|经理|秘书|同事/u;

/** Whether a sentence is about someone whom no cue names: the next paragraph may go on about him. */
export const isAboutStranger = (text: string): boolean => {
  const [start = ''] = /^(?:\S+\s+){0,4}\S+|^.{1,12}/su.exec(text) ?? [];
  const first =
    /^(?:an?|the|another|two|three|some|his|her|their|one|old|young)\b/i.test(start) || /^\p{Script=Han}/u.test(start);
  return first && hasStranger(start.slice(0, /^\p{Script=Han}/u.test(start) ? 6 : undefined));
};

/** Whether a text brings in someone whom no cue names. */
export const hasStranger = (text: string): boolean =>
  roles.test(text) ||
  chineseRoles.test(text) ||
  Array.from(text.matchAll(agents)).some(([, noun]) => noun !== undefined && !things.test(noun));

/** Who `he` or `she` is, only where the words leave no doubt. */
const resolvePronoun = (gender: Gender, talked: Talked): string | null => {
  if (talked.stranger) return null;
  const fitting = talked.present.filter((name) => talked.genders.get(name) === gender);
  if (fitting.length === 1) return fitting[0] ?? null;
  if (fitting.length > 1) return fitting[0] === talked.present[0] ? (fitting[0] ?? null) : null;
  const possible = talked.company.filter((name) => !talked.genders.has(name));
  const [only] = possible;
  return possible.length === 1 && only !== undefined ? only : null;
};

const subjectPronoun =
  /(?:^|[,;]\s+(?:and\s+)?|[.!?]\s+|\b(?:when|as|while|then|and)\s+)(he|she)\b|(?:^|[，；])(他|她)(?!们)/i;

/** Whose thing begins the sentence: `His footsteps …`. */
export const ownerIn = (text: string, talked: Talked): string | null => {
  const match = /^(?:(His|Her)\s+(?=[a-z])|(他的|她的))/.exec(text);
  const word = match?.[1] ?? match?.[2];
  if (word === undefined) return null;
  return resolvePronoun(/^(?:Her|她)/.test(word) ? 'she' : 'he', talked);
};

/** The pronoun that a sentence has for its subject. */
const subjectPronounIn = (text: string): Gender | null => {
  const match = subjectPronoun.exec(text);
  const word = match?.[1] ?? match?.[2];
  return word === undefined ? null : genderOf(word);
};

/** Whether any pronoun for a person stands in the text. */
export const hasPersonPronoun = (text: string): boolean =>
  /\b(?:he|she|they|him|them)\b|\bher\b(?!\s+[a-z])|[他她]/i.test(text);

const behindWords =
  /\b(?:to|at|of|with|behind|for|from|on|onto|by|beside|near|over|than|past|around|toward|towards|against|in|into|between|off|takes|offers|tells|gives)\s+(?:[a-z]+\s+)?$/i;

/** Who does what a sentence says: the first one named who is not somebody’s object. */
export const actorIn = (text: string, mentions: readonly Mention[], talked: Talked): string | null => {
  const acting = mentions.find(
    ({ at, end, possessive }) =>
      !possessive && /^[,’']?\s*[\p{L}(]/u.test(text.slice(end)) && !behindWords.test(text.slice(0, at)),
  );
  const pronoun = subjectPronounIn(text);
  const pronounAt = pronoun === null ? -1 : text.search(/\b(?:he|she)\b|[他她]/i);
  if (acting !== undefined && (pronounAt < 0 || acting.at < pronounAt || pronounAt > 30)) return acting.name;
  return pronoun === null ? (acting?.name ?? null) : resolvePronoun(pronoun, talked);
};
