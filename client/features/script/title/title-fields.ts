/** The title page as a form: Fountain's own keys in their usual order, then whatever else the page has. */
import type { TitlePageEntry } from '@oner/shared/fountain/screenplay.ts';

/** The usual keys as Fountain writes them, each with how else it may be written. */
const usual = [
  ['Title', /^(?:title|标题|片名|剧名)$/i],
  ['Credit', /^(?:credit|署名)$/i],
  ['Author', /^(?:authors?|作者|编剧)$/i],
  ['Source', /^(?:source|来源)$/i],
  ['Draft date', /^(?:draft ?date|日期|稿期)$/i],
  ['Contact', /^(?:contact|联系方式|联系)$/i],
] as const;
export type UsualKey = (typeof usual)[number][0];

export type TitleField = {
  /** As the page has it, or as it would be written. */
  readonly key: string;
  /** Null: none of the usual ones. */
  readonly usual: UsualKey | null;
  /** Lines. */
  readonly text: string;
};

const textOf = (entry: TitlePageEntry | undefined): string => entry?.values.join('\n') ?? '';

export const titleFields = (page: readonly TitlePageEntry[]): readonly TitleField[] => {
  const known = usual.map(([name, pattern]) => {
    const entry = page.find(({ key }) => pattern.test(key));
    return { key: entry?.key ?? name, usual: name, text: textOf(entry) };
  });
  const others = page.filter(({ key }) => !usual.some(([, pattern]) => pattern.test(key)));
  return [...known, ...others.map((entry) => ({ key: entry.key, usual: null, text: textOf(entry) }))];
};

const orderOf = (key: string): number => {
  const at = usual.findIndex(([, pattern]) => pattern.test(key));
  return at < 0 ? usual.length : at;
};

/** The page with one field written; all else stays as it is. A field without words is on no page. */
export const withTitleField = (
  page: readonly TitlePageEntry[],
  key: string,
  text: string,
): readonly TitlePageEntry[] => {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trim());
  const values = lines.filter((line) => line !== '');
  const at = page.findIndex((entry) => entry.key === key);
  if (at >= 0) return values.length === 0 ? page.toSpliced(at, 1) : page.with(at, { key, values });
  if (values.length === 0) return page;
  const before = page.findIndex((entry) => orderOf(entry.key) > orderOf(key));
  return page.toSpliced(before < 0 ? page.length : before, 0, { key, values });
};
