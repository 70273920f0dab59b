/** Who is on a scene's set, and what the project knows of them. */
import type { CastMember, Scene, Shot, Story } from '../document/story.ts';
import type { PersonFacts } from '../stage/scene-facts.ts';
import { speakerKind } from '../stage/speakers.ts';

export const nameKey = (name: string): string => name.trim().toLocaleUpperCase('en');

/** Extensions of a cue whose speaker is not on the set. */
const offSet = /[(（]\s*(?:V\.?\s?O\.?|O\.?\s?S\.?|O\.?\s?C\.?|旁白|画外音|画外|电话)[^)）]*[)）]/i;

/** Speakers whom every cue of the scene puts off the set. */
const voicesOnly = (scene: Scene): ReadonlySet<string> => {
  const [heard, seen] = [new Set<string>(), new Set<string>()];
  const keys = scene.cast.map((name) => ({ name, key: nameKey(name) }));
  for (const { type, text } of scene.blocks) {
    if (type !== 'character') continue;
    const cue = nameKey(text);
    const found = keys.filter(({ key }) => cue.startsWith(key)).sort((a, b) => b.key.length - a.key.length)[0];
    if (found) (offSet.test(text) ? heard : seen).add(found.name);
  }
  return new Set([...heard].filter((name) => !seen.has(name)));
};

const titled = (name: string): string =>
  name.replace(/[\p{L}’']+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());

const isLetter = (char: string): boolean => /[A-Za-z]/.test(char);

/** Where the text writes the name as a name: in capitals or titled, as whole words; −1 when it does not. */
const mentionAt = (text: string, name: string): number => {
  if (name === '') return -1;
  for (const form of new Set([name, name.toUpperCase(), titled(name)])) {
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
      const latin = isLetter(form.charAt(0));
      const whole = !isLetter(text.charAt(at - 1)) && !isLetter(text.charAt(at + form.length));
      if (!latin || whole) return at;
    }
  }
  return -1;
};

/** Names that the project or any cue of the script knows. */
export const knownNames = (story: Story): readonly string[] => [
  ...new Set([...[...story.cast.values()].map(({ name }) => name.trim()), ...story.scenes.flatMap(({ cast }) => cast)]),
];

const actionOf = (scene: Scene): string =>
  scene.blocks
    .filter(({ type }) => type === 'action')
    .map(({ text }) => text)
    .join('\n');

/** Scenes never change: their action is put in capitals once. */
const upperActions = new WeakMap<Scene, string>();

const upperAction = (scene: Scene): string => {
  const found = upperActions.get(scene);
  if (found !== undefined) return found;
  const text = actionOf(scene).toLocaleUpperCase('en');
  upperActions.set(scene, text);
  return text;
};

/** Those of `known` whom the scene's action may name, whatever the case. */
export const namesIn = (scene: Scene, known: readonly string[]): readonly string[] => {
  const text = upperAction(scene);
  return known.filter((name) => name !== '' && text.includes(nameKey(name)));
};

const showsThings = ({ framing }: Shot): boolean => framing === 'insert' || framing === 'cutaway';

/** A name that the project gives a body to is a person, whatever it sounds like. */
const isPerson = (story: Story, name: string): boolean =>
  speakerKind(name) === 'person' || (castMember(story, name)?.body ?? null) !== null;

export type OnSet = {
  readonly people: readonly string[];
  /** Machines that speak here. */
  readonly things: readonly string[];
};

/** Who is on the set: those who speak there, those whom the action names, and those whom its shots ask for. */
export const onSet = (story: Story, scene: Scene, known: readonly string[]): OnSet => {
  const voices = voicesOnly(scene);
  const action = actionOf(scene);
  const named = namesIn(scene, known)
    .map((name) => ({ name, at: mentionAt(action, name) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ name }) => name);
  const knownKeys = new Set(known.map(nameKey));
  const asked = scene.shots.flatMap((id) => {
    const shot = story.shots.get(id);
    if (!shot) return [];
    return showsThings(shot) ? shot.subjects.filter((name) => knownKeys.has(nameKey(name))) : shot.subjects;
  });
  const byKey = new Map<string, string>();
  for (const name of [...scene.cast.filter((name) => !voices.has(name)), ...named, ...asked]) {
    if (name.trim() !== '' && !byKey.has(nameKey(name))) byKey.set(nameKey(name), name);
  }
  const names = [...byKey.values()];
  return {
    people: names.filter((name) => isPerson(story, name)),
    // Scripts write a machine's name small when it does not speak.
    things: [...new Set([...names, ...namesIn(scene, known)])].filter(
      (name) => !isPerson(story, name) && speakerKind(name) === 'thing',
    ),
  };
};

export const castMember = (story: Story, name: string): CastMember | null => {
  for (const member of story.cast.values()) if (nameKey(member.name) === nameKey(name)) return member;
  return null;
};

/** What the project knows of a person, and what the whole script says of them. */
export const personFacts = (story: Story, name: string, about: string | undefined): PersonFacts => {
  const member = castMember(story, name);
  return {
    name,
    description: member?.description ?? '',
    age: member?.age ?? null,
    body: member?.body ?? null,
    height: member?.height ?? null,
    build: member?.build ?? null,
    look: member?.look ?? null,
    ...(about === undefined ? {} : { about }),
  };
};

/** The figure's own spelling of each subject; subjects that are nobody on the set stay as they are. */
export const spelledAsStaged = (subjects: readonly string[], staged: readonly string[]): readonly string[] => {
  const byKey = new Map(staged.map((name) => [nameKey(name), name]));
  return subjects.map((name) => byKey.get(nameKey(name)) ?? name);
};
