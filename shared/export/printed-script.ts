/** What of a screenplay is printed, in the order of the page: no notes, boneyards, sections or synopses. */
import { piecesOf } from '../fdx/pieces.ts';
import type { Block, Run, Screenplay } from '../fountain/screenplay.ts';

export type PrintedItem =
  | { readonly kind: 'block'; readonly block: Block }
  | { readonly kind: 'page-break' }
  | { readonly kind: 'dual'; readonly left: readonly Block[]; readonly right: readonly Block[] };

const hidden: ReadonlySet<string> = new Set(['note', 'boneyard', 'section', 'synopsis', 'pageBreak']);

const printedRuns = (runs: readonly Run[]): readonly Run[] =>
  runs.filter(({ marks, text }) => !marks.includes('note') && !marks.includes('boneyard') && text !== '');

const printedBlock = (block: Block): Block | null => {
  if (hidden.has(block.type)) return null;
  const runs = printedRuns(block.runs);
  // words that are all notes leave no empty line behind
  return runs.length === 0 && block.runs.length > 0 ? null : { ...block, runs };
};

type Dual = { readonly group: number; readonly left: Block[]; readonly right: Block[] };

export const printedItems = ({ blocks }: Screenplay): readonly PrintedItem[] => {
  const items: PrintedItem[] = [];
  const open: { dual: Dual | null } = { dual: null };
  for (const piece of piecesOf(blocks)) {
    if (piece.startsPage) items.push({ kind: 'page-break' });
    const block = piece.main === null ? null : printedBlock(piece.main);
    if (piece.dual === null) open.dual = null;
    else if (open.dual?.group !== piece.dual) {
      open.dual = { group: piece.dual, left: [], right: [] };
      items.push({ kind: 'dual', left: open.dual.left, right: open.dual.right });
    }
    if (block === null) continue;
    if (open.dual === null) items.push({ kind: 'block', block });
    else (block.dual === 'right' || open.dual.right.length > 0 ? open.dual.right : open.dual.left).push(block);
  }
  return items;
};

export type TitleLines = { readonly centred: readonly string[]; readonly foot: readonly string[] };

const centredKeys = /^(?:title|credit|authors?|source|标题|片名|剧名|作者|编剧|署名|来源)$/i;

/** The title page's lines: what stands in the middle, what at the foot. Without one the title alone. */
export const titleLines = ({ titlePage }: Screenplay, title: string): TitleLines => {
  const lines = (middle: boolean): readonly string[] =>
    titlePage.filter(({ key }) => centredKeys.test(key) === middle).flatMap(({ values }) => values);
  const centred = lines(true);
  return { centred: centred.length === 0 && title !== '' ? [title] : centred, foot: lines(false) };
};
