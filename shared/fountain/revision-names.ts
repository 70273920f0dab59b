/** What revisions are called, and the colours that their pages have: for who shows or prints them. */
import { type PageColor, pageColors, type Revision } from './revision.ts';

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
