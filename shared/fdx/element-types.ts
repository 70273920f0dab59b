/** Which of Final Draft's paragraph types is which block, and back. */
import type { Block, BlockType } from '../fountain/screenplay.ts';

type Reading = { readonly type: BlockType; readonly depth?: number };

const readings: Readonly<Record<string, Reading>> = {
  'Scene Heading': { type: 'sceneHeading' },
  Action: { type: 'action' },
  General: { type: 'action' },
  Shot: { type: 'action' },
  'Cast List': { type: 'action' },
  Character: { type: 'character' },
  Parenthetical: { type: 'parenthetical' },
  Dialogue: { type: 'dialogue' },
  Transition: { type: 'transition' },
  Lyrics: { type: 'lyric' },
  'New Act': { type: 'centered' },
  'End of Act': { type: 'centered' },
  'Outline Body': { type: 'synopsis' },
  ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((depth) => [`Outline ${depth}`, { type: 'section' as const, depth }])),
};

/** Null: a type of the writer's own, whose words read as action. */
export const readingOf = (name: string): Reading | null =>
  Object.hasOwn(readings, name) ? (readings[name] ?? null) : null;

/** The type's name in Final Draft. Centred text is action, set in the middle. */
export const elementType = (block: Block): string => {
  switch (block.type) {
    case 'sceneHeading':
      return 'Scene Heading';
    case 'character':
      return 'Character';
    case 'parenthetical':
      return 'Parenthetical';
    case 'dialogue':
      return 'Dialogue';
    case 'transition':
      return 'Transition';
    case 'lyric':
      return 'Lyrics';
    case 'synopsis':
      return 'Outline Body';
    case 'section':
      return `Outline ${block.depth ?? 1}`;
    case 'action':
    case 'centered':
    case 'note':
    case 'boneyard':
    case 'pageBreak':
      return 'Action';
  }
};
