/** The paragraphs of what another program put on the clipboard: Word, a browser, a writing program. */
import type { MarkType, Run } from '@oner/shared/fountain/screenplay.ts';
import type { PastedParagraph } from './guess-elements.ts';

const blockTags = new Set([
  'P',
  'DIV',
  'LI',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
  'PRE',
  'BLOCKQUOTE',
  'TR',
  'DT',
  'DD',
]);
const skipped = new Set(['SCRIPT', 'STYLE', 'HEAD', 'META', 'LINK', 'TITLE', 'TEMPLATE']);
const tagMarks: Readonly<Record<string, MarkType>> = {
  B: 'bold',
  STRONG: 'bold',
  I: 'italic',
  EM: 'italic',
  U: 'underline',
  S: 'strike',
  DEL: 'strike',
};

const marksOf = (element: HTMLElement, marks: ReadonlySet<MarkType>): ReadonlySet<MarkType> => {
  const next = new Set(marks);
  const mark = tagMarks[element.tagName];
  if (mark) next.add(mark);
  const { fontWeight, fontStyle, textDecoration } = element.style;
  if (/^(?:bold|[6-9]00)$/.test(fontWeight)) next.add('bold');
  // as the clipboard of Google Docs wraps everything
  if (fontWeight === 'normal' || fontWeight === '400') next.delete('bold');
  if (fontStyle === 'italic') next.add('italic');
  if (textDecoration.includes('underline')) next.add('underline');
  return next;
};

/** A length of a style sheet in letters of 12 pt Courier, of which an inch has ten; null when it is none. */
const lettersOf = (length: string): number | null => {
  const [, number, unit] = /^(-?[\d.]+)(pt|px|in|cm|mm|em|ch)$/.exec(length.trim()) ?? [];
  const perUnit = { pt: 10 / 72, px: 10 / 96, in: 10, cm: 10 / 2.54, mm: 1 / 2.54, em: 10 / 6, ch: 1 }[unit ?? ''];
  return perUnit === undefined ? null : Math.round(Number(number) * perUnit);
};

const alignOf = (element: HTMLElement): PastedParagraph['align'] => {
  const align = element.style.textAlign || element.getAttribute('align') || '';
  return align === 'center' ? 'center' : align === 'right' || align === 'end' ? 'right' : 'left';
};

type Reading = { readonly paragraphs: PastedParagraph[]; runs: Run[]; holder: HTMLElement | null };

const endParagraph = (reading: Reading): void => {
  const { holder, runs } = reading;
  if (holder !== null && (runs.length > 0 || holder.tagName === 'P')) {
    reading.paragraphs.push({
      runs,
      style: `${holder.className} ${holder.dataset.type ?? ''} ${holder.dataset.element ?? ''}`.trim(),
      indent: lettersOf(holder.style.marginLeft || holder.style.paddingLeft || ''),
      align: alignOf(holder),
    });
  }
  reading.runs = [];
};

const readText = (reading: Reading, text: string, marks: ReadonlySet<MarkType>, keepsSpace: boolean): void => {
  const plain = keepsSpace ? text : text.replace(/[ \t\r\n]+/g, ' ');
  const words = plain.replaceAll('\u00a0', ' ');
  if (words.trim() === '' && reading.runs.length === 0) return;
  for (const [index, line] of words.split('\n').entries()) {
    if (index > 0) endParagraph(reading);
    if (line !== '') reading.runs.push({ text: line, marks: [...marks] });
  }
};

const readNode = (reading: Reading, node: Node, marks: ReadonlySet<MarkType>, keepsSpace: boolean): void => {
  if (node.nodeType === Node.TEXT_NODE) readText(reading, node.textContent ?? '', marks, keepsSpace);
  if (!(node instanceof HTMLElement) || skipped.has(node.tagName)) return;
  if (node.tagName === 'BR') {
    endParagraph(reading);
    return;
  }
  const isBlock = blockTags.has(node.tagName);
  const outer = reading.holder;
  if (isBlock) {
    endParagraph(reading);
    reading.holder = node;
  }
  const pre = keepsSpace || node.tagName === 'PRE' || node.style.whiteSpace.startsWith('pre');
  for (const child of node.childNodes) readNode(reading, child, marksOf(node, marks), pre);
  if (isBlock) {
    endParagraph(reading);
    reading.holder = outer;
  }
};

/** Nothing of it is run or loaded: it is parsed apart from the page. */
export const readHtml = (html: string): readonly PastedParagraph[] => {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const reading: Reading = { paragraphs: [], runs: [], holder: body };
  readNode(reading, body, new Set(), false);
  endParagraph(reading);
  return reading.paragraphs;
};
