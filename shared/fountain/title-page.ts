import { isHeading } from './heading.ts';
import type { TitlePageEntry } from './screenplay.ts';

const knownKey =
  /^(?:title|credit|authors?|source|notes?|draft date|date|contact|copyright|revision|language|标题|片名|剧名|作者|编剧|署名|来源|日期|联系方式|版权)$/i;

const keyLine = /^([^:：]{1,60})[:：](.*)$/s;
const value = /^(?: {3,}|[ ]{0,2}\t)\s*\S/;

type KeyLine = { readonly key: string; readonly value: string };

const parseKey = (line: string): KeyLine | null => {
  if (/^[\s@!.>~#=([\\（]/.test(line) || line.startsWith('/*')) return null;
  const match = keyLine.exec(line);
  if (match?.[1] === undefined || match[2] === undefined || isHeading(line)) return null;
  return { key: match[1].trim(), value: match[2].trim() };
};

/**
 * Whether a file that begins with these two lines has a title page. A known key opens one; an unknown key does when
 * it has a value, so that `FADE IN:` and `淡入：` are text.
 */
export const opensTitlePage = (first: string, second: string): boolean => {
  const entry = parseKey(first);
  if (entry === null) return false;
  return knownKey.test(entry.key) || entry.value !== '' || value.test(second);
};

export type TitlePageReading = {
  readonly entries: readonly TitlePageEntry[];
  /** Offset of the first character after the title page and the blank line that ends it. */
  readonly end: number;
};

/** Reads the title page at the start of `text` (line ends already `\n`), if there is one. */
export const readTitlePage = (text: string): TitlePageReading => {
  const entries: { key: string; values: string[] }[] = [];
  let at = 0;
  while (at < text.length) {
    const lineEnd = text.indexOf('\n', at);
    const end = lineEnd === -1 ? text.length : lineEnd;
    const line = text.slice(at, end);
    if (entries.length === 0 && !opensTitlePage(line, secondLine(text, end))) return { entries, end: 0 };
    if (line.trim() === '') return { entries, end: Math.min(text.length, end + 1) };
    const current = entries.at(-1);
    const entry = parseKey(line);
    if (current !== undefined && value.test(line)) current.values.push(line.trim());
    else if (entry === null) break;
    else entries.push({ key: entry.key, values: entry.value === '' ? [] : [entry.value] });
    at = end + 1;
  }
  return { entries, end: Math.min(text.length, at) };
};

const secondLine = (text: string, firstEnd: number): string => {
  const end = text.indexOf('\n', firstEnd + 1);
  return text.slice(firstEnd + 1, end === -1 ? text.length : end);
};

const writeEntry = ({ key, values }: TitlePageEntry): string => {
  const name = key.replace(/[:：\n]+/g, ' ').trim();
  const lines = values.flatMap((text) => text.split('\n')).map((line) => line.trim());
  const kept = lines.filter((line) => line !== '');
  if (kept.length === 0) return `${name}:`;
  return kept.length === 1 ? `${name}: ${kept[0]}` : `${name}:\n${kept.map((line) => `    ${line}`).join('\n')}`;
};

/** Writes the title page without the blank line after it; empty when there are no entries. */
export const writeTitlePage = (entries: readonly TitlePageEntry[]): string => entries.map(writeEntry).join('\n');
