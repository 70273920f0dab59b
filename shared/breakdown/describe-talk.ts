/** Descriptions of shots in which people talk. */
import type { Cover } from './coverage.ts';
import { deedsOf, deedsOfAll, leads } from './deeds.ts';
import type { Group } from './grouping.ts';
import { excerpt } from './sentences.ts';
import { isAction, isSpeech, listed, type Words } from './shot-list-words.ts';

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

export const describeTalk = (group: Group, cover: Cover, words: Words): string => {
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
