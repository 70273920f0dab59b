import { blockText, type Screenplay } from './screenplay.ts';

/** Writes Fountain 1.1 text that reads back as the same screenplay. */
export const writeFountain = (screenplay: Screenplay): string => screenplay.blocks.map(blockText).join('\n\n');
