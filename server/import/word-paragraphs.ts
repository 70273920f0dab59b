/** What the body of a Word document says, paragraph by paragraph. */
import type { MarkType, Run } from '@oner/shared/fountain/screenplay.ts';
import { childElement, childElements, textOf, type XmlElement } from '@oner/shared/xml/read-xml.ts';

export type WordParagraph = {
  /** The style's name, in lower case; empty for none. */
  readonly style: string;
  readonly runs: readonly Run[];
  readonly text: string;
  /** From the text's left edge, inches. */
  readonly indent: number;
  readonly alignment: string;
  readonly breaksPage: boolean;
  /** The last of its section, as the last line of a title page may be. */
  readonly endsSection: boolean;
  /** Which cell of a row of two it stands in. */
  readonly cell: { readonly column: number } | null;
};

type Style = { readonly name: string; readonly indent: number | null; readonly alignment: string | null };

const value = (parent: XmlElement | undefined, name: string, attribute = 'w:val'): string | null =>
  childElement(parent, name)?.attributes[attribute] ?? null;

const inches = (properties: XmlElement | undefined): number | null => {
  const twips = value(properties, 'w:ind', 'w:left') ?? value(properties, 'w:ind', 'w:start');
  const amount = twips === null ? Number.NaN : Number(twips);
  return Number.isFinite(amount) ? amount / 1440 : null;
};

export const readStyles = (root: XmlElement | null): ReadonlyMap<string, Style> =>
  new Map(
    (root === null ? [] : childElements(root, 'w:style')).map((style) => {
      const properties = childElement(style, 'w:pPr');
      const name = (value(style, 'w:name') ?? '').toLowerCase();
      return [
        style.attributes['w:styleId'] ?? '',
        { name, indent: inches(properties), alignment: value(properties, 'w:jc') },
      ];
    }),
  );

const isOn = (properties: XmlElement | undefined, name: string): boolean => {
  const found = childElement(properties, name);
  return found !== undefined && !['0', 'false', 'none', 'off'].includes(found.attributes['w:val'] ?? '1');
};

const markNames: readonly (readonly [string, MarkType])[] = [
  ['w:b', 'bold'],
  ['w:i', 'italic'],
  ['w:u', 'underline'],
  ['w:strike', 'strike'],
];

const runText = (run: XmlElement): string =>
  childElements(run)
    .map((child) => {
      if (child.name === 'w:t') return textOf(child);
      if (child.name === 'w:tab') return '\t';
      return child.name === 'w:br' && child.attributes['w:type'] !== 'page' ? '\n' : '';
    })
    .join('');

/** Runs wherever they stand in it: in links and insertions too, not in what was deleted. */
const runElements = (parent: XmlElement): readonly XmlElement[] =>
  childElements(parent).flatMap((child) => {
    if (child.name === 'w:r') return [child];
    return ['w:ins', 'w:hyperlink', 'w:smartTag', 'w:sdt', 'w:sdtContent', 'w:moveTo'].includes(child.name)
      ? runElements(child)
      : [];
  });

const breaksPage = (runs: readonly XmlElement[], properties: XmlElement | undefined): boolean =>
  isOn(properties, 'w:pageBreakBefore') ||
  runs.some((run) => childElements(run, 'w:br').some((found) => found.attributes['w:type'] === 'page'));

const paragraphOf = (
  element: XmlElement,
  styles: ReadonlyMap<string, Style>,
  cell: WordParagraph['cell'],
): WordParagraph => {
  const properties = childElement(element, 'w:pPr');
  const style = styles.get(value(properties, 'w:pStyle') ?? '');
  const elements = runElements(element);
  const runs = elements.flatMap((run): Run[] => {
    const text = runText(run);
    const shown = childElement(run, 'w:rPr');
    const marks = markNames.flatMap(([name, mark]) => (isOn(shown, name) ? [mark] : []));
    return text === '' ? [] : [{ text, marks }];
  });
  return {
    ...{ style: style?.name ?? '', runs, text: runs.map((run) => run.text).join(''), cell },
    indent: inches(properties) ?? style?.indent ?? 0,
    alignment: value(properties, 'w:jc') ?? style?.alignment ?? 'left',
    breaksPage: breaksPage(elements, properties),
    endsSection: childElement(properties, 'w:sectPr') !== undefined,
  };
};

/** Paragraphs of the body in order, those of tables row by row. */
export const wordParagraphs = (
  body: XmlElement,
  styles: ReadonlyMap<string, Style>,
  cell: WordParagraph['cell'] = null,
): readonly WordParagraph[] =>
  childElements(body).flatMap((child): readonly WordParagraph[] => {
    if (child.name === 'w:p') return [paragraphOf(child, styles, cell)];
    if (child.name === 'w:sdt') {
      const content = childElement(child, 'w:sdtContent');
      return content === undefined ? [] : wordParagraphs(content, styles, cell);
    }
    if (child.name !== 'w:tbl') return [];
    return childElements(child, 'w:tr').flatMap((row) =>
      childElements(row, 'w:tc').flatMap((column, index) => wordParagraphs(column, styles, { column: index })),
    );
  });
