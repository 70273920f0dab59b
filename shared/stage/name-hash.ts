import { textHash } from './text-hash.ts';

/** FNV-1a over UTF-16 units, then mixed: the same text gives the same number everywhere. 0 to 2³² − 1. */
export const nameHash = (text: string): number => {
  let hash = textHash(text);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
};

/** One of `choices`, by the text and what the choice is for. */
export const chosenBy = <T>(text: string, purpose: string, choices: readonly [T, ...T[]]): T =>
  choices[nameHash(`${purpose}:${text}`) % choices.length] ?? choices[0];

/** 0 to 1 by the text. */
export const shareOf = (text: string, purpose: string): number => nameHash(`${purpose}:${text}`) / 0x1_0000_0000;
