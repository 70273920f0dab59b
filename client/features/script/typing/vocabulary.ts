/** What a script says again and again: who speaks, how, where and when. */
import type { Scene } from '@oner/shared/document/story.ts';
import { cueName } from '@oner/shared/fountain/cue.ts';

export type Vocabulary = {
  /** Who spoke in the scene, the last first, then everyone else, the most frequent first. */
  readonly names: readonly string[];
  /** Who is likely to speak next: those of the scene other than the last, the last but one first. */
  readonly nextSpeakers: readonly string[];
  readonly extensions: readonly string[];
  readonly places: readonly string[];
  readonly times: readonly string[];
  readonly transitions: readonly string[];
};

const usual = {
  en: {
    extensions: ['V.O.', 'O.S.', 'O.C.', "CONT'D", 'PRE-LAP', 'INTO PHONE', 'FILTERED'],
    times: ['DAY', 'NIGHT', 'MORNING', 'EVENING', 'DAWN', 'DUSK', 'LATER', 'CONTINUOUS', 'MOMENTS LATER'],
    transitions: ['CUT TO:', 'DISSOLVE TO:', 'SMASH CUT TO:', 'MATCH CUT TO:', 'FADE OUT.', 'FADE TO BLACK.'],
  },
  zh: {
    extensions: ['画外音', '旁白', '内心独白', '电话', '画外'],
    times: ['日', '夜', '晨', '黄昏', '傍晚', '清晨', '深夜', '黎明'],
    transitions: ['切至：', '叠化至：', '淡出', '淡入', '化入', '跳切至：'],
  },
} as const;

/** The most frequent first; the order in which they came decides between equals. */
const byFrequency = (words: readonly string[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const word of words) if (word !== '') counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word);
};

const unique = (words: readonly string[]): readonly string[] => [...new Set(words)];

/** Each scene's own words, kept as long as the scene is the same object. */
const known = new WeakMap<Scene, { readonly extensions: readonly string[]; readonly transitions: readonly string[] }>();

const wordsOf = (scene: Scene) => {
  const found = known.get(scene);
  if (found) return found;
  const texts = (type: 'character' | 'transition') => scene.blocks.filter((block) => block.type === type);
  const words = {
    extensions: texts('character').flatMap(({ text }) =>
      [...text.matchAll(/[(（]([^()（）]+)[)）]/g)].map(([, extension]) => extension?.trim() ?? ''),
    ),
    transitions: texts('transition').map(({ text }) => text.trim()),
  };
  known.set(scene, words);
  return words;
};

/** The cues of the scene before a block, the last first. */
const speakersBefore = (scene: Scene | undefined, block: string): readonly string[] => {
  const at = scene?.blocks.findIndex(({ id }) => id === block) ?? -1;
  const before = scene?.blocks.slice(0, Math.max(at, 0)) ?? [];
  return unique(
    before
      .filter(({ type }) => type === 'character')
      .map(({ text }) => cueName(text))
      .filter((name) => name !== '')
      .reverse(),
  );
};

/** `block` is the one that is written in: its own words are not learned from. */
export const learnWords = (options: {
  readonly scenes: readonly Scene[];
  readonly block: string;
  readonly language: string;
}): Vocabulary => {
  const { scenes, block, language } = options;
  const words = usual[language.toLowerCase().startsWith('zh') ? 'zh' : 'en'];
  const here = scenes.find(({ blocks }) => blocks.some(({ id }) => id === block));
  const others = scenes.filter(({ id }) => id !== block);
  const speakers = speakersBefore(here, block);
  const [last, ...rest] = speakers;
  const own = here?.blocks.find(({ id }) => id === block);
  const half = own?.type === 'character' ? cueName(own.text) : null;
  const spoken = byFrequency(scenes.flatMap(({ cast }) => cast));
  // what is half written now is no name yet
  const onlyHere = (name: string): boolean =>
    name === half && !speakers.includes(name) && scenes.filter(({ cast }) => cast.includes(name)).length < 2;
  return {
    names: unique([...speakers, ...spoken]).filter((name) => !onlyHere(name)),
    nextSpeakers: rest.length > 0 ? rest : last === undefined ? [] : [last],
    extensions: unique([...byFrequency(scenes.flatMap((scene) => wordsOf(scene).extensions)), ...words.extensions]),
    places: byFrequency(others.map(({ place }) => place)),
    times: unique([...byFrequency(others.map(({ time }) => time)), ...words.times]),
    transitions: unique([...byFrequency(scenes.flatMap((scene) => wordsOf(scene).transitions)), ...words.transitions]),
  };
};
