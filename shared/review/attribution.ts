/**
 * Who wrote which letters. Yjs gives every letter an id: the client that made it and a count. Which person a client
 * stood for, from which count on, the server notes as it accepts changes; together they tell the author of each letter.
 */
import * as Y from 'yjs';
import { identifyBlocks, scriptNodes } from '../document/block-ids.ts';
import { scriptOf } from '../document/schema.ts';
import { lineBreak, type ScriptNode } from '../document/script-xml.ts';
import type { BlockId } from '../ids/ids.ts';

/** From the count `from` on, until the next span, what a client wrote is by the person `by` (a principal's id, or `server`). */
export type AuthorSpan = { readonly from: number; readonly by: string };

/** By Yjs client id; spans in ascending order. */
export type AuthorMap = ReadonlyMap<number, readonly AuthorSpan[]>;

/** The Yjs id of a letter. */
export type LetterId = { readonly client: number; readonly clock: number };

/** Neighbouring letters by one person; `by` is null where nobody noted who it was. */
export type AuthoredRun = { readonly text: string; readonly by: string | null };

/** A stretch of letters with consecutive ids; `text` is what they read, `client` and `clock` the id of the first. */
export type LetterRun = LetterId & { readonly text: string };

/** What is before the first span of a client is by whoever that span names: a client seldom stands for two people. */
export const authorOf = (authors: AuthorMap, { client, clock }: LetterId): string | null => {
  const spans = authors.get(client) ?? [];
  return (spans.findLast(({ from }) => from <= clock) ?? spans[0])?.by ?? null;
};

/** Embedded objects take one place each, as `readText` has them. */
const embedded = '\ufffc';

const textOfItem = (item: Y.Item): string =>
  item.content instanceof Y.ContentString ? item.content.str : embedded.repeat(item.length);

const lettersOfText = (text: Y.XmlText): readonly LetterRun[] => {
  const runs: LetterRun[] = [];
  for (let item = text._start; item !== null; item = item.right)
    if (!item.deleted && item.countable) runs.push({ ...idOf(item), text: textOfItem(item) });
  return runs;
};

const idOf = ({ id }: Y.Item): LetterId => ({ client: id.client, clock: id.clock });

/** The block's letters in order, with their ids; together they read as `readText` does. */
export const lettersOf = (node: ScriptNode): readonly LetterRun[] => {
  if (node instanceof Y.XmlText) return lettersOfText(node);
  if (!(node instanceof Y.XmlElement)) return [];
  const runs: LetterRun[] = [];
  for (const child of node.toArray()) {
    if (!(child instanceof Y.AbstractType)) continue;
    const born = child._item === null ? { client: 0, clock: 0 } : idOf(child._item);
    if (child instanceof Y.XmlElement && (child.nodeName === lineBreak || runs.length > 0))
      runs.push({ ...born, text: '\n' });
    if (!(child instanceof Y.XmlElement && child.nodeName === lineBreak)) runs.push(...lettersOf(child));
  }
  return runs;
};

/** Where in a run its author changes. */
const cuts = (authors: AuthorMap, { client, clock, text }: LetterRun): readonly number[] =>
  (authors.get(client) ?? []).map(({ from }) => from - clock).filter((at) => at > 0 && at < text.length);

/** Runs of text by one person each, in order, joined where neighbours have the same author. */
export const authoredRuns = (letters: readonly LetterRun[], authors: AuthorMap): readonly AuthoredRun[] => {
  const runs: AuthoredRun[] = [];
  for (const run of letters) {
    const ends = [...cuts(authors, run), run.text.length];
    let at = 0;
    for (const end of ends) {
      const by = authorOf(authors, { client: run.client, clock: run.clock + at });
      const text = run.text.slice(at, end);
      const last = runs.at(-1);
      if (last !== undefined && last.by === by) runs[runs.length - 1] = { text: last.text + text, by };
      else runs.push({ text, by });
      at = end;
    }
  }
  return runs;
};

/** Each block's letters with their ids. */
export const lettersByBlock = (doc: Y.Doc): ReadonlyMap<BlockId, readonly LetterRun[]> => {
  const nodes = scriptNodes(scriptOf(doc));
  const { ids } = identifyBlocks(nodes);
  return new Map(nodes.flatMap((node, index) => (ids[index] === undefined ? [] : [[ids[index], lettersOf(node)]])));
};

/** Who wrote what of the script, block by block. */
export const attributeBlocks = (doc: Y.Doc, authors: AuthorMap): ReadonlyMap<BlockId, readonly AuthoredRun[]> =>
  new Map([...lettersByBlock(doc)].map(([block, letters]) => [block, authoredRuns(letters, authors)]));
