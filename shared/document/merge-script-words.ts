/** What changed from one text to another by words, as cuts that leave the letters between them alone. */
import { alignPlaces } from './merge-script-align.ts';
import type { TextChange } from './write-runs.ts';

/** A Chinese or Japanese character, a word, a stretch of spaces, a line break, or any other sign. */
const wordPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*|\n|[^\S\n]+|./gsu;

const piecesOf = (text: string): readonly string[] => text.match(wordPattern) ?? [];

const isWord = (piece: string): boolean => /[\p{L}\p{N}]/u.test(piece);

/** The words of a text with how often each stands there, whatever their case. */
export type WordBag = { readonly counts: ReadonlyMap<string, number>; readonly total: number };

export const wordsIn = (text: string): readonly string[] => piecesOf(text.toLowerCase()).filter(isWord);

export const wordBag = (text: string): WordBag => {
  const counts = new Map<string, number>();
  const words = wordsIn(text);
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { counts, total: words.length };
};

/** Dice's coefficient of the words: 0 when no word is shared, 1 when all are. */
export const likeness = (a: WordBag, b: WordBag): number => {
  if (a.total + b.total === 0) return 0;
  const [small, large] = a.counts.size < b.counts.size ? [a, b] : [b, a];
  let shared = 0;
  for (const [word, count] of small.counts) shared += Math.min(count, large.counts.get(word) ?? 0);
  return (2 * shared) / (a.total + b.total);
};

/** Words weigh by their letters; spaces and signs only hold words together. */
const pieceWeight = (piece: string): number => (isWord(piece) ? 1 + piece.length : 0.1);

/** The cuts that make `before` read as `after`, in order; between them every letter stays. */
export const wordCuts = (before: string, after: string): readonly TextChange[] => {
  if (before === after) return [];
  const [a, b] = [piecesOf(before), piecesOf(after)];
  const pairs = alignPlaces({ a, b, weight: (left, right) => (a[left] === b[right] ? pieceWeight(a[left] ?? '') : 0) });
  const cuts: TextChange[] = [];
  let [fromA, fromB, offset] = [0, 0, 0];
  const lengthOf = (pieces: readonly string[], from: number, to: number): number =>
    pieces.slice(from, to).reduce((sum, piece) => sum + piece.length, 0);
  const cutUpTo = (toA: number, toB: number): void => {
    const gone = lengthOf(a, fromA, toA);
    const text = b.slice(fromB, toB).join('');
    if (gone > 0 || text !== '') cuts.push({ from: offset, to: offset + gone, text });
    offset += gone;
  };
  for (const pair of pairs) {
    cutUpTo(pair.a, pair.b);
    offset += (a[pair.a] ?? '').length;
    fromA = pair.a + 1;
    fromB = pair.b + 1;
  }
  cutUpTo(a.length, b.length);
  return cuts;
};

/** Where a place in the old text is in the new one; an end goes behind what took the place of its words, a start before it. */
export const placeAfter = (cuts: readonly TextChange[], offset: number, side: 'start' | 'end'): number => {
  let shift = 0;
  for (const { from, to, text } of cuts) {
    if (side === 'start') {
      if (offset < from) break;
      if (offset < to) return from + shift;
    } else {
      if (offset <= from) break;
      if (offset <= to) return from + shift + text.length;
    }
    shift += text.length - (to - from);
  }
  return offset + shift;
};
