/** Who does what: the pose of each person from the action lines that name them, and what the script says of them. */
import type { Pose } from './scene.ts';
import type { SceneFacts } from './scene-facts.ts';

export type Blocking = {
  readonly pose: Pose;
  /** Sits, lies, kneels or drives: stays where the piece under them is. */
  readonly settled: boolean;
  /** The words around the first mention. */
  readonly about: string;
};

export const settledPoses: readonly (readonly [Pose, RegExp])[] = [
  ['driving', /\b(drives?|driving|behind the wheel|at the wheel|steers?)\b|开车|驾驶|握着方向盘/i],
  [
    'lying',
    /\b((?:lies|lying)(?! (?:to|about|through)\b)|lay(?! (?:the|a|an|his|her|it|them|out)\b)|asleep|sprawled|unconscious|in bed|on the bed)\b|躺|睡着|卧/i,
  ],
  ['kneeling', /\b(kneels?|kneeling|knelt|on (?:his|her) knees)\b|跪/i],
  ['crouching', /\b(crouch(?:es|ing|ed)?|squats?|squatting|hunkers?)\b|蹲/i],
  [
    'sitting-on-floor',
    /\b(?:sits?|sitting|seated|sat|slumps?|sinks?)(?: down)? (?:on|onto|to) (?:the )?(?:bare |wet |cold )?(?:floor|ground|grass|sand|pavement|carpet|rug)\b|坐在?(?:到)?(?:地上|地板|草地|沙滩|地毯)|席地而坐/i,
  ],
  [
    'sitting',
    /\b(sits?|sitting|seated|sat|drops? into|sinks? into|slumps?|perches|takes? a seat|in (?:the|a|his|her) (?:\w+ )?chair|behind (?:the|a|his|her) desk)\b|坐/i,
  ],
];
export const loosePoses: readonly (readonly [Pose, RegExp])[] = [
  [
    'phone-at-ear',
    /\b(on the phone|phone to (?:his|her|their) ear|answers? (?:the|his|her) (?:cell ?)?phone|into (?:the )?(?:phone|receiver)|picks? up the (?:phone|receiver))\b|打电话|接电话|听电话|对着电话/i,
  ],
  [
    'looking-at-phone',
    /\b(texts|texting|scrolls|(?:looks?|stares?) at (?:his|her|the) phone)\b|看手机|刷手机|盯着手机/i,
  ],
  ['bending-over', /\b(bends? (?:over|down)|bending (?:over|down)|stoops?|stooping|leans? over)\b|弯腰|俯身/i],
  ['leaning', /\b(leans? (?:against|on|back)|leaning)\b|倚|靠着|靠在/i],
  ['running', /\b(runs|running|sprints?|races|races|chases|flees)\b|奔跑|跑/i],
  [
    'walking',
    /\b(walks?|walking|strides?|shambles|strolls?|paces|crosses(?! (?:his|her|their) (?:arms|legs|fingers))|wanders)\b|走/i,
  ],
  ['pointing', /\b(points? (?:at|to|toward)|pointing)\b|指着|指向/i],
];

const tableWords =
  /\b(table|desk|counter|bar|booth|dinner|breakfast|lunch|meal|supper|keyboard|computer)\b|桌|吧台|柜台|饭/i;

/** A longer name is told by its beginning: no regular expression takes one of any length. */
const toldBy = 200;
const escaped = (text: string): string => text.slice(0, toldBy).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const mentions = (name: string): RegExp =>
  /^[\p{Script=Latin}\p{N}'’. -]+$/u.test(name)
    ? new RegExp(`(?:^|[^\\p{L}])${escaped(name)}(?![\\p{L}])`, 'iu')
    : new RegExp(escaped(name), 'u');

/** A sentence of the action, or a parenthetical, and whom it is about. */
export type ActionSentence = {
  readonly text: string;
  /** Whom it names, first mention first; by a pronoun whoever was named last. */
  readonly names: readonly string[];
  /** Where in the text the first of them stands. */
  readonly subjectAt: number;
  /** A parenthetical: how the speaker says it. */
  readonly spoken: boolean;
  /** Which of the blocks it stands in. */
  readonly block: number;
};

const pronoun = /^\s*(?:["“(]?)(?:he|she|they|his|her)\b|^[他她]/i;

type Facts = Pick<SceneFacts, 'blocks' | 'cast'>;

/** Sentences of the action, each with whom it is about. */
export const actionSentences = ({ blocks, cast }: Facts): readonly ActionSentence[] => {
  const patterns = cast.map(({ name }) => ({ name, pattern: mentions(name) }));
  const sentences: ActionSentence[] = [];
  let last: readonly string[] = [];
  let speaker: string | null = null;
  for (const [block, { type, text }] of blocks.entries()) {
    if (type === 'character') speaker = patterns.find(({ pattern }) => pattern.test(text))?.name ?? null;
    if (type === 'parenthetical' && speaker)
      sentences.push({ text, names: [speaker], subjectAt: 0, spoken: true, block });
    if (type !== 'action') continue;
    for (const sentence of text.split(/[.!?;。！？；\n]+/)) {
      const found = patterns
        .map(({ name, pattern }) => ({ name, at: pattern.exec(sentence)?.index ?? -1 }))
        .filter(({ at }) => at >= 0)
        .sort((a, b) => a.at - b.at);
      const names = found.length > 0 ? found.map(({ name }) => name) : pronoun.test(sentence) ? last.slice(0, 1) : [];
      if (found.length > 0) last = names;
      if (names.length > 0)
        sentences.push({ text: sentence, names, subjectAt: found[0]?.at ?? 0, spoken: false, block });
    }
  }
  return sentences;
};

/** A sentence moves its first name only; one that joins names by "and" moves all. */
export const isAbout = (sentence: ActionSentence, name: string): boolean =>
  sentence.names[0] === name ||
  (sentence.names.includes(name) && /\b(both|and)\b|和|与/.test(sentence.text) && sentence.names.length === 2);

const poseIn = (sentences: readonly ActionSentence[], table: readonly (readonly [Pose, RegExp])[]): Pose | null => {
  for (const { text } of sentences) {
    const found = table.find(([, pattern]) => pattern.test(text));
    if (!found) continue;
    return found[0] === 'sitting' && tableWords.test(text) ? 'sitting-at-table' : found[0];
  }
  return null;
};

/** What is said of the person where first named: the brackets behind the name, then the sentences about them. */
const aboutText = (facts: Facts, sentences: readonly ActionSentence[], name: string): string => {
  const introduced = facts.blocks.find(({ type, text }) => type === 'action' && mentions(name).test(text));
  const bracket = introduced && new RegExp(`${escaped(name)}\\s*([(（][^)）]*[)）])`, 'iu').exec(introduced.text);
  const own = sentences.filter((sentence) => sentence.names[0] === name && !sentence.spoken).slice(0, 4);
  return [bracket?.[1] ?? '', ...own.map(({ text }) => text)].join(' ');
};

/** What these blocks say of each person, from the first mention on; names of whom they say nothing are left out. */
export const wordsAbout = (facts: Facts): ReadonlyMap<string, string> => {
  const sentences = actionSentences(facts);
  return new Map(
    facts.cast
      .map(({ name }) => [name, aboutText(facts, sentences, name)] as const)
      .filter(([, text]) => text.trim() !== ''),
  );
};

/** The blocking of each person by name. */
export const blockingOf = (facts: SceneFacts): ReadonlyMap<string, Blocking> => {
  const sentences = actionSentences(facts);
  return new Map(
    facts.cast.map(({ name }, index) => {
      const own = sentences.filter((sentence) => isAbout(sentence, name));
      const settled = poseIn(own, settledPoses);
      const pose = settled ?? poseIn(own, loosePoses) ?? (index % 2 === 0 ? 'standing' : 'contrapposto');
      return [name, { pose, settled: settled !== null, about: aboutText(facts, sentences, name) }];
    }),
  );
};
