import { defaultFraming, defaultLens, type Framing, type ShotSize } from '../camera/vocabulary.ts';
import { angleOf, hasSound, isPointOfView, movementOf, wantsInsert } from './action-cues.ts';
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
/** An exchange, with what happens meanwhile, is cut after so many words or speeches. */
const wordsPerExchange = 60;
const speechesPerShot = 5;
/** A plain action under this many words does not break an exchange. */
const wordsMeanwhile = 18;
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
  return wantsInsert(text, peopleIn(text, context.people), context.people) ? 'insert' : 'plain';
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

/** A piece of an exchange: what someone says, or what happens meanwhile. */
type Piece =
  | Speech
  | { readonly kind: 'meanwhile'; readonly block: SceneBlock; readonly sentences: readonly Sentence[] };

const pieceWords = (piece: Piece): number =>
  piece.kind === 'speech'
    ? countWords(piece.words)
    : piece.sentences.reduce((sum, one) => sum + countWords(one.text), 0);

const wordsIn = (pieces: readonly Piece[]): number => pieces.reduce((sum, piece) => sum + pieceWords(piece), 0);

const isSpeech = (piece: Piece): piece is Speech => piece.kind === 'speech';

/** An exchange goes on in one shot until it is long enough to cut. */
const exchangesOf = (pieces: readonly Piece[]): readonly (readonly Piece[])[] => {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    const fits =
      last !== undefined &&
      last.filter(isSpeech).length < speechesPerShot &&
      wordsIn([...last, piece]) <= wordsPerExchange;
    if (fits || (last !== undefined && piece.kind === 'meanwhile')) last.push(piece);
    else groups.push([piece]);
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

const boundsOf = (piece: Piece): { readonly start: ProposalPoint; readonly end: ProposalPoint } | null => {
  const [first] = piece.kind === 'speech' ? piece.blocks : [piece.block];
  const last = piece.kind === 'speech' ? piece.blocks.at(-1) : piece.block;
  if (first === undefined || last === undefined) return null;
  return { start: { block: first.id, offset: 0 }, end: { block: last.id, offset: last.text.length } };
};

const addExchange = (context: Context, pieces: readonly Piece[], progress: number): void => {
  const group = pieces.filter(isSpeech);
  const [firstPiece] = pieces;
  const lastPiece = pieces.at(-1);
  const first = firstPiece === undefined ? null : boundsOf(firstPiece);
  const last = lastPiece === undefined ? null : boundsOf(lastPiece);
  if (first === null || last === null || group.length === 0) return;
  see(
    context,
    group.map((speech) => speech.speaker),
  );
  const cover = coverOf(context, group, progress);
  const blocks = pieces.flatMap((piece) => (piece.kind === 'speech' ? piece.blocks : [piece.block]));
  addShot(context, {
    start: first.start,
    end: last.end,
    ...cover,
    description: describeSpeech(context, cover, group),
    dialogue: group.map((speech) => speech.words).join('\n'),
    words: '',
    durationMs: wordsDurationMs(blocks, context.input.language),
  });
};

/** A short plain action inside a talk is played in the shot that is running. */
const meanwhileOf = (context: Context, block: SceneBlock): Piece | null => {
  const sentences = sentencesOf(block);
  const piece: Piece = { kind: 'meanwhile', block, sentences };
  const plain = sentences.every((sentence) => kindOf(context, sentence.text) === 'plain');
  return plain && pieceWords(piece) <= wordsMeanwhile ? piece : null;
};

type Talk = { pieces: Piece[]; actions: Sentence[]; said: number; readonly total: number };

const endTalk = (context: Context, talk: Talk): void => {
  for (const group of exchangesOf(talk.pieces)) {
    addExchange(context, group, talk.total === 0 ? 0 : talk.said / talk.total);
    talk.said += group.filter(isSpeech).length;
  }
  talk.pieces = [];
};

const endActions = (context: Context, talk: Talk): void => {
  addActions(context, talk.actions);
  talk.actions = [];
};

const addBeats = (context: Context, beats: readonly Beat[]): void => {
  const total = beats.filter((beat) => beat.kind === 'speech').length;
  const talk: Talk = { pieces: [], actions: [], said: 0, total };
  for (const beat of beats) {
    if (beat.kind === 'speech') {
      endActions(context, talk);
      talk.pieces.push(beat);
      continue;
    }
    const meanwhile = talk.pieces.length > 0 ? meanwhileOf(context, beat.block) : null;
    if (meanwhile !== null) talk.pieces.push(meanwhile);
    else {
      endTalk(context, talk);
      talk.actions.push(...sentencesOf(beat.block));
    }
  }
  endTalk(context, talk);
  endActions(context, talk);
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
