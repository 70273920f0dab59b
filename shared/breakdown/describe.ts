import { seeingSplit } from './action-cues.ts';
import { calmed, inSentence, mainClause, predicateOf } from './clauses.ts';
import type { Cover, Coverage } from './cover.ts';
import type { Group } from './grouping.ts';
import { propsIn } from './props.ts';
import { mentionsIn, spokenName } from './scene-people.ts';
import { excerpt, isChinese } from './sentences.ts';
import type { ActionUnit, SpeechUnit } from './units.ts';

type Words = { readonly chinese: boolean; readonly cast: readonly string[]; readonly names: readonly string[] };

const wordsFor = (coverage: Coverage): Words => {
  const chinese = isChinese(coverage.input.language);
  const names = coverage.cast.flatMap((name) => [spokenName(name), name.split(/\s+/).map(spokenName)].flat());
  return { chinese, cast: coverage.cast, names };
};

const isAction = (unit: Group['units'][number]): unit is ActionUnit => unit.kind === 'action';
const isSpeech = (unit: Group['units'][number]): unit is SpeechUnit => unit.kind === 'speech';

/** Capitals become words, names keep their own form. */
const calm = (text: string, { cast }: Words): string => {
  let written = '';
  let done = 0;
  for (const { at, end } of mentionsIn(text, cast)) {
    written += calmed(`x${text.slice(done, at)}`).slice(1) + spokenName(text.slice(at, end));
    done = end;
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

/** What the shot’s person does, first and last. */
const deedsOf = (group: Group, who: string, words: Words): string => {
  const actions = group.units.filter(isAction);
  const spoken = words.chinese ? who : spokenName(who);
  const short = spokenName(who.split(/\s+/).at(-1) ?? who);
  const deeds = actions.map((unit) => {
    const clause = clauseOf(unit, words);
    const own = unit.actor === who ? predicateOf(clause, spoken) || predicateOf(clause, short) : '';
    return own || inSentence(clause, words.names);
  });
  const first = deeds[0] ?? '';
  const last = deeds.at(-1) ?? '';
  return deeds.length < 2 || countLong(first, words) ? first : join([first, last], words);
};

const countLong = (text: string, { chinese }: Words): boolean =>
  chinese ? text.length > 18 : text.split(' ').length > 9;

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
  const deeds = deedsOf(group, who, words);
  return words.chinese ? `${lead}${names}：${deeds}` : `${lead} ${names}: ${deeds}`;
};

const describeMaster = (group: Group, coverage: Coverage, words: Words): string => {
  const { place, time } = coverage.input.heading;
  const titled = (text: string) => (text === text.toUpperCase() ? spokenName(text) : text);
  const where = [titled(place), time.toLowerCase()].filter((part) => part !== '');
  const actions = group.units.filter(isAction);
  const first = actions[0];
  const withPeople = actions.find((unit) => unit.people.length > 0);
  const told = first === undefined ? '' : inSentence(clauseOf(first, words, 10), words.names);
  const seen = withPeople !== undefined && withPeople !== first ? `; ${clauseOf(withPeople, words, 9)}` : '';
  const rest = `${told}${words.chinese ? seen.replace('; ', '；') : seen}`;
  return `${join(where, words)}${rest === '' ? '' : words.chinese ? `：${rest}` : `: ${rest}`}`;
};

const firstAction = (group: Group): ActionUnit | undefined => group.units.find(isAction);

const describeInsert = (group: Group, words: Words): string => {
  const unit = firstAction(group);
  if (unit === undefined) return '';
  const [prop] = propsIn(unit.text, words.cast);
  const part = prop === undefined ? unit.text : partWith(unit.text, prop.at);
  const told = mainClause(calm(part, words), 10);
  if (words.chinese) return `特写${prop === undefined ? '' : prop.name}：${told}`;
  if (unit.actor === null || prop === undefined) return `Close on ${inSentence(told, words.names)}`;
  const thing = prop.name.toLowerCase();
  const deed = predicateOf(told, spokenName(unit.actor));
  const handled = deed.replace(
    new RegExp(`\\b(?:the|a|an|his|her|their) (?:[a-z]+ )?${thing.replace(/[^a-z ]/g, '.')}\\b`),
    'it',
  );
  if (deed === '' || handled === deed) return `Close on the ${thing}: ${inSentence(told, words.names)}`;
  return `Close on the ${thing} as ${spokenName(unit.actor)} ${handled}`;
};

/** The part of a sentence between its commas that holds an offset. */
const partWith = (text: string, at: number): string => {
  const from = text.lastIndexOf(', ', at);
  const to = text.indexOf(', ', at);
  const part = text.slice(from < 0 ? 0 : from + 2, to < 0 ? text.length : to);
  return /^(?:and|then)\b/.test(part) ? text : part;
};

const describeSound = (group: Group, cover: Cover, words: Words): string => {
  const unit = firstAction(group);
  const told = unit === undefined ? '' : inSentence(clauseOf(unit, words, 9), words.names);
  const who = listed(cover.subjects, words);
  if (who === '' || cover.framing !== 'reaction') return words.chinese ? told : `Cutaway: ${told}`;
  return words.chinese ? `${who}听见：${told}` : `${who} hears it: ${told}`;
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
  const acts = group.units[0];
  const deed =
    acts !== undefined && isAction(acts) && acts.actor === face
      ? deedsOf({ ...group, units: [acts] }, face, words)
      : '';
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
      return stop(describeAction(group, cover, words), words);
  }
};

const describeAction = (group: Group, cover: Cover, words: Words): string => {
  if (cover.subjects.length > 0) return on(group, cover, words);
  const unit = firstAction(group);
  const told = unit === undefined ? '' : inSentence(clauseOf(unit, words, 10), words.names);
  return words.chinese ? `空镜：${told}` : `Cutaway: ${told}`;
};
