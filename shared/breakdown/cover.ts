import { defaultFraming, type Framing, type Movement, type ShotSize } from '../camera/vocabulary.ts';
import { isInFace, isWalking, movementOf, writtenSizeOf } from './camera-words.ts';
import { type Group, hasCrowd } from './grouping.ts';
import type { BreakdownInput } from './proposal.ts';
import { propsIn, thingReading } from './props.ts';
import { isCrowd, mentionsIn } from './scene-people.ts';
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
  /** Who speaks in the scene or has done something so far, rather than only being mentioned. */
  readonly active: Set<string>;
  /** Who was seen or heard, the latest first. */
  present: readonly string[];
  talks: number;
  readonly allTalks: number;
  /** The face of the talk’s last shot. */
  face: string | null;
  /** Whether people go along as they talk. */
  walking: boolean;
  /** How the last shot was covered. */
  last: Cover | null;
};

const mostSubjects = 4;

/** The share of a talk that action takes before its words direct the camera. */
const leadingShare = 0.4;

/** What a group’s action says to the camera: in a talk only when there is enough of it. */
export const directingText = (group: Group): string => {
  const acted = group.units.reduce((sum, unit) => sum + (unit.kind === 'action' ? unit.ms : 0), 0);
  return group.kind === 'talk' && acted < group.ms * leadingShare ? '' : actionText(group);
};

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

const everybody = /\b(?:they|both|the (?:two|three|pair|couple|men|women))\b|他们|她们|[两二三]个?人|众人/i;

/** Who is in a shot of action; `they` are those who are there, when there are at least two. */
const peopleOf = (group: Group, coverage: Coverage): readonly string[] => {
  if (group.people.length > 0 || !everybody.test(actionText(group))) return group.people.slice(0, mostSubjects);
  const here = coverage.present.filter((name) => coverage.active.has(name)).slice(0, mostSubjects);
  return here.length > 1 ? here : [];
};

const coverAction = (group: Group, coverage: Coverage): Cover => {
  const text = actionText(group);
  const subjects = peopleOf(group, coverage);
  const movement = movementOf(text);
  if (subjects.length === 0) {
    return { size: writtenSizeOf(text) ?? 'MS', framing: 'cutaway', subjects, movement: 'static' };
  }
  const size = actionSize(text, subjects.length, movement, group.tight);
  return { size, framing: framingFor(group, subjects.length), subjects, movement };
};

const coverInsert = (group: Group, coverage: Coverage): Cover => {
  const text = actionText(group);
  const thing = thingReading(text) ?? propsIn(text, coverage.cast)[0]?.name;
  return { size: 'ECU', framing: 'insert', subjects: thing === undefined ? [] : [thing], movement: 'static' };
};

/** Who hears: who then moves, else whoever was there last, unless it is the one who makes the sound. */
const hearerOf = (group: Group, coverage: Coverage): string | undefined => {
  const [sound, ...after] = group.units.filter((unit) => unit.kind === 'action');
  const here = coverage.present.filter((name) => coverage.active.has(name));
  const [latest, other] = here;
  const goesOn = sound !== undefined && !sound.begins && sound.people.length === 0 && other !== undefined;
  const makers = goesOn && latest !== undefined ? [latest] : (sound?.people ?? []);
  const moved = after.find((unit) => unit.actor !== null && !makers.includes(unit.actor))?.actor;
  return moved ?? here.find((name) => !makers.includes(name)) ?? (makers.length > 1 ? makers.at(-1) : undefined);
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
  const owner = mentionsIn(text, coverage.cast).find(({ end }) =>
    /^(?:['’]S?|的)?\s*(?:P\.?O\.?V|主观|eyes|眼)/i.test(text.slice(end)),
  );
  const viewer = owner?.name ?? group.people[0];
  const seen = group.people.filter((name) => name !== viewer);
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

const coverReaction = (group: Group, coverage: Coverage): Cover => {
  const subjects = group.people.slice(0, mostSubjects);
  const text = actionText(group);
  if (subjects.length > 1) return { ...coverAction(group, coverage), movement: 'static' };
  const movement = movementOf(text);
  const walks = movement === 'tracking' || movement === 'pan';
  return walks
    ? coverAction(group, coverage)
    : { size: group.tight ? 'CU' : 'MCU', framing: 'single', subjects, movement };
};

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

const coverTalk = (group: Group, coverage: Coverage): Cover => {
  if (group.speakers.length === 0) return coverVoices(group, coverage);
  const company = coverCompany(group, coverage);
  if (company !== null) return company;
  const text = actionText(group);
  const face = faceOf(group, coverage);
  coverage.face = face;
  if ((isWalking(text) || coverage.walking) && group.speakers.length > 1) {
    return { size: 'MLS', framing: 'two-shot', subjects: group.people.slice(0, 2), movement: 'tracking' };
  }
  const near = coverage.talkers.length > 1 ? addresseeOf(group, face, coverage) : undefined;
  if (near !== undefined) return coverPair(group, coverage, face, near);
  const movement = movementOf(directingText(group));
  return {
    size: actionSize(directingText(group), 1, movement, group.tight),
    framing: 'single',
    subjects: [face],
    movement,
  };
};

const coverOf = (group: Group, coverage: Coverage): Cover => {
  switch (group.kind) {
    case 'master':
      return coverMaster(group, coverage);
    case 'action':
      return coverAction(group, coverage);
    case 'insert':
      return coverInsert(group, coverage);
    case 'sound':
      return coverSound(group, coverage);
    case 'point-of-view':
      return coverPointOfView(group, coverage);
    case 'reaction':
      return coverReaction(group, coverage);
    case 'talk':
      return coverTalk(group, coverage);
  }
};

const steps: Readonly<Partial<Record<ShotSize, ShotSize>>> = { MS: 'MCU', MCU: 'MS', CU: 'MCU' };

/** Two shots of one person in a row differ in size, else the cut reads as a jump. */
const withoutJump = (cover: Cover, last: Cover | null): Cover => {
  const same =
    last !== null &&
    last.size === cover.size &&
    cover.subjects.length === 1 &&
    last.subjects.length === 1 &&
    last.subjects[0] === cover.subjects[0] &&
    cover.framing !== 'insert';
  return same ? { ...cover, size: steps[cover.size] ?? cover.size } : cover;
};

const seenIn = (units: readonly Unit[]): readonly string[] =>
  units.toReversed().flatMap((unit) => {
    if (unit.kind === 'speech') return unit.speech.offCamera ? [] : [unit.speech.speaker];
    return unit.people;
  });

const leavingIn = (units: readonly Unit[]): readonly string[] =>
  units.flatMap((unit) => (unit.kind === 'action' && unit.cue === 'exit' && unit.actor !== null ? [unit.actor] : []));

/** Two or more who walked go on until they stop, sit or stand. */
const stillWalking = (group: Group, coverage: Coverage): boolean => {
  const text = actionText(group);
  if (/\b(?:stops?|halts?|sits?|stands?)\b|停|坐|站/i.test(text)) return false;
  return coverage.walking || (isWalking(text) && group.people.length > 1);
};

/** How a group is shot; the coverage goes on to the next. */
export const coverNext = (group: Group, coverage: Coverage): Cover => {
  const cover = withoutJump(coverOf(group, coverage), coverage.last);
  const left = leavingIn(group.units);
  coverage.present = [...new Set([...seenIn(group.units), ...coverage.present])].filter((name) => !left.includes(name));
  if (group.kind === 'talk') coverage.talks += 1;
  for (const unit of group.units) if (unit.kind === 'action' && unit.actor !== null) coverage.active.add(unit.actor);
  coverage.walking = stillWalking(group, coverage);
  coverage.last = cover;
  return cover;
};
