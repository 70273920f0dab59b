import { cueName } from '../fountain/cue.ts';
import type { BreakdownInput } from './proposal.ts';

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const title = (name: string): string =>
  name.toLowerCase().replace(/(?:^|[\s-])\p{L}/gu, (letter) => letter.toUpperCase());

/** Names of the cast in a text, in the order in which they stand there. English names count in capitals or title case. */
export const peopleIn = (text: string, cast: readonly string[]): readonly string[] => {
  const found = cast.flatMap((name) => {
    if (name === '') return [];
    const latin = /[A-Za-z]/.test(name);
    const pattern = latin
      ? new RegExp(`(?<![\\p{L}\\p{N}])(?:${literally(name)}|${literally(title(name))})(?![\\p{L}\\p{N}])`, 'u')
      : new RegExp(literally(name), 'u');
    const at = text.search(pattern);
    return at < 0 ? [] : [{ name, at }];
  });
  return found.toSorted((a, b) => a.at - b.at).map(({ name }) => name);
};

/** Everyone the breakdown may meet: the script's cast and the scene's speakers. */
export const knownPeople = (input: BreakdownInput): readonly string[] => [
  ...new Set([
    ...input.blocks.filter((block) => block.type === 'character').map((block) => cueName(block.text)),
    ...input.cast,
  ]),
];

/** How a description names someone: `MIKE` reads `Mike`. */
export const spokenName = (name: string): string => (name === name.toUpperCase() ? title(name) : name);
