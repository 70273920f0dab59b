import { seeingSplit } from './action-cues.ts';
import { calmed, inSentence, isDeed, mainClause, predicateOf } from './clauses.ts';
import type { Cover, Coverage } from './cover.ts';
import type { Group } from './grouping.ts';
import { type Prop, propsIn } from './props.ts';
import { mentionsIn, spokenName } from './scene-people.ts';
import { excerpt, isChinese } from './sentences.ts';
import { asHeard, isSoundWord } from './sounds.ts';
import type { ActionUnit, SpeechUnit } from './units.ts';

type Words = { readonly chinese: boolean; readonly cast: readonly string[]; readonly names: readonly string[] };

const wordsFor = (coverage: Coverage): Words => {
  const chinese = isChinese(coverage.input.language, coverage.input.blocks);
  const names = coverage.cast.flatMap((name) => [spokenName(name), name.split(/\s+/).map(spokenName)].flat());
  return { chinese, cast: coverage.cast, names };
};

const isAction = (unit: Group['units'][number]): unit is ActionUnit => unit.kind === 'action';
const isSpeech = (unit: Group['units'][number]): unit is SpeechUnit => unit.kind === 'speech';

const noName = /\b(?:AKA|AND|WITH|THE|AN?|IS|OF|IN|ON|AT|TO)\b/;
const nameIn = (capitals: string | undefined): number =>
  capitals === undefined || noName.test(capitals) || isSoundWord(capitals) ? 0 : capitals.length;

/** A further name in capitals beside a known one: BRADDOCK in BRICK BRADDOCK. */
const furtherName = /^(?: [A-Z][A-Z’'-]+)+(?![\p{L}])/u;
const earlierName = /(?<![\p{L}])(?:[A-Z][A-Z’'-]+ )+$/u;

/** Capitals become words, names keep their own form. */
const calm = (text: string, { cast }: Words): string => {
  let written = '';
  let done = 0;
  for (const { at, end } of mentionsIn(text, cast)) {
    const from = Math.max(done, at - nameIn(earlierName.exec(text.slice(done, at))?.[0]));
    const to = end + nameIn(furtherName.exec(text.slice(end))?.[0]);
    written += calmed(`x${text.slice(done, from)}`).slice(1) + spokenName(text.slice(from, to));
    done = to;
  }
  return written + calmed(`x${text.slice(done)}`).slice(1);
};

const clauseOf = (unit: ActionUnit, words: Words, longest?: number): string =>
  mainClause(calm(unit.text, words), longest);

const join = (parts: readonly string[], { chinese }: Words): string => parts.join(chinese ? '，' : ', ');

const stop = (text: string, { chinese }: Words): string =>
  /[.!?…。！？”]$/.test(text) ? text : `${text}${chinese ? '。' : '.'}`;

const listed = (names: readonly string[], { chinese }: Words): string => {
  const spoken = names.map((name) => (chinese ? name : spokenName(name)));
  if (chinese) return spoken.join('、');
  return spoken.length < 2 ? spoken.join('') : `${spoken.slice(0, -1).join(', ')} and ${spoken.at(-1)}`;
};

/** What someone does in a sentence; empty when its subject is another. */
const deedOf = (unit: ActionUnit, who: string, words: Words): string => {
  if (unit.actor !== who) return '';
  const text = calm(unit.text, words).replace(/^\([^)]*\)\s*/, '');
  const names = words.chinese ? [who] : [spokenName(who), ...who.split(/\s+/).map(spokenName)];
  const predicate = names.map((name) => predicateOf(text, name)).find((found) => found !== '');
  return predicate === undefined ? '' : mainClause(predicate);
};

/** What the shot’s person does, first and last; without a deed what the sentence tells. */
const deedsOf = (group: Group, who: string, words: Words): string => {
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

/** Several people: who does what, at most two of them. */
const deedsOfAll = (group: Group, words: Words): string => {
  const actions = group.units.filter(isAction);
  const [first] = actions;
  if (first === undefined) return '';
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

const leads: Readonly<Record<string, readonly [string, string]>> = {
  tracking: ['Track', '跟拍'],
  pan: ['Pan with', '摇摄'],
  truck: ['Truck with', '横移跟'],
  'dolly-in': ['Push in on', '推近'],
};

const on = (group: Group, cover: Cover, words: Words): string => {
  const [who = ''] = cover.subjects;
  const names = listed(cover.subjects, words);
  const lead = leads[cover.movement]?.[words.chinese ? 1 : 0] ?? (words.chinese ? '' : 'On');
  const deeds = cover.subjects.length > 1 ? deedsOfAll(group, words) : deedsOf(group, who, words);
  return words.chinese ? `${lead}${names}：${deeds}` : `${lead} ${names}: ${deeds}`;
};

const describeMaster = (group: Group, coverage: Coverage, words: Words): string => {
  const { place, time } = coverage.input.heading;
  const titled = (text: string) => (text === text.toUpperCase() ? spokenName(text) : text);
  const where = [titled(place), time.toLowerCase()].filter((part) => part !== '');
  const told = openingOf(group.units.filter(isAction), words);
  return `${join(where, words)}${told === '' ? '' : words.chinese ? `：${told}` : `: ${told}`}`;
};

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

const firstAction = (group: Group): ActionUnit | undefined => group.units.find(isAction);

const describeInsert = (group: Group, words: Words): string => {
  const unit = firstAction(group);
  if (unit === undefined) return '';
  const [prop] = propsIn(unit.text, words.cast);
  const part = prop === undefined ? unit.text : partWith(unit.text, prop.at);
  const told = mainClause(calm(part, words), 10);
  if (words.chinese) return `特写${prop === undefined ? '' : prop.name}：${told}`;
  const reading = /^(.*?) reads?:? (.*)$/.exec(told);
  if (reading) return `Close on ${withArticle(inSentence(reading[1] ?? '', words.names))}, reading ${reading[2] ?? ''}`;
  if (prop === undefined) return `Close on ${inSentence(told, words.names)}`;
  return unit.actor === null ? closeOn(unit, prop, words) : handledBy(unit, prop, words);
};

const withArticle = (noun: string): string => (/^(?:the|an?|his|her|its|their)\b/i.test(noun) ? noun : `the ${noun}`);

const handledBy = (unit: ActionUnit, prop: Prop, words: Words): string => {
  const thing = prop.name.toLowerCase();
  const deed = deedOf(unit, unit.actor ?? '', words);
  const phrase = new RegExp(`\\b(?:the|a|an|his|her|their) (?:[a-z]+ )?${thing.replace(/[^a-z ]/g, '.')}\\b`);
  const handled = deed.replace(phrase, 'it').replace(/\b(up|out|down|off|over|open) it\b/, 'it $1');
  if (deed === '' || handled === deed)
    return `Close on the ${thing}: ${inSentence(clauseOf(unit, words, 10), words.names)}`;
  return `Close on the ${thing} as ${spokenName(unit.actor ?? '')} ${handled}`;
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

const describeSound = (group: Group, cover: Cover, words: Words): string => {
  const unit = firstAction(group);
  if (unit === undefined) return '';
  const next = group.units[1];
  const more = unit.words < 3 && next !== undefined && isAction(next) ? [clauseOf(next, words, 9)] : [];
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

const describeView = (group: Group, cover: Cover, words: Words): string => {
  const unit = firstAction(group);
  const who = listed(cover.subjects.slice(0, 1), words);
  const seen = unit === undefined ? null : seeingSplit(unit.text);
  const told = inSentence(mainClause(calm(seen || (unit?.text ?? ''), words), 12), words.names);
  if (words.chinese) return `${who}的主观镜头：${told}`;
  return `${who}’s view: ${told}`;
};

const quoteOf = (group: Group, face: string, words: Words): string => {
  const speeches = group.units.filter(isSpeech);
  const said = speeches.filter(({ speech }) => speech.speaker === face);
  const line = (said.length > 0 ? said : speeches).toSorted((a, b) => b.words - a.words)[0]?.speech.words ?? '';
  const sentence = line.match(/^[^.!?。！？…]{8,}[.!?。！？…]+/)?.[0].trim() ?? line;
  return `“${excerpt(sentence, words.chinese ? 24 : 60)}”`;
};

/** What a talk begins with, when it is its person who acts. */
const firstDeed = (group: Group, cover: Cover, words: Words): string => {
  const [unit] = group.units;
  if (unit === undefined || !isAction(unit) || unit.actor === null) return '';
  const lead = { ...group, units: [unit] };
  if (cover.subjects.length > 1) return deedsOfAll(lead, words);
  return unit.actor === cover.subjects[0] ? deedsOf(lead, unit.actor, words) : '';
};

const describeTalk = (group: Group, cover: Cover, words: Words): string => {
  const [face = '', near = ''] = cover.subjects;
  const quote = quoteOf(group, face, words);
  const one = listed([face], words);
  if (cover.framing === 'over-the-shoulder') {
    const other = listed([near], words);
    return words.chinese ? `过${other}肩看${one}：${quote}` : `Over ${other} to ${one}: ${quote}`;
  }
  const voice = group.speakers.length === 0;
  const names = listed(cover.subjects, words);
  if (voice) {
    const speaker = listed([group.units.find(isSpeech)?.speech.speaker ?? ''], words);
    const heard = words.chinese ? `${speaker}的声音${quote}` : `${speaker}’s voice, ${quote}`;
    if (names === '') return heard;
    return words.chinese ? `${names}听着：${heard}` : `${names} listens: ${heard}`;
  }
  const deed = firstDeed(group, cover, words);
  const lead = leads[cover.movement]?.[words.chinese ? 1 : 0];
  const head = lead === undefined ? names : `${lead}${words.chinese ? '' : ' '}${names}`;
  return words.chinese
    ? `${head}：${deed === '' ? '' : `${deed}，`}${quote}`
    : `${head}: ${deed === '' ? '' : `${deed}, `}${quote}`;
};

/** A line of the shot list in the script’s language, made from the words that the shot covers. */
export const describeShot = (group: Group, cover: Cover, coverage: Coverage): string => {
  const words = wordsFor(coverage);
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
      return stop(describeAction(group, cover, coverage), words);
  }
};

const describeAction = (group: Group, cover: Cover, coverage: Coverage): string => {
  const words = wordsFor(coverage);
  if (cover.subjects.length > 0) return on(group, cover, words);
  const unit = firstAction(group);
  if (unit === undefined)
    return words.chinese ? coverage.input.heading.place : spokenName(coverage.input.heading.place);
  const told = inSentence(clauseOf(unit, words, 10), words.names);
  return words.chinese ? `空镜：${told}` : `Cutaway: ${told}`;
};
