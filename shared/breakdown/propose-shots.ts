import { defaultFraming, defaultLens, type Framing, type ShotSize } from '../camera/vocabulary.ts';
import { angleOf, hasSound, isPointOfView, movementOf, propsIn } from './action-cues.ts';
import { type Beat, beatsOf, type Speech } from './beats.ts';
import type { BreakdownInput, ProposalPoint, SceneBlock, ShotProposal } from './proposal.ts';
import { knownPeople, peopleIn, spokenName } from './scene-people.ts';
import { excerpt, isChinese, type Sentence, sentencesOf } from './sentences.ts';
import { countWords, wordsDurationMs } from './words-duration.ts';

type Context = {
  readonly input: BreakdownInput;
  readonly people: readonly string[];
  readonly chinese: boolean;
  readonly shots: ShotProposal[];
  /** Who was seen or heard, the latest first. */
  present: readonly string[];
};

type Draft = {
  readonly start: ProposalPoint;
  readonly end: ProposalPoint;
  readonly size: ShotSize;
  readonly framing: Framing;
  readonly subjects: readonly string[];
  readonly description: string;
  readonly words: string;
  readonly dialogue?: string;
  readonly durationMs: number;
};

/** No more words than this are said in one shot, about a fifth of a page. */
const wordsPerShot = 45;
const shortestShotMs = 1500;

const addShot = (context: Context, draft: Draft): void => {
  const { words, durationMs, ...rest } = draft;
  const detail = rest.framing === 'insert' || rest.framing === 'reaction';
  context.shots.push({
    ...rest,
    angle: angleOf(words),
    roll: 0,
    movement: detail ? 'static' : movementOf(words),
    lens: defaultLens[rest.size],
    dialogue: draft.dialogue ?? '',
    durationMs: Math.max(shortestShotMs, Math.round(durationMs)),
  });
};

const see = (context: Context, names: readonly string[]): void => {
  context.present = [...new Set([...names, ...context.present])];
};

const openScene = (context: Context, heading: SceneBlock, first: readonly Sentence[]): void => {
  const { setting, place, time } = context.input.heading;
  const words = first.map((sentence) => sentence.text).join(' ');
  const subjects = peopleIn(words, context.people);
  see(context, subjects);
  const isNew = context.input.previousPlace?.toLowerCase() !== place.toLowerCase();
  const size = !isNew ? 'FS' : setting === 'INT' ? 'WS' : 'EST';
  const where = [place, time].filter((part) => part !== '').join(context.chinese ? '，' : ', ');
  const opening = context.chinese ? where : where.charAt(0) + where.slice(1).toLowerCase();
  addShot(context, {
    start: { block: heading.id, offset: 0 },
    end: first.at(-1)?.end ?? { block: heading.id, offset: heading.text.length },
    size,
    framing: 'master',
    subjects,
    description: words === '' ? opening : `${opening}${context.chinese ? '：' : '. '}${excerpt(words, 90)}`,
    words,
    durationMs: 2000 + (words === '' ? 0 : actionMs(context, words)),
  });
};

const actionMs = (context: Context, text: string): number =>
  wordsDurationMs([{ type: 'action', text }], context.input.language);

type ActionKind = 'plain' | 'insert' | 'sound' | 'point-of-view';

const kindOf = (context: Context, text: string): ActionKind => {
  if (isPointOfView(text)) return 'point-of-view';
  if (hasSound(text)) return 'sound';
  return propsIn(text, context.people).length > 0 ? 'insert' : 'plain';
};

const framingOf = (kind: ActionKind, subjects: readonly string[]): Framing => {
  if (kind === 'insert' || kind === 'point-of-view') return kind;
  if (subjects.length === 0) return 'cutaway';
  return kind === 'sound' ? 'reaction' : defaultFraming(subjects.length);
};

const sizeOf = (kind: ActionKind, subjects: readonly string[], words: string): ShotSize => {
  if (kind === 'insert') return 'ECU';
  if (kind === 'sound') return subjects.length === 0 ? 'MS' : 'CU';
  if (movementOf(words) === 'tracking') return 'FS';
  if (/\b(?:eyes?|face|lips?|smiles?|tears?|stares?|flinch|winces?)\b|眼|脸|泪|微笑/i.test(words)) return 'MCU';
  return subjects.length > 1 ? 'MLS' : 'MS';
};

const addAction = (context: Context, sentences: readonly Sentence[], kind: ActionKind): void => {
  const [first] = sentences;
  const last = sentences.at(-1);
  if (first === undefined || last === undefined) return;
  const words = sentences.map((sentence) => sentence.text).join(' ');
  const named = peopleIn(words, context.people);
  see(context, named);
  const hearer = context.present.slice(0, 1);
  const subjects = kind === 'insert' ? [] : named.length > 0 && kind !== 'sound' ? named : hearer;
  const [who] = subjects;
  const text = excerpt(words, 100);
  const heard = context.chinese ? `${who}听见：${text}` : `${spokenName(who ?? '')} hears it: ${text}`;
  addShot(context, {
    start: first.start,
    end: last.end,
    size: sizeOf(kind, subjects, words),
    framing: framingOf(kind === 'point-of-view' && who === undefined ? 'plain' : kind, subjects),
    subjects,
    description: kind === 'sound' && who !== undefined && named.length === 0 ? heard : text,
    words,
    durationMs: actionMs(context, words),
  });
};

/** Neighbouring sentences of one kind are one shot, as long as it is not too much for one. */
const addActions = (context: Context, sentences: readonly Sentence[]): void => {
  let group: Sentence[] = [];
  let kind: ActionKind = 'plain';
  for (const sentence of sentences) {
    const next = kindOf(context, sentence.text);
    const words = group.reduce((sum, one) => sum + countWords(one.text), 0);
    if (group.length > 0 && (next !== kind || words + countWords(sentence.text) > wordsPerShot)) {
      addAction(context, group, kind);
      group = [];
    }
    group.push(sentence);
    kind = next;
  }
  addAction(context, group, kind);
};

const wordsIn = (speeches: readonly Speech[]): number =>
  speeches.reduce((sum, speech) => sum + countWords(speech.words), 0);

/** An exchange goes on in one shot until it is long enough to cut. */
const exchangesOf = (speeches: readonly Speech[]): readonly (readonly Speech[])[] => {
  const groups: Speech[][] = [];
  for (const speech of speeches) {
    const last = groups.at(-1);
    const fits = last !== undefined && last.length < 3 && wordsIn([...last, speech]) <= wordsPerShot;
    if (fits) last.push(speech);
    else groups.push([speech]);
  }
  return groups;
};

/** The face of an exchange: who says most of it; at a tie who speaks last, whom the other waits for. */
const faceOf = (group: readonly Speech[]): string => {
  const totals = new Map<string, number>();
  for (const speech of group) {
    totals.set(speech.speaker, (totals.get(speech.speaker) ?? 0) + countWords(speech.words));
  }
  return [...totals].toSorted((a, b) => a[1] - b[1]).at(-1)?.[0] ?? '';
};

const isEmphatic = (words: string): boolean => /[!！]|…|\.\.\.|--|—/.test(words);

type Cover = { readonly size: ShotSize; readonly framing: Framing; readonly subjects: readonly string[] };

const coverOf = (context: Context, group: readonly Speech[], progress: number): Cover => {
  const face = faceOf(group);
  const others = context.present.filter((name) => name !== face);
  const [near] = group
    .map((speech) => speech.speaker)
    .filter((name) => name !== face)
    .concat(others);
  const words = group.map((speech) => speech.words).join(' ');
  if (progress >= 0.6 && isEmphatic(words)) return { size: 'CU', framing: 'single', subjects: [face] };
  if (near === undefined) return { size: progress > 0.5 ? 'MCU' : 'MS', framing: 'single', subjects: [face] };
  if (others.length > 1 && progress === 0) {
    const subjects = [face, ...others].slice(0, 4);
    return { size: 'MLS', framing: defaultFraming(subjects.length), subjects };
  }
  if (progress >= 0.75) return { size: 'MCU', framing: 'single', subjects: [face] };
  return { size: progress < 0.4 ? 'MS' : 'MCU', framing: 'over-the-shoulder', subjects: [face, near] };
};

const describeSpeech = (context: Context, cover: Cover, group: readonly Speech[]): string => {
  const [face = '', near = ''] = cover.subjects;
  const line = group.find((speech) => speech.speaker === face)?.words ?? group[0]?.words ?? '';
  const quote = `“${excerpt(line, context.chinese ? 24 : 60)}”`;
  if (cover.framing === 'over-the-shoulder') {
    return context.chinese
      ? `过${near}肩看${face}：${quote}`
      : `Over ${spokenName(near)} to ${spokenName(face)}: ${quote}`;
  }
  const names = cover.subjects.map((name) => (context.chinese ? name : spokenName(name)));
  return `${names.join(context.chinese ? '、' : ', ')}${context.chinese ? '：' : ': '}${quote}`;
};

const addExchange = (context: Context, group: readonly Speech[], progress: number): void => {
  const blocks = group.flatMap((speech) => speech.blocks);
  const [first] = blocks;
  const last = blocks.at(-1);
  if (first === undefined || last === undefined) return;
  see(
    context,
    group.map((speech) => speech.speaker),
  );
  const cover = coverOf(context, group, progress);
  addShot(context, {
    start: { block: first.id, offset: 0 },
    end: { block: last.id, offset: last.text.length },
    ...cover,
    description: describeSpeech(context, cover, group),
    dialogue: group.map((speech) => speech.words).join('\n'),
    words: '',
    durationMs: wordsDurationMs(blocks, context.input.language),
  });
};

const addBeats = (context: Context, beats: readonly Beat[]): void => {
  const total = beats.filter((beat) => beat.kind === 'speech').length;
  let said = 0;
  let pending: Speech[] = [];
  const flush = () => {
    for (const group of exchangesOf(pending)) {
      addExchange(context, group, total === 0 ? 0 : said / total);
      said += group.length;
    }
    pending = [];
  };
  for (const beat of beats) {
    if (beat.kind === 'speech') pending.push(beat);
    else {
      flush();
      addActions(context, sentencesOf(beat.block));
    }
  }
  flush();
};

/** The sentences of the first action up to the first that asks for a shot of its own. */
const openingSentences = (context: Context, beats: readonly Beat[]): readonly Sentence[] => {
  const [first] = beats;
  if (first?.kind !== 'action') return [];
  const taken: Sentence[] = [];
  for (const sentence of sentencesOf(first.block)) {
    const words = taken.reduce((sum, one) => sum + countWords(one.text), countWords(sentence.text));
    if (kindOf(context, sentence.text) !== 'plain' || words > wordsPerShot) break;
    taken.push(sentence);
  }
  return taken;
};

/** Proposes a scene's shots by rules that need no model (BRK in SPEC.md). Deterministic. */
export const proposeShots = (input: BreakdownInput): readonly ShotProposal[] => {
  const [heading] = input.blocks;
  if (heading === undefined) return [];
  const beats = beatsOf(input);
  const context: Context = {
    input,
    people: knownPeople(input),
    chinese: isChinese(input.language),
    shots: [],
    present: [],
  };
  const opening = openingSentences(context, beats);
  openScene(context, heading, opening);
  const [first, ...rest] = beats;
  if (first?.kind === 'action') {
    addActions(context, sentencesOf(first.block).slice(opening.length));
    addBeats(context, rest);
  } else addBeats(context, beats);
  return context.shots;
};
