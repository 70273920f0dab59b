/** The shot list as an Excel workbook (Office Open XML): text is text, never a formula; numbers are numbers. */
import type { Desk } from '@oner/shared/document/desk.ts';
import type { Story } from '@oner/shared/document/story.ts';
import { shotListColumns, shotListRows } from '@oner/shared/export/csv-shot-list.ts';
import { escapeAttribute, escapeText } from '@oner/shared/xml/read-xml.ts';
import { strToU8, zipSync } from 'fflate';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const mediaTypes = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Longest text that a cell holds. */
const maxCell = 32_767;
/** The same script gives the same bytes: zips hold a time, and this is the first that they can. */
const fixedTime = '1980-01-01T00:00:00';

type Column = (typeof shotListColumns)[number];
const numeric: ReadonlySet<Column> = new Set(['Lens (mm)', 'Frame rate', 'Aspect ratio', 'Duration']);
const wide: ReadonlySet<Column> = new Set(['Description', 'Dialogue', 'Notes']);

/** `A`, `B` … `Z`, `AA`. */
const columnName = (index: number): string =>
  (index >= 26 ? columnName(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

const textCell = (place: string, text: string, style: number): string =>
  `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeText(text.slice(0, maxCell))}</t></is></c>`;

const cell = (text: string, row: number, index: number): string => {
  const place = `${columnName(index)}${row}`;
  const column = shotListColumns[index];
  if (text === '') return '';
  const isNumber = column !== undefined && numeric.has(column) && Number.isFinite(Number(text));
  return isNumber ? `<c r="${place}" s="0"><v>${Number(text)}</v></c>` : textCell(place, text, 2);
};

const sheet = (rows: readonly (readonly string[])[]): string => {
  const last = `${columnName(shotListColumns.length - 1)}${rows.length + 1}`;
  const columns = shotListColumns
    .map(
      (column, index) =>
        `<col min="${index + 1}" max="${index + 1}" width="${wide.has(column) ? 48 : 14}" customWidth="1"/>`,
    )
    .join('');
  const titles = shotListColumns.map((column, index) => textCell(`${columnName(index)}1`, column, 1)).join('');
  const body = rows
    .map((cells, index) => `<row r="${index + 2}">${cells.map((text, at) => cell(text, index + 2, at)).join('')}</row>`)
    .join('');
  return `${head}<worksheet xmlns="${main}"><dimension ref="A1:${last}"/><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns}</cols><sheetData><row r="1">${titles}</row>${body}</sheetData><autoFilter ref="A1:${last}"/></worksheet>`;
};

const styles = `${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf><alignment vertical="top"/></xf><xf fontId="1" applyFont="1"/><xf><alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

const parts = (rows: readonly (readonly string[])[], name: string): Readonly<Record<string, string>> => ({
  '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${mediaTypes}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${mediaTypes}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${mediaTypes}.styles+xml"/></Types>`,
  '_rels/.rels': `${head}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${officeRelations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${officeRelations}"><sheets><sheet name="${escapeAttribute(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${officeRelations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${officeRelations}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': styles,
  'xl/worksheets/sheet1.xml': sheet(rows),
});

export const xlsxShotList = (story: Story, desk: Desk): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(parts(shotListRows(story, desk), 'Shots')).map(([name, text]) => [name, strToU8(text)]),
    ),
    { mtime: fixedTime },
  );
