import { isHeading } from '@oner/shared/fountain/heading.ts';

/** A line below `===` or `---` is a heading in Markdown, and three of either alone a page's end in Fountain. */
const underline = /^(=+|-+)\s*$/;
const rule = /^\s*(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$/;

const heading = (depth: number, text: string): string =>
  isHeading(text) ? `\n${text}\n` : `\n${'#'.repeat(Math.min(depth, 6))} ${text}\n`;

const line = (text: string): string => {
  const marked = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/.exec(text);
  if (marked?.[1] !== undefined && marked[2] !== undefined) return heading(marked[1].length, marked[2]);
  if (rule.test(text)) return '===';
  // quotes and hard breaks say how to show words that stay the same
  return text.replace(/^ {0,3}>\s?(?!.*<\s*$)/, '').replace(/(?<=\S)(?: {2,}|\\)$/, '');
};

/** Markdown as Fountain has it: headings are sections, or scenes where they read so; `__bold__` is `**bold**`. */
export const fountainOfMarkdown = (text: string): string => {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const written: string[] = [];
  lines.forEach((current, index) => {
    const above = lines[index - 1] ?? '';
    const depth = underline.exec(current)?.[1]?.startsWith('=') ? 1 : 2;
    if (underline.test(current) && above.trim() !== '' && !/^\s*[#>]/.test(above)) {
      written[written.length - 1] = heading(depth, above.trim());
    } else written.push(line(current).replace(/(?<![\w\\])__(?=\S)([^_\n]+)(?<=\S)__(?!\w)/g, '**$1**'));
  });
  // blank lines say nothing in Markdown but that a paragraph ends
  return written
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+/, '');
};
