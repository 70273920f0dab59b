/** How a talk is covered: voices, groups, over the shoulder and singles. */
import type { Movement } from '../camera/vocabulary.ts';
import { isWalking, movementOf } from './camera-words.ts';
import {
  actionSize,
  actionText,
  type Cover,
  type Coverage,
  directingText,
  framingFor,
  mostSubjects,
} from './coverage.ts';
import { type Group, isOnPhone } from './grouping.ts';
import { isCrowd } from './scene-people.ts';

const wordsOf = (group: Group, name: string): number =>
  group.units.reduce((sum, unit) => {
    const says = unit.kind === 'speech' && unit.speech.speaker === name;
    return sum + (says ? unit.words : 0);
  }, 0);

/** Only voices: we look at who listens. */
const coverVoices = (group: Group, coverage: Coverage): Cover => {
  const listener = group.people[0] ?? coverage.present[0];
  if (listener === undefined) return { size: 'WS', framing: 'cutaway', subjects: [], movement: 'static' };
  return { size: 'MCU', framing: 'reaction', subjects: [listener], movement: 'dolly-in' };
};

const addresseeOf = (group: Group, face: string, coverage: Coverage): string | undefined => {
  const others = group.speakers.filter((name) => name !== face);
  const talking = coverage.present.filter((name) => coverage.talkers.includes(name));
  return others[0] ?? [...talking, ...group.people, ...coverage.present].find((name) => name !== face);
};

/** The face that the shot looks at: who says most; in the reverse the other one, if he speaks at all. */
const faceOf = (group: Group, coverage: Coverage): string => {
  const byWords = group.speakers.toSorted((a, b) => wordsOf(group, b) - wordsOf(group, a));
  const [most = '', second] = byWords;
  const shares = second !== undefined && wordsOf(group, second) * 3 >= wordsOf(group, most);
  return shares && coverage.face === most ? second : most;
};

const coverCompany = (group: Group, coverage: Coverage): Cover | null => {
  const here = [...new Set([...group.speakers, ...group.people, ...coverage.present])];
  const talking = here.filter((name) => coverage.talkers.includes(name));
  const first = coverage.talks === 0 && talking.length > 2;
  const crowd = group.speakers.some(isCrowd);
  if (group.speakers.length < 3 && !first && !crowd) return null;
  const subjects = (first ? talking : [...new Set([...group.speakers, ...group.people])]).slice(0, mostSubjects);
  const framing = crowd ? 'group' : framingFor(group, subjects.length);
  return { size: 'MLS', framing, subjects, movement: movementOf(actionText(group)) };
};

const coverPair = (group: Group, coverage: Coverage, face: string, near: string): Cover => {
  const late = coverage.talks / Math.max(1, coverage.allTalks) > 0.5;
  const alone = group.speakers.length === 1;
  const again = coverage.last?.framing === 'over-the-shoulder' && coverage.last.subjects[0] === face;
  const dolly: Movement = movementOf(directingText(group)) === 'dolly-in' ? 'dolly-in' : 'static';
  if (group.tight && alone && late) return { size: 'CU', framing: 'single', subjects: [face], movement: 'dolly-in' };
  if (again || (alone && (group.tight || late))) {
    return { size: 'MCU', framing: 'single', subjects: [face], movement: dolly };
  }
  const size = coverage.talks < 2 ? 'MS' : 'MCU';
  return { size, framing: 'over-the-shoulder', subjects: [face, near], movement: dolly };
};

export const coverTalk = (group: Group, coverage: Coverage): Cover => {
  if (group.speakers.length === 0) return coverVoices(group, coverage);
  const company = coverCompany(group, coverage);
  if (company !== null) return company;
  const text = actionText(group);
  const face = faceOf(group, coverage);
  coverage.face = face;
  if ((isWalking(text) || coverage.walking) && group.speakers.length > 1) {
    return { size: 'MLS', framing: 'two-shot', subjects: group.people.slice(0, 2), movement: 'tracking' };
  }
  const calls = group.speakers.length === 1 && group.units.some((unit) => unit.kind === 'speech' && isOnPhone(unit));
  const near = coverage.talkers.length > 1 && !calls ? addresseeOf(group, face, coverage) : undefined;
  if (near !== undefined) return coverPair(group, coverage, face, near);
  const movement = movementOf(directingText(group));
  return {
    size: actionSize(directingText(group), 1, movement, group.tight),
    framing: 'single',
    subjects: [face],
    movement,
  };
};
