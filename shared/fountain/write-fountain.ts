import { printedText } from './printed-text.ts';
import { type Block, type BlockType, blockText, type Screenplay } from './screenplay.ts';
import { writeTitlePage } from './title-page.ts';
import { writeBlock } from './write-block.ts';

const isSpeech = (type: BlockType | undefined): boolean =>
  type === 'dialogue' || type === 'parenthetical' || type === 'lyric';

const isBlank = (block: Block): boolean => block.type !== 'pageBreak' && blockText(block).trim() === '';

type Writing = { text: string; blankLines: number; inSpeech: boolean; last: BlockType | undefined };

/** Two lyrics in a row are two verses: a blank line divides them, and ends the speech. */
const joinsSpeech = (writing: Writing, block: Block): boolean =>
  writing.inSpeech && isSpeech(block.type) && !(block.type === 'lyric' && writing.last === 'lyric');

const addBlock = (writing: Writing, block: Block, next: Block | undefined, first: boolean): void => {
  const joined = joinsSpeech(writing, block);
  const speechFollows = next !== undefined && isSpeech(next.type) && printedText(next).trim() !== '';
  const written = writeBlock(block, { first, inSpeech: joined, speechFollows });
  const gap = writing.text === '' ? '' : joined ? '\n' : `\n\n${'\n'.repeat(writing.blankLines)}`;
  writing.text += gap + written;
  writing.blankLines = 0;
  writing.inSpeech = block.type === 'character' || joined;
  writing.last = block.type;
};

const writeBlocks = (blocks: readonly Block[], hasTitlePage: boolean): string => {
  const writing: Writing = { text: '', blankLines: 0, inSpeech: false, last: undefined };
  blocks.forEach((block, index) => {
    if (!isBlank(block)) addBlock(writing, block, blocks[index + 1], !hasTitlePage && writing.text === '');
    else if (block.type === 'action' && writing.text !== '') {
      writing.blankLines += 1;
      writing.inSpeech = false;
    }
  });
  return writing.text;
};

/**
 * Writes Fountain 1.1 text that reads back as the same screenplay, in one canonical form. What Fountain cannot say is
 * left out: strike and revision marks, empty blocks other than blank lines between others.
 */
export const writeFountain = (screenplay: Screenplay): string => {
  const titlePage = writeTitlePage(screenplay.titlePage);
  const body = writeBlocks(screenplay.blocks, titlePage !== '');
  const parts = [titlePage, body].filter((part) => part !== '');
  return parts.length === 0 ? '' : `${parts.join('\n\n')}\n`;
};
