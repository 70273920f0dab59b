import type { ScriptPoint } from '../document/story.ts';
import { type ActionCue, actionCueOf } from './action-cues.ts';
import type { Beat, Speech } from './beats.ts';
import type { BreakdownInput } from './breakdown-input.ts';
import {
  actorIn,
  gendersIn,
  hasPersonPronoun,
  hasStranger,
  isAboutStranger,
  ownerIn,
  type Talked,
} from './pronouns.ts';
import { type Mention, mentionsIn } from './scene-people.ts';
import { type Sentence, sentencesOf } from './sentences.ts';
import { countWords, wordsDurationMs } from './words-duration.ts';

type Covered = {
  readonly start: ScriptPoint;
  readonly end: ScriptPoint;
  readonly ms: number;
  readonly words: number;
};

/** A sentence of action. */
export type ActionUnit = Covered & {
  readonly kind: 'action';
  readonly text: string;
  readonly cue: ActionCue;
  /** Who does it, if the words leave no doubt. */
  readonly actor: string | null;
  /** Who is seen in it, the actor first. */
  readonly people: readonly string[];
  /** Whether somebody is in it, named or not. */
  readonly hasPerson: boolean;
  /** Whether it begins its paragraph. */
  readonly begins: boolean;
  /** Words of the plain sentences around it in its paragraph, itself included. */
  readonly passage: number;
};

/** A speech with its cue and parentheticals. */
export type SpeechUnit = Covered & { readonly kind: 'speech'; readonly speech: Speech };

/** The smallest piece that a shot covers. */
export type Unit = ActionUnit | SpeechUnit;

type Reading = {
  readonly input: BreakdownInput;
  readonly cast: readonly string[];
  talked: Talked;
  spoken: boolean;
  strangerStays: boolean;
};

const nowPresent = (reading: Reading, names: readonly string[]): void => {
  const present = [...new Set([...names, ...reading.talked.present])];
  reading.talked = { ...reading.talked, present };
};

/** `陈医生` is himself, not some doctor. */
const withoutNames = (text: string, mentions: readonly Mention[]): string =>
  mentions.toReversed().reduce((rest, { at, end }) => `${rest.slice(0, at)}·${rest.slice(end)}`, text);

const actionUnit = (reading: Reading, sentence: Sentence, begins: boolean): ActionUnit => {
  const { text, start, end } = sentence;
  const { cast, input } = reading;
  const mentions = mentionsIn(text, cast);
  const actor = actorIn(text, mentions, reading.talked);
  const named = mentions.map(({ name }) => name);
  const owner = ownerIn(text, reading.talked);
  const people = [...new Set([actor, owner, ...named].filter((name) => name !== null))];
  const known = reading.talked.present;
  const isNewcomer = actor !== null && reading.spoken && known.length > 0 && !known.includes(actor);
  const unnamed = withoutNames(text, mentions);
  const strange = hasStranger(unnamed);
  reading.strangerStays = (reading.strangerStays && named.length === 0) || isAboutStranger(unnamed);
  const hasPerson = people.length > 0 || strange || hasPersonPronoun(text);
  reading.talked = { ...reading.talked, stranger: (reading.talked.stranger && named.length === 0) || strange };
  nowPresent(reading, people);
  const ms = wordsDurationMs([{ type: 'action', text }], input.language) - (begins ? 0 : 500);
  const asked = actionCueOf({ text, actor, hasPerson, cast });
  const introduces = asked === 'insert' && people.some((name) => !known.includes(name));
  const cue = introduces ? 'plain' : isNewcomer ? 'entrance' : asked;
  const words = countWords(text);
  return { kind: 'action', text, start, end, cue, actor, people, hasPerson, begins, passage: words, ms, words };
};

const speechUnit = (reading: Reading, speech: Speech): readonly SpeechUnit[] => {
  const [first] = speech.blocks;
  const last = speech.blocks.at(-1);
  if (first === undefined || last === undefined) return [];
  if (!speech.offCamera) nowPresent(reading, [speech.speaker]);
  reading.spoken = true;
  return [
    {
      kind: 'speech',
      speech,
      start: { block: first.id, offset: 0 },
      end: { block: last.id, offset: last.text.length },
      ms: wordsDurationMs(speech.blocks, reading.input.language),
      words: countWords(speech.words),
    },
  ];
};

const standsOut = ({ cue }: ActionUnit): boolean =>
  cue === 'insert' || cue === 'sound' || cue === 'point-of-view' || cue === 'entrance';

/** A paragraph’s sentences with the length of each passage between those that stand out. */
const measured = (units: readonly ActionUnit[]): readonly ActionUnit[] => {
  const passages: number[] = [];
  let at = 0;
  units.forEach((unit, index) => {
    if (index > 0 && (standsOut(unit) || standsOut(units[index - 1] ?? unit))) at = index;
    passages[at] = (passages[at] ?? 0) + unit.words;
  });
  let passage = 0;
  return units.map((unit, index) => {
    passage = passages[index] ?? passage;
    return { ...unit, passage };
  });
};

/** The scene’s beats as units, with who is in each. */
export const unitsOf = (input: BreakdownInput, beats: readonly Beat[], cast: readonly string[]): readonly Unit[] => {
  const sentences = beats.map((beat) => (beat.kind === 'action' ? sentencesOf(beat.block) : []));
  const texts = sentences.map((list) => list.map(({ text }) => text));
  const speakers = beats.flatMap((beat) => (beat.kind === 'speech' && !beat.offCamera ? [beat.speaker] : []));
  const named = texts.flat().flatMap((text) => mentionsIn(text, cast).map(({ name }) => name));
  const company = [...new Set([...speakers, ...named])];
  const reading: Reading = {
    input,
    cast,
    talked: { genders: gendersIn(texts, cast), present: [], company, stranger: false },
    spoken: false,
    strangerStays: false,
  };
  return beats.flatMap((beat, index): readonly Unit[] => {
    if (beat.kind === 'speech') reading.strangerStays = false;
    reading.talked = { ...reading.talked, stranger: reading.strangerStays };
    if (beat.kind === 'speech') return speechUnit(reading, beat);
    const list = sentences[index] ?? [];
    return measured(list.map((sentence, at) => actionUnit(reading, sentence, at === 0)));
  });
};
