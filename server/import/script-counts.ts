/** What a report of an import counts of a script. */
import { cueName } from '@oner/shared/fountain/cue.ts';
import { type BlockType, blockText, type Screenplay } from '@oner/shared/fountain/screenplay.ts';
import type { ImportReport } from '@oner/shared/protocol/http/import-export.ts';

const speakersOf = ({ blocks }: Screenplay): number =>
  new Set(blocks.flatMap((block) => (block.type === 'character' ? [cueName(blockText(block)).toUpperCase()] : [])))
    .size;

const elementsOf = ({ blocks }: Screenplay): Partial<Record<BlockType, number>> => {
  const counts: Partial<Record<BlockType, number>> = {};
  for (const { type } of blocks) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
};

export const scriptCounts = (
  screenplay: Screenplay,
): Pick<ImportReport, 'scenes' | 'blocks' | 'speakers' | 'elements'> => ({
  scenes: screenplay.blocks.filter((block) => block.type === 'sceneHeading').length,
  blocks: screenplay.blocks.length,
  speakers: speakersOf(screenplay),
  elements: elementsOf(screenplay),
});
