/** What lists beside the script show: its outline, who speaks, and what they say. */

import { isSpeech } from '@oner/shared/document/pagination.ts';
import type { Story } from '@oner/shared/document/story.ts';
import { cueName } from '@oner/shared/fountain/cue.ts';
import type { BlockId } from '@oner/shared/ids/ids.ts';

export type OutlineEntry = {
  readonly kind: 'section' | 'synopsis' | 'scene';
  readonly block: BlockId;
  readonly text: string;
  /** Sections: 1 to 6; what stands under one is one deeper. */
  readonly depth: number;
  /** The scene's number; empty otherwise. */
  readonly number: string;
};

export const outlineEntries = ({ blocks, scenes }: Pick<Story, 'blocks' | 'scenes'>): readonly OutlineEntry[] => {
  const entries: OutlineEntry[] = [];
  let depth = 0;
  let scene = 0;
  for (const { id, type, text, depth: own } of blocks) {
    if (type === 'section') {
      depth = own;
      entries.push({ kind: 'section', block: id, text, depth: own, number: '' });
    } else if (type === 'synopsis') entries.push({ kind: 'synopsis', block: id, text, depth: depth + 1, number: '' });
    else if (type === 'sceneHeading') {
      entries.push({ kind: 'scene', block: id, text, depth: depth + 1, number: scenes[scene]?.number ?? '' });
      scene += 1;
    }
  }
  return entries;
};

export type Speaker = { readonly name: string; readonly speeches: number };

/** Everyone who speaks, the one with the most speeches first. */
export const speakers = ({ scenes }: Pick<Story, 'scenes'>): readonly Speaker[] => {
  const counts = new Map<string, number>();
  for (const { blocks } of scenes)
    for (const { type, text } of blocks) {
      const name = type === 'character' ? cueName(text) : '';
      if (name !== '') counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  return [...counts]
    .map(([name, speeches]) => ({ name, speeches }))
    .sort((a, b) => b.speeches - a.speeches || a.name.localeCompare(b.name));
};

export type SpokenLine = { readonly block: BlockId; readonly scene: string; readonly text: string };

/** All that one person says, speech by speech. */
export const linesOf = ({ scenes }: Pick<Story, 'scenes'>, name: string): readonly SpokenLine[] => {
  const lines: { block: BlockId; scene: string; text: string }[] = [];
  for (const { number, blocks } of scenes) {
    let speech: (typeof lines)[number] | null = null;
    for (const { id, type, text } of blocks) {
      if (type === 'character') {
        speech = cueName(text) === name ? { block: id, scene: number, text: '' } : null;
        if (speech) lines.push(speech);
      } else if (!isSpeech(type)) speech = null;
      else if (speech && type !== 'parenthetical') speech.text = `${speech.text} ${text}`.trim();
    }
  }
  return lines;
};

/** Whether two lists say the same, entry by entry. */
export const sameEntries = <T extends object>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length &&
  a.every((entry, index) => {
    const other = b[index];
    return other !== undefined && Object.entries(entry).every(([name, value]) => Reflect.get(other, name) === value);
  });
