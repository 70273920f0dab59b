/** What a production says of a script that is being revised: its revisions, and what of it is locked. */
import type { RevisionId } from '../ids/ids.ts';

/** The colours of revision pages in the order of the Writers Guild, after the white of the first draft. */
export const pageColors = ['blue', 'pink', 'yellow', 'green', 'goldenrod', 'buff', 'salmon', 'cherry', 'tan'] as const;
export type PageColor = (typeof pageColors)[number];

/** The paper of each colour, RGB in hexadecimal. */
export const pageTints: Readonly<Record<PageColor, string>> = {
  blue: '#C6EDFE',
  pink: '#FDCCD4',
  yellow: '#FDFFAB',
  green: '#D1FED0',
  goldenrod: '#FACD39',
  buff: '#FCED9D',
  salmon: '#F8AE8E',
  cherry: '#FBA4B4',
  tan: '#FDF1C7',
};

/** Words under the mark `revision` may say which one they belong to. */
export type RevisedRun = { readonly revision?: RevisionId };

/** One round of changes, printed on pages of one colour. */
export type Revision = {
  readonly id: RevisionId;
  /** Its own name; empty: that of its colour and round. */
  readonly name: string;
  readonly color: PageColor;
  /** 1: the first time that the colour is used. */
  readonly round: number;
  /** `YYYY-MM-DD`, or empty. */
  readonly date: string;
};

/** Where an inserted scene's letters stand: 72A or A73. */
export const numberSchemes = ['after', 'before'] as const;
export type NumberScheme = (typeof numberSchemes)[number];

/** Where a locked page begins: the index of its block and the letters of that block's printed text before it. */
export type PageStart = { readonly label: string; readonly block: number; readonly offset: number };

export type Production = {
  /** Oldest first. */
  readonly revisions: readonly Revision[];
  /** The revision that changes belong to now; null: changes are not marked. */
  readonly current: RevisionId | null;
  /** Null: scene numbers are not locked. */
  readonly sceneNumbers: NumberScheme | null;
  /** Null: pages are not locked. */
  readonly pages: readonly PageStart[] | null;
};

/** The colour after the last one, and which time it is used. */
export const nextColor = (
  revisions: readonly Pick<Revision, 'color' | 'round'>[],
): Pick<Revision, 'color' | 'round'> => {
  const last = revisions.at(-1);
  const at = last === undefined ? -1 : pageColors.indexOf(last.color);
  const color = pageColors[(at + 1) % pageColors.length] ?? 'blue';
  const before = revisions.filter((revision) => revision.color === color).map(({ round }) => round);
  return { color, round: Math.max(0, ...before) + 1 };
};

const english: Readonly<Record<PageColor, string>> = {
  ...{ blue: 'Blue', pink: 'Pink', yellow: 'Yellow', green: 'Green', goldenrod: 'Goldenrod' },
  ...{ buff: 'Buff', salmon: 'Salmon', cherry: 'Cherry', tan: 'Tan' },
};
const chinese: Readonly<Record<PageColor, string>> = {
  ...{ blue: '蓝页', pink: '粉页', yellow: '黄页', green: '绿页', goldenrod: '金菊页' },
  ...{ buff: '米黄页', salmon: '橙红页', cherry: '樱桃红页', tan: '棕褐页' },
};

const ordinal = (number: number): string => {
  const ending = number % 100 > 10 && number % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${number}${ending}`;
};

export const isChinese = (language: string): boolean => /^zh/i.test(language);

/** The revision's own name, or that of its colour: `Blue`, `2nd Blue`, 蓝页. */
export const revisionName = ({ name, color, round }: Omit<Revision, 'id' | 'date'>, language: string): string => {
  if (name !== '') return name;
  if (isChinese(language)) return round > 1 ? `第 ${round} 轮${chinese[color]}` : chinese[color];
  return round > 1 ? `${ordinal(round)} ${english[color]}` : english[color];
};

/** What stands at the head of a revised page. */
export const revisionHeader = (revision: Revision, language: string): string => {
  const name = revisionName(revision, language);
  const words = isChinese(language) ? `${name}修订` : `${name} Revision`;
  return revision.date === '' ? words : `${words} ${revision.date}`;
};

/** What an omitted scene's heading says. */
export const omittedWords = (language: string): string => (isChinese(language) ? '（本场删去）' : 'OMITTED');
