/** The script as a Word document: named styles for its elements, so that it is edited as a screenplay. */
import { type PrintedItem, printedItems, titleLines } from '@oner/shared/export/printed-script.ts';
import { paperSize } from '@oner/shared/export/script-pages.ts';
import type { Block, BlockType, MarkType, Screenplay } from '@oner/shared/fountain/screenplay.ts';
import { escapeAttribute, escapeText } from '@oner/shared/xml/read-xml.ts';
import { zipSync } from 'fflate';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const twips = (inches: number): number => Math.round(inches * 1440);

type Layout = {
  readonly name: string;
  /** From the text's left and right edge, inches. */
  readonly left?: number;
  readonly right?: number;
  /** Points. */
  readonly before: number;
  readonly align?: 'right' | 'center';
  readonly keepNext?: boolean;
};

/** Final Draft's layout; the left margin is an inch and a half. The names are those under which an import knows them. */
export const docxStyles: Readonly<Partial<Record<BlockType, Layout>>> = {
  sceneHeading: { name: 'Scene Heading', before: 24, keepNext: true },
  action: { name: 'Action', before: 12 },
  character: { name: 'Character', left: 2, before: 12, keepNext: true },
  parenthetical: { name: 'Parenthetical', left: 1.5, right: 2, before: 0, keepNext: true },
  dialogue: { name: 'Dialogue', left: 1, right: 1.5, before: 0 },
  lyric: { name: 'Lyrics', left: 1, right: 1.5, before: 0 },
  transition: { name: 'Transition', before: 12, align: 'right' },
  centered: { name: 'Centered', before: 12, align: 'center' },
};

const styleXml = (type: string, { name, left = 0, right = 0, before, align, keepNext }: Layout): string =>
  `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${type}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>${
    keepNext ? '<w:keepNext/>' : ''
  }<w:spacing w:before="${before * 20}" w:after="0"/><w:ind w:left="${twips(left)}" w:right="${twips(right)}"/>${
    align ? `<w:jc w:val="${align}"/>` : ''
  }</w:pPr></w:style>`;

const stylesXml = (language: string): string =>
  `${declaration}<w:styles ${word}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Courier Prime" w:hAnsi="Courier Prime" w:cs="Courier New" w:eastAsia="SimSun"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="${escapeAttribute(language)}" w:eastAsia="${escapeAttribute(language)}"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="exact"/></w:pPr></w:style>${Object.entries(
    docxStyles,
  )
    .map(([type, layout]) => styleXml(type, layout))
    .join(
      '',
    )}<w:style w:type="paragraph" w:customStyle="1" w:styleId="titlePage"><w:name w:val="Title Page"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="240"/><w:jc w:val="center"/></w:pPr></w:style></w:styles>`;

const runMarks: Readonly<Partial<Record<MarkType, string>>> = {
  bold: '<w:b/>',
  italic: '<w:i/>',
  strike: '<w:strike/>',
  underline: '<w:u w:val="single"/>',
};
/** Word wants a run's properties in this order. */
const runOrder: readonly MarkType[] = ['bold', 'italic', 'strike', 'underline'];

const textXml = (text: string): string => `<w:t xml:space="preserve">${escapeText(text)}</w:t>`;

const runsXml = (block: Block): string =>
  block.runs
    .map(({ text, marks }) => {
      const properties = runOrder.flatMap((mark) => (marks.includes(mark) ? (runMarks[mark] ?? []) : [])).join('');
      const lines = text.split('\n').map(textXml).join('<w:br/>');
      return `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}${lines}</w:r>`;
    })
    .join('');

const plain = (text: string): string => `<w:r>${textXml(text)}</w:r>`;
const tab = '<w:r><w:tab/></w:r>';

/** A scene's number stands in both margins. */
const numbered = (block: Block, number: string): string =>
  `<w:p><w:pPr><w:pStyle w:val="sceneHeading"/><w:tabs><w:tab w:val="left" w:pos="0"/><w:tab w:val="right" w:pos="${twips(6.5)}"/></w:tabs><w:ind w:left="0" w:right="${twips(-0.5)}" w:hanging="${twips(0.75)}"/></w:pPr>${plain(number)}${tab}${runsXml(block)}${tab}${plain(number)}</w:p>`;

const paragraph = (block: Block, indent = ''): string =>
  block.type === 'sceneHeading' && block.number !== undefined
    ? numbered(block, block.number)
    : `<w:p><w:pPr><w:pStyle w:val="${block.type}"/>${indent}</w:pPr>${runsXml(block)}</w:p>`;

const cell = (blocks: readonly Block[]): string => {
  const indentOf = (type: BlockType): number => (type === 'character' ? 0.8 : type === 'parenthetical' ? 0.4 : 0);
  const lines = blocks.map((block) => paragraph(block, `<w:ind w:left="${twips(indentOf(block.type))}" w:right="0"/>`));
  return `<w:tc><w:tcPr><w:tcW w:w="${twips(3)}" w:type="dxa"/></w:tcPr>${lines.join('') || '<w:p/>'}</w:tc>`;
};

const itemXml = (item: PrintedItem): string => {
  switch (item.kind) {
    case 'block':
      return paragraph(item.block);
    case 'page-break':
      return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';
    case 'dual':
      return `<w:tbl><w:tblPr><w:tblW w:w="${twips(6)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="${twips(3)}"/><w:gridCol w:w="${twips(3)}"/></w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>${cell(item.left)}${cell(item.right)}</w:tr></w:tbl>`;
  }
};

const titleXml = (screenplay: Screenplay, title: string): string => {
  const { centred, foot } = titleLines(screenplay, title);
  const line = (style: string, text: string, before: number): string =>
    `<w:p><w:pPr><w:pStyle w:val="${style}"/><w:spacing w:before="${before}"/></w:pPr>${plain(text)}</w:p>`;
  const middle = centred.map((text, index) => line('titlePage', text, index === 0 ? twips(3) : 240));
  return [...middle, ...foot.map((text, index) => line('Normal', text, index === 0 ? twips(3) : 0))].join('');
};

const sectionXml = (language: string, header: boolean): string => {
  const { width, height } = paperSize(language);
  const reference = header
    ? '<w:headerReference w:type="default" r:id="rId2"/><w:headerReference w:type="first" r:id="rId3"/>'
    : '';
  return `<w:sectPr>${reference}<w:pgSz w:w="${twips(width)}" w:h="${twips(height)}"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="2160" w:header="720" w:footer="720" w:gutter="0"/>${header ? '<w:pgNumType w:start="1"/><w:titlePg/>' : ''}</w:sectPr>`;
};

const documentXml = (screenplay: Screenplay, title: string, language: string): string => {
  const front = `${titleXml(screenplay, title)}<w:p><w:pPr>${sectionXml(language, false)}</w:pPr></w:p>`;
  return `${declaration}<w:document ${word} xmlns:r="${relation}"><w:body>${front}${printedItems(screenplay).map(itemXml).join('')}${sectionXml(language, true)}</w:body></w:document>`;
};

const header = (content: string): string => `${declaration}<w:hdr ${word}>${content}</w:hdr>`;
const pageNumber =
  '<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>.</w:t></w:r></w:p>';

const types = `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${[
  'document.main',
  'styles',
  'header',
]
  .map((part, index) => {
    const names = [['document'], ['styles'], ['header1', 'header2']][index] ?? [];
    return names
      .map(
        (name) =>
          `<Override PartName="/word/${name}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${part}+xml"/>`,
      )
      .join('');
  })
  .join('')}</Types>`;

const relations = (targets: readonly (readonly [string, string])[]): string =>
  `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets.map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${relation}/${type}" Target="${target}"/>`).join('')}</Relationships>`;

/** The same script is the same file: nothing in it tells the time. */
export const docxOf = (script: {
  readonly title: string;
  readonly language: string;
  readonly screenplay: Screenplay;
}): Uint8Array => {
  const { title, language, screenplay } = script;
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  return zipSync(
    {
      '[Content_Types].xml': bytes(types),
      '_rels/.rels': bytes(relations([['officeDocument', 'word/document.xml']])),
      'word/_rels/document.xml.rels': bytes(
        relations([
          ['styles', 'styles.xml'],
          ['header', 'header1.xml'],
          ['header', 'header2.xml'],
        ]),
      ),
      'word/document.xml': bytes(documentXml(screenplay, title, language)),
      'word/styles.xml': bytes(stylesXml(language)),
      'word/header1.xml': bytes(header(pageNumber)),
      'word/header2.xml': bytes(header('<w:p/>')),
    },
    { level: 6, mtime: '1980-01-01T00:00:00' },
  );
};
