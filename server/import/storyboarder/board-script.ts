/** The script that a Storyboarder project's boards are of: the one that comes with them, else one made of their words. */
import { type Block, blockText, type Screenplay } from '@oner/shared/fountain/screenplay.ts';
import type { Board } from './board-file.ts';

export type NamedScene = { readonly name: string; readonly boards: readonly Board[] };
/** Words that a board shows: from the beginning of the first block to the end of the last. */
export type CoveredBlocks = { readonly first: number; readonly last: number };
export type PlacedBoard = {
  readonly board: Board;
  /** The index of the heading in the script's blocks. */
  readonly heading: number;
  readonly covers: CoveredBlocks | null;
};
export type BoardScript = {
  readonly screenplay: Screenplay;
  readonly boards: readonly PlacedBoard[];
  /** Scenes of boards that the script that came with them does not have. */
  readonly unmatched: readonly string[];
};

const plain = (type: Block['type'], text: string): Block => ({ type, runs: [{ text, marks: [] }] });

/** What Storyboarder writes into a script to know its scenes again: no number that was ever printed. */
const sceneMark = /^\d+-[A-Za-z0-9]{5}$/;

const withoutMark = (block: Block): Block => {
  if (block.number === undefined || !sceneMark.test(block.number)) return block;
  const { number: _mark, ...rest } = block;
  return rest;
};

/** `ANNA: Wait.` is a speech of hers; other dialogue says no speaker, and stays with the board. */
const speech = (dialogue: string): readonly Block[] => {
  const [, name, words] = /^([^\n:：]{1,40})[:：]\s*(\S[\s\S]*)$/.exec(dialogue.trim()) ?? [];
  return name === undefined || words === undefined
    ? []
    : [plain('character', name.trim().toUpperCase()), plain('dialogue', words)];
};

const wordsOf = ({ action, dialogue }: Board): readonly Block[] => [
  ...(action.trim() === '' ? [] : [plain('action', action.trim())]),
  ...speech(dialogue),
];

const addScene = (blocks: Block[], { name, boards }: NamedScene): readonly PlacedBoard[] => {
  const heading = blocks.push(plain('sceneHeading', name)) - 1;
  return boards.map((board) => {
    const first = blocks.length;
    blocks.push(...wordsOf(board));
    return { board, heading, covers: blocks.length > first ? { first, last: blocks.length - 1 } : null };
  });
};

/** The scene's number by the mark in its name, by `Scene 3`, or none. */
const matchOf = (name: string, headings: readonly (readonly [number, Block])[]): number | null => {
  const marked = headings.find(
    ([, { number }]) => number !== undefined && sceneMark.test(number) && name.endsWith(number),
  );
  if (marked !== undefined) return marked[0];
  const counted = /scene[-_ ]*(\d{1,5})(?!\d)/i.exec(name)?.[1];
  return counted === undefined ? null : (headings[Number(counted) - 1]?.[0] ?? null);
};

const least = 4;

/** Blocks of the scene that say what the board says, when it is some words. */
const coveredIn = (blocks: readonly Block[], heading: number, board: Board): CoveredBlocks | null => {
  const next = blocks.findIndex(({ type }, index) => index > heading && type === 'sceneHeading');
  const end = next < 0 ? blocks.length : next;
  const wanted = [board.action, board.dialogue].map((text) => text.trim()).filter((text) => text.length >= least);
  const found = wanted.flatMap((text) => {
    for (let index = heading + 1; index < end; index += 1) {
      const block = blocks[index];
      if (block !== undefined && block.type !== 'character' && blockText(block).trim() === text) return [index];
    }
    return [];
  });
  return found.length === 0 ? null : { first: Math.min(...found), last: Math.max(...found) };
};

export const boardScript = (scenes: readonly NamedScene[], script: Screenplay | null): BoardScript => {
  const blocks: Block[] = [...(script?.blocks ?? [])];
  const headings = blocks.flatMap((block, index) => (block.type === 'sceneHeading' ? [[index, block] as const] : []));
  const inOrder = headings.length === scenes.length;
  const unmatched: string[] = [];
  const boards = scenes.flatMap((scene, at) => {
    const heading = matchOf(scene.name, headings) ?? (inOrder ? headings[at]?.[0] : null) ?? null;
    if (heading !== null)
      return scene.boards.map((board) => ({ board, heading, covers: coveredIn(blocks, heading, board) }));
    if (script !== null) unmatched.push(scene.name);
    return addScene(blocks, scene);
  });
  return { screenplay: { titlePage: script?.titlePage ?? [], blocks: blocks.map(withoutMark) }, boards, unmatched };
};
