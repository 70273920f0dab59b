/** How a shot list writes: names, capitals, clauses and lists, in English and Chinese. */
import { calmed, mainClause } from './clauses.ts';
import type { Coverage } from './coverage.ts';
import type { Group } from './grouping.ts';
import { mentionsIn, spokenName } from './scene-people.ts';
import { isChinese } from './sentences.ts';
import { isSoundWord } from './sounds.ts';
import type { ActionUnit, SpeechUnit } from './units.ts';

/** What a description needs to know of the script. */
export type Words = { readonly chinese: boolean; readonly cast: readonly string[]; readonly names: readonly string[] };

export const wordsFor = (coverage: Coverage): Words => {
  const chinese = isChinese(coverage.input.language, coverage.input.blocks);
  const names = coverage.cast.flatMap((name) => [spokenName(name), name.split(/\s+/).map(spokenName)].flat());
  return { chinese, cast: coverage.cast, names };
};

export const isAction = (unit: Group['units'][number]): unit is ActionUnit => unit.kind === 'action';
export const isSpeech = (unit: Group['units'][number]): unit is SpeechUnit => unit.kind === 'speech';

const noName = /\b(?:AKA|AND|WITH|THE|AN?|IS|OF|IN|ON|AT|TO)\b/;
const nameIn = (capitals: string | undefined): number =>
  capitals === undefined || noName.test(capitals) || isSoundWord(capitals) ? 0 : capitals.length;

/** A further name in capitals beside a known one: BRADDOCK in BRICK BRADDOCK. */
const furtherName = /^(?: [A-Z][A-Z’'-]+)+(?![\p{L}])/u;
const earlierName = /(?<![\p{L}])(?:[A-Z][A-Z’'-]+ )+$/u;

/** Capitals become words, names keep their own form. */
export const calm = (text: string, { cast }: Words): string => {
  let written = '';
  let done = 0;
  for (const { at, end } of mentionsIn(text, cast)) {
    const from = Math.max(done, at - nameIn(earlierName.exec(text.slice(done, at))?.[0]));
    const to = end + nameIn(furtherName.exec(text.slice(end))?.[0]);
    written += calmed(`x${text.slice(done, from)}`).slice(1) + spokenName(text.slice(from, to));
    done = to;
  }
  return (written + calmed(`x${text.slice(done)}`).slice(1)).replace(/[【】〖〗]/g, '');
};

export const clauseOf = (unit: ActionUnit, words: Words, longest?: number): string =>
  mainClause(calm(unit.text, words), longest);

export const join = (parts: readonly string[], { chinese }: Words): string => parts.join(chinese ? '，' : ', ');

export const stop = (text: string, { chinese }: Words): string =>
  /[.!?…。！？”]$/.test(text) ? text : `${text}${chinese ? '。' : '.'}`;

export const listed = (names: readonly string[], { chinese }: Words): string => {
  const spoken = names.map((name) => (chinese ? name : spokenName(name)));
  if (chinese) return spoken.join('、');
  return spoken.length < 2 ? spoken.join('') : `${spoken.slice(0, -1).join(', ')} and ${spoken.at(-1)}`;
};

export const firstAction = (group: Group): ActionUnit | undefined => group.units.find(isAction);
