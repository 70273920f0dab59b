import type { ShotSize } from '../camera/vocabulary.ts';
import { angleOf, isWalking, movementOf, writtenSizeOf } from './camera-words.ts';
import { coverTalk } from './cover-talk.ts';
import { actionSize, actionText, type Cover, type Coverage, framingFor, mostSubjects } from './coverage.ts';
import type { Group } from './grouping.ts';
import { propsIn, thingReading } from './props.ts';
import { mentionsIn } from './scene-people.ts';
import type { Unit } from './units.ts';

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
    const size = writtenSizeOf(text) ?? (angleOf(text) === 'eye' ? 'MS' : 'WS');
    return { size, framing: 'cutaway', subjects, movement: 'static' };
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
