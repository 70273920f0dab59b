/** What a face shows, where a few clear words say so: laughs, weeps, shouts, afraid; 笑, 哭, 怒, 怕. */
import { actionSentences } from './blocking.ts';
import type { Expression, StagedFigure } from './scene.ts';
import type { SceneFacts } from './scene-facts.ts';

const words: readonly (readonly [Expression, RegExp])[] = [
  [
    'sad',
    /\b(cries(?! out)|crying|weeps?|weeping|sobs?|sobbing|in tears|tearful(?:ly)?|through tears|sadly|heartbroken|grieving)\b|哭|流泪|落泪|泪流|抽泣|哽咽|悲伤|难过/i,
  ],
  [
    'afraid',
    /\b(afraid|terrified|scared|frightened|fearful(?:ly)?|screams|cowers|flinches|panics|panicked|horrified|in terror)\b|害怕|恐惧|惊恐|尖叫|恐慌/i,
  ],
  [
    'angry',
    /\b(shouts?|shouting|yells?|yelling|furious(?:ly)?|angry|angrily|rages|raging|snarls?|glares?|seething|barks)\b|怒|吼|大喊|生气|咆哮/i,
  ],
  [
    'surprised',
    /\b(gasps?|startled|surprised|shocked|stunned|astonished|amazed|jumps back)\b|惊讶|吃惊|愣住|惊呆|震惊|一愣/i,
  ],
  [
    'happy',
    /\b(laughs?|laughing|smiles?|smiling|grins?|grinning|beams|chuckles?|giggles?|cheerful(?:ly)?|delighted)\b|(?<![苦冷假])笑|高兴|开心|喜悦/i,
  ],
  [
    'tense',
    /\b(nervous(?:ly)?|anxious(?:ly)?|tense|frowns?|grits (?:his|her|their) teeth|clenches|wary|warily|worried)\b|紧张|皱眉|咬牙|焦虑|担心/i,
  ],
];

const negated =
  /\b(not|never|no longer|n[o']t|without|nobody|doesn['’]t|don['’]t|isn['’]t|won['’]t|can['’]t|stops? (?:laughing|crying|smiling))\b|n['’]t\b|[不没未别]|忍住/i;

/** A feeling must be said close behind the one who has it: this many words of the sentence count. */
const nearWords = 7;

const opening = (sentence: string, from: number): string => {
  const rest = sentence.slice(from);
  const cut = rest.split(/\b(?:that|as|while|when|who|because)\b|，|,(?=\s(?:and|but)\b)/i)[0] ?? rest;
  return /\s/.test(cut.trim()) ? cut.trim().split(/\s+/).slice(0, nearWords).join(' ') : cut.slice(0, 14);
};

export const expressionIn = (text: string): Expression | null => {
  if (negated.test(text)) return null;
  return words.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
};

/** The expression of each person whom these blocks say it of; the last one said counts. */
export const expressionsOf = (facts: Pick<SceneFacts, 'blocks' | 'cast'>): ReadonlyMap<string, Expression> => {
  const found = new Map<string, Expression>();
  for (const { text, names, subjectAt, spoken } of actionSentences(facts)) {
    const [name] = names;
    const shown = spoken ? expressionIn(text) : expressionIn(opening(text, subjectAt));
    if (name !== undefined && shown) found.set(name, shown);
  }
  return found;
};

/** The figures with these expressions on their faces. */
export const withExpressions = (
  figures: readonly StagedFigure[],
  shown: ReadonlyMap<string, Expression>,
): readonly StagedFigure[] =>
  shown.size === 0
    ? figures
    : figures.map((figure) => {
        const expression = shown.get(figure.name);
        return expression && expression !== figure.expression ? { ...figure, expression } : figure;
      });
