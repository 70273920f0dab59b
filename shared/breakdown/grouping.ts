import { isWalking, movementOf } from './camera-words.ts';
import { isCrowd } from './scene-people.ts';
import type { ActionUnit, SpeechUnit, Unit } from './units.ts';

type GroupKind = 'master' | 'action' | 'talk' | 'insert' | 'sound' | 'point-of-view' | 'reaction';

/** Consecutive units that one shot covers. */
export type Group = {
  kind: GroupKind;
  readonly units: Unit[];
  ms: number;
  /** Who is seen, in order. */
  readonly people: string[];
  /** Who speaks on camera, in order. */
  readonly speakers: string[];
  /** Begins at a turn of the scene, or carries a speech that matters: worth being closer. */
  tight: boolean;
};

/** A shot of action is cut after about so long, one of talk a little later, ms. */
const longestActionMs = 14_000;
const longestTalkMs = 29_000;
const longestOpeningMs = 9500;
/** What this many words tell is played inside the shot that runs. */
const wordsMeanwhile = 22;
const wordsInPassing = 14;
/** A speech of so many words has a shot to itself once a talk is under way. */
const longSpeechWords = 28;
const shortReplyWords = 5;

const kindFor = (unit: Unit): GroupKind => {
  if (unit.kind === 'speech') return 'talk';
  switch (unit.cue) {
    case 'insert':
    case 'sound':
    case 'point-of-view':
    case 'reaction':
      return unit.cue;
    case 'plain':
    case 'entrance':
    case 'exit':
    case 'turn':
    case 'angle':
      return 'action';
  }
};

const hushed = /whisper|quiet|soft|low|under (?:his|her) breath|shout|scream|轻声|低声|小声|悄声|喊|吼|哽咽/i;

/** Whether a speech stands out: long, whispered or shouted. */
const isEmphatic = (unit: SpeechUnit): boolean =>
  unit.words >= longSpeechWords || (unit.words > shortReplyWords && hushed.test(unit.speech.manner));

/** Whether someone speaks to who is not there. */
export const isOnPhone = ({ speech }: SpeechUnit): boolean =>
  /phone|receiver|radio|walkie|电话|对讲机/i.test(speech.manner);

const joined = (group: Group, unit: Unit): void => {
  group.units.push(unit);
  group.ms += unit.ms;
  const speaker = unit.kind === 'speech' && !unit.speech.offCamera ? [unit.speech.speaker] : [];
  const names = unit.kind === 'speech' ? speaker : unit.people;
  for (const name of names) if (!group.people.includes(name)) group.people.push(name);
  for (const name of speaker) if (!group.speakers.includes(name)) group.speakers.push(name);
  if (unit.kind === 'speech' && (group.kind === 'action' || group.kind === 'reaction')) group.kind = 'talk';
};

const started = (unit: Unit, kind: GroupKind, tight: boolean): Group => {
  const group: Group = { kind, units: [], ms: 0, people: [], speakers: [], tight };
  joined(group, unit);
  return group;
};

/** Whether all of the unit's people are in the shot, or in the talk that it belongs to. */
const knows = (group: Group, unit: ActionUnit, talkers: readonly string[]): boolean =>
  group.people.length === 0 ||
  unit.people.every((name) => group.people.includes(name) || (group.kind === 'talk' && talkers.includes(name)));

/** Who heard does something small next: we stay on the face. */
const staysWithHearer = (group: Group, unit: ActionUnit): boolean =>
  unit.actor !== null && group.people.includes(unit.actor) && group.ms < 6000 && movementOf(unit.text) === 'static';

/** What goes on in a detail: more of the same paragraph about nobody. */
const detailGoesOn = (group: Group, unit: ActionUnit): boolean => {
  if (unit.cue !== 'plain' && unit.cue !== 'reaction' && unit.cue !== 'turn') return false;
  if (group.kind === 'sound' && unit.begins) return staysWithHearer(group, unit);
  if (unit.begins) return false;
  if (group.kind === 'insert') return !unit.hasPerson && group.ms + unit.ms < longestActionMs;
  if (group.kind === 'point-of-view') return unit.actor === null && group.ms + unit.ms < longestActionMs;
  const heard = group.people.length === 0 || unit.actor === null || group.people.includes(unit.actor);
  return unit.words <= wordsInPassing && heard;
};

const plainGoesOn = (group: Group, unit: ActionUnit, talkers: readonly string[]): boolean => {
  const talk = group.kind === 'talk';
  const room = group.ms + unit.ms <= (talk ? longestTalkMs : longestActionMs);
  if (!room && unit.words > shortReplyWords) return false;
  const goingOn = talk && !unit.begins && group.units.at(-1)?.kind === 'action';
  if (goingOn) return knows(group, unit, talkers);
  const solo = group.people.length === 1 && unit.people.length <= 1 && knows(group, unit, []);
  if (solo && (!talk || talkers.length < 2)) return room;
  if (talk) return unit.passage <= wordsMeanwhile && knows(group, unit, talkers);
  if (unit.people.length === 0) return unit.words <= (unit.hasPerson ? wordsMeanwhile : wordsInPassing);
  return knows(group, unit, []) || (group.ms < 5000 && new Set([...group.people, ...unit.people]).size <= 3);
};

/** A face that tells more than the talk: worth a cut once the talk has had its time. */
const isBigReaction = (group: Group, unit: ActionUnit): boolean =>
  group.kind === 'talk' &&
  group.ms > 6000 &&
  unit.passage > 6 &&
  (group.people.length > 1 || (unit.actor !== null && !group.people.includes(unit.actor)));

/** A look from an angle of its own, such as from above. */
const isView = ({ units: [first] }: Group): boolean => first?.kind === 'action' && first.cue === 'angle';

/** People who stood and talked walk on together. */
const setsOff = (group: Group, unit: ActionUnit): boolean =>
  group.kind === 'talk' &&
  unit.people.length > 1 &&
  isWalking(unit.text) &&
  !group.units.some((one) => one.kind === 'action' && isWalking(one.text));

const actionGoesOn = (group: Group, unit: ActionUnit, talkers: readonly string[]): boolean => {
  if (isView(group) || setsOff(group, unit)) return false;
  const kind = kindFor(unit);
  if (group.kind === 'insert' || group.kind === 'sound' || group.kind === 'point-of-view') {
    return detailGoesOn(group, unit) || (kind === group.kind && !unit.begins);
  }
  switch (unit.cue) {
    case 'sound':
      return group.kind === 'talk' && group.tight && group.people.length === 1 && group.ms < 9000;
    case 'insert':
    case 'point-of-view':
    case 'angle':
      return false;
    case 'entrance':
      return unit.actor !== null && group.people.includes(unit.actor) && plainGoesOn(group, unit, talkers);
    case 'turn':
      return group.kind !== 'talk' && plainGoesOn(group, unit, talkers);
    case 'reaction':
      return !isBigReaction(group, unit) && plainGoesOn(group, unit, talkers);
    case 'plain':
    case 'exit':
      return plainGoesOn(group, unit, talkers);
  }
};

const speechGoesOn = (group: Group, unit: SpeechUnit, under: boolean): boolean => {
  const { speaker, offCamera } = unit.speech;
  const known = group.people.includes(speaker) || offCamera;
  if (group.kind === 'insert' || group.kind === 'sound' || group.kind === 'point-of-view') return false;
  if (group.kind === 'master' || isView(group)) return false;
  if (group.ms + unit.ms > longestTalkMs) return false;
  if (group.kind === 'reaction' || group.kind === 'action') {
    const short = group.ms <= 6000;
    return known ? short || group.people.length === 1 : group.people.length === 0 && short;
  }
  const last = group.units.findLast((one) => one.kind === 'speech' && !one.speech.offCamera);
  if (last?.kind === 'speech' && isOnPhone(last) && !offCamera && last.speech.speaker !== speaker) return false;
  if (group.people.length === 1 && known) return true;
  if (under && isEmphatic(unit)) return false;
  if (last?.kind === 'speech' && under && isEmphatic(last) && last.speech.speaker !== speaker) return false;
  return known || group.speakers.length < 2 || unit.words <= shortReplyWords || group.ms < 5000;
};

/** The first sentences of a scene’s action that its master plays: up to who asks for a shot of his own. */
const openingCount = (units: readonly Unit[]): number => {
  let ms = 0;
  let count = 0;
  let people: readonly string[] = [];
  for (const unit of units) {
    if (count === 0 && unit.kind === 'action' && unit.cue === 'angle') return 1;
    if (unit.kind === 'speech' || !['plain', 'exit', 'reaction'].includes(unit.cue)) break;
    if (count > 0 && ms + unit.ms > longestOpeningMs) break;
    const entersPlace = people.length === 0 && unit.actor !== null && unit.begins && count > 1;
    if (entersPlace) break;
    if (people.length > 0 && unit.begins && count > 0 && unit.people.some((name) => !people.includes(name))) break;
    people = [...new Set([...people, ...unit.people])];
    ms += unit.ms;
    count += 1;
  }
  return count;
};

const fewWords = 22;

/** A scene of a few words and one person at most is one shot. */
const isOneShot = (units: readonly Unit[]): boolean =>
  units.reduce((sum, unit) => sum + unit.words, 0) <= fewWords &&
  new Set(units.flatMap((unit) => (unit.kind === 'speech' ? [unit.speech.speaker] : []))).size < 2;

/** The one shot of a scene of a few words: of its person when it only cuts back to a place, else its master. */
const oneShot = (units: readonly Unit[], cutsBack: boolean): Group => {
  const group: Group = { kind: 'master', units: [], ms: 0, people: [], speakers: [], tight: false };
  for (const unit of units) joined(group, unit);
  const speaks = group.speakers.length > 0;
  if (group.people.length > 0 && (cutsBack || units[0]?.kind === 'speech')) group.kind = speaks ? 'talk' : 'action';
  return group;
};

type SceneShape = {
  /** Who speaks on camera anywhere in the scene. */
  readonly talkers: readonly string[];
  /** Whether the heading only cuts back to a place: it names no time. */
  readonly cutsBack: boolean;
};

/** A word or two about nobody (`Silence.`) is no shot: it ends the one before. */
const withoutScraps = (groups: readonly Group[]): readonly Group[] => {
  const kept: Group[] = [];
  for (const group of groups) {
    const before = kept.at(-1);
    const scrap = group.kind === 'action' && group.people.length === 0 && group.units.every(({ words }) => words < 4);
    if (before !== undefined && scrap && group.units.length === 1) for (const unit of group.units) joined(before, unit);
    else kept.push(group);
  }
  return kept;
};

/** Divides a scene’s units into what each shot covers; the first group is the master. */
export const groupsOf = (units: readonly Unit[], { talkers, cutsBack }: SceneShape): readonly Group[] => {
  if (units.length > 0 && isOneShot(units)) return [oneShot(units, cutsBack)];
  const opening = openingCount(units);
  const master: Group = { kind: 'master', units: [], ms: 0, people: [], speakers: [], tight: false };
  for (const unit of units.slice(0, opening)) joined(master, unit);
  const groups = [master];
  let turned = false;
  let said = 0;
  for (const unit of units.slice(opening)) {
    const group = groups.at(-1) ?? master;
    const goesOn =
      unit.kind === 'speech'
        ? speechGoesOn(group, unit, said > 1)
        : group !== master && actionGoesOn(group, unit, talkers);
    if (goesOn) joined(group, unit);
    else {
      const emphatic = unit.kind === 'speech' && said > 1 && isEmphatic(unit);
      groups.push(started(unit, kindFor(unit), emphatic || turned || (unit.kind === 'action' && unit.cue === 'turn')));
    }
    turned = unit.kind === 'action' && unit.cue === 'turn';
    if (unit.kind === 'speech') said += 1;
  }
  return withoutScraps(groups);
};

/** Whether a name in the group stands for many. */
export const hasCrowd = (group: Group): boolean => group.people.some(isCrowd);
