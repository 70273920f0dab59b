/** Paragraphs of text that stands as on a printed page, such as a PDF's: columns say what is what, and lines end where the paper did. */
import type { PastedParagraph } from './guess-elements.ts';

type Line = { readonly indent: number; readonly text: string };

const readLine = (line: string): Line => {
  const expanded = line.replaceAll('\t', '    ').replaceAll('\u00a0', ' ').trimEnd();
  const text = expanded.trimStart();
  return { indent: expanded.length - text.length, text };
};

/** Page numbers, and what is said of speeches and scenes that go over a page. */
const furniture = /^(?:\d{1,3}[A-Z]?\.?|\(MORE\)|\(?CONTINUED:?\)?(?:\s*\(\d+\))?|（转下页）)$/;

/** Lines this far to the right are a speech's or a cue's. */
const speechIndent = 8;

/** Whether the text stands in columns, as no Fountain does. */
export const isLaidOut = (text: string): boolean => {
  const indents = text
    .split('\n')
    .map(readLine)
    .filter((line) => line.text !== '')
    .map(({ indent }) => indent);
  const left = Math.min(...indents);
  const far = indents.filter((indent) => indent - left >= speechIndent);
  return far.length >= 2 && new Set(far).size >= 2;
};

export const readLayoutText = (text: string): readonly PastedParagraph[] => {
  const lines = text.replace(/\f/g, '\n').split('\n').map(readLine);
  const left = Math.min(...lines.filter((line) => line.text !== '').map(({ indent }) => indent));
  const paragraphs: { words: string; indent: number }[] = [];
  let open = false;
  for (const { indent, text: words } of lines) {
    if (furniture.test(words)) continue;
    if (words === '') {
      open = false;
      continue;
    }
    const last = paragraphs.at(-1);
    if (open && last && Math.abs(last.indent - (indent - left)) <= 1) last.words += ` ${words}`;
    else {
      if (!open && last) paragraphs.push({ words: '', indent: 0 });
      paragraphs.push({ words, indent: indent - left });
    }
    open = true;
  }
  return paragraphs.map(({ words, indent }) => ({
    runs: words === '' ? [] : [{ text: words, marks: [] }],
    style: '',
    indent,
    align: 'left',
  }));
};
