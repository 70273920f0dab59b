/** What follows what in a screenplay: the habits of Enter and Tab, and which elements are written in capitals. */
import type { BlockType } from '@oner/shared/fountain/screenplay.ts';

/** The elements that have a key, in the order of Ctrl-1 to Ctrl-7. */
export const keyedElements = [
  'sceneHeading',
  'action',
  'character',
  'parenthetical',
  'dialogue',
  'transition',
  'note',
] as const;

/** The element that Enter begins at the end of one. */
export const elementAfter = (type: BlockType): BlockType => {
  switch (type) {
    case 'sceneHeading':
    case 'dialogue':
    case 'action':
    case 'centered':
    case 'section':
    case 'synopsis':
    case 'note':
    case 'boneyard':
    case 'pageBreak':
      return 'action';
    case 'character':
    case 'parenthetical':
      return 'dialogue';
    case 'lyric':
      return 'lyric';
    case 'transition':
      return 'sceneHeading';
  }
};

const tabOrder: Partial<Record<BlockType, readonly [forward: BlockType, back: BlockType]>> = {
  action: ['character', 'sceneHeading'],
  character: ['transition', 'action'],
  transition: ['sceneHeading', 'character'],
  sceneHeading: ['action', 'transition'],
  dialogue: ['parenthetical', 'character'],
  parenthetical: ['dialogue', 'character'],
  lyric: ['dialogue', 'character'],
};

/** The element that Tab (or Shift-Tab) changes one into. */
export const elementByTab = (type: BlockType, back: boolean): BlockType => tabOrder[type]?.[back ? 1 : 0] ?? 'action';

const capitals: ReadonlySet<string> = new Set<BlockType>(['sceneHeading', 'character', 'transition']);
/** Whether what is typed into the element comes out in capitals. */
export const isInCapitals = (type: string): boolean => capitals.has(type);
