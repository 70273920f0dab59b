/** Final Draft's title page is free paragraphs: what they are is told by our own mark, else by where they stand. */
import type { TitlePageEntry } from '../fountain/screenplay.ts';
import { childElement, childElements, escapeAttribute, escapeText, textOf, type XmlElement } from '../xml/read-xml.ts';

/** A line of a title page as it stands on it; `key` is our own mark. */
export type TitleLine = { readonly text: string; readonly alignment: string; readonly key?: string | undefined };

const linesOf = (content: XmlElement): readonly TitleLine[] =>
  childElements(content, 'Paragraph').flatMap((paragraph) => {
    const text = childElements(paragraph, 'Text').map(textOf).join('').trim();
    const { Alignment: alignment = 'Left', TitlePageKey: key } = paragraph.attributes;
    return text === '' && key === undefined ? [] : [{ text, alignment, key }];
  });

const credit =
  /^(?:(?:screenplay|teleplay|story|script|play)?\s*(?:written\s*)?(?:&|and)?\s*(?:by|von|par)|编剧|作者|脚本)\b:?$/i;
const source = /^(?:based (?:on|upon)|adapted from|from the|story by|改编自|原著)/i;
const dated = /(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\b(?:draft|revision|revised)\b|(?:19|20)\d\d年|稿)/i;

type Guess = { readonly entries: readonly TitlePageEntry[]; readonly guessed: boolean };

const keyOf = (line: TitleLine, before: string | null): string => {
  if (line.alignment !== 'Center') return dated.test(line.text) && line.text.length < 60 ? 'Draft date' : 'Contact';
  if (before === null) return 'Title';
  if (credit.test(line.text)) return 'Credit';
  if (source.test(line.text)) return 'Source';
  if (before === 'Credit' || before === 'Author') return 'Author';
  return before === 'Source' ? 'Source' : dated.test(line.text) ? 'Draft date' : 'Title';
};

/** What lines are by where they stand and what they say. */
export const guessTitlePage = (lines: readonly TitleLine[]): Guess => {
  const entries: { key: string; values: string[] }[] = [];
  let before: string | null = null;
  for (const line of lines) {
    const key = keyOf(line, line.alignment === 'Center' ? before : null);
    if (line.alignment === 'Center') before = key;
    const entry = entries.find((known) => known.key === key);
    if (entry === undefined) entries.push({ key, values: [line.text] });
    else entry.values.push(line.text);
  }
  return { entries, guessed: true };
};

const marked = (lines: readonly TitleLine[]): Guess => {
  const entries: { key: string; values: string[] }[] = [];
  let last: string | undefined;
  for (const { key = 'Contact', text } of lines) {
    // a repeated mark goes on with a star: two entries may have one key
    const name = key.replace(/^\+/, '');
    if (key.startsWith('+') && last === name) entries.at(-1)?.values.push(text);
    else entries.push({ key: name, values: text === '' ? [] : [text] });
    last = name;
  }
  return { entries, guessed: false };
};

export const readTitlePage = (
  page: XmlElement | undefined,
): { readonly entries: readonly TitlePageEntry[]; readonly unsure: readonly string[] } => {
  const content = childElement(page, 'Content');
  const lines = content === undefined ? [] : linesOf(content);
  if (lines.length === 0) return { entries: [], unsure: [] };
  const { entries, guessed } = lines.some((line) => line.key !== undefined) ? marked(lines) : guessTitlePage(lines);
  const names = entries.map((entry) => entry.key.toLowerCase()).join(', ');
  return { entries, unsure: guessed ? [`The title page was read by where its lines stand: ${names}.`] : [] };
};

const centred = /^(?:title|credit|authors?|source|标题|片名|剧名|作者|编剧|署名|来源)$/i;

const blank = (count: number): string => '      <Paragraph Alignment="Left"><Text></Text></Paragraph>\n'.repeat(count);

const entryXml = ({ key, values }: TitlePageEntry): string => {
  const alignment = centred.test(key) ? 'Center' : 'Left';
  return (values.length === 0 ? [''] : values)
    .map((value, index) => {
      const name = escapeAttribute(`${index > 0 ? '+' : ''}${key}`);
      return `      <Paragraph Alignment="${alignment}" TitlePageKey="${name}"><Text>${escapeText(value)}</Text></Paragraph>\n`;
    })
    .join('');
};

/** The paragraphs of a title page: what is centred a third down, the rest at the foot. */
export const titlePageXml = (entries: readonly TitlePageEntry[]): string =>
  entries
    .map((entry, index) => {
      const middle = centred.test(entry.key);
      const fall = index > 0 && !middle && centred.test(entries[index - 1]?.key ?? '') ? blank(12) : '';
      return `${index === 0 ? blank(15) : middle ? blank(1) : fall}${entryXml(entry)}`;
    })
    .join('');
