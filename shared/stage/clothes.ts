/** What people wear: as the words about them say, in English and Chinese, else the same guess for the same name. */
import { chosenBy } from './name-hash.ts';
import type { Body, Clothes } from './scene.ts';

type Words<T> = readonly (readonly [T, RegExp])[];

const topWords: Words<Clothes['top']> = [
  ['coat', /\b(over|rain|trench|great|long )?coats?\b|\bparka\b|大衣|风衣|外套|雨衣|棉袄/i],
  ['dress', /\b(?:dress|gown|frock|sundress)\b|连衣裙|裙子|长裙|旗袍/i],
  ['suit', /\b(suits?|tuxedo|tux|blazer|pinstripe)\b|西装|西服|礼服/i],
  [
    'uniform',
    /\b(uniform(?:ed)?|police(?:man|woman)?|officer|cop|soldier|guard|paramedic|fatigues)\b|制服|警察|军装|士兵|保安/i,
  ],
  ['hoodie', /\b(hoodie|hooded|sweatshirt)\b|卫衣|帽衫/i],
  ['jacket', /\b(jacket|windbreaker|bomber|anorak|leathers)\b|夹克|皮衣|冲锋衣/i],
  ['vest', /\b(vest|waistcoat|tank top|gilet)\b|背心|马甲/i],
  ['sweater', /\b(sweater|jumper|cardigan|pullover|turtleneck|polo ?neck)\b|毛衣|针织衫|高领/i],
  ['blouse', /\bblouse\b|女式衬衫/i],
  ['tee', /\b(t-?shirt|tee|singlet)\b|T恤|汗衫/i],
  ['shirt', /\b(shirt|flannel|plaid)\b|衬衫|衬衣/i],
];
const sleeveWords: Words<Clothes['sleeves']> = [
  ['none', /\b(sleeveless|tank top|singlet)\b|无袖|背心/i],
  ['short', /\b(short[- ]sleeve[ds]?|rolled[- ](?:up )?sleeves|sleeves rolled)\b|短袖|挽起袖子/i],
  ['long', /\blong[- ]sleeve[ds]?\b|长袖/i],
];
const collarWords: Words<Clothes['collar']> = [
  ['turtleneck', /\b(turtleneck|polo ?neck|roll ?neck)\b|高领/i],
  ['hood', /\b(hood(?:ed|ie)?)\b|帽衫|连帽/i],
];
const bottomWords: Words<Clothes['bottom']> = [
  ['shorts', /\bshorts\b|短裤/i],
  ['skirt', /\b(skirt|kilt)\b|短裙|半身裙/i],
  ['trousers', /\b(trousers|jeans|pants|slacks|overalls)\b|裤/i],
];

const found = <T>(table: Words<T>, words: string): T | null =>
  table.find(([, pattern]) => pattern.test(words))?.[0] ?? null;

const usualTops: Readonly<Record<'female' | 'male' | 'young', readonly [Clothes['top'], ...Clothes['top'][]]>> = {
  female: ['sweater', 'blouse', 'shirt', 'jacket', 'tee', 'sweater', 'coat'],
  male: ['shirt', 'sweater', 'jacket', 'tee', 'shirt', 'jacket', 'sweater'],
  young: ['tee', 'hoodie', 'sweater', 'tee'],
};

const collarOf: Readonly<Record<Clothes['top'], Clothes['collar']>> = {
  shirt: 'shirt',
  tee: 'round',
  sweater: 'round',
  hoodie: 'hood',
  jacket: 'shirt',
  suit: 'lapel',
  coat: 'lapel',
  dress: 'none',
  blouse: 'shirt',
  vest: 'none',
  uniform: 'shirt',
};
const sleevesOf = (top: Clothes['top']): Clothes['sleeves'] =>
  top === 'tee' ? 'short' : top === 'vest' ? 'none' : top === 'dress' ? 'short' : 'long';

export type Wearer = { readonly name: string; readonly body: Body; readonly female: boolean; readonly words: string };

/** What someone of whom these words are said wears. */
export const clothesFor = ({ name, body, female, words }: Wearer): Clothes => {
  const young = body === 'child' || body === 'teenager' || body === 'baby';
  const usual = usualTops[young ? 'young' : female ? 'female' : 'male'];
  const top = found(topWords, words) ?? chosenBy(name, 'clothes', usual);
  return {
    top,
    sleeves: found(sleeveWords, words) ?? sleevesOf(top),
    collar: found(collarWords, words) ?? collarOf[top],
    bottom: found(bottomWords, words) ?? 'trousers',
  };
};
