/** What a script amounts to: its length, who speaks how much, where it plays. */
import { wordsIn } from '@oner/shared/document/merge-script-words.ts';
import type { Story } from '@oner/shared/document/story.ts';
import { cueName } from '@oner/shared/fountain/cue.ts';

export type CastRow = {
  readonly name: string;
  readonly speeches: number;
  readonly words: number;
  /** Of all words that are spoken, 0..1. */
  readonly share: number;
  readonly scenes: number;
};
export type PlaceRow = { readonly place: string; readonly scenes: number; readonly eighths: number };

export type ScriptReport = {
  readonly scenes: number;
  readonly eighths: number;
  readonly words: number;
  /** Of all words that are not headings, those that are spoken, 0..1. */
  readonly dialogue: number;
  /** Who speaks most first. */
  readonly cast: readonly CastRow[];
  /** Where most is played first. */
  readonly places: readonly PlaceRow[];
};

type Speaker = { speeches: number; words: number; readonly scenes: Set<string> };

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

const castRows = (speakers: ReadonlyMap<string, Speaker>, spoken: number): readonly CastRow[] =>
  [...speakers]
    .map(([name, { speeches, words, scenes }]) => ({
      ...{ name, speeches, words, share: share(words, spoken), scenes: scenes.size },
    }))
    .sort((a, b) => b.words - a.words || a.name.localeCompare(b.name));

const placeRows = (scenes: Story['scenes']): readonly PlaceRow[] => {
  const places = new Map<string, { scenes: number; eighths: number }>();
  for (const { place, heading, eighths } of scenes) {
    const name = place === '' ? heading : place;
    const row = places.get(name) ?? { scenes: 0, eighths: 0 };
    places.set(name, { scenes: row.scenes + 1, eighths: row.eighths + eighths });
  }
  return [...places]
    .map(([place, row]) => ({ place, ...row }))
    .sort((a, b) => b.eighths - a.eighths || a.place.localeCompare(b.place));
};

export const scriptReport = ({ scenes }: Pick<Story, 'scenes'>): ScriptReport => {
  const speakers = new Map<string, Speaker>();
  let [words, spoken] = [0, 0];
  for (const scene of scenes) {
    let speaker: Speaker | null = null;
    for (const { type, text } of scene.blocks) {
      const name = type === 'character' ? cueName(text) : '';
      if (name !== '') {
        speaker = speakers.get(name) ?? { speeches: 0, words: 0, scenes: new Set() };
        speaker.speeches += 1;
        speaker.scenes.add(scene.id);
        speakers.set(name, speaker);
      }
      const isSpoken = speaker !== null && (type === 'dialogue' || type === 'lyric');
      if (!isSpoken && type !== 'action' && type !== 'centered') continue;
      const count = wordsIn(text).length;
      words += count;
      if (!isSpoken || speaker === null) continue;
      speaker.words += count;
      spoken += count;
    }
  }
  const eighths = scenes.reduce((sum, scene) => sum + scene.eighths, 0);
  return {
    ...{ scenes: scenes.length, eighths, words, dialogue: share(spoken, words) },
    ...{ cast: castRows(speakers, spoken), places: placeRows(scenes) },
  };
};
