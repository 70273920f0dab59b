import { defaultFraming, type Framing, type Movement, type ShotSize } from '../camera/vocabulary.ts';
import { isInFace, isWalking, movementOf, writtenSizeOf } from './camera-words.ts';
import { type Group, hasCrowd } from './grouping.ts';
import type { BreakdownInput } from './proposal.ts';
import { propsIn } from './props.ts';
import type { Unit } from './units.ts';

export type Cover = {
  readonly size: ShotSize;
  readonly framing: Framing;
  readonly subjects: readonly string[];
  readonly movement: Movement;
};

/** What was covered so far, so that a talk tightens and changes sides. */
export type Coverage = {
  readonly input: BreakdownInput;
  readonly cast: readonly string[];
  /** Who speaks on camera anywhere in the scene. */
  readonly talkers: readonly string[];
  /** Who was seen or heard, the latest first. */
  present: readonly string[];
  talks: number;
  readonly allTalks: number;
  /** The face of the talk’s last shot. */
  face: string | null;
};

const mostSubjects = 4;

/** What a group’s action says. */
export const actionText = (group: Group): string =>
  group.units.flatMap((unit) => (unit.kind === 'action' ? [unit.text] : [])).join(' ');

const wordsOf = (group: Group, name: string): number =>
  group.units.reduce((sum, unit) => {
    const says = unit.kind === 'speech' && unit.speech.speaker === name;
    return sum + (says ? unit.words : 0);
  }, 0);

const framingFor = (group: Group, count: number): Framing => (hasCrowd(group) ? 'group' : defaultFraming(count));

const lengthwise: Readonly<Record<number, ShotSize>> = { 0: 'MS', 1: 'MS', 2: 'MLS' };

const actionSize = (text: string, count: number, movement: Movement, tight: boolean): ShotSize => {
  const written = writtenSizeOf(text);
  if (written !== null) return written;
  if (movement === 'tracking' || movement === 'truck') return 'FS';
  if (movement === 'pan') return 'MLS';
  if (count === 1 && (tight || isInFace(text))) return tight ? 'CU' : 'MCU';
  return lengthwise[count] ?? 'FS';
};

const coverMaster = (group: Group, coverage: Coverage): Cover => {
  const { setting, place, time } = coverage.input.heading;
  const { previousPlace } = coverage.input;
  const text = actionText(group);
  const subjects = group.people.slice(0, mostSubjects);
  const isNew = previousPlace?.toLowerCase() !== place.toLowerCase();
  const established = setting === 'EXT' && isNew && (time !== '' || previousPlace === undefined);
  const size = established ? 'EST' : setting === 'EXT' || isNew ? 'WS' : 'FS';
  const movement = movementOf(text);
  return {
    size: writtenSizeOf(text) ?? size,
    framing: 'master',
    subjects,
    movement: size === 'FS' ? movement : 'static',
  };
};

const coverAction = (group: Group): Cover => {
  const text = actionText(group);
  const subjects = group.people.slice(0, mostSubjects);
  const movement = movementOf(text);
  if (subjects.length === 0)
    return { size: writtenSizeOf(text) ?? 'MS', framing: 'cutaway', subjects, movement: 'static' };
  const size = actionSize(text, subjects.length, movement, group.tight);
  return { size, framing: framingFor(group, subjects.length), subjects, movement };
};

const coverInsert = (group: Group, coverage: Coverage): Cover => {
  const prop = propsIn(actionText(group), coverage.cast)[0]?.name;
  const subjects = prop === undefined ? [] : [prop];
  return { size: 'ECU', framing: 'insert', subjects, movement: 'static' };
};

/** Who hears: who then moves, else whoever was there last, unless it is the one who makes the sound. */
const hearerOf = (group: Group, coverage: Coverage): string | undefined => {
  const [sound, ...after] = group.units.filter((unit) => unit.kind === 'action');
  const makers = sound?.people ?? [];
  const moved = after.find((unit) => unit.actor !== null && !makers.includes(unit.actor))?.actor;
  return moved ?? coverage.present.find((name) => !makers.includes(name)) ?? (makers.length > 1 ? makers.at(-1) : undefined);
};

const coverSound = (group: Group, coverage: Coverage): Cover => {
  const hearer = hearerOf(group, coverage);
  if (hearer !== undefined) return { size: 'CU', framing: 'reaction', subjects: [hearer], movement: 'static' };
  const [maker] = group.people;
  if (maker === undefined) return { size: 'MS', framing: 'cutaway', subjects: [], movement: 'static' };
  return { size: 'MS', framing: 'single', subjects: [maker], movement: movementOf(actionText(group)) };
};

const coverPointOfView = (group: Group, coverage: Coverage): Cover => {
  const text = actionText(group);
  const [viewer, ...seen] = group.people;
  if (viewer === undefined) return { size: 'MS', framing: 'cutaway', subjects: [], movement: 'static' };
  const movement = movementOf(text.replace(/\bslowly\b/, ''));
  const size = seen.length > 0 ? 'MS' : propsIn(text, coverage.cast).length > 0 ? 'CU' : 'WS';
  return {
    size,
    framing: 'point-of-view',
    subjects: [viewer, ...seen],
    movement: movement === 'tracking' ? 'static' : movement,
  };
};

const coverReaction = (group: Group): Cover => {
  const subjects = group.people.slice(0, mostSubjects);
  const text = actionText(group);
  if (subjects.length > 1) return { ...coverAction(group), movement: 'static' };
  const movement = movementOf(text);
  const walks = movement === 'tracking' || movement === 'pan';
  return walks ? coverAction(group) : { size: group.tight ? 'CU' : 'MCU', framing: 'single', subjects, movement };
};

/** Only voices: we look at who listens. */
const coverVoices = (group: Group, coverage: Coverage): Cover => {
  const listener = group.people[0] ?? coverage.present[0];
  if (listener === undefined) return { size: 'WS', framing: 'cutaway', subjects: [], movement: 'static' };
  return { size: 'MCU', framing: 'reaction', subjects: [listener], movement: 'dolly-in' };
};

const addresseeOf = (group: Group, face: string, coverage: Coverage): string | undefined => {
  const others = group.speakers.filter((name) => name !== face);
  return others[0] ?? [...group.people, ...coverage.present].find((name) => name !== face);
};

/** The face that the shot looks at: who says most; in the reverse the other one, if he speaks at all. */
const faceOf = (group: Group, coverage: Coverage): string => {
  const byWords = group.speakers.toSorted((a, b) => wordsOf(group, b) - wordsOf(group, a));
  const [most = '', second] = byWords;
  const shares = second !== undefined && wordsOf(group, second) * 2 >= wordsOf(group, most);
  return shares && coverage.face === most ? second : most;
};

const coverCompany = (group: Group, coverage: Coverage): Cover | null => {
  const first = coverage.talks === 0 && coverage.talkers.length > 2;
  if (group.speakers.length < 3 && !first && !hasCrowd(group)) return null;
  const subjects = [...new Set([...group.speakers, ...(first ? coverage.talkers : []), ...group.people])].slice(
    0,
    mostSubjects,
  );
  if (subjects.length < 2 && !hasCrowd(group)) return null;
  return {
    size: 'MLS',
    framing: framingFor(group, subjects.length),
    subjects,
    movement: movementOf(actionText(group)),
  };
};

const coverPair = (group: Group, coverage: Coverage, face: string, near: string): Cover => {
  const progress = coverage.talks / Math.max(1, coverage.allTalks);
  const alone = group.speakers.length === 1;
  const dolly: Movement = movementOf(actionText(group)) === 'dolly-in' ? 'dolly-in' : 'static';
  if (group.tight && alone) {
    return {
      size: progress > 0.5 ? 'CU' : 'MCU',
      framing: 'single',
      subjects: [face],
      movement: progress > 0.5 ? 'dolly-in' : dolly,
    };
  }
  if (alone && progress >= 0.6) return { size: 'MCU', framing: 'single', subjects: [face], movement: dolly };
  const size = coverage.talks < 2 ? 'MS' : 'MCU';
  return { size, framing: 'over-the-shoulder', subjects: [face, near], movement: dolly };
};

const coverTalk = (group: Group, coverage: Coverage): Cover => {
  if (group.speakers.length === 0) return coverVoices(group, coverage);
  const company = coverCompany(group, coverage);
  if (company !== null) return company;
  const text = actionText(group);
  const face = faceOf(group, coverage);
  coverage.face = face;
  if (isWalking(text) && group.people.length > 1) {
    return { size: 'MLS', framing: 'two-shot', subjects: group.people.slice(0, 2), movement: 'tracking' };
  }
  const near = coverage.talkers.length > 1 ? addresseeOf(group, face, coverage) : undefined;
  if (near !== undefined) return coverPair(group, coverage, face, near);
  const movement = movementOf(text);
  return { size: actionSize(text, 1, movement, group.tight), framing: 'single', subjects: [face], movement };
};

const coverOf = (group: Group, coverage: Coverage): Cover => {
  switch (group.kind) {
    case 'master':
      return coverMaster(group, coverage);
    case 'action':
      return coverAction(group);
    case 'insert':
      return coverInsert(group, coverage);
    case 'sound':
      return coverSound(group, coverage);
    case 'point-of-view':
      return coverPointOfView(group, coverage);
    case 'reaction':
      return coverReaction(group);
    case 'talk':
      return coverTalk(group, coverage);
  }
};

/** How a group is shot; the coverage goes on to the next. */
export const coverNext = (group: Group, coverage: Coverage): Cover => {
  const cover = coverOf(group, coverage);
  const lately = group.units.toReversed().flatMap((unit: Unit) => {
    if (unit.kind === 'speech') return unit.speech.offCamera ? [] : [unit.speech.speaker];
    return unit.people;
  });
  coverage.present = [...new Set([...lately, ...coverage.present])];
  if (group.kind === 'talk') coverage.talks += 1;
  return cover;
};
